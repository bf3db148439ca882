import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOf } from '../../src/cli/ledger/place.js';
import { ledgerOver, openLedger } from '../../src/ledger/ledger.js';
import { openStore, type Store } from '../../src/ledger/store/store.js';
import type { World } from '../../src/cli/world.js';
import { embeddedFolder } from '../ledger/stores.js';
import { edited } from '../ledger/pages.js';
import { sampleRecord } from '../record.js';
import { ran } from './world.js';

/** A reader that knows one story, with the page's own hash and address; a page that says EDITED lost a word. */
const read: World['read'] = (page) => {
  const bytes = page.bytes ?? Buffer.from(page.html ?? page.text ?? '');
  const text = Buffer.from(bytes).toString();
  if (text.includes('BAD')) return Promise.reject(new TypeError('a fault of ours'));
  const record = text.includes('EDITED') ? edited(sampleRecord(), 'never meant', 'meant') : sampleRecord();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return Promise.resolve({ ...record, input: page.input ?? null, url: page.url ?? null, sha256 });
};

describe('the commands on a ledger', () => {
  let ledger: string;
  let folder: string;
  let store: Store;
  // Opening takes a second, so one open store serves all commands on the one ledger.
  const open: World['openLedger'] = (where, options) =>
    where === ledger
      ? Promise.resolve(ledgerOver({ ...store, close: () => Promise.resolve() }))
      : openLedger(where, options);
  const run = (...args: string[]) =>
    ran([...args, '--ledger', ledger], { read, env: { USER: 'ana' }, openLedger: open });
  const json = async (...args: string[]) => JSON.parse((await run(...args)).out) as Record<string, unknown>;
  let id: string;

  beforeAll(async () => {
    ledger = await embeddedFolder();
    store = await openStore(ledger);
    folder = mkdtempSync(join(tmpdir(), 'onrecord-cli-'));
    writeFileSync(join(folder, 'story.html'), 'a story');
    writeFileSync(join(folder, 'bad.html'), 'BAD');
    writeFileSync(join(folder, 'pages.ndjson'), '{"id":"x","url":"https://a.example/1","text":"one"}\n');
  });
  afterAll(async () => {
    await store.close();
    for (const path of [ledger, folder]) await rm(path, { recursive: true, force: true });
  });

  it('add keeps what can be read, lists what cannot, and goes on', async () => {
    const { code, out, err } = await run('add', folder);
    expect(code).toBe(1);
    expect(out.match(/^new .*3 statements/gm)).toHaveLength(2);
    expect(err).toContain('bad.html: unexpected error (a fault of ours)');
    id = /s[0-9a-z]{10}/.exec(out.replaceAll(/\bd([0-9a-z]{10})/g, 's$1'))![0] + '-1';
  });

  it('reread reads what is kept again, without the file; ids stay', async () => {
    const { code, out, err } = await run('reread', id.replace(/^s/, 'd').replace(/-1$/, ''));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^d[0-9a-z]{10} +3 -> 3 statements/);
    expect((await run('reread', '--all')).out.match(/3 statements/g)).toHaveLength(2);
    expect((await run('show', id)).code).toBe(0);
    expect((await run('check')).code).toBe(0);
    expect((await run('reread')).code).toBe(2);
  });

  it('add again changes nothing, and reads nothing again', async () => {
    const { code, out, err } = await ran(
      ['add', join(folder, 'story.html'), '--ledger', ledger, '--format', 'ndjson'],
      {
        read: () => Promise.reject(new Error('read again')),
        openLedger: open,
      },
    );
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'unchanged', version: 1 });
  });

  it('add makes a new version of a file that changed, and diff shows the lost word', async () => {
    const file = join(folder, 'changing.html');
    writeFileSync(file, 'a third story');
    await run('add', file);
    writeFileSync(file, 'EDITED');
    const { out } = await run('add', file);
    expect(out).toMatch(/^version .*@2/);
    const document = /d[0-9a-z]{10}/.exec(out)![0];
    const diff = await run('diff', document);
    expect(diff.out).toContain('the quote lost the word “never”');
    expect(await json('diff', document, '--format', 'json')).toMatchObject({ from: 1, to: 2 });
    expect((await run('diff', document, '--to', '9')).err).toContain('has no version 9: it has 1 to 2');
    expect((await run('show', `${document}@1`)).out).toContain('never meant');
    expect((await run('show', document, '--at', '1', '--evidence')).out).toBe('a third story');
  });

  it('search finds words in any form, marks them, and filters', async () => {
    const { code, out } = await run(
      'search',
      'gate',
      '--speaker',
      'Brandvik',
      '--act',
      'deny',
      '--from',
      '2024-05',
    );
    expect(code).toBe(0);
    expect(out).toContain('*gates*');
    expect(out).toMatch(/ {2}s[0-9a-z]{10}-\d+ {2}deny · direct · 2024-05-06 · Ostmar Post/);
    expect((await run('search', 'gate', '--to', '2023')).out).toBe('Nothing found.\n');
    expect((await run('search', 'gates', '--format', 'csv')).out).toMatch(/^id,document,/);
    expect(await json('search', '--limit', '2', '--format', 'json')).toMatchObject({ next: 'o2' });
    expect(
      (await run('search', '--act', 'deny', '--act', 'warn', '--format', 'ndjson')).out.trim().split('\n'),
    ).toHaveLength(6);
    expect((await run('search', '--from', 'May')).code).toBe(2);
    expect((await run('search', '--act', 'sing')).code).toBe(2);
  });

  it('show, cite and the lists tell what is known', async () => {
    expect((await run('show', id)).out).toMatch(/speaker: +Ilse Brandvik[^]*sha256: +[0-9a-f]{64}/);
    const { speaker } = await json('show', id, '--format', 'json');
    expect((await run('show', String(speaker))).out).toContain('Mayor');
    expect((await run('show', String(speaker).slice(0, 7))).code).toBe(0);
    expect((await run('show', 'dzzz')).err).toContain('nothing in the ledger has the id dzzz');
    expect((await run('show', 'x')).err).toContain('is no document or statement or speaker');
    expect((await run('cite', id)).out).toMatch(
      /^Ilse Brandvik, Mayor: “The \[lock\] gates[^]*SHA-256 [0-9a-f]{64}\.\n$/,
    );
    expect((await run('cite', id, '--format', 'bibtex')).out).toMatch(new RegExp(`^@article\\{${id},\n`));
    expect(await json('cite', id, '--format', 'csl-json')).toMatchObject([{ id, type: 'article-newspaper' }]);
    expect((await run('speakers')).out).toMatch(/^id +name[^]*Ilse Brandvik/);
    expect((await run('outlets')).out).toContain('Ilse Brandvik (');
    expect((await run('bylines', 'feld')).out).toContain('Jon Feld');
    expect((await run('stats')).out).toMatch(/documents: +3 in 4 versions\nstatements: +9\n/);
    expect(await json('stats', '--format', 'json')).toMatchObject({ documents: 3 });
  });

  it('correct changes what is shown, and undo takes it back', async () => {
    const made = await run(
      'correct',
      id,
      '--speaker',
      'Tor Ekdal',
      '--act',
      'promise',
      '--reason',
      'he said it',
    );
    expect(made.code).toBe(0);
    const correction = /c[0-9a-z]{10}/.exec(made.out)![0];
    expect(await json('show', id, '--format', 'json')).toMatchObject({
      speakerName: 'Tor Ekdal',
      act: 'promise',
    });
    expect((await run('correct', '--list')).out).toContain('he said it');
    expect((await run('show', id)).out).toMatch(/corrections:\n {2}c[^]*ana, .*promise/);
    const training = (await run('correct', '--training')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(training).toMatchObject([
      { annotator: 'ana', attributions: [{ act: 'promise', corrected: true }, {}, {}] },
    ]);
    expect((await run('correct', '--undo', correction)).out).toContain('undone');
    expect((await run('correct', '--undo', correction)).err).toContain('undone already');
    expect(await json('show', id, '--format', 'json')).toMatchObject({
      speakerName: 'Ilse Brandvik',
      act: 'deny',
    });
    expect((await run('correct', id)).code).toBe(2);
    expect((await run('correct', '--act', 'deny')).code).toBe(2);
  });

  it('speakers --file makes one of two, and says what is wrong in a file', async () => {
    const file = join(folder, 'rules.jsonl');
    writeFileSync(file, '{"name": "The Mayor of Ostmar", "aliases": ["Ilse Brandvik"]}\n');
    expect((await run('speakers', '--file', file)).out).toBe(
      '4 entries of pages filed under another speaker\n',
    );
    expect((await run('speakers')).out).toContain('The Mayor of Ostmar');
    expect((await run('speakers', '--rules')).out).toContain('"Ilse Brandvik"');
    expect((await run('search', '--speaker', 'Brandvik')).out).toContain('The Mayor of Ostmar');
    writeFileSync(file, '\n{"name": 3}\n');
    expect((await run('speakers', '--file', file)).err).toContain(
      'line 2 of the speakers\' file: "name" is missing',
    );
    writeFileSync(file, '');
    await run('speakers', '--file', file);
    expect((await run('speakers')).out).not.toContain('The Mayor of Ostmar  person         6');
  });

  it('export writes each kind in each format, to a file that is whole', async () => {
    for (const what of ['statements', 'documents', 'speakers', 'utterances'])
      for (const ending of ['ndjson', 'csv', 'parquet', 'jsonld']) {
        const out = join(folder, `${what}.${ending}`);
        expect(await run('export', '--what', what, '--out', out)).toMatchObject({ code: 0, err: '' });
        expect(readFileSync(out).length).toBeGreaterThan(100);
      }
    const [utterance] = readFileSync(join(folder, 'utterances.ndjson'), 'utf8').trim().split('\n');
    const outlet = 'Ostmar Post';
    expect(JSON.parse(utterance!)).toMatchObject({
      independent: 1,
      statements: [{ outlet }, { outlet }, { outlet }],
    });
    const { id: all } = JSON.parse(utterance!) as { id: string };
    expect((await run('trace', all)).out).toContain('1 outlet carries it');
    for (const format of ['json', 'dot', 'html'])
      expect(await run('trace', all, '--format', format)).toMatchObject({ code: 0, err: '' });
    expect((await run('trace', 'u000')).err).toContain('nothing in the ledger has the id');
  });

  it('backup, restore and move lose nothing', async () => {
    const file = join(folder, 'ledger.backup');
    expect((await run('backup', file)).code).toBe(0);
    expect((await run('restore', file)).err).toContain('is not empty');
    const other = await embeddedFolder();
    expect((await ran(['restore', file, '--ledger', other])).out).toContain('3 documents, 9 statements');
    const third = await embeddedFolder();
    expect((await run('move', third)).code).toBe(0);
    const back = await openLedger(third);
    try {
      expect(await back.statement(id)).toMatchObject({ speakerName: 'Ilse Brandvik' });
    } finally {
      await back.close();
    }
    for (const path of [other, third]) await rm(path, { recursive: true, force: true });
  });

  it('check says that all is well', async () => {
    expect(await run('check')).toEqual({
      code: 0,
      out: '3 documents, 9 statements: no fault found\n',
      err: '',
    });
  });

  it('commands that only look make no ledger', async () => {
    const nowhere = join(folder, 'nowhere');
    const { code, err } = await ran(['search', 'x', '--ledger', nowhere]);
    expect(code).toBe(1);
    expect(err).toContain('there is no ledger at');
    expect(existsSync(nowhere)).toBe(false);
  });

  it("is found where the system has a user's data, or where the environment says", () => {
    const at = (env: World['env'], platform: NodeJS.Platform = 'linux') => placeOf({}, { env, platform });
    expect(at({ HOME: '/home/ana' })).toBe('/home/ana/.local/share/onrecord');
    expect(at({ HOME: '/home/ana', XDG_DATA_HOME: '/data' })).toBe('/data/onrecord');
    expect(at({ HOME: '/home/ana', XDG_DATA_HOME: 'data' })).toBe('/home/ana/.local/share/onrecord');
    expect(at({ HOME: '/Users/ana' }, 'darwin')).toBe('/Users/ana/Library/Application Support/onrecord');
    expect(at({ LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local' }, 'win32')).toBe(
      'C:\\Users\\ana\\AppData\\Local\\onrecord',
    );
    expect(at({ HOME: '/home/ana', ONRECORD_LEDGER: 'postgres://db/news' })).toBe('postgres://db/news');
    expect(placeOf({ ledger: 'here' }, { env: { ONRECORD_LEDGER: 'there' }, platform: 'linux' })).toBe(
      'here',
    );
  });
});
