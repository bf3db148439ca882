/**
 * How well `read` files statements: who exactly, what the words do, through whom, when. By the definitions of
 * `score-resolved.ts`, from raw text.
 *
 *     npm run bench:resolved -- GOLD.jsonl[.gz] LABELS.jsonl [--gold] [--held | --own] [--errors] [--growth]
 *
 * GOLD holds annotated documents as `bench:statements` takes them, LABELS one line a document: `{ id, labels: [{ n,
 * speaker, kind, role, via, act, when, where }] }`. `--gold` files the annotated statements themselves: the figure of
 * that step alone, apart from finding statements. `--held` takes only the documents that the labels mark as kept out of
 * all choices (`held`), `--own` only the others. What labels do not tell (`acts.train.jsonl` has no speakers) is not judged. `--growth` also times the resolver on pages of growing length.
 */
import type * as DocumentModule from '../src/document/document.js';
import type { DocumentRecord } from '../src/record.js';
import type * as ResolveModule from '../src/speaker/resolve.js';
import { argumentsOf, refuse } from './arguments.js';
import { loadFittings } from './fittings.js';
import { loadEnglish, loadLibrary, part } from './library.js';
import { asFound, readGold, readLines, type GoldDocument } from './polnear.js';
import { emptyTally, judge, RESOLVED_ROWS, type Label, type ReadStatement } from './score-resolved.js';
import { compare } from './score-statements.js';
import { countWords } from './words.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    gold: { type: 'boolean' },
    held: { type: 'boolean' },
    own: { type: 'boolean' },
    errors: { type: 'boolean' },
    growth: { type: 'boolean' },
  },
});
const [goldPath, labelPath] = positionals;
if (!goldPath || !labelPath) refuse('give documents and labels');

const labels = new Map(
  (readLines(labelPath) as { id: string; held?: boolean; labels: Label[] }[])
    .filter(({ held = false }) => (values.held ? held : !(values.own && held)))
    .map((row) => [row.id, row.labels]),
);
const documents = readGold(goldPath).filter(({ id }) => labels.has(id));
const { read } = await loadLibrary();
const filed = values.gold ? await filing() : reading;
const tally = emptyTally();
const judged: { right: boolean; sure: number; named: boolean }[] = [];

for (const document of documents) await score(document);

for (const row of RESOLVED_ROWS) {
  const { right, all } = tally[row];
  console.log(
    `${row.padEnd(16)}${`${String(right)}/${String(all)}`.padStart(9)}${percent(right, all).padStart(8)}`,
  );
}
// Only statements that were given a speaker by name can have a wrong one.
const named = judged.filter((one) => one.named).sort((a, b) => b.sure - a.sure);
const half = named.slice(0, Math.ceil(named.length / 2));
const wrong = half.filter(({ right }) => !right).length;
console.log(
  `\nwrong among the confident half of the speakers: ${String(wrong)}/${String(half.length)} ${percent(wrong, half.length)}`,
);
if (values.growth) await growth();

/** A document as its page. */
function pageOf({ text, date, publisher }: GoldDocument) {
  return {
    text,
    ...(date === null ? {} : { published: date }),
    ...(publisher === null ? {} : { outlet: publisher }),
  };
}

/** The record of a document, its statements found by the library. */
function reading(document: GoldDocument): Promise<DocumentRecord> {
  return read(pageOf(document));
}

/** What gives the record of a document whose statements are the annotated ones. */
async function filing(): Promise<(document: GoldDocument) => Promise<DocumentRecord>> {
  const { toDocument } = await part<typeof DocumentModule>('document/document');
  const { resolve } = await part<typeof ResolveModule>('speaker/resolve');
  const language = await loadEnglish();
  const fittingOf = await loadFittings();
  return async (document) => {
    const page = toDocument(pageOf(document), language);
    return { ...page, ...resolve(page, asFound(document), language, await fittingOf(page)) };
  };
}

/** Reads one document and judges its labelled statements. */
async function score(document: GoldDocument): Promise<void> {
  const { id, text, attributions } = document;
  const record = await filed(document);
  const names = new Map(record.speakers.map((speaker) => [speaker.id, speaker.name]));
  const { matches } = compare(text, attributions, record.statements);
  const pairs = values.gold
    ? new Map(attributions.map((_, n) => [n, n]))
    : new Map(
        matches.filter(({ right }) => right.has('content')).map((match) => [match.gold, match.predicted]),
      );
  for (const label of labels.get(id) ?? []) {
    const gold = attributions[label.n];
    if (!gold || gold.content.length === 0) continue;
    const statement = record.statements[pairs.get(label.n) ?? -1];
    const found: ReadStatement | null = statement
      ? {
          speaker: statement.speaker === null ? null : (names.get(statement.speaker) ?? null),
          act: statement.act,
          via: statement.via.map(({ name }) => name),
          when: statement.occasion.when,
          sure: statement.speakerConfidence ?? 0,
        }
      : null;
    const source = gold.source.map(({ start, end }) => text.slice(start, end)).join(' ');
    const right = judge(tally, label, source, found);
    if (right === null || !found) continue;
    judged.push({ right, sure: found.sure, named: found.speaker !== null });
    if (values.errors && !right) {
      console.log(
        `${id} ${String(label.n)}: "${source}" is ${label.speaker ?? ''}, read ${found.speaker ?? 'nobody'} (${found.sure.toFixed(2)})`,
      );
    }
  }
}

/** Time of reading pages made by repeating the documents, with the resolver's share of it. */
async function growth(): Promise<void> {
  console.log(`\n${'words'.padStart(8)}${'seconds'.padStart(10)}${'words / s'.padStart(12)}`);
  const all = documents.map(({ text }) => text).join('\n\n');
  for (const size of [7_500, 15_000, 30_000]) {
    let text = '';
    while (countWords(text) < size) text += `${all.slice(0, Math.ceil((size - countWords(text)) * 6.2))}\n\n`;
    const before = process.cpuUsage();
    await read({ text }, { threads: 1 });
    const used = process.cpuUsage(before);
    const seconds = (used.user + used.system) / 1e6;
    const words = countWords(text);
    console.log(
      `${String(words).padStart(8)}${seconds.toFixed(1).padStart(10)}${String(Math.round(words / seconds)).padStart(12)}`,
    );
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1);
}
