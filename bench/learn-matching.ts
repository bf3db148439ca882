/**
 * Learns what each sign is worth when two reports are compared (`src/utterance/match-weights.ts`), and shows what such
 * weights come to on families that they were not learned on.
 *
 *     npm run bench:learn-matching -- [FILE.json | FOLDER]… [--negatives PAGES.ndjson] [--folds 5] [--pull 1] [--shift 0.2]
 *
 * Without a path the families of all open sets in `bench/families`. Logistic regression over the pairs of true
 * statements of a family, pulled towards the weights that are there now (`--pull`: how strongly).
 * `--negatives` are pages as `onrecord read --format ndjson` gives them: pairs on two of them that meet by their keys and
 * share no run of words count as of two utterances, all together as much as 300 pairs. `--shift` is added to the start: a
 * group of reports is more than a pair. The weights are printed; they are not written.
 */
import { readFileSync } from 'node:fs';
import type { DocumentRecord } from '../src/record.js';
import type * as Keys from '../src/utterance/keys.js';
import type * as Matches from '../src/utterance/match.js';
import type * as Weights from '../src/utterance/match-weights.js';
import type * as Reports from '../src/utterance/report.js';
import type * as Wordings from '../src/utterance/wording.js';
import { Adam, type Weighing } from './adam.js';
import { argumentsOf } from './arguments.js';
import { OPEN_SETS, familiesIn, readFamily } from './family-files.js';
import { loadEnglish, loadLibrary, part } from './library.js';
import { sameWords, scoreFamilies, type Family } from './score-families.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    negatives: { type: 'string' },
    folds: { type: 'string', default: '5' },
    pull: { type: 'string', default: '1' },
    shift: { type: 'string', default: '0.2' },
  },
});
const { reportsOf } = await part<typeof Reports>('utterance/report');
const { signsOf } = await part<typeof Matches>('utterance/match');
const { MATCH_WEIGHTS } = await part<typeof Weights>('utterance/match-weights');
const { ENOUGH, filedUnder, soughtUnder } = await part<typeof Keys>('utterance/keys');
const { wordingOf } = await part<typeof Wordings>('utterance/wording');
const language = await loadEnglish();
const wording = wordingOf(language);
const library = await loadLibrary();

/** One pair of reports: what its signs are, whether it is of one utterance, and how much it counts. */
interface Example {
  signs: Weighing;
  one: 0 | 1;
  counts: number;
}

const signsFor = (a: Reports.Report, b: Reports.Report) => signsOf(a, b, wording).signs as Weighing;
const reportsIn = (record: DocumentRecord) =>
  reportsOf(record, ({ id }) => `s${record.id}-${id}`, language).filter(({ headline }) => !headline);

function examplesOf(family: Family, records: readonly DocumentRecord[]): Example[] {
  const known = records.flatMap((record, i) =>
    reportsIn(record).flatMap((report) => {
      const document = family.documents[i]!.id;
      const of = family.utterances.filter(({ statements }) =>
        statements.some(([page, words]) => page === document && sameWords(report.text, words)),
      );
      return of.length === 1 ? [{ report, of: of[0]!.id }] : [];
    }),
  );
  return known.flatMap((a, i) =>
    known.slice(i + 1).map((b) => ({
      signs: signsFor(a.report, b.report),
      one: a.of === b.of ? (1 as const) : (0 as const),
      counts: 1,
    })),
  );
}

/** The longest run of words that a pair held to be of two utterances may share, and the most such pairs that are taken. */
const NO_RUN = 4;
const MOST_NEGATIVES = 4000;
const NEGATIVES_COUNT = 300;

function negativesIn(path: string): Example[] {
  const reports = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => reportsIn(JSON.parse(line) as DocumentRecord));
  const byId = new Map(reports.map((report) => [report.id, report]));
  const filed = new Map<number, string[]>();
  for (const report of reports)
    for (const { key } of filedUnder(report, wording)) filed.set(key, [...(filed.get(key) ?? []), report.id]);
  const found: Weighing[] = [];
  for (const report of reports) {
    const met = new Map<string, number>();
    for (const { key, weight } of soughtUnder(report, wording))
      for (const id of filed.get(key) ?? []) met.set(id, (met.get(id) ?? 0) + weight);
    for (const [id, weight] of met) {
      const other = byId.get(id)!;
      if (weight < ENOUGH || id <= report.id || other.page === report.page) continue;
      const { words } = signsOf(report, other, wording);
      if (words.run.length <= NO_RUN && !words.sentence && !words.fragment)
        found.push(signsFor(report, other));
    }
  }
  const step = Math.max(1, Math.ceil(found.length / MOST_NEGATIVES));
  const taken = found.filter((_, i) => i % step === 0);
  return taken.map((signs) => ({ signs, one: 0, counts: NEGATIVES_COUNT / taken.length }));
}

const STEPS = 400;
const RATE = 0.03;
const before: Weighing = { ...MATCH_WEIGHTS };
/** Signs whose weights are set by hand: families hold too little that tells. */
const BY_HAND = new Set([
  'samePageBack',
  'short',
  'missing',
  'numbersDiffer',
  'whoUnsure',
  'dayMisread',
  'dayLate',
  'dayOther',
]);
const LEARNED = Object.keys(before).filter((sign) => !BY_HAND.has(sign));

/** Logistic regression by Adam, pulled towards the weights of before. */
function learn(examples: readonly Example[], pull: number): Weighing {
  const weights = { ...before };
  const adam = new Adam(RATE);
  for (let step = 1; step <= STEPS; step++) {
    const slope: Weighing = {};
    for (const sign of LEARNED) slope[sign] = pull * (weights[sign]! - before[sign]!);
    for (const { signs, one, counts } of examples) {
      const logOdds = Object.entries(signs).reduce((sum, [sign, value]) => sum + value * weights[sign]!, 0);
      const wrong = counts * (1 / (1 + Math.exp(-logOdds)) - one);
      for (const [sign, value] of Object.entries(signs)) if (sign in slope) slope[sign]! += wrong * value;
    }
    adam.step(weights, slope);
  }
  for (const sign of Object.keys(weights)) weights[sign] = Math.round(100 * weights[sign]!) / 100;
  return weights;
}

const paths = positionals.length > 0 ? positionals : OPEN_SETS;
const read: { family: Family; records: DocumentRecord[]; examples: Example[] }[] = [];
for (const family of paths.flatMap(familiesIn)) {
  const records = await readFamily(family, library);
  read.push({ family, records, examples: examplesOf(family, records) });
}
const negatives = values.negatives === undefined ? [] : negativesIn(values.negatives);
const learned = (some: typeof read) => {
  const weights = learn([...some.flatMap(({ examples }) => examples), ...negatives], Number(values.pull));
  weights['start']! += Number(values.shift);
  return weights;
};
const folds = Number(values.folds);
const lines = [];
for (let fold = 0; fold < folds; fold++) {
  Object.assign(MATCH_WEIGHTS, learned(read.filter((_, i) => i % folds !== fold)));
  for (const { records } of read.filter((_, i) => i % folds === fold))
    lines.push(...library.matchUtterances(records));
}
const score = scoreFamilies(
  read.map(({ family }) => family),
  lines,
);
const percent = (figure: number) => (100 * figure).toFixed(1);
console.log(
  `pairs on families not learned on: P ${percent(score.pairs.precision)}, R ${percent(score.pairs.recall)}, F1 ${percent(score.pairs.f1)}`,
);
console.log(JSON.stringify(learned(read), null, 2));
