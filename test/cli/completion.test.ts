import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { SHELLS } from '../../src/cli/completion.js';
import { ran } from './world.js';

const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;

describe('completion', () => {
  it.each(SHELLS)('%s knows every command, option and format', async (shell) => {
    const { code, out } = await ran(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['read', 'completion', 'min-confidence', 'no-color', 'ndjson', 'fish'])
      expect(out).toContain(word);
  });

  it.each(SHELLS)('%s takes the script', async (shell) => {
    if (!has(shell)) return;
    const { out } = await ran(['completion', shell]);
    const { status, stderr } = spawnSync(shell, ['-n'], { input: out, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('bash completes', async () => {
    const { out } = await ran(['completion', 'bash']);
    const tried = (words: string[]) =>
      spawnSync(
        'bash',
        [
          '-c',
          `${out}\nCOMP_WORDS=(onrecord ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _onrecord; echo "\${COMPREPLY[@]}"`,
        ],
        { encoding: 'utf8' },
      ).stdout.trim();
    expect(tried(['rea'])).toBe('read');
    expect(tried(['read', '--form'])).toBe('--format');
    expect(tried(['read', '--format', 'nd'])).toBe('ndjson');
    expect(tried(['completion', 'f'])).toBe('fish');
  });
});
