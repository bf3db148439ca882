import { describe, expect, it } from 'vitest';
import { hostileRecord, sampleRecord } from '../record.js';
import { add, edited, faults, page } from './pages.js';
import { inBothStores } from './stores.js';

describe('adding pages', () => {
  inBothStores(({ open, place }) => {
    it('keeps the page, its speakers, its statements and its bytes', async () => {
      const ledger = await open();
      const given = page();
      const added = await ledger.add(given.record, {
        bytes: given.bytes,
        retrieved: '2024-05-08T10:00:00.000Z',
        headers: { etag: '"a"' },
      });
      expect(added).toMatchObject({ outcome: 'new', version: 1 });
      expect(added.document).toMatch(/^d[0-9a-z]{10}$/);
      expect(added.statements).toEqual([1, 2, 3].map((n) => `s${added.document.slice(1)}-${n}`));
      const back = (await ledger.document(added.document))!;
      const { speakers, statements, ...head } = sampleRecord();
      expect(back).toMatchObject({
        ...head,
        id: added.document,
        sha256: given.record.sha256,
        retrieved: '2024-05-08T10:00:00.000Z',
      });
      expect(back.speakers.map(({ name }) => name)).toEqual(speakers.map(({ name }) => name));
      expect(back.statements[0]).toMatchObject({
        ...statements[0],
        id: added.statements[0],
        speaker: back.speakers[0]!.id,
        speakerName: 'Ilse Brandvik',
        day: '2024-05-06',
      });
      expect(back.statements[1]!.about).toEqual([back.speakers[0]!.id]);
      expect(back.statements[1]!.day).toBe('2024-05-07');
      const evidence = (await ledger.evidence(added.document))!;
      expect(Buffer.from(evidence.bytes).equals(given.bytes)).toBe(true);
      expect(evidence.headers).toEqual({ etag: '"a"' });
      expect(await faults(ledger)).toEqual([]);
    });

    it('changes nothing when the same bytes come again, or other bytes that say the same', async () => {
      const ledger = await open();
      const first = await add(ledger, page());
      const before = await ledger.stats();
      expect(await add(ledger, page())).toEqual({ ...first, outcome: 'unchanged' });
      expect(await add(ledger, page({}, 'the same text with another advertisement'))).toEqual({
        ...first,
        outcome: 'unchanged',
      });
      expect(await ledger.stats()).toEqual(before);
      const [version] = await ledger.versions(first.document);
      expect(version!.readings).toHaveLength(2);
      expect(await ledger.kept({ sha256: page().record.sha256, url: page().record.url })).toEqual({
        ...first,
        outcome: 'unchanged',
      });
      expect(await ledger.kept({ sha256: 'f'.repeat(64) })).toBeNull();
      expect(await faults(ledger)).toEqual([]);
    });

    it('makes a new version of the same document when its words change, and searches only that', async () => {
      const ledger = await open();
      const first = await add(ledger, page());
      const second = await add(ledger, page(edited(sampleRecord(), 'never meant', 'meant')));
      expect(second).toMatchObject({ outcome: 'version', document: first.document, version: 2 });
      expect(new Set([...first.statements, ...second.statements]).size).toBe(6);
      expect((await ledger.search({})).total).toBe(3);
      expect((await ledger.search({ allVersions: true })).total).toBe(6);
      expect((await ledger.document(first.document, 1))!.statements[0]!.words).toContain('never meant');
      const difference = await ledger.diff(first.document);
      expect(difference.statements).toHaveLength(1);
      expect(difference.statements[0]!.notes).toEqual(['the quote lost the word “never”']);
      expect(difference.text).toHaveLength(1);
      expect(await faults(ledger)).toEqual([]);
    });

    it('tells pages apart by address, not by bytes or by what a page claims', async () => {
      const ledger = await open();
      const words = 'the same wire words';
      const a = await add(ledger, page({ url: 'https://a.example/1' }, words));
      const b = await add(ledger, page({ url: 'https://b.example/1' }, words));
      const liar = await add(
        ledger,
        page({ url: 'https://c.example/1', canonical: 'https://a.example/1' }, 'lies'),
      );
      const same = await add(ledger, page({ url: 'http://www.a.example/1?utm_source=x#top' }, words));
      expect(new Set([a.document, b.document, liar.document]).size).toBe(3);
      expect(same.document).toBe(a.document);
      const file = await add(ledger, page({ url: null }, 'a file'), { address: 'file:///x/a.html' });
      expect(
        await add(ledger, page({ url: null }, 'a file'), { address: 'file:///y/copy.html' }),
      ).toMatchObject({
        outcome: 'unchanged',
        document: file.document,
      });
      expect(await faults(ledger)).toEqual([]);
    });

    it('puts a new reading of the same bytes in the place of the old one, and keeps ids of the same words', async () => {
      const ledger = await open();
      const first = await add(ledger, page());
      const { record, bytes } = page();
      const [one, two, three] = record.statements;
      const again = await add(
        ledger,
        {
          record: {
            ...record,
            statements: [
              two!,
              {
                ...three!,
                content: [
                  {
                    ...three!.content[0]!,
                    start: three!.content[0]!.start + 5,
                    text: three!.content[0]!.text.slice(5),
                  },
                ],
              },
              { ...one!, act: 'promise' },
            ],
          },
          bytes,
        },
        { reread: true },
      );
      expect(again).toMatchObject({ outcome: 'reread', version: 1 });
      expect(again.statements).toEqual([
        first.statements[1],
        `s${first.document.slice(1)}-4`,
        first.statements[0],
      ]);
      expect((await ledger.statement(first.statements[0]!))!.act).toBe('promise');
      expect(await ledger.statement(first.statements[2]!)).toBeNull();
      expect(await faults(ledger)).toEqual([]);
    });

    it('refuses bytes that are not those of the record, and keeps nothing of it', async () => {
      const ledger = await open();
      await expect(ledger.add(page().record, { bytes: Buffer.from('other') })).rejects.toMatchObject({
        code: 'evidence-mismatch',
      });
      expect((await ledger.stats()).documents).toBe(0);
    });

    it('files a speaker of several pages once, and the unnamed with their page', async () => {
      const ledger = await open();
      const record = sampleRecord();
      const unnamed = { ...record.speakers[1]!, name: 'unnamed: senior aide' };
      for (const url of ['https://a.example/1', 'https://a.example/2'])
        await add(
          ledger,
          page({
            url,
            speakers: [
              { ...record.speakers[0]!, name: url.endsWith('2') ? 'ILSE  Brandvik' : 'Ilse Brandvik' },
              unnamed,
            ],
          }),
        );
      const speakers = (await ledger.speakers()).items;
      expect(speakers.map(({ name, statements }) => [name, statements])).toEqual([
        ['Ilse Brandvik', 4],
        ['unnamed: senior aide', 1],
        ['unnamed: senior aide', 1],
      ]);
      expect(speakers[0]).toMatchObject({
        documents: 2,
        roles: ['Mayor'],
        aliases: ['Brandvik'],
        first: '2024-05-06',
        last: '2024-05-07',
      });
    });

    it('takes hostile text as it is: NUL, half surrogates, SQL, paths, a name of a megabyte', async () => {
      const ledger = await open();
      const nasty = "x\0y\ud800z\ufdd00000\udfff'; drop table statements; --";
      const long = 'ab'.repeat(500_000);
      const record = hostileRecord();
      const text = nasty + record.text;
      const shift = (one: { start: number; end: number; text: string }) => ({
        start: one.start + nasty.length,
        end: one.end + nasty.length,
        text: one.text,
      });
      const given = page({
        ...record,
        text,
        headline: nasty,
        input: `../../etc/${nasty}`,
        url: 'https://a.example/\u0000',
        outlet: { name: nasty, domain: `${nasty}.example` },
        bylines: [{ name: nasty, agency: long }],
        parts: [{ kind: 'body', start: 0, end: text.length }],
        speakers: [
          { ...record.speakers[0]!, name: nasty, aliases: [long, nasty], roles: [nasty] },
          { id: 'sp2', name: long, kind: 'person', roles: [], aliases: [], mentions: [] },
        ],
        statements: record.statements.map((statement) => ({
          ...statement,
          content: [{ start: 0, end: nasty.length, text: nasty }, ...statement.content.map(shift)],
          role: nasty,
          about: [long, nasty, 'sp2'],
        })),
      });
      const added = await add(ledger, given);
      const back = (await ledger.document(added.document))!;
      expect(back.text).toBe(text);
      expect(back).toMatchObject({
        headline: nasty,
        input: `../../etc/${nasty}`,
        bylines: [{ name: nasty, agency: long }],
        outlet: { name: nasty },
      });
      expect(back.speakers.map(({ name }) => name)).toEqual([nasty, long]);
      expect(back.statements[0]!.content[0]!.text).toBe(nasty);
      expect(back.statements[0]!.aboutNames).toEqual([long, nasty, long]);
      for (const words of [nasty, "a' OR 1=1 --", "'", '"', '\\', '&|!():*', long])
        for (const filter of [
          { words },
          { speaker: words },
          { about: words },
          { outlet: words },
          { byline: words },
          { document: words },
        ])
          expect((await ledger.search(filter)).total).toBeLessThanOrEqual(1);
      for (const name of [nasty, long, '%', "'"]) {
        await ledger.speakers({ name });
        await ledger.outlets({ name });
        await ledger.bylines({ name });
        expect(await ledger.resolve(name)).toEqual([]);
      }
      expect((await ledger.search({ outlet: nasty })).total).toBe(1);
      expect((await ledger.stats()).documents).toBe(1);
      expect(await faults(ledger)).toEqual([]);
    });

    it('lets the same page be added by many at once, and has it once', async () => {
      const at = await place();
      const one = await open({ where: at });
      const ledgers =
        one.kind === 'postgres' ? [one, await open({ where: at }), await open({ where: at })] : [one];
      const added = await Promise.all(
        Array.from({ length: 24 }, (_, i) =>
          add(ledgers[i % ledgers.length]!, page({ url: `https://a.example/${i % 4}` })),
        ),
      );
      expect(added.filter(({ outcome }) => outcome === 'new')).toHaveLength(4);
      expect(await one.stats()).toMatchObject({ documents: 4, versions: 4, statements: 12, speakers: 2 });
      expect(await faults(one)).toEqual([]);
    });

    it('puts pages that come together in together, and one that cannot be kept takes no other down', async () => {
      const ledger = await open();
      const pages = Array.from({ length: 40 }, (_, i) =>
        page({ url: `https://a.example/${i}`, canonical: null, text: sampleRecord().text }),
      );
      // No store keeps a confidence that is no number.
      const [first] = pages[17]!.record.statements;
      pages[17]!.record.statements = [{ ...first!, confidence: NaN }];
      // Another address with bytes of its own, the same page twice, and one that was there before.
      await add(ledger, pages[3]!);
      const results = await Promise.allSettled([...pages, pages[5]!].map((one) => add(ledger, one)));
      const outcomes = results.map((one) => (one.status === 'fulfilled' ? one.value.outcome : 'failed'));
      expect(outcomes[17]).toBe('failed');
      expect(outcomes[3]).toBe('unchanged');
      expect(outcomes.filter((one) => one === 'unchanged')).toHaveLength(2);
      expect(outcomes.filter((one) => one === 'new')).toHaveLength(38);
      for (const one of results)
        if (one.status === 'fulfilled')
          expect((await ledger.document(one.value.document))!.statements.map(({ id }) => id)).toEqual(
            one.value.statements,
          );
      expect(await ledger.stats()).toMatchObject({
        documents: 39,
        versions: 39,
        statements: 117,
        speakers: 2,
      });
      expect(await faults(ledger)).toEqual([]);
    });

    it('keeps versions that come together in the order in which they came', async () => {
      const ledger = await open();
      const { record } = page();
      const texts = ['four', 'five', 'six'].map((word) =>
        edited(record, 'the coast for', `the coast ${word} years for`),
      );
      const added = await Promise.all([record, ...texts].map((one) => add(ledger, page(one))));
      expect(added.map(({ version, outcome }) => `${outcome} ${version}`)).toEqual([
        'new 1',
        'version 2',
        'version 3',
        'version 4',
      ]);
      expect(await faults(ledger)).toEqual([]);
    });

    it('is the same ledger when it is opened again', async () => {
      const at = await place();
      const ledger = await open({ where: at });
      const { document } = await add(ledger, page());
      const before = await ledger.document(document);
      await ledger.close();
      expect(await (await open({ where: at })).document(document)).toEqual(before);
    });
  });
});
