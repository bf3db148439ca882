import { readdir, readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
const SQUEEZED = new Set(['.html', '.js', '.css', '.svg', '.json']);

/** One built file, ready to send. */
interface WebFile {
  type: string;
  etag: string;
  /** Named by its content (`assets/…-HASH.js`): it never changes. */
  lasting: boolean;
  plain: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer> | null;
  br: Uint8Array<ArrayBuffer> | null;
}

/** The built screens, held in memory: what is not in the list is not there, so no path can lead elsewhere. */
export interface WebFiles {
  /** The answer to a path; null where there is no such file. */
  answer(path: string, headers: Headers): Response | null;
}

/**
 * Loads the built screens and compresses them once.
 * @param folder the folder that `npm run build` made
 * @example (await loadWebFiles('dist/web')).answer('/index.html', new Headers())
 */
export async function loadWebFiles(folder: string): Promise<WebFiles> {
  const files = new Map<string, WebFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const name = relative(folder, path).split(sep).join('/');
        files.set(`/${name}`, await webFile(name, await readFile(path)));
      }),
  );
  return {
    answer(path, headers) {
      const file = files.get(path);
      return file ? sent(file, headers) : null;
    },
  };
}

async function webFile(name: string, bytes: Buffer): Promise<WebFile> {
  const ending = extname(name);
  const squeezed = SQUEEZED.has(ending) && bytes.length > 500;
  const [zipped, br] = squeezed
    ? await Promise.all([
        promisify(gzip)(bytes, { level: 9 }),
        promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      ])
    : [null, null];
  return {
    type: TYPES[ending] ?? 'application/octet-stream',
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    lasting: name.startsWith('assets/'),
    plain: new Uint8Array(bytes),
    gzip: zipped && new Uint8Array(zipped),
    br: br && new Uint8Array(br),
  };
}

function sent(file: WebFile, asked: Headers): Response {
  const accepted = asked.get('accept-encoding') ?? '';
  const [encoding, body] =
    file.br && /\bbr\b/.test(accepted)
      ? (['br', file.br] as const)
      : file.gzip && /\bgzip\b/.test(accepted)
        ? (['gzip', file.gzip] as const)
        : ([null, file.plain] as const);
  const etag = `"${file.etag}${encoding === null ? '' : `-${encoding}`}"`;
  const headers: Record<string, string> = {
    'content-type': file.type,
    etag,
    vary: 'accept-encoding',
    'cache-control': file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(encoding === null ? {} : { 'content-encoding': encoding }),
  };
  if (asked.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
