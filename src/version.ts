import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The package's version, as in package.json. @example VERSION // '0.1.0' */
export const VERSION = manifest.version;
