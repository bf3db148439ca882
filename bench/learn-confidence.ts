/**
 * Learns how far to trust the speaker of a statement from the signs of `src/speaker/confidence.ts`, and writes
 * `languages/en/confidence.json`: logistic regression over labelled statements, from raw text (those that are found) and
 * as annotated.
 *
 *     npm run bench:learn-confidence -- polnear.train.jsonl.gz bench/labels/{resolved,speakers,speakers.hard}.train.jsonl [--check LABELS.jsonl] [--write]
 *
 * What is printed is of documents that were not learned from: the documents are dealt into ten parts, and each is judged
 * by weights learned on the nine others. "Before" ranks by how sure the resolver was alone. --check judges labels that
 * are not learned from at all.
 */
import { writeFileSync } from 'node:fs';
import type * as DocumentModule from '../src/document/document.js';
import type { Features, Weights } from '../src/speaker/attention.js';
import type * as ConfidenceModule from '../src/speaker/confidence.js';
import type * as FilingModule from '../src/speaker/filing.js';
import type * as ReadingModule from '../src/speaker/reading.js';
import type * as ResolveModule from '../src/speaker/resolve.js';
import type * as StatementsModule from '../src/statement/statements.js';
import type * as TaggerModule from '../src/statement/tagger.js';
import { argumentsOf, refuse } from './arguments.js';
import { LANGUAGES, loadEnglish, part } from './library.js';
import { asFound, readGold, readLines } from './polnear.js';
import { sameSpeaker, type Label } from './score-resolved.js';
import { compare } from './score-statements.js';

/** A statement that was given a speaker. */
interface Example {
  document: string;
  raw: boolean;
  signs: Features;
  /** How sure the resolver was. */
  sure: number;
  right: boolean;
}

const PARTS = 10;
const STEPS = 1500;
const RATE = 0.03;
/** How strongly weights are held where they start. */
const HELD = 0.003;
/** Who labels differs from who labels in what to call those whom no name on the page names: "the Holt campaign", two people. */
const START: Weights = { sure: 1, made: -0.7, several: -0.7 };

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: { check: { type: 'string' }, write: { type: 'boolean' } },
});
const [goldPath, ...labelPaths] = positionals;
if (!goldPath || labelPaths.length === 0) refuse('give documents and labels');

const { toDocument } = await part<typeof DocumentModule>('document/document');
const { readingOf } = await part<typeof ReadingModule>('speaker/reading');
const { resolve } = await part<typeof ResolveModule>('speaker/resolve');
const { filingsOf } = await part<typeof FilingModule>('speaker/filing');
const { signsOf } = await part<typeof ConfidenceModule>('speaker/confidence');
const { findAttributions } = await part<typeof StatementsModule>('statement/statements');
const { loadTagger } = await part<typeof TaggerModule>('statement/tagger');
const language = await loadEnglish();
const tagger = await loadTagger(`${LANGUAGES}/../models/en`, 1);
const all = readGold(goldPath);

const examples = await collect(labelPaths);
const folds = [...new Set(examples.map(({ document }) => document))].sort();
const partOf = ({ document }: Example) => folds.indexOf(document) % PARTS;
const judged = Array.from({ length: PARTS }, (_, k) => {
  const weights = learn(examples.filter((one) => partOf(one) !== k));
  return examples
    .filter((one) => partOf(one) === k)
    .map((one) => ({ ...one, now: chance(one.signs, weights) }));
}).flat();
report('not learned from', judged);
const learned = learn(examples);
if (values.check) {
  const others = await collect([values.check]);
  report(
    'check',
    others.map((one) => ({ ...one, now: chance(one.signs, learned) })),
  );
}
const entries = Object.fromEntries(
  Object.entries(learned)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => [name, Math.round(100 * value) / 100]),
);
if (values.write) {
  const { source } = language.files.get('confidence')!;
  writeFileSync(`${LANGUAGES}/en/confidence.json`, `${JSON.stringify({ source, entries }, null, 2)}\n`);
} else console.log(entries);

/** The statements of labelled documents that are given a speaker, from raw text and as annotated. */
async function collect(paths: readonly string[]): Promise<Example[]> {
  const out: Example[] = [];
  for (const { id, labels } of paths.flatMap(
    (path) => readLines(path) as { id: string; labels: Label[] }[],
  )) {
    const gold = all.find((document) => document.id === id);
    if (!gold) continue;
    const { text, date, publisher, attributions } = gold;
    const page = toDocument(
      { text, ...(date ? { published: date } : {}), ...(publisher ? { outlet: publisher } : {}) },
      language,
    );
    for (const raw of [true, false]) {
      const found = raw ? await findAttributions(page, tagger, language) : asFound(gold);
      const { speakers, statements } = resolve(page, found, language);
      const filings = filingsOf(page, readingOf(page, found, language));
      const pairs = raw
        ? new Map(
            compare(text, attributions, statements)
              .matches.filter(({ right }) => right.has('content'))
              .map((match) => [match.gold, match.predicted]),
          )
        : new Map(attributions.map((_, n) => [n, n]));
      for (const { n, speaker } of labels) {
        const at = pairs.get(n) ?? -1;
        const filing = filings[at];
        if (!filing || speaker === undefined || attributions[n]!.content.length === 0) continue;
        const name = speakers.find((one) => one.id === statements[at]!.speaker)?.name ?? null;
        out.push({
          document: id,
          raw,
          signs: signsOf(filing),
          sure: filing.entity ? filing.sure : 0.8,
          right: sameSpeaker(speaker, name),
        });
      }
    }
  }
  return out;
}

function chance(signs: Features, weights: Weights): number {
  const sum = Object.entries(signs).reduce((total, [name, value]) => total + (weights[name] ?? 0) * value, 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Weights under which the labels are likeliest (Adam). */
function learn(from: readonly Example[]): Record<string, number> {
  const weights: Record<string, number> = { ...START };
  const first: Record<string, number> = {};
  const second: Record<string, number> = {};
  for (let step = 1; step <= STEPS; step++) {
    const slope: Record<string, number> = {};
    for (const { signs, right } of from) {
      const off = chance(signs, weights) - (right ? 1 : 0);
      for (const [name, value] of Object.entries(signs)) slope[name] = (slope[name] ?? 0) + off * value;
    }
    for (const name of Object.keys(slope)) {
      const held = name === 'bias' ? 0 : HELD * ((weights[name] ?? 0) - (START[name] ?? 0));
      const g = slope[name]! / from.length + held;
      first[name] = 0.9 * (first[name] ?? 0) + 0.1 * g;
      second[name] = 0.999 * (second[name] ?? 0) + 0.001 * g * g;
      const [m, v] = [first[name] / (1 - 0.9 ** step), second[name] / (1 - 0.999 ** step)];
      weights[name] = (weights[name] ?? 0) - (RATE * m) / (Math.sqrt(v) + 1e-8);
    }
  }
  return weights;
}

/** The share of wrong speakers among the more confident half, and how far confidence is from the truth. */
function report(name: string, list: readonly (Example & { now: number })[]): void {
  for (const raw of [true, false]) {
    const some = list.filter((one) => one.raw === raw);
    const wrong = (rank: (one: (typeof some)[number]) => number) => {
      const half = [...some].sort((a, b) => rank(b) - rank(a)).slice(0, Math.ceil(some.length / 2));
      return `${String(half.filter(({ right }) => !right).length)}/${String(half.length)}`;
    };
    const loss = (rank: (one: (typeof some)[number]) => number) =>
      some.reduce((sum, one) => sum - Math.log(Math.max(0.01, one.right ? rank(one) : 1 - rank(one))), 0) /
      some.length;
    console.log(
      `${name}, ${raw ? 'raw text' : 'annotated'}: ${String(some.filter(({ right }) => right).length)} of ${String(some.length)} right; ` +
        `wrong in the confident half before ${wrong((one) => one.sure)}, now ${wrong((one) => one.now)}; ` +
        `log loss before ${loss((one) => one.sure).toFixed(3)}, now ${loss((one) => one.now).toFixed(3)}`,
    );
  }
}
