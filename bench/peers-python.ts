import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The Python of an environment under `bench/.peers`, made on the first use, with some packages in it.
 * @param name the environment's name
 * @param packages what pip installs, with versions
 * @throws Error when Python is missing or a package cannot be installed
 * @example pythonWith('warc', ['warcio==1.8.1'])
 */
export function pythonWith(name: string, packages: readonly string[]): string {
  const folder = fileURLToPath(new URL(`../../bench/.peers/${name}`, import.meta.url));
  const python = `${folder}/bin/python`;
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  execFileSync(python, install, { stdio: ['ignore', 2, 2] });
  return python;
}
