/**
 * Learns what each sign is worth when a statement is looked for that another answers (`src/utterance/answer-weights.ts`),
 * and shows what such weights come to on families that they were not learned on.
 *
 *     npm run bench:learn-answers -- [FILE.json | FOLDER]… [--folds 6] [--pull 3] [--nobody=-1.2] [--together 20]
 *     npm run bench:learn-answers -- --shipped
 *
 * Without a path the families of all open sets in `bench/families`. They are looked at as a ledger has them: so many
 * stories together (`--together`), as if all were of the same days. For each true utterance of a family the utterances
 * that it may dispute, those of the other stories that share a key with it, and nobody, are weighed against one another
 * (a conditional logistic regression); of two utterances the reports that fit best count. Pulled towards weights chosen by
 * hand (`--pull`: how strongly). `--nobody` is taken off the start: the more, the fewer are said to dispute somebody.
 * Disputes are scored with each family alone and with all together. The weights are printed; they are not written.
 * `--shipped` learns nothing, and scores the weights that ship.
 */
import type { DocumentRecord } from '../src/record.js';
import type * as Answers from '../src/utterance/answers.js';
import type * as Claims from '../src/utterance/claims.js';
import type * as Collections from '../src/utterance/collection.js';
import type * as Keys from '../src/utterance/keys.js';
import type { UtteranceLine } from '../src/utterance/line.js';
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
    folds: { type: 'string', default: '6' },
    together: { type: 'string', default: '20' },
    shipped: { type: 'boolean', default: false },
    pull: { type: 'string', default: '3' },
    nobody: { type: 'string', default: '-1.2' },
  },
});
const { reportsOf } = await part<typeof Reports>('utterance/report');
const { answerSigns, areApart, soughtByClaim } = await part<typeof Answers>('utterance/answers');
const { filedUnder, soughtUnder } = await part<typeof Keys>('utterance/keys');
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

/** A family with its pages as read, moved in time by whole weeks so that all families begin in one. */
interface Story {
  set: string;
  family: Family;
  records: DocumentRecord[];
}

const DAY = 86_400_000;
/** The week in which all stories begin: any will do. */
const WEEK = Date.UTC(2026, 0, 5);

function inOneWeek(records: readonly DocumentRecord[]): DocumentRecord[] {
  const first = Math.min(...records.flatMap(({ published }) => (published ? [Date.parse(published)] : [])));
  const by = Number.isFinite(first) ? Math.round((WEEK - first) / (7 * DAY)) * 7 * DAY : 0;
  const moved = (time: string) => new Date(Date.parse(time) + by).toISOString();
  return records.map((record) => ({
    ...record,
    published: record.published && moved(record.published),
    statements: record.statements.map((statement) => {
      const { when } = statement.occasion;
      return { ...statement, occasion: { ...statement.occasion, when: when && moved(when).slice(0, 10) } };
    }),
  }));
}

/** An utterance that was found, with the true one that it stands for. */
interface Found {
  reports: readonly Reports.Report[];
  story: Story;
  of: string | undefined;
}

function foundIn(stories: readonly Story[]): Found[] {
  const pages = new Map(
    stories.flatMap((story) =>
      story.records.map(({ id }, i) => [id, { story, doc: story.family.documents[i]!.id }] as const),
    ),
  );
  const carriers = stories.flatMap(({ records }) => records.map((record) => ({ record, links: [] })));
  return utterancesOf(carriers, idOf, language).map(({ reports }) => {
    const counts = new Map<string, number>();
    const { story } = pages.get(reports[0]!.page)!;
    for (const { page, text } of reports)
      for (const { id, statements } of story.family.utterances)
        if (statements.some(([doc, words]) => doc === pages.get(page)!.doc && sameWords(text, words)))
          counts.set(id, (counts.get(id) ?? 0) + 1);
    return { reports, story, of: [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] };
  });
}

function claimsIn(stories: readonly Story[]): Map<string, Claims.Claim> {
  const all = stories
    .flatMap(({ records }) => records)
    .flatMap((record) => {
      const reports = reportsOf(record, (statement) => idOf(record, statement), language);
      return claimsOf(record, reports, language);
    });
  return new Map(all.map((claim) => [claim.id, claim]));
}

/**
 * What the utterances of a ledger may answer: those of their own story, and those of others that a key leads to (one is
 * enough here, where a ledger compares by two weak ones: more that is not answered to learn from).
 */
function examplesOf(stories: readonly Story[]): Example[] {
  const claims = claimsIn(stories);
  const found = foundIn(stories);
  const filed = new Map<number, Set<string>>();
  for (const { reports } of found)
    for (const report of reports)
      for (const { key } of filedUnder(report, wording))
        filed.set(key, (filed.get(key) ?? new Set()).add(report.id));
  const metBy = (claim: Claims.Claim, from: Reports.Report): Set<string> => {
    const keys = [
      ...soughtByClaim(claim, from, language),
      ...soughtUnder(from, wording).map(({ key }) => key),
    ];
    return new Set(keys.flatMap((key) => [...(filed.get(key) ?? [])]));
  };
  return found.flatMap((one) => {
    if (one.of === undefined) return [];
    const asking = one.reports.flatMap((from) => {
      const claim = claims.get(from.id);
      return claim ? [{ from, claim, met: metBy(claim, from) }] : [];
    });
    const candidates = found.flatMap((other): Candidate[] => {
      const own = other.story === one.story;
      if (other === one || (own && other.of === one.of)) return [];
      const pairs = asking.flatMap(({ from, claim, met }) =>
        other.reports.flatMap((to) => {
          const signs = own || met.has(to.id) ? answerSigns(claim, from, to, wording) : null;
          return signs && (own || !areApart(signs)) ? [signs] : [];
        }),
      );
      const right = own && one.story.family.disputes.some(({ by, of }) => by === one.of && of === other.of);
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
  storyNone: 0,
  unknown: 0,
  unknownShared: 0,
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
const stories: Story[] = [];
for (const set of paths)
  for (const family of familiesIn(set))
    stories.push({ set, family, records: inOneWeek(await readFamily(family, library)) });
const count = Math.max(1, Math.ceil(stories.length / Number(values.together)));
/** The stories of each ledger: of every set some, so that they are of many writers. */
const ledgers = Array.from({ length: count }, (_, k) => stories.filter((_, i) => i % count === k));
const examples = values.shipped ? [] : ledgers.map(examplesOf);
const learnedOn = (some: readonly Example[][]) => learn(some.flat(), Number(values.pull));

/** Disputes within stories, and between stories that have nothing to do with each other. */
const links = { within: 0, between: 0 };
function countLinks(ledger: readonly Story[], lines: readonly UtteranceLine[]): void {
  const storyOf = new Map(ledger.flatMap((story) => story.records.map(({ url }) => [url, story] as const)));
  const of = new Map(lines.map(({ id, statements }) => [id, storyOf.get(statements[0]!.url)]));
  for (const { id, disputes } of lines)
    for (const other of disputes) links[of.get(id) === of.get(other) ? 'within' : 'between']++;
}

const folds = Number(values.folds);
const [alone, among] = [new Map<Story, UtteranceLine[]>(), new Map<Story, UtteranceLine[]>()];
for (let fold = 0; fold < folds; fold++) {
  if (!values.shipped)
    Object.assign(ANSWER_WEIGHTS, learnedOn(examples.filter((_, k) => k % folds !== fold)));
  for (const ledger of ledgers.filter((_, k) => k % folds === fold)) {
    const lines = library.matchUtterances(ledger.flatMap(({ records }) => records));
    countLinks(ledger, lines);
    for (const story of ledger) {
      alone.set(story, library.matchUtterances(story.records));
      const urls = new Set(story.records.map(({ url }) => url));
      among.set(
        story,
        lines.filter(({ statements }) => statements.some(({ url }) => urls.has(url))),
      );
    }
  }
}
const percent = (figure: number) => (100 * figure).toFixed(1);
for (const set of [...paths, ...(paths.length > 1 ? [''] : [])]) {
  const some = stories.filter((one) => set === '' || one.set === set);
  const told = [alone, among].map((lines) => {
    const { precision, recall, f1 } = scoreFamilies(
      some.map(({ family }) => family),
      some.flatMap((story) => lines.get(story) ?? []),
    ).disputes;
    return `P ${percent(precision)}, R ${percent(recall)}, F1 ${percent(f1)}`;
  });
  const which = values.shipped ? 'families' : 'families not learned on';
  console.log(`${set || 'all'}: disputes on ${which}: ${told[0]!}; among others: ${told[1]!}`);
}
console.log(`disputes within stories ${links.within}, between stories ${links.between}`);
if (!values.shipped) console.log(JSON.stringify(learnedOn(examples), null, 2));
