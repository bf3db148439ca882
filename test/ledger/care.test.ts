import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/ledger/ids.js';
import { openLedger } from '../../src/ledger/ledger.js';
import { migrate } from '../../src/ledger/schema/migrate.js';
import { MIGRATIONS } from '../../src/ledger/schema/migrations.js';
import { isStale, lockFolder, type Holder, type Processes } from '../../src/ledger/store/lock.js';
import { openStore } from '../../src/ledger/store/store.js';
import { syntheticPage } from '../../bench/synthetic.js';
import { add, faults, page } from './pages.js';
import { embeddedFolder, inBothStores } from './stores.js';

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 1000) yield await Promise.resolve(bytes.subarray(at, at + 1000));
}

const fixtures = ['0.1.0'];

describe('keeping a ledger safe', () => {
  inBothStores(({ name, open, place, cluster }) => {
    it('backs up and restores everything: ids, corrections, rules, hostile characters', async () => {
      const at = await place();
      const from = await open({ where: at });
      const { statements, document } = await add(from, page({ headline: 'a\0b\ufdd00000\ud800' }));
      await from.correct(statements[0]!, { author: 'ana', act: 'promise', speaker: 'Someone Else' });
      await from.fileSpeakers([{ name: 'Tor E.', aliases: ['Tor Ekdal'] }]);
      for (let n = 0; n < 30; n++) {
        const made = syntheticPage(n, 5);
        await from.add(made.record, { bytes: made.bytes });
      }
      const backup = await bytesOf(from.backup());
      const before = [await from.document(document), await from.stats(), await from.speakerRules()];
      const to = await open();
      for (const [damage, reason] of [
        [backup.subarray(0, backup.length - 40), /cut short|damaged/],
        [Buffer.concat([backup.subarray(0, 2000), Buffer.from('x'), backup.subarray(2001)]), /damaged/],
        [Buffer.from('no backup'), /damaged/],
      ] as const)
        await expect(to.restore(inPieces(damage))).rejects.toThrow(reason);
      expect((await to.stats()).documents).toBe(0);
      await to.restore(inPieces(backup));
      expect([await to.document(document), await to.stats(), await to.speakerRules()]).toEqual(before);
      expect(await faults(to)).toEqual([]);
      await expect(to.restore(inPieces(backup))).rejects.toMatchObject({ code: 'ledger-not-empty' });
      expect((await add(to, page({ url: 'https://new.example/1' }))).outcome).toBe('new');
    });

    it.each(fixtures)('brings the ledger of release %s to the present', async (release) => {
      const ledger = await open();
      const path = new URL(`fixtures/${release}.backup`, import.meta.url);
      await ledger.restore(inPieces(readFileSync(path)));
      expect(await ledger.stats()).toMatchObject({
        documents: 2,
        versions: 3,
        statements: 6,
        corrections: 1,
      });
      expect((await ledger.search({ words: 'gates', act: 'promise' })).total).toBe(1);
      expect(await faults(ledger)).toEqual([]);
    });

    it('refuses a ledger that a newer version made, and leaves it as it is', async () => {
      const at = await place();
      const options = at.schema === undefined ? {} : { schema: at.schema };
      const store = await openStore(at.where, options);
      await sql`insert into migrations (name, onrecord) values ('9999-later', '99.0.0')`.execute(store.db);
      await store.close();
      await expect(open({ where: at })).rejects.toThrow(/made by a newer version \(it has "9999-later"/);
    });

    it('adds a step to the tables of a ledger that is in use, once, also when many open it', async () => {
      const at = await place();
      const options = at.schema === undefined ? {} : { schema: at.schema };
      const store = await openStore(at.where, options);
      let done = 0;
      const later = { ...MIGRATIONS, '8000-later': { up: () => Promise.resolve(void done++) } };
      await Promise.all([1, 2, 3].map(() => migrate(store, true, later)));
      expect(done).toBe(1);
      await store.close();
    });

    it('finds what does not fit its evidence', async () => {
      const at = await place();
      const options = at.schema === undefined ? {} : { schema: at.schema };
      const ledger = await open({ where: at });
      const { document, statements } = await add(ledger, page());
      await ledger.close();
      const store = await openStore(at.where, options);
      await sql`update versions set text = replace(text, 'never', 'NEVER')`.execute(store.db);
      await sql`update statements set act = 'warn' where id = ${statements[1]}`.execute(store.db);
      await sql`update evidence set bytes = ${Buffer.from('x')}`.execute(store.db);
      await store.close();
      const found = await faults(await open({ where: at }));
      expect(found).toContain(`${document}@1: the evidence cannot be decompressed`);
      expect(found.filter((one) => one.startsWith(`${statements[0]}: the content at`))).toHaveLength(1);
      expect(found).toContain(`${statements[1]}: act is not what the reading and its corrections say`);
    });

    it('makes no ledger where it may not', async () => {
      const at = await place();
      const nowhere =
        at.schema === undefined ? { where: join(at.where, 'x') } : { ...at, schema: 'nothing_here' };
      await expect(open({ where: nowhere, create: false })).rejects.toMatchObject({ code: 'ledger-missing' });
    });

    if (name === 'postgres')
      it('says that the database went away, keeps what was acknowledged, and goes on when it is back', async () => {
        const at = await place();
        const ledger = await open({ where: at });
        const kept: string[] = [];
        const adding = (async () => {
          for (let n = 0; ; n++) {
            const { record, bytes } = syntheticPage(n, 3);
            kept.push((await ledger.add(record, { bytes })).document);
          }
        })();
        adding.catch(() => undefined);
        await new Promise((go) => setTimeout(go, 300));
        await cluster().kill();
        await expect(adding).rejects.toMatchObject({
          code: expect.stringMatching(/^ledger-(lost|unreachable)$/) as unknown,
        });
        await expect(ledger.stats()).rejects.toMatchObject({
          code: expect.stringMatching(/^ledger-/) as unknown,
        });
        await cluster().start();
        const { documents } = await ledger.stats();
        expect(documents - kept.length).toBeGreaterThanOrEqual(0);
        expect(documents - kept.length).toBeLessThanOrEqual(1);
        for (const id of kept) expect((await ledger.document(id))!.statements).toHaveLength(3);
        expect(await faults(ledger)).toEqual([]);
      });
  });
});

describe('where no ledger can be', () => {
  it.each([
    ['postgres://ana:secret@127.0.0.1:1/news', 'ledger-unreachable', 'refuses connections'],
    ['postgres://[', 'ledger-address', 'no address of a database'],
  ])('%s', async (where, code, says) => {
    const error = (await openLedger(where).catch((failed: unknown) => failed)) as Error;
    expect(error).toMatchObject({ code });
    expect(error.message).toContain(says);
    expect(error.message).not.toContain('secret');
  });

  it('a file, and a folder of something else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onrecord-not-'));
    writeFileSync(join(folder, 'thesis.txt'), 'x');
    await expect(openLedger(folder)).rejects.toMatchObject({ code: 'ledger-not-ours' });
    await expect(openLedger(join(folder, 'thesis.txt'))).rejects.toMatchObject({ code: 'ledger-not-ours' });
    await expect(openLedger(join(folder, 'thesis.txt', 'x'))).rejects.toMatchObject({
      code: 'ledger-folder',
    });
    await rm(folder, { recursive: true });
  });

  it('an embedded ledger that has grown is analysed when it is closed, as a server does by itself', async () => {
    const where = await embeddedFolder();
    const ledger = await openLedger(where);
    for (let n = 0; n < 12; n++) {
      const { record, bytes } = syntheticPage(n);
      await ledger.add(record, { bytes });
    }
    await ledger.close();
    const store = await openStore(where);
    const { rows } = await sql<{ counted: number }>`select reltuples::int as counted from pg_class
      where oid = 'statements'::regclass`.execute(store.db);
    await store.close();
    expect(rows[0]?.counted).toBe(300);
    await rm(where, { recursive: true });
  }, 30_000);

  const small = mkdtempSync(join(tmpdir(), 'onrecord-small-'));
  const mounted =
    process.getuid?.() === 0 &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', small]).status === 0;
  it.skipIf(!mounted)(
    'a disk that is full, and one that is read-only: nothing acknowledged is lost',
    async () => {
      try {
        const prepared = await embeddedFolder();
        const where = join(small, 'ledger');
        mkdirSync(where);
        spawnSync('cp', ['-r', join(prepared, 'data'), where]);
        await rm(prepared, { recursive: true });
        const kept: string[] = [];
        const ledger = await openLedger(where);
        const filling = (async () => {
          for (let n = 0; n < 400; n++) {
            const bytes = randomBytes(500_000);
            const { record } = page({ url: `https://a.example/${n}` });
            kept.push((await ledger.add({ ...record, sha256: sha256(bytes) }, { bytes })).document);
          }
        })();
        await expect(filling).rejects.toMatchObject({ code: 'ledger-full' });
        await ledger.close().catch(() => undefined);
        expect(kept.length).toBeGreaterThan(5);
        spawnSync('mount', ['-o', 'remount,size=400m', small]);
        const again = await openLedger(where);
        expect((await again.stats()).documents).toBe(kept.length);
        expect(await faults(again)).toEqual([]);
        await again.close();
        spawnSync('mount', ['-o', 'remount,ro', small]);
        await expect(openLedger(where)).rejects.toThrow(/read-only/);
      } finally {
        spawnSync('umount', ['-l', small]);
      }
    },
    90_000,
  );
});

describe('the lock of a folder', () => {
  const self: Holder = { pid: 100, host: 'here', boot: 'b1', started: '5', space: 'pid:[1]', token: 'me' };
  const processes = (runs: boolean, started: string | null): Processes => ({
    self: () => self,
    runs: () => runs,
    started: () => started,
  });
  const other = { ...self, pid: 7, token: 'other' };

  it.each([
    ['a process that runs holds it', other, 0, true, '5', false],
    ['a process that is gone does not', other, 0, false, null, true],
    ['a process that got the number of another does not', other, 0, true, '9', true],
    ['one from before the machine started anew does not', { ...other, boot: 'b0' }, 0, true, '5', true],
    [
      'one on another machine does, as long as it signs',
      { ...other, host: 'there' },
      30_000,
      false,
      null,
      false,
    ],
    ['and not when it has not signed for long', { ...other, host: 'there' }, 90_000, true, '5', true],
    [
      'one in another container does, as long as it signs',
      { ...other, space: 'pid:[2]' },
      1_000,
      false,
      null,
      false,
    ],
    ['a lock that is being written does', null, 100, true, null, false],
    ['a lock that was cut off does not', null, 60_000, true, null, true],
  ])('%s', (_, holder, age, runs, started, stale) => {
    expect(isStale(holder, age, self, processes(runs, started))).toBe(stale);
  });

  it("is one program's, which a second is told; it is free again when let go", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'onrecord-lock-'));
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
    await release();
    await (
      await lockFolder(folder)
    )();
    await rm(folder, { recursive: true });
  });

  it('of many who find it stale, one gets it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'onrecord-lock-'));
    const gone: Processes = {
      self: () => ({ ...self, token: String(Math.random()) }),
      runs: (pid) => pid === 100,
      started: () => '5',
    };
    writeFileSync(join(folder, 'lock'), JSON.stringify(other));
    const tried = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, gone)));
    const got = tried.filter((one) => one.status === 'fulfilled');
    expect(got).toHaveLength(1);
    for (const { value } of got) await value();
    await rm(folder, { recursive: true });
  });
});
