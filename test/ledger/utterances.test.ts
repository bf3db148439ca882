import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDocument } from '../../src/document/document.js';
import type { Ledger } from '../../src/ledger/types.js';
import type { UtteranceLine } from '../../src/utterance/line.js';
import type { Carrier } from '../../src/utterance/page-text.js';
import { english, page } from '../utterance/pages.js';
import { agency, credited, own, pages, quotations, silent, weekLater } from '../utterance/story.js';
import { edited } from './pages.js';
import { inBothStores } from './stores.js';

const add = (ledger: Ledger, { record }: Carrier) => {
  const bytes = Buffer.from(`${record.url ?? ''}\n${record.text}`);
  return ledger.add({ ...record, sha256: createHash('sha256').update(bytes).digest('hex') }, { bytes });
};

async function lines(ledger: Ledger): Promise<UtteranceLine[]> {
  await ledger.match();
  const all: UtteranceLine[] = [];
  for await (const line of ledger.allUtterances()) all.push(line);
  return all;
}

const url = ({ record }: Carrier) => record.url!;
const withWords = (all: readonly UtteranceLine[], carrier: Carrier, words: string) =>
  all.find(({ statements }) =>
    statements.some((one) => one.url === url(carrier) && one.text.includes(words)),
  )!;

describe('utterances of a ledger', () => {
  inBothStores(({ open, name }) => {
    it('are the same in whatever order the pages came, matched one by one or together', async () => {
      const some = [...pages, ...quotations.slice(0, 3)];
      const once = await open();
      for (const page of some) await add(once, page);
      const expected = JSON.stringify(await lines(once));
      expect(expected).toContain('origins');
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(some, { minLength: some.length }),
          fc.array(fc.boolean(), { minLength: some.length, maxLength: some.length }),
          async (shuffled, matchAfter) => {
            const ledger = await open();
            for (const [i, page] of shuffled.entries()) {
              await add(ledger, page);
              if (matchAfter[i]) await ledger.match();
            }
            expect(JSON.stringify(await lines(ledger))).toBe(expected);
          },
        ),
        { numRuns: name === 'embedded' ? 3 : 2 },
      );
    }, 60_000);

    it('tell who heard the words and who repeats them, and say why with the words that show it', async () => {
      const ledger = await open();
      for (const page of pages) await add(ledger, page);
      const main = withWords(await lines(ledger), agency, 'not open the lock');
      expect(new Set(main.origins)).toEqual(new Set([agency, own].map(url)));
      const trace = (await ledger.trace(main.id))!;
      expect(trace.summary).toBe(
        '4 outlets carry it; 2 heard it (Ostmar News Agency, The Quay Courier); ' +
          '2 repeat Ostmar News Agency, one of them without saying so; 1 outlet changed the words (Morning Splash)',
      );
      const credit = trace.copies.find((copy) => copy.url === url(credited))!;
      expect(credit.reasons[0]!.spans.map(({ text }) => text)).toContain(
        'according to the Ostmar News Agency',
      );
      expect(trace.answeredBy.map(({ kind, speaker }) => [kind, speaker])).toEqual([
        ['disputes', 'Tor Ekdal'],
      ]);
    });

    it('take a link inside the text for a credit, and show the words that are the link', async () => {
      const words = '“Every bargeman will have his coal before the frost,”';
      const first = page({
        outlet: 'Ostmar News Agency',
        published: '2024-11-04T08:00:00Z',
        url: 'https://ona.example/coal',
        text: `Coal before frost\n\n${words} said Ilse Brandvik.`,
        says: [{ who: 'Ilse Brandvik', source: 'Ilse Brandvik', words }],
      });
      const address = 'https://marketday.example/coal';
      const html = `<html><head><title>Coal promised</title></head><body><article><h1>Coal promised</h1>
        <p>Coal has been <a href="https://ona.example/coal?from=feed">promised to the bargemen</a> of the lower canal, who have waited for it since September and have burned their deck boards.</p>
        <p>${words} said Ilse Brandvik.</p></article></body></html>`;
      const bytes = Buffer.from(html);
      const { text } = toDocument({ bytes, url: address }, english);
      const linking = page({
        outlet: 'Market Day',
        published: '2024-11-04T12:00:00Z',
        url: address,
        text,
        says: [{ who: 'Ilse Brandvik', source: 'Ilse Brandvik', words }],
      }).record;
      const ledger = await open();
      await add(ledger, first);
      await ledger.add({ ...linking, sha256: createHash('sha256').update(bytes).digest('hex') }, { bytes });
      const [line] = await lines(ledger);
      expect(line!.copies).toMatchObject([
        { url: address, of: [url(first)], credited: true, why: 'links to Ostmar News Agency' },
      ]);
      const trace = (await ledger.trace(line!.id))!;
      expect(trace.copies[0]!.reasons[0]!.spans.map((span) => span.text)).toEqual([
        'promised to the bargemen',
      ]);
    });

    it('are found by their own id, the beginning of it, a statement’s and a document’s', async () => {
      const ledger = await open();
      const added = await add(ledger, weekLater);
      await ledger.match();
      const id = `u${added.document.slice(1)}-1`;
      expect(await ledger.utterances(id)).toEqual([id]);
      expect(await ledger.utterances(id.slice(0, 6))).toEqual([id]);
      expect(await ledger.utterances(added.statements[0]!)).toEqual([id]);
      expect(await ledger.utterances(added.document)).toEqual([id]);
      expect(await ledger.utterances('u000')).toEqual([]);
      expect(await ledger.trace('u000')).toBeNull();
    });

    it('follow a correction, and its undoing', async () => {
      const ledger = await open();
      for (const page of [agency, silent]) await add(ledger, page);
      const before = await lines(ledger);
      const main = withWords(before, agency, 'not open the lock');
      const copied = main.statements.find((one) => one.url === url(silent))!;
      const correction = await ledger.correct(copied.id, { notAStatement: true, author: 'Ada' });
      expect(withWords(await lines(ledger), agency, 'not open the lock').statements).toHaveLength(1);
      await ledger.undo(correction.id, 'Ada');
      expect(await lines(ledger)).toEqual(before);
    });

    it('follow a page that changed', async () => {
      const ledger = await open();
      for (const page of [agency, silent]) await add(ledger, page);
      await ledger.match();
      await add(ledger, {
        ...silent,
        record: edited(silent.record, 'We will open the lock on', 'We will not open the lock on'),
      });
      expect(withWords(await lines(ledger), agency, 'not open the lock').altered).toEqual([]);
    });

    it('are made again after a backup is restored', async () => {
      const ledger = await open();
      for (const page of pages) await add(ledger, page);
      const before = await lines(ledger);
      const backup: Uint8Array[] = [];
      for await (const piece of ledger.backup()) backup.push(piece);
      const other = await open();
      await other.restore(
        (async function* () {
          for (const piece of backup) yield await Promise.resolve(piece);
        })(),
      );
      expect(await lines(other)).toEqual(before);
    });

    it('are none in an empty ledger', async () => {
      const ledger = await open();
      expect(await ledger.match()).toBe(0);
      expect(await lines(ledger)).toEqual([]);
    });
  });
});
