import { Writable } from 'node:stream';
import { OnrecordError } from '../../src/errors.js';
import type { World } from '../../src/cli/world.js';
import { openLedger } from '../../src/ledger/ledger.js';
import { run } from '../../src/cli/run.js';
import { sampleRecord } from '../record.js';

/** A stream that keeps what is written, or fails as told. */
export function kept(given: { isTTY?: boolean; columns?: number; fails?: string } = {}) {
  let text = '';
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      text += chunk;
      done(given.fails === undefined ? null : Object.assign(new Error(given.fails), { code: given.fails }));
    },
  });
  stream.on('error', () => undefined);
  return Object.assign(stream, { isTTY: given.isTTY, columns: given.columns, text: () => text });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** A world with a reader that knows one story, whatever the page; a page that holds BAD is refused. */
function aWorld(given: Partial<World> = {}): World {
  const world: World = {
    stdin: nothing(),
    stdout: kept(),
    stderr: kept(),
    env: {},
    read: (page) => {
      const text = page.text ?? page.html ?? new TextDecoder().decode(page.bytes);
      if (text === '') return Promise.reject(new OnrecordError('page-empty'));
      if (text.includes('BAD')) return Promise.reject(new TypeError('a fault of ours'));
      return Promise.resolve({ ...sampleRecord(), input: page.input ?? null });
    },
    // Later pages come sooner: their order is not that of the threads.
    readerPool: ({ minConfidence = 0 }) =>
      Promise.resolve({
        read: async (page) => {
          await new Promise((go) => setTimeout(go, Math.random() * 5));
          return await world.read(page, { minConfidence });
        },
        close: () => Promise.resolve(),
      }),
    openLedger,
    platform: 'linux',
    fetch: () => Promise.reject(new OnrecordError('url-timeout', '30')),
    onStop: () => () => undefined,
    stopped: () => Promise.resolve(),
    ...given,
  };
  return world;
}

/** Runs the command line; gives its exit code and what it printed. */
export async function ran(
  args: string[],
  given: Partial<World> & { out?: ReturnType<typeof kept>; err?: ReturnType<typeof kept> } = {},
) {
  const { out = kept(), err = kept(), ...rest } = given;
  const code = await run(args, aWorld({ stdout: out, stderr: err, ...rest }));
  return { code, out: out.text(), err: err.text() };
}
