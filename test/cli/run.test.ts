import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OnrecordError } from '../../src/errors.js';
import { VERSION } from '../../src/version.js';
import { kept, ran } from './world.js';

let folder: string;
let page: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onrecord-'));
  page = join(folder, 'a.txt');
  await writeFile(page, 'some words');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('onrecord read', () => {
  it('shows one page as a sheet', async () => {
    const { code, out, err } = await ran(['read', page]);
    expect(code).toBe(0);
    expect(out).toContain('1.  Ilse Brandvik, Mayor');
    expect(err).toBe('');
  });

  it('gives one page as one record, a folder as an array', async () => {
    expect(JSON.parse((await ran(['read', page, '--format', 'json'])).out)).toMatchObject({ input: page });
    expect(JSON.parse((await ran(['read', folder, '-f', 'json'])).out)).toMatchObject([{ input: page }]);
  });

  it('goes on past bad pages and lists them at the end', async () => {
    await writeFile(join(folder, 'b.html'), '');
    await writeFile(join(folder, 'c.html'), 'BAD');
    await symlink('nowhere', join(folder, 'd.html'));
    await writeFile(join(folder, 'e.ndjson'), '{"text": "fine"}\n{"text": \n');
    const { code, out, err } = await ran(['read', folder, '--format', 'ndjson']);
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(err.replaceAll(`${folder}/`, '')).toMatchInlineSnapshot(`
      "4 pages could not be read:
      b.html: the page is empty: give a file or URL that holds an article
      c.html: unexpected error (a fault of ours): run again with ONRECORD_DEBUG=1 and report what it prints
      d.html: the link points to nothing: remove it, or restore the file it points to
      e.ndjson:2: this line is no JSON object: give one page a line, {"id": …, "html" or "text": …}
      "
    `);
  });

  it('needs no list for one bad page', async () => {
    const { code, out, err } = await ran(['read', 'https://kpa.example/a']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      'https://kpa.example/a: no whole answer within 30 s: try again later or raise --timeout\n',
    );
  });

  it('stops at once where nothing can be read at all', async () => {
    const read = () => Promise.reject(new OnrecordError('model-missing', 'models/en/encoder.onnx'));
    const { code, err } = await ran(['read', folder, page], { read });
    expect(code).toBe(1);
    expect(err).toMatch(/^onrecord: the model file .+\n$/);
  });

  it('shows no stack unless asked to', async () => {
    await writeFile(page, 'BAD');
    const { err } = await ran(['read', page]);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect((await ran(['read', page], { env: { ONRECORD_DEBUG: '1' } })).err).toContain('    at ');
  });

  it('lets no path or page name act on the terminal', async () => {
    const { err } = await ran(['read', join(folder, 'x\u001b[2J.html')]);
    // eslint-disable-next-line no-control-regex
    expect(err).not.toMatch(/\u001b/);
  });

  it('hands on its options', async () => {
    const seen: unknown[] = [];
    const fetch = (_: string, options: unknown) => {
      seen.push(options);
      return Promise.reject(new OnrecordError('url-invalid'));
    };
    const env = { ONRECORD_CONTACT: 'desk@kpa.example' };
    await ran(['read', 'https://kpa.example', '--max-bytes', '5MB', '--timeout', '2.5'], { fetch, env });
    expect(seen).toEqual([{ maxBytes: 5_000_000, timeout: 2500, contact: 'desk@kpa.example' }]);
  });

  it('refuses a page over --max-bytes', async () => {
    const { code, err } = await ran(['read', page, '--max-bytes', '5']);
    expect(code).toBe(1);
    expect(err).toContain('more than the limit of 5 bytes');
  });
});

describe('colour', () => {
  const escape = '\u001b[';
  it.each([
    ['on a terminal', {}, true, [], true],
    ['not in a pipe', {}, false, [], false],
    ['not with NO_COLOR', { NO_COLOR: '1' }, true, [], false],
    ['not with --no-color', {}, true, ['--no-color'], false],
    ['in a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, false, [], true],
  ])('%s', async (_, env, isTTY, flags, expected) => {
    const { out } = await ran(['read', page, ...flags], { env, out: kept({ isTTY, columns: 90 }) });
    expect(out.includes(escape)).toBe(expected);
  });
});

describe('progress', () => {
  it('is shown on a terminal for several pages, and taken away', async () => {
    const { err } = await ran(['read', folder, page], { err: tty() });
    expect(err).toContain('2 pages read, 6 statements');
  });

  it('is not shown in a pipe, nor with --quiet', async () => {
    expect((await ran(['read', folder, page])).err).toBe('');
    expect((await ran(['read', folder, page, '--quiet'], { err: tty() })).err).toBe('');
  });

  /** A terminal as the progress bar needs it. */
  const tty = () =>
    Object.assign(kept({ isTTY: true, columns: 80 }), { cursorTo() {}, clearLine() {}, moveCursor() {} });
});

describe('--out', () => {
  it('writes a whole file, by the format of its ending, and leaves nothing else', async () => {
    const out = join(folder, 'table.csv');
    await writeFile(out, 'old');
    const { code, out: printed } = await ran(['read', page, '--out', out]);
    expect([code, printed]).toEqual([0, '']);
    expect(await readFile(out, 'utf8')).toMatch(/^input,url,/);
    expect(await readdir(folder)).toEqual(['a.txt', 'table.csv']);
  });

  it('keeps the old file where the run fails', async () => {
    const out = join(folder, 'table.csv');
    await writeFile(out, 'old');
    const read = () => Promise.reject(new OnrecordError('model-missing', 'm'));
    expect((await ran(['read', page, '--out', out], { read })).code).toBe(1);
    expect(await readFile(out, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.txt', 'table.csv']);
  });

  it('leaves nothing behind when told to stop', async () => {
    const out = join(folder, 'table.csv');
    let stop: () => void = () => undefined;
    const onStop = (clean: () => void) => {
      stop = clean;
      return () => undefined;
    };
    const read = () => {
      stop();
      return Promise.reject(new OnrecordError('model-missing', 'm'));
    };
    await ran(['read', page, '--out', out], { onStop, read });
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('refuses a folder, and a folder that is not there', async () => {
    await mkdir(join(folder, 'sub'));
    const sub = await ran(['read', page, '--out', join(folder, 'sub')]);
    expect(sub.code).toBe(2);
    expect(sub.err).toContain('is a folder: give the name of a file');
    const none = await ran(['read', page, '--out', join(folder, 'none', 'x.csv')]);
    expect(none.code).toBe(1);
    expect(none.err).toContain('its folder does not exist');
  });

  it('replaces the file that a link points to, not the link; writes devices as they are', async () => {
    const real = join(folder, 'real.csv');
    await writeFile(real, 'old');
    await symlink(real, join(folder, 'link.csv'));
    await ran(['read', page, '--out', join(folder, 'link.csv')]);
    expect(await readFile(real, 'utf8')).toMatch(/^input,/);
    expect((await ran(['read', page, '--out', '/dev/null'])).code).toBe(0);
  });
});

describe('a closed pipe', () => {
  it('ends quietly', async () => {
    const { code, err } = await ran(['read', folder, page], { out: kept({ fails: 'EPIPE' }) });
    expect([code, err]).toEqual([0, '']);
  });

  it('is not a full disk', async () => {
    const { code, err } = await ran(['read', page], { out: kept({ fails: 'ENOSPC' }) });
    expect(code).toBe(1);
    expect(err).toContain('standard output cannot be written');
  });
});

describe('wrong use', () => {
  it.each([
    [['read']],
    [['raed', 'x']],
    [['read', 'x', '--format', 'pdf']],
    [['read', 'x', '--min-confidence', '2']],
    [['read', 'x', '--timeout', '0']],
    [['read', 'x', '--max-bytes', 'much']],
    [['read', '-', '-']],
    [['read', 'x', '--nonsense']],
    [['completion', 'tcsh']],
    [[]],
  ])('%j ends with 2 and says why', async (args) => {
    const { code, out, err } = await ran(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toBe('');
  });
});

describe('help', () => {
  it('has examples and exit codes for every command', async () => {
    for (const args of [['--help'], ['read', '--help'], ['completion', '--help']]) {
      const { code, out } = await ran(args);
      expect(code).toBe(0);
      expect(out).toContain('Examples:');
    }
    expect((await ran(['read', '--help'])).out).toContain('Exit codes:');
  });

  it('tells the version', async () => {
    expect(await ran(['--version'])).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
  });
});
