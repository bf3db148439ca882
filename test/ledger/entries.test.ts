import { describe, expect, it } from 'vitest';
import type { DocumentRecord, Speaker } from '../../src/record.js';
import type { Ledger } from '../../src/ledger/types.js';
import { sampleRecord } from '../record.js';
import { add, faults, page } from './pages.js';
import { inBothStores } from './stores.js';

/** A page whose first speaker is called so. */
function told(n: number, name: string, given: Partial<Speaker> = {}): ReturnType<typeof page> {
  const record: DocumentRecord = sampleRecord();
  const [first, ...rest] = record.speakers;
  return page(
    {
      url: `https://a.example/${n}`,
      canonical: null,
      speakers: [{ ...first!, aliases: [], name, ...given }, ...rest],
    },
    `${n} ${name}`,
  );
}

/** Who has an entry, with the other names, and how many statements; the sample page's second speaker left out. */
async function entries(ledger: Ledger): Promise<string[]> {
  const { items } = await ledger.speakers({ order: 'name', limit: 1000 });
  return items
    .filter(({ name }) => name !== 'Tor Ekdal')
    .map(({ name, aliases, statements }) => `${[name, ...[...aliases].sort()].join(' / ')}: ${statements}`);
}

/** Statements of the sample page's first speaker. */
const SAID = sampleRecord().statements.filter(
  ({ speaker }) => speaker === sampleRecord().speakers[0]!.id,
).length;

describe('one speaker, one entry over all pages', () => {
  inBothStores(({ open }) => {
    const NAMES = [
      'Hamza Rafiq',
      'Sergey Orlenov',
      'Hamza Muhammad Rafiq',
      'Сергей Орленов',
      'Sergei Orlenov',
      'Orlenov',
    ];

    it('whatever the order in which the names came', async () => {
      const seen = new Set<string>();
      for (const names of [NAMES, [...NAMES].reverse(), [...NAMES.slice(3), ...NAMES.slice(0, 3)]]) {
        const ledger = await open();
        for (const [n, name] of names.entries()) await add(ledger, told(n, name));
        seen.add(JSON.stringify(await entries(ledger)));
        expect(await faults(ledger)).toEqual([]);
      }
      const together = await open();
      await Promise.all(NAMES.map((name, n) => add(together, told(n, name))));
      seen.add(JSON.stringify(await entries(together)));
      expect([...seen].map((one) => JSON.parse(one) as string[])).toEqual([
        [
          `Hamza Muhammad Rafiq / Hamza Rafiq: ${2 * SAID}`,
          `Orlenov: ${SAID}`,
          `Sergei Orlenov / Sergey Orlenov / Сергей Орленов: ${3 * SAID}`,
        ],
      ]);
    });

    it('by what the world knows, and by what a page says', async () => {
      const ledger = await open();
      const kind = 'organisation' as const;
      await add(ledger, told(1, 'Daesh', { kind }));
      await add(ledger, told(2, 'Islamic State', { kind }));
      await add(ledger, told(3, 'Ostmar Harbour League', { kind, aliases: ['OHL'] }));
      await add(ledger, told(4, 'OHL', { kind }));
      expect(await entries(ledger)).toEqual([
        `Islamic State / Daesh: ${2 * SAID}`,
        `Ostmar Harbour League / OHL: ${2 * SAID}`,
      ]);
      // Another that goes by the same letters comes: they tell nothing any more.
      await add(ledger, told(5, 'Old Heath Lodge', { kind, aliases: ['OHL'] }));
      expect(await entries(ledger)).toHaveLength(4);
    });

    it('is found, shown, counted and exported under one id, by any of its names', async () => {
      const ledger = await open();
      const first = await add(ledger, told(1, 'Hamza Rafiq'));
      await add(ledger, told(2, 'Hamza Muhammad Rafiq'));
      const { speaker, speakerName } = (await ledger.statement(first.statements[0]!))!;
      expect(speakerName).toBe('Hamza Muhammad Rafiq');
      expect((await ledger.document(first.document))!.speakers[0]).toMatchObject({
        id: speaker,
        name: 'Hamza Rafiq',
      });
      for (const who of ['Hamza Rafiq', 'muhammad', speaker!])
        expect((await ledger.search({ speaker: who })).total).toBe(2 * SAID);
      expect((await ledger.facets({})).speaker[0]).toMatchObject({ id: speaker, count: 2 * SAID });
      expect(await ledger.speaker(speaker!)).toMatchObject({ statements: 2 * SAID, documents: 2 });
      const all: string[] = [];
      for await (const { name } of ledger.allSpeakers()) all.push(name);
      expect(all.sort()).toEqual(['Hamza Muhammad Rafiq', 'Tor Ekdal']);
      expect((await ledger.stats()).speakers).toBe(2);
      expect((await ledger.outlets({})).items[0]!.quotes[0]).toMatchObject({
        id: speaker,
        statements: 2 * SAID,
      });
    });

    it('is what the user’s file says, for those whom it names', async () => {
      const ledger = await open();
      await add(ledger, told(1, 'Hamza Rafiq'));
      await add(ledger, told(2, 'Hamza Muhammad Rafiq'));
      const one = await entries(ledger);
      // Named alone, each is one of its own: that splits.
      await ledger.fileSpeakers([{ name: 'Hamza Rafiq' }, { name: 'Hamza Muhammad Rafiq' }]);
      expect(await entries(ledger)).toEqual([`Hamza Muhammad Rafiq: ${SAID}`, `Hamza Rafiq: ${SAID}`]);
      await add(ledger, told(3, 'Hamza Ali Rafiq'));
      expect(await entries(ledger)).toHaveLength(3);
      await ledger.fileSpeakers([{ name: 'The Minister', aliases: ['Hamza Rafiq', 'Hamza Ali Rafiq'] }]);
      expect((await ledger.speakers({ name: 'minister' })).items).toMatchObject([{ statements: 2 * SAID }]);
      await ledger.fileSpeakers([]);
      // Two middle names tell two people, and the name without one is neither's.
      expect(await entries(ledger)).toEqual(
        expect.arrayContaining([
          `Hamza Ali Rafiq: ${SAID}`,
          `Hamza Muhammad Rafiq: ${SAID}`,
          `Hamza Rafiq: ${SAID}`,
        ]),
      );
      expect(one).toEqual([`Hamza Muhammad Rafiq / Hamza Rafiq: ${2 * SAID}`]);
      expect(await faults(ledger)).toEqual([]);
    });

    it('joins nobody of a flood of names alike, and what was joined before it comes apart', async () => {
      const ledger = await open();
      const flood = (n: number) =>
        told(n, `Hamza ${'abdefglmnr'[n % 10]!.repeat(2)}${'oprstuz'[Math.floor(n / 10)]!}a Rafiq`);
      await add(ledger, told(1000, 'Hamza Rafiq'));
      await add(ledger, told(1001, 'Hamza Muhammad Rafiq'));
      await Promise.all(Array.from({ length: 45 }, (_, n) => add(ledger, flood(n))));
      expect(await entries(ledger)).toHaveLength(47);
      expect(await faults(ledger)).toEqual([]);
    });
  });
});
