/**
 * How well `read` tells who said what: PolNeAR, by the definitions of `score-statements.ts`.
 *
 *     npm run bench:statements -- FILE.jsonl[.gz] [--limit N] [--min F1] [--out PREDICTIONS.jsonl] [--errors N]
 *
 * `--predictions FILE` scores a file of predictions instead of reading. Exits 1 when statement F1 is under `--min`.
 */
import { writeFileSync } from 'node:fs';
import { argumentsOf, refuse } from './arguments.js';
import { loadLibrary } from './library.js';
import { PEERS } from './peers.js';
import { predictionLine, readGold, readPredictions, type GoldDocument } from './polnear.js';
import { compare, ROWS, score, type AttributionSpans, type Figure, type Score } from './score-statements.js';
import { ERROR_KINDS, errorsOf, type StatementError } from './statement-errors.js';
import { countWords } from './words.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    limit: { type: 'string' },
    min: { type: 'string' },
    out: { type: 'string' },
    errors: { type: 'string' },
    predictions: { type: 'string' },
  },
});
const path = positionals[0];
if (!path) refuse('give the annotated documents');

const documents = readGold(path).slice(0, values.limit === undefined ? undefined : Number(values.limit));
const speed = { words: 0, seconds: 0 };
const predictions = values.predictions
  ? readPredictions(values.predictions, documents)
  : await readAll(documents);

if (values.out !== undefined) {
  const lines = documents.map((document) => predictionLine(document, predictions.get(document.id) ?? []));
  writeFileSync(values.out, lines.join('\n') + '\n');
}

const errors: StatementError[] = [];
const comparisons = documents.map(({ id, text, attributions }) => {
  const predicted = predictions.get(id) ?? [];
  const comparison = compare(text, attributions, predicted);
  errors.push(...errorsOf(id, text, attributions, predicted, comparison));
  return comparison;
});
const result = score(comparisons);
printFigures(result);
printPeers(result);
printErrors(errors, Number(values.errors ?? 0));

const least = Number(values.min ?? 0);
if (100 * result.all.statement.f1 < least) {
  console.error(`statement F1 ${percent(result.all.statement.f1)} is under ${String(least)}`);
  process.exitCode = 1;
}

/** Reads each document as a page of plain text and keeps the spans. */
async function readAll(list: readonly GoldDocument[]): Promise<Map<string, AttributionSpans[]>> {
  const { read } = await loadLibrary();
  const all = new Map<string, AttributionSpans[]>();
  await read({ text: 'The bench is ready, she said.' }, { threads: 1 });
  for (const { id, text, date, publisher } of list) {
    const before = process.cpuUsage();
    const page = {
      text,
      ...(date === null ? {} : { published: date }),
      ...(publisher === null ? {} : { outlet: publisher }),
    };
    // A page that cannot be read counts as one without statements, and the run has failed.
    const record = await read(page, { threads: 1 }).catch((error: unknown) => {
      console.error(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
      return null;
    });
    const used = process.cpuUsage(before);
    speed.seconds += (used.user + used.system) / 1e6;
    speed.words += countWords(text);
    if (record && record.text !== text) throw new Error(`${id}: the record's text is not the page's text`);
    all.set(id, record?.statements ?? []);
  }
  return all;
}

function printFigures({ all, direct, tokens, counts }: Score): void {
  const numbers = Object.entries(counts).map(([name, count]) => `${name} ${String(count)}`);
  console.log(`${numbers.join(', ')}\n`);
  console.log(`${'in per cent'.padEnd(26)}${['P', 'R', 'F1'].map((head) => head.padStart(7)).join('')}`);
  const line = (name: string, { precision, recall, f1 }: Figure): void => {
    console.log(name.padEnd(26) + [precision, recall, f1].map((part) => percent(part).padStart(7)).join(''));
  };
  for (const row of ROWS) {
    line(row, all[row]);
    line(`${row}, direct speech`, direct[row]);
  }
  line('tokens', tokens);
}

function printPeers({ all, direct, tokens }: Score): void {
  const rate = speed.seconds ? Math.round(speed.words / speed.seconds) : null;
  const row = (name: string, figures: readonly string[]): void => {
    console.log(name.padEnd(50) + figures.map((cell) => cell.padStart(15)).join(''));
  };
  console.log('');
  row('F1', ['statement', 'in direct', 'exact', 'content tokens', 'words / CPU s']);
  row('onrecord, here', [
    ...[all.statement.f1, direct.statement.f1, all.exact.f1, tokens.f1].map(percent),
    rate === null ? '–' : String(rate),
  ]);
  for (const peer of PEERS) {
    const cells = [peer.statement, peer.directStatement, peer.exact, peer.tokens].map((f1) => f1.toFixed(1));
    row(peer.name, [...cells, String(peer.wordsPerSecond ?? '–')]);
  }
  console.log(
    'The lines under the first were measured on the test part of PolNeAR, by the same definitions.',
  );
}

function printErrors(list: readonly StatementError[], most: number): void {
  console.log(
    `\n${'errors by kind'.padEnd(50)}${['all', 'in direct'].map((head) => head.padStart(15)).join('')}`,
  );
  for (const kind of ERROR_KINDS) {
    const some = list.filter((error) => error.kind === kind);
    const counts = [some.length, some.filter(({ direct }) => direct).length];
    console.log(kind.padEnd(50) + counts.map((count) => String(count).padStart(15)).join(''));
    // Spread over the documents, so that one odd page does not fill the list.
    const step = Math.max(1, Math.floor(some.length / Math.max(1, most)));
    for (const error of some.filter((_, index) => index % step === 0).slice(0, most)) {
      console.log(`  ${error.document}`);
      if (error.gold !== null) console.log(`    gold ${error.gold}`);
      if (error.predicted !== null) console.log(`    read ${error.predicted}`);
    }
  }
}

function percent(part: number): string {
  return (100 * part).toFixed(1);
}
