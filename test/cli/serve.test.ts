import { createHash } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/ledger.js';
import type { Added, Correction, Found } from '../../src/ledger/types.js';
import { sampleRecord } from '../record.js';
import { ran } from './world.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const built = existsSync(main) && existsSync(join(root, 'dist/web/index.html'));
const folder = mkdtempSync(join(tmpdir(), 'onrecord-serve-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('onrecord serve', () => {
  it.each([
    ['an open address without a secret', ['--host', '0.0.0.0'], 'give --token or --password'],
    [
      'an open name without a secret',
      ['--host', 'news.example', '--read-only'],
      'give --token or --password',
    ],
    ['everybody writing', ['--public'], 'give --read-only with it'],
    ['a secret that is easy to guess', ['--token', 'secret'], 'at least 8 characters'],
  ])('refuses %s', async (_, args, says) => {
    const { code, err } = await ran(['serve', '--ledger', join(folder, 'refused'), ...args]);
    expect(code).toBe(1);
    expect(err).toContain(says);
  });

  it.each([
    ['a port that is none', ['--port', '70000']],
    ['a rate that is none', ['--rate', '0']],
  ])('does not understand %s', async (_, args) => {
    expect((await ran(['serve', ...args])).code).toBe(2);
  });

  it.skipIf(!built)('reads pages in, says where it is, and ends in good order', async () => {
    const { code, out, err } = await ran(
      ['serve', 'examples/ferry-harbour-weekly.txt', '--ledger', join(folder, 'first'), '--port', '0'],
      {
        read: ({ bytes = new Uint8Array() }) =>
          Promise.resolve({ ...sampleRecord(), sha256: createHash('sha256').update(bytes).digest('hex') }),
      },
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/^http:\/\/localhost:\d+\/ {2}\(ledger: .*first; Ctrl\+C ends it\)\n$/);
    const ledger = await openLedger(join(folder, 'first'));
    expect((await ledger.stats()).documents).toBe(1);
    await ledger.close();
  });

  it.skipIf(!built)('takes the secret from the environment', async () => {
    const { code } = await ran(
      ['serve', '--ledger', join(folder, 'first'), '--port', '0', '--host', '0.0.0.0'],
      {
        env: { ONRECORD_PASSWORD: 'open sesame' },
      },
    );
    expect(code).toBe(0);
  });

  it.skipIf(!built)('says when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const { code, err } = await ran(['serve', '--ledger', join(folder, 'first'), '--port', port]);
    other.close();
    expect(code).toBe(1);
    expect(err).toContain(`port ${port} is taken`);
  });

  it.skipIf(!built)(
    'killed in the middle of adding and correcting, has lost nothing that it acknowledged',
    async () => {
      const where = join(folder, 'killed');
      const { child, url } = await serving(where);
      const api = `${url}api/v1`;
      const send = (path: string, body: unknown) =>
        fetch(api + path, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        });
      const page = (n: number) => `Page ${n}. “The gates stay open,” Mayor Ilse Brandvik said on Monday.`;
      const acknowledged: string[] = [];
      acknowledged.push(((await (await send('/documents', { text: page(0) })).json()) as Added).document);
      const { items } = (await (await fetch(`${api}/statements`)).json()) as Found;
      const id = items[0]?.statement.id ?? '';
      const made = (await (
        await send(`/statements/${id}/corrections`, { author: 'M. Ruhl', act: 'warn' })
      ).json()) as Correction;
      // Many under way at once; the process goes away, without warning, as the first of them is acknowledged.
      const under = Array.from({ length: 6 }, async (_, n) => {
        const answer = await send('/documents', { text: page(n + 1) });
        if (!answer.ok) return;
        acknowledged.push(((await answer.json()) as Added).document);
        child.kill('SIGKILL');
      });
      await Promise.allSettled(under);
      const ledger = await openLedger(where);
      for (const document of acknowledged) expect(await ledger.document(document)).not.toBeNull();
      expect((await ledger.statement(id))?.act).toBe('warn');
      expect((await ledger.statement(id))?.corrections).toEqual([made.id]);
      const faults = [];
      for await (const fault of ledger.check()) faults.push(fault);
      expect(faults).toEqual([]);
      await ledger.close();
      expect(acknowledged.length).toBeGreaterThanOrEqual(2);
    },
  );
});

/** A server in a process of its own. */
async function serving(where: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--ledger', where], { cwd: root });
  let said = '';
  const url = await new Promise<string>((found, fail) => {
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      const match = /http:\/\/\S+/.exec(said);
      if (match) found(match[0]);
    });
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)));
  });
  return { child, url };
}
