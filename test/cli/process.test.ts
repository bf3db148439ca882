import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const onrecord = (args: string[], input = '') =>
  spawnSync(process.execPath, [main, ...args], { cwd: root, input, encoding: 'utf8' });

/** The command as it is installed; `npm ci` builds it. */
describe.skipIf(!existsSync(main))('the onrecord command', () => {
  it('reads a page from standard input', () => {
    const { status, stdout, stderr } = onrecord(
      ['read', '-', '--format', 'json'],
      '“The gates stay open,” Mayor Ilse Brandvik said on Monday.',
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'onrecord/1', input: '-' });
  });

  it.each([
    ['an empty page', '', 'the page is empty'],
    ['a binary page', '\u0000\u0001\u0002\u0003PK\u0000\u0000\u0000'.repeat(50), 'not a text or HTML page'],
  ])('says what is wrong with %s, in one line', (_, input, says) => {
    const { status, stdout, stderr } = onrecord(['read', '-'], input);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('ends quietly when nobody reads on', () => {
    const line = '{"text": "“The gates stay open,” Mayor Ilse Brandvik said on Monday."}\n';
    const shell = `"${process.execPath}" "${main}" read - --format json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', shell], {
      input: line.repeat(300),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(['[', '0']);
  });

  it('goes on when a page is ended for its time while it is inside the model', { timeout: 60_000 }, () => {
    const program = `
      import { readerPool } from '${new URL('../../dist/reader-pool.js', import.meta.url).href}';
      const text = '“The gates stay open,” Mayor Ilse Brandvik said on Monday, and she would not say for how long. ';
      const pool = readerPool({ threads: 1, timeout: 200, memory: 512 });
      for (let n = 0; n < 3; n++) {
        await pool.read({ text });
        await pool.read({ text: (text.repeat(8) + '\\n\\n').repeat(60) }).catch((error) => console.log(error.constructor.name));
      }
      await pool.close();`;
    const file = join(folder, 'pool.mjs');
    writeFileSync(file, program);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    rmSync(file);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trim().split('\n')).toEqual(['ReaderKilled', 'ReaderKilled', 'ReaderKilled']);
  });

  it('goes on when a page takes more memory than its thread has', { timeout: 60_000 }, () => {
    const program = `
      import { readerPool } from '${new URL('../../dist/reader-pool.js', import.meta.url).href}';
      const text = '“The gates stay open,” Mayor Ilse Brandvik said on Monday. She would not say for how long.\\n\\n';
      const pool = readerPool({ threads: 1, timeout: 60_000, memory: 24 });
      await pool.read({ text: text.repeat(800) }).catch((error) => console.log(error.message));
      console.log((await pool.read({ text })).statements.length > 0);
      await pool.close();`;
    const file = join(folder, 'memory.mjs');
    writeFileSync(file, program);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    rmSync(file);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringContaining('(more than 24 MB of memory)'),
      'true',
    ]);
  });

  it('ends at once when stopped while threads read', async () => {
    const line = '{"text": "“The gates stay open,” Mayor Ilse Brandvik said on Monday."}\n';
    const child = spawn(process.execPath, [main, 'read', '-', '--format', 'ndjson', '--jobs', '2']);
    let said = '';
    child.stderr.on('data', (some: Buffer) => (said += some.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.write(line.repeat(3000));
    await new Promise((go) => child.stdout.once('data', go));
    child.kill('SIGINT');
    const [code, signal] = await new Promise<unknown[]>((done) =>
      child.once('exit', (...how) => {
        done(how);
      }),
    );
    expect([code, signal, said]).toEqual([null, 'SIGINT', '']);
  });

  it('leaves nothing behind when stopped', async () => {
    const args = ['read', '-', '--out', join(folder, 'a.csv')];
    const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'ignore', 'ignore'] });
    while (readdirSync(folder).length === 0) await new Promise((go) => setTimeout(go, 20));
    child.kill('SIGINT');
    expect(await new Promise((done) => child.once('exit', done))).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });
});
