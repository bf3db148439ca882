import { describe, expect, it } from 'vitest';
import { wordsOfQuery } from '../../src/ledger/words.js';
import { daysOf } from '../../src/ledger/day.js';
import type { Ledger } from '../../src/ledger/types.js';
import { sampleRecord } from '../record.js';
import { add, edited, page } from './pages.js';
import { inBothStores } from './stores.js';

describe('what is typed to search', () => {
  it.each([
    ['close gates', "'close' & 'gates'"],
    ['"tide will decide"', "('tide' <-> 'will' <-> 'decide')"],
    ['“tide will decide”', "('tide' <-> 'will' <-> 'decide')"],
    ['clos*', "'clos':*"],
    ['gate -lock', "'gate' & !'lock'"],
    ['-"the lock"', "!('the' <-> 'lock')"],
    ['gates OR locks tide', "('gates' | 'locks') & 'tide'"],
    ["won't", "'won''t'"],
    ['well-known', "('well' <-> 'known')"],
    ['a OR', "'a'"],
    ['OR', null],
    [' *|&!():"\'\\ ', null],
    ['Łódź 北京', "'Łódź' & '北京'"],
  ])('%s', (typed, query) => {
    expect(wordsOfQuery(typed)?.query ?? null).toBe(query);
  });

  it('days may be months and years', () => {
    expect(daysOf('2024-02')).toEqual(['2024-02-01', '2024-02-29']);
    expect(daysOf('2024')).toEqual(['2024-01-01', '2024-12-31']);
    expect(daysOf('2024-02-30')).toBeNull();
    expect(daysOf('May')).toBeNull();
  });
});

describe('searching', () => {
  inBothStores(({ open }) => {
    const filled = async (): Promise<Ledger> => {
      const ledger = await open();
      const record = sampleRecord();
      await add(ledger, page());
      await add(
        ledger,
        page({
          url: 'https://dailybrisk.example/2',
          canonical: null,
          outlet: { name: 'Daily Brisk', domain: 'dailybrisk.example' },
          bylines: [{ name: 'Mina Hald', agency: 'NKA' }],
          published: '2024-06-01T08:00:00Z',
          statements: record.statements.map((one) => ({
            ...one,
            occasion: { when: null, where: null, event: null },
          })),
        }),
      );
      return ledger;
    };
    const words = async (ledger: Ledger, query: Parameters<Ledger['search']>[0]) =>
      (await ledger.search(query)).items
        .map(({ statement }) => statement.id.split('-')[1])
        .sort()
        .join('');

    it('finds words in any form, phrases, beginnings, either of two, and not others', async () => {
      const ledger = await filled();
      expect(await words(ledger, { words: 'gate closing' })).toBe('11');
      expect(await words(ledger, { words: '"tide will decide"' })).toBe('2233');
      expect(await words(ledger, { words: '"decide tide"' })).toBe('');
      expect(await words(ledger, { words: 'accor*' })).toBe('22');
      expect(await words(ledger, { words: 'decide -warned' })).toBe('33');
      expect(await words(ledger, { words: 'gates OR warned' })).toBe('1122');
      expect(await words(ledger, { words: '!!!' })).toBe('');
    });

    it('ranks what stands closer together first, and marks the words in their place', async () => {
      const ledger = await filled();
      const { items, total } = await ledger.search({ words: 'tide decide' });
      expect(total).toBe(4);
      expect(items[0]!.rank).toBeGreaterThanOrEqual(items[3]!.rank);
      expect(items[0]!.snippet.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['tide', 'decide']);
      expect(items[0]!.snippet.map(({ text }) => text).join('')).toContain('the tide will decide');
    });

    it('narrows by speaker, about, act, kind, outlet, byline, day, confidence and document', async () => {
      const ledger = await filled();
      const { items } = await ledger.speakers({ name: 'Brandvik' });
      for (const speaker of [items[0]!.id, 'Brandvik', 'ilse brandvik', 'Brand*'])
        expect(await words(ledger, { speaker })).toBe('1133');
      expect(await words(ledger, { speaker: ['Brandvik', 'Ekdal'] })).toBe('112233');
      expect(await words(ledger, { about: 'Brandvik' })).toBe('22');
      expect(await words(ledger, { act: ['deny', 'warn'], kind: 'mixed' })).toBe('33');
      expect(await words(ledger, { outlet: 'daily brisk' })).toBe('123');
      expect(await words(ledger, { outlet: 'https://www.dailybrisk.example/' })).toBe('123');
      expect(await words(ledger, { byline: 'NKA' })).toBe('123');
      expect(await words(ledger, { byline: 'Jon Feld', act: 'warn' })).toBe('3');
      expect(await words(ledger, { from: '2024-05-06', to: '2024-05-06' })).toBe('1');
      expect(await words(ledger, { from: '2024-06' })).toBe('123');
      await expect(words(ledger, { from: '2024-06', to: '2024-05' })).rejects.toThrow(
        'the first day (2024-06) is after the last (2024-05)',
      );
      expect(await words(ledger, { to: '2024-05', words: 'decide' })).toBe('23');
      expect(await words(ledger, { maxConfidence: 0.8 })).toBe('33');
      expect(await words(ledger, { minConfidence: 0.8 })).toBe('1122');
      expect(await words(ledger, { language: 'de' })).toBe('');
      expect(await words(ledger, { corrected: true })).toBe('');
      expect(await words(ledger, { document: (await ledger.documents()).items[0]!.id })).toBe('123');
      expect(await words(ledger, { speaker: 'Nobody' })).toBe('');
    });

    it('gives pages in order, with a cursor to the next', async () => {
      const ledger = await filled();
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let i = 0; i < 3; i++) {
        const found = await ledger.search({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...found.items.map(({ statement }) => statement.day ?? ''));
        if (found.next === null) break;
        cursor = found.next;
      }
      expect(seen).toEqual([
        '2024-06-01',
        '2024-06-01',
        '2024-06-01',
        '2024-05-07',
        '2024-05-07',
        '2024-05-06',
      ]);
      expect((await ledger.search({ order: 'oldest', limit: 1 })).items[0]!.statement.day).toBe('2024-05-06');
      expect((await ledger.search({ order: 'uncertain', limit: 1 })).items[0]!.statement.confidence).toBe(
        0.71,
      );
      await expect(ledger.search({ cursor: 'x' })).rejects.toMatchObject({ code: 'ledger-cursor' });
    });

    it('counts how a search spreads', async () => {
      const ledger = await filled();
      expect(await ledger.facets({ words: 'decide' })).toMatchObject({
        total: 4,
        more: false,
        speaker: [{ count: 2 }, { count: 2 }],
        act: [{ count: 2 }, { count: 2 }],
        outlet: expect.arrayContaining([{ value: 'Daily Brisk', count: 2 }]) as unknown,
        month: [
          { value: '2024-05', count: 2 },
          { value: '2024-06', count: 2 },
        ],
      });
    });

    it('lists outlets and bylines with whom they quote', async () => {
      const ledger = await filled();
      expect((await ledger.outlets({ name: 'brisk' })).items).toMatchObject([
        {
          name: 'Daily Brisk',
          documents: 1,
          statements: 3,
          quotes: [
            { name: 'Ilse Brandvik', statements: 2 },
            { name: 'Tor Ekdal', statements: 1 },
          ],
        },
      ]);
      expect((await ledger.bylines({ order: 'name' })).items).toMatchObject([
        { name: 'Jon Feld', agency: false, outlets: ['Ostmar Post'] },
        { name: 'Mina Hald', quotes: [{ statements: 2 }, { statements: 1 }] },
        { name: 'NKA', agency: true },
      ]);
    });
  });
});

describe('correcting', () => {
  inBothStores(({ open }) => {
    const by = { author: 'ana', reason: 'heard it' };

    it('puts what is so over the reading, for searches too, and takes it back', async () => {
      const ledger = await open({ now: () => new Date('2024-07-01T00:00:00Z') });
      const { statements, document } = await add(ledger, page());
      const [first = '', second = ''] = statements;
      const made = await ledger.correct(first, {
        ...by,
        speaker: 'Someone Else',
        act: 'promise',
        occasion: { when: '2024-05-01' },
      });
      expect(made).toMatchObject({
        statement: first,
        document,
        author: 'ana',
        made: '2024-07-01T00:00:00.000Z',
        undone: null,
      });
      expect(made.quote.exact).toMatch(/^“The \[lock\]/);
      expect(await ledger.statement(first)).toMatchObject({
        speakerName: 'Someone Else',
        act: 'promise',
        day: '2024-05-01',
        corrections: [made.id],
      });
      expect((await ledger.search({ speaker: 'Someone Else', act: 'promise', corrected: true })).total).toBe(
        1,
      );
      const dropped = await ledger.correct(second, { ...by, notAStatement: true });
      expect((await ledger.search({})).total).toBe(2);
      expect((await ledger.search({ dropped: true })).total).toBe(3);
      await ledger.undo(dropped.id, 'mina');
      await ledger.undo(made.id, 'mina');
      await expect(ledger.undo(made.id, 'mina')).rejects.toMatchObject({ code: 'ledger-undone' });
      expect(await ledger.statement(first)).toMatchObject({
        speakerName: 'Ilse Brandvik',
        act: 'deny',
        day: '2024-05-06',
        corrections: [],
      });
      expect((await ledger.corrections({ undone: true })).items).toHaveLength(2);
      expect((await ledger.corrections()).items).toEqual([]);
      await expect(ledger.correct(first, by)).rejects.toMatchObject({ code: 'correction-empty' });
      await expect(
        ledger.correct(first, { ...by, content: [{ start: 5, end: 5_000 }] }),
      ).rejects.toMatchObject({ code: 'correction-span' });
      await expect(ledger.correct('sx-1', { ...by, act: 'deny' })).rejects.toMatchObject({
        code: 'ledger-no-id',
      });
    });

    it('keeps corrections when the page is read again by another model, and when it changes', async () => {
      const ledger = await open();
      const given = page();
      const { statements } = await add(ledger, given);
      const record = given.record;
      await ledger.correct(statements[2]!, { ...by, speaker: null, role: 'captain' });
      const { content } = record.statements[0]!;
      await ledger.correct(statements[0]!, { ...by, content: [content[0]!] });
      // Another model finds a word less, names another speaker, and gives other numbers.
      const third = record.statements[2]!;
      const shorter = {
        ...third.content[0]!,
        start: third.content[0]!.start + 5,
        text: third.content[0]!.text.slice(5),
      };
      const again = await add(
        ledger,
        {
          record: {
            ...record,
            statements: [{ ...third, speaker: 'sp2', content: [shorter] }, record.statements[0]!],
          },
          bytes: given.bytes,
        },
        { reread: true },
      );
      expect(await ledger.statement(again.statements[0]!)).toMatchObject({ speaker: null, role: 'captain' });
      expect((await ledger.statement(again.statements[1]!))!.words).toBe(content[0]!.text);
      // The page changes before the corrected words: they are found where they stand now.
      const second = await add(
        ledger,
        page(edited(sampleRecord(), 'Harbour council', 'The whole harbour council')),
      );
      expect(second.outcome).toBe('version');
      expect(await ledger.statement(second.statements[2]!)).toMatchObject({ speaker: null, role: 'captain' });
      expect((await ledger.statement(second.statements[0]!))!.words).toBe(content[0]!.text);
      // A reading without such a statement: the correction waits.
      await add(
        ledger,
        {
          record: {
            ...page(edited(sampleRecord(), 'Harbour council', 'The whole harbour council')).record,
            statements: [],
          },
          bytes: page(edited(sampleRecord(), 'Harbour council', 'The whole harbour council')).bytes,
        },
        { reread: true },
      );
      expect((await ledger.corrections()).items.map(({ statement }) => statement)).toEqual([null, null]);
      const faults: unknown[] = [];
      for await (const fault of ledger.check()) faults.push(fault);
      expect(faults).toEqual([]);
    });

    it('files speakers by rules: one of two, two of one, and back', async () => {
      const ledger = await open();
      const record = sampleRecord();
      await add(ledger, page());
      await add(
        ledger,
        page({
          url: 'https://b.example/1',
          speakers: [{ ...record.speakers[0]!, roles: ['Pilot'] }, record.speakers[1]!],
        }),
      );
      expect(
        await ledger.fileSpeakers([
          { name: 'Brandvik the pilot', aliases: ['Ilse Brandvik'], roles: ['pilot'] },
        ]),
      ).toBe(1);
      const found = await ledger.speakers({ name: 'Brandvik' });
      expect(found.items.map(({ name, statements }) => [name, statements]).sort()).toEqual([
        ['Brandvik the pilot', 2],
        ['Ilse Brandvik', 2],
      ]);
      expect((await ledger.search({ about: 'Brandvik the pilot' })).total).toBe(1);
      const third = await add(
        ledger,
        page({ url: 'https://c.example/1', speakers: [{ ...record.speakers[0]!, roles: ['Pilot'] }] }),
      );
      expect((await ledger.statement(third.statements[0]!))!.speakerName).toBe('Brandvik the pilot');
      expect(await ledger.fileSpeakers([{ name: 'Tor Ekdal', aliases: ['Ilse Brandvik'] }])).toBe(3);
      expect((await ledger.search({ speaker: 'Tor Ekdal' })).total).toBe(8);
      expect(await ledger.fileSpeakers([])).toBe(3);
      expect((await ledger.search({ speaker: 'Ilse Brandvik' })).total).toBe(6);
      expect(await ledger.speakerRules()).toEqual([]);
    });
  });
});
