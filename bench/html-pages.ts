import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * The HTML files of a folder (also compressed), in the order of their names.
 * @throws Error where there is none
 * @example htmlPages('examples').length
 */
export function htmlPages(folder: string): Uint8Array[] {
  const names = readdirSync(folder).filter((name) => /\.html?(?:\.gz)?$/.test(name));
  if (names.length === 0) throw new Error(`no HTML in ${folder}`);
  return names.sort().map((name) => {
    const bytes = readFileSync(join(folder, name));
    return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  });
}
