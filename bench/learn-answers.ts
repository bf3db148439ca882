/**
 * Learns what each sign is worth when a statement is looked for that another answers (`src/utterance/answer-weights.ts`),
 * and shows what such weights come to on families that they were not learned on.
 *
 *     npm run bench:learn-answers -- [FILE.json | FOLDER]… [--folds 8] [--pull 3] [--nobody=-1.2]
 *
 * Without a path the families of all open sets in `bench/families`. For each true utterance of a family the
 * utterances that it may dispute, and nobody, are weighed against one another (a conditional logistic regression); of two
 * utterances the reports that fit best count. Pulled towards weights chosen by hand (`--pull`: how strongly).
 * `--nobody` is taken off the start: the more, the fewer are said to dispute somebody. The weights are printed; they are not
 * written.
 */
import type { DocumentRecord } from '../src/record.js';
import type * as Answers from '../src/utterance/answers.js';
import type * as Claims from '../src/utterance/claims.js';
import type * as Collections from '../src/utterance/collection.js';
import type * as Reports from '../src/utterance/report.js';
import type * as Weights from '../src/utterance/answer-weights.js';
import type * as Wordings from '../src/utterance/wording.js';
import { Adam, type Weighing } from './adam.js';
import { argumentsOf } from './arguments.js';
import { OPEN_SETS, familiesIn, readFamily } from './family-files.js';
import { loadEnglish, loadLibrary, part } from './library.js';
import { sameWords, scoreFamilies, type Family } from './score-families.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    folds: { type: 'string', default: '8' },
    pull: { type: 'string', default: '3' },
    nobody: { type: 'string', default: '-1.2' },
  },
});
const { reportsOf } = await part<typeof Reports>('utterance/report');
const { answerSigns } = await part<typeof Answers>('utterance/answers');
const { claimsOf } = await part<typeof Claims>('utterance/claims');
const { utterancesOf } = await part<typeof Collections>('utterance/collection');
const { ANSWER_WEIGHTS } = await part<typeof Weights>('utterance/answer-weights');
const { wordingOf } = await part<typeof Wordings>('utterance/wording');
const language = await loadEnglish();
const wording = wordingOf(language);
const library = await loadLibrary();

/** One utterance that another may answer: the signs of each pair of their reports, and whether it is answered. */
interface Candidate {
  pairs: Weighing[];
  right: boolean;
}
/** What an utterance may answer. Where none is right, it answers nobody. */
type Example = Candidate[];

const idOf = (record: DocumentRecord, { id }: { id: string }) => `s${record.id}-${id}`;

function examplesOf(family: Family, records: readonly DocumentRecord[]): Example[] {
  const claims = new Map(
    records
      .flatMap((record) =>
        claimsOf(
          record,
          reportsOf(record, (statement) => idOf(record, statement), language),
          language,
        ),
      )
      .map((claim) => [claim.id, claim]),
  );
  const page = new Map(records.map(({ id }, i) => [id, family.documents[i]!.id]));
  const found = utterancesOf(
    records.map((record) => ({ record, links: [] })),
    idOf,
    language,
  ).map(({ reports }) => {
    const counts = new Map<string, number>();
    for (const report of reports)
      for (const { id, statements } of family.utterances)
        if (statements.some(([doc, words]) => doc === page.get(report.page) && sameWords(report.text, words)))
          counts.set(id, (counts.get(id) ?? 0) + 1);
    return { reports, of: [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] };
  });
  return found.flatMap((one) => {
    if (one.of === undefined) return [];
    const candidates = found.flatMap((other): Candidate[] => {
      if (other === one || other.of === one.of) return [];
      const pairs = one.reports.flatMap((from) => {
        const claim = claims.get(from.id);
        if (!claim) return [];
        return other.reports.flatMap((to) => answerSigns(claim, from, to, wording) ?? []);
      });
      const right = family.disputes.some(({ by, of }) => by === one.of && of === other.of);
      return pairs.length === 0 ? [] : [{ pairs, right }];
    });
    return candidates.length === 0 ? [] : [candidates];
  });
}

const STEPS = 300;
const RATE = 0.05;
/** After so many steps the best reports of two utterances are chosen anew. */
const RECHOSEN = 10;
/** Weights chosen by hand: what is not in the families is as good as these. */
const before: Weighing = {
  start: -3,
  deniedInSentence: 1.5,
  deniedBefore: 1.5,
  deniedPreviously: 1.2,
  deniedBehind: 0.5,
  deniedInOpening: 0.5,
  deniedByOther: -1,
  actDenies: 0.7,
  wordsDeny: 0.7,
  agrees: -0.5,
  wordsAgree: -0.7,
  answers: 0.5,
  contrast: 0.3,
  saysNo: 0.3,
  goesOn: -0.5,
  quoted: 0.2,
  unsaid: 0,
  unsaidNear: 0,
  unsaidShared: 0,
  unsaidOpposed: 0.2,
  unsaidNamed: 0,
  inSentence: 1,
  sameParagraph: 1,
  nearest: 1,
  second: 0.3,
  further: -0.3,
  behind: -1,
  relayed: 0.5,
  lookedBack: 0.5,
  elsewhere: -0.5,
  story: 0.5,
  storyOpen: 0,
  storyFar: 0,
  named: 1,
  role: 0.5,
  namedOnPage: 0.2,
  speaksOfAnswerer: 0.5,
  speaksOfAnswered: 0.3,
  pronounNearest: 0.3,
  someoneOpen: -0.3,
  sameSide: -0.3,
  shared: 0.4,
  topical: 0.2,
  around: 0.3,
  nothingShared: -0.5,
  run: 0.1,
  covered: -1,
  opposed: 0.5,
  numbersDiffer: 0.3,
  figure: 0.8,
  noFigure: -0.8,
  sharedNumber: 0,
  answeredSaysNo: 0,
  answeredQuoted: 0.2,
  answeredAccuses: 0.3,
  answeredDenies: 0,
  sumsUp: -0.7,
  days: -0.1,
  reportedLater: -0.5,
};
/** Not learned: families hold too few disputes about figures. */
const AS_CHOSEN = new Set(['figure', 'noFigure']);
const SIGNS = Object.keys(before);
const LEARNED = SIGNS.filter((sign) => !AS_CHOSEN.has(sign));

const weigh = (signs: Weighing, weights: Weighing) =>
  Object.entries(signs).reduce((sum, [sign, value]) => sum + value * weights[sign]!, 0);

/** The signs of the reports of two utterances that fit best. */
function best({ pairs }: Candidate, weights: Weighing): Weighing {
  let found = pairs[0]!;
  for (const signs of pairs) if (weigh(signs, weights) > weigh(found, weights)) found = signs;
  return found;
}

/** By Adam, pulled towards the weights of before. */
function learn(examples: readonly Example[], pull: number): Weighing {
  const weights = { ...before };
  const adam = new Adam(RATE);
  let chosen: { signs: Weighing; right: boolean }[][] = [];
  for (let step = 1; step <= STEPS; step++) {
    const slope: Weighing = {};
    for (const sign of LEARNED) slope[sign] = pull * (weights[sign]! - before[sign]!);
    if (step % RECHOSEN === 1)
      chosen = examples.map((candidates) =>
        candidates.map((candidate) => ({ signs: best(candidate, weights), right: candidate.right })),
      );
    for (const fits of chosen) {
      const odds = fits.map(({ signs }) => Math.exp(Math.min(weigh(signs, weights), 30)));
      const all = 1 + odds.reduce((sum, one) => sum + one, 0);
      const rightOdds = fits.reduce((sum, { right }, i) => sum + (right ? odds[i]! : 0), 0);
      fits.forEach(({ signs, right }, i) => {
        const wrong = odds[i]! / all - (right && rightOdds > 0 ? odds[i]! / rightOdds : 0);
        for (const [sign, value] of Object.entries(signs)) if (sign in slope) slope[sign]! += wrong * value;
      });
    }
    adam.step(weights, slope);
  }
  weights['start']! -= Number(values.nobody);
  for (const sign of SIGNS) weights[sign] = Math.round(100 * weights[sign]!) / 100;
  return weights;
}

const paths = positionals.length > 0 ? positionals : OPEN_SETS;
const read: { set: string; family: Family; records: DocumentRecord[]; examples: Example[] }[] = [];
for (const set of paths)
  for (const family of familiesIn(set)) {
    const records = await readFamily(family, library);
    read.push({ set, family, records, examples: examplesOf(family, records) });
  }
const learned = (some: typeof read) =>
  learn(
    some.flatMap(({ examples }) => examples),
    Number(values.pull),
  );
const folds = Number(values.folds);
const linesOf = new Map<string, ReturnType<typeof library.matchUtterances>>();
for (let fold = 0; fold < folds; fold++) {
  Object.assign(ANSWER_WEIGHTS, learned(read.filter((_, i) => i % folds !== fold)));
  for (const { family, records } of read.filter((_, i) => i % folds === fold))
    linesOf.set(family.id, library.matchUtterances(records));
}
const percent = (figure: number) => (100 * figure).toFixed(1);
for (const set of [...paths, ...(paths.length > 1 ? [''] : [])]) {
  const some = read.filter((one) => set === '' || one.set === set);
  const { precision, recall, f1 } = scoreFamilies(
    some.map(({ family }) => family),
    some.flatMap(({ family }) => linesOf.get(family.id) ?? []),
  ).disputes;
  console.log(
    `${set || 'all'}: disputes on families not learned on: P ${percent(precision)}, R ${percent(recall)}, F1 ${percent(f1)}`,
  );
}
console.log(JSON.stringify(learned(read), null, 2));
