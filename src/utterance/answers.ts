import type { Language } from '../language/language.js';
import type { Span } from '../record.js';
import { agreementOf } from './agreement.js';
import { ANSWER_WEIGHTS } from './answer-weights.js';
import { isQuestion, type AnswerKind, type Claim, type ClaimSign, type Place } from './claims.js';
import { answerKeys } from './keys.js';
import { OF_ONE_STORY, storyShare } from './page-story.js';
import { termsOfReport, type Report, type ReportTerm } from './report.js';
import { fold, handleOf, relate } from './who.js';
import { wordingOf, type Wording } from './wording.js';

/** An answer: a statement, one that it answers, and how sure. */
export interface Answer {
  from: string;
  to: string;
  kind: AnswerKind;
  confidence: number;
  page: string;
  spans: Span[];
}

/** The signs that an answer is weighed by; each counts as many times as its value says. */
export type AnswerSign = keyof typeof ANSWER_WEIGHTS;

/** So long after an answer, words that it answers may still be reported. Minutes. */
const LATER = 3 * 1440;
/** The fewest terms that somebody can answer. */
const LEAST_TERMS = 4;
/** Beyond these, more shared words, in terms' weights, say nothing new. */
const MOST_SHARED = 3;
const MOST_AROUND = 3;
const MOST_RUN = 6;
const MOST_DAYS = 3;

const PLACE_SIGNS: Readonly<Record<Place, AnswerSign>> = {
  inSentence: 'inSentence',
  sameParagraph: 'sameParagraph',
  nearest: 'nearest',
  second: 'second',
  further: 'further',
  behind: 'behind',
};

/** Signs of what the claim itself shows, for an answer of another kind than a dispute: as if it said so plainly. */
const PLAIN: Partial<Record<AnswerSign, number>> = { start: 1, deniedInSentence: 1, quoted: 1 };
/** Signs that the words contradict one another say nothing of agreement. */
const OF_DISPUTES = new Set<AnswerSign>([
  'opposed',
  'numbersDiffer',
  'unsaid',
  'unsaidNear',
  'unsaidShared',
  'unsaidOpposed',
  'unsaidNamed',
]);

const telling = (terms: readonly ReportTerm[]) => terms.filter(({ weight }) => weight >= 1);

/** How many words of meaning behind a negation it may deny. */
const DENIED_WITHIN = 4;

/** The keys of the words that a report says no to. */
function denied(terms: readonly ReportTerm[]): Set<string> {
  const keys = new Set<string>();
  terms.forEach(({ kind }, i) => {
    if (kind !== 'negation') return;
    let left = DENIED_WITHIN;
    for (const { key, weight } of terms.slice(i + 1)) {
      if (weight < 0.5) continue;
      keys.add(key);
      if (--left === 0) break;
    }
  });
  return keys;
}

/** Whether one says no to a word of the other that the other does not say no to: "keep the promise", "There was no promise." */
function opposed(a: readonly ReportTerm[], b: readonly ReportTerm[]): number {
  const [no, other] = [denied(a), denied(b)];
  const one = telling(b).some(({ key }) => no.has(key) && !other.has(key));
  const two = telling(a).some(({ key }) => other.has(key) && !no.has(key));
  return one || two ? 1 : 0;
}

/** Folded words of a report. */
const wordsBy = new WeakMap<Report, ReadonlySet<string>>();
function foldedWords(report: Report): ReadonlySet<string> {
  let known = wordsBy.get(report);
  if (!known) wordsBy.set(report, (known = new Set((report.text.match(/[\p{L}\p{M}]+/gu) ?? []).map(fold))));
  return known;
}

/** Whether a report speaks of the other's speaker, by name or by office. */
function speaksOf(report: Report, { who }: Report): number {
  const words = foldedWords(report);
  if (who.words.some((word) => word.length > 2 && words.has(word))) return 1;
  return who.roles.some((role) => role.length > 3 && words.has(role)) ? 0.7 : 0;
}

/**
 * All that speaks for or against a statement's answering another, unweighed; null where it cannot. Of two neighbours on
 * one page, what nobody calls an answer needs something that shows it: it says no to a word of the other, gives another
 * number, speaks of the other.
 * @param claim what the page shows of the answering statement
 * @param from its report
 * @param to a report of another speaker
 */
export function answerSigns(
  claim: Claim,
  from: Report,
  to: Report,
  wording: Wording,
): Partial<Record<AnswerSign, number>> | null {
  if (to.id === from.id || to.headline || isQuestion(to)) return null;
  const [own, other] = [termsOfReport(from, wording), termsOfReport(to, wording)];
  if (other.length < LEAST_TERMS) return null;
  const relation = relate(from.who, to.who);
  // One office may be held by two: a description that fits is no sign of one speaker.
  if (relation === 'same' || (relation === 'likely' && !from.who.described && !to.who.described)) return null;
  // A later report may be of earlier words: `linksOf` looks at when they were first reported.
  if (from.time !== null && to.time !== null && to.time > from.time + LATER) return null;
  const elsewhere = to.page !== claim.page;
  const local = claim.local.find(({ id }) => id === to.id);
  if (!elsewhere && !local) return null;
  const handle = handleOf(to.who).split(' ').at(-1)!;
  const named = handle !== '' && claim.named.includes(handle);
  const namedOnPage = claim.others.includes(handle);
  const unknown = elsewhere && !named && !namedOnPage;
  const story = elsewhere ? storyShare(from.story, to.story) : 1;
  const words = agreementOf(from, to, wording);
  const speakers = new Set([...to.who.words, ...from.who.words]);
  const mine = new Set(own.map(({ key }) => key));
  const around = other
    .filter(
      ({ key, weight, form }) =>
        weight >= 0.5 && claim.around.includes(key) && !mine.has(key) && !speakers.has(fold(form)),
    )
    .reduce((sum, { key, weight }) => sum + weight * (to.topics.includes(key) ? 0.5 : 1), 0);
  const numbers = (terms: readonly ReportTerm[]) => terms.some(({ kind }) => kind === 'number');
  const days = from.time === null || to.time === null ? 0 : (from.time - to.time) / 1440;
  const is = (yes: boolean): number => (yes ? 1 : 0);
  const role = to.who.roles.some((one) => one.length > 3 && claim.told.includes(one));
  const near = local && (local.place === 'nearest' || local.place === 'sameParagraph');
  const shared = Math.min(words.shared - words.topical, MOST_SHARED);
  const unsaid = claim.kind === null;
  const no = opposed(own, other);
  const numbersDiffer = words.numbersDiffer && words.shared >= 0.5;
  const speaksOfAnswered = speaksOf(from, to);
  const shown =
    no > 0 ||
    numbersDiffer ||
    speaksOfAnswered > 0 ||
    claim.signs.contrast === 1 ||
    local?.place === 'sameParagraph' ||
    (local?.relayed === true && local.place !== 'further' && local.place !== 'second');
  if (unsaid && local && !shown) return null;
  // The same words again, with nothing against them, are no answer.
  if (unsaid && words.run.length >= MOST_RUN && no === 0 && !numbersDiffer) return null;
  return {
    ...claim.signs,
    start: 1,
    unsaid: is(unsaid),
    unsaidNear: is(unsaid && near === true),
    unsaidShared: unsaid ? shared : 0,
    unsaidOpposed: unsaid ? no : 0,
    unsaidNamed: is(unsaid && named),
    ...(local ? { [PLACE_SIGNS[local.place]]: 1 } : {}),
    elsewhere: is(elsewhere),
    story: elsewhere ? Math.min(1, story ?? 0) : 0,
    storyOpen: is(story === null),
    storyFar: is(elsewhere && !named && story !== null && story < OF_ONE_STORY),
    storyNone: is(unknown && story === 0),
    unknown: is(unknown),
    unknownShared: unknown ? shared : 0,
    named: is(named),
    role: is(!named && role),
    namedOnPage: is(elsewhere && !named && namedOnPage),
    speaksOfAnswerer: speaksOf(to, from),
    speaksOfAnswered,
    pronounNearest: is(claim.pronoun && near === true),
    shared,
    covered:
      words.shared < 1.5 || words.numbersDiffer
        ? 0
        : Math.max(0, (2 * words.shared) / (words.shared + words.missing + 1e-9) - 1),
    sameSide: is(from.who.roles.some((one) => one.length > 3 && to.who.roles.includes(one))),
    relayed: is(local?.relayed === true),
    lookedBack: is(local !== undefined && to.back),
    someoneOpen: is(relation === 'open' || relation === 'likely'),
    sumsUp: is(to.kind === 'indirect' && to.opening),
    topical: Math.min(words.topical, MOST_SHARED),
    around: Math.min(around, MOST_AROUND),
    run: Math.max(0, Math.min(words.run.length, MOST_RUN) - 1),
    opposed: no,
    numbersDiffer: is(numbersDiffer),
    figure: is(claim.figure && numbers(other)),
    noFigure: is(claim.figure && !numbers(other)),
    sharedNumber: is(
      own.some(
        ({ kind, key }) => kind === 'number' && other.some((one) => one.kind === kind && one.key === key),
      ),
    ),
    nothingShared: is(words.shared + around === 0),
    answeredSaysNo: is(other.some(({ kind }) => kind === 'negation')),
    answeredQuoted: is(to.kind !== 'indirect'),
    answeredAccuses: is(to.act === 'accuse' || to.act === 'criticize' || to.act === 'claim'),
    answeredDenies: is(to.act === 'deny' || to.act === 'reject'),
    days: Math.min(Math.max(0, days), MOST_DAYS),
    reportedLater: is(days < -0.05),
  };
}

/**
 * The keys under which a claim looks for what it answers, in the reports of other pages. Where the page does not say
 * that it answers, those of its own words and of the page's names.
 * @example soughtByClaim(claim, report, english).length
 */
export function soughtByClaim(claim: Claim, report: Report, language: Language): number[] {
  const own = termsOfReport(report, wordingOf(language)).filter(({ weight }) => weight >= 0.5);
  const words = [...own].sort((a, b) => b.weight - a.weight).map(({ key }) => key);
  if (claim.kind === null) return answerKeys(report, claim.named.slice(0, MOST_BESIDE), words, false);
  // Of the statement's words and of those around it as many: either may be what is answered.
  const mixed = words.flatMap((key, i) => [key, ...claim.around.slice(i, i + 1)]);
  return answerKeys(
    report,
    [...new Set([...claim.named.slice(0, MOST_BESIDE), ...claim.others])],
    [...new Set([...mixed, ...claim.around])],
    claim.figure,
  );
}

/** The most names beside a statement under which it looks, so that those of the page's other speakers have room. */
const MOST_BESIDE = 4;

/**
 * Whether nothing ties two statements of two pages together: neither page names the other's speaker, and they share no
 * name and no word of meaning; or few names, and nothing on the page calls it an answer: sentences of one pattern share
 * words in any two stories.
 */
export const areApart = (signs: Partial<Record<AnswerSign, number>>): boolean =>
  signs.unknown === 1 &&
  ((signs.unsaid === 1 && signs.storyFar === 1) || (signs.storyNone === 1 && signs.shared! < 1));

/**
 * Whether a claim answers a report, and how surely; null where it does not.
 * @param claim the answering statement
 * @param from its report
 * @param to a report of another speaker
 */
export function answerTo(claim: Claim, from: Report, to: Report, language: Language): Answer | null {
  const signs = answerSigns(claim, from, to, wordingOf(language));
  if (!signs || areApart(signs)) return null;
  const disputes = weigh(signs);
  // What only replies, by the page, may be a denial by its words.
  const kind = claim.kind === null || (claim.kind === 'answers' && disputes >= 0) ? 'disputes' : claim.kind;
  const logOdds = kind === 'disputes' ? disputes : weigh(asPlain(signs));
  if (logOdds < 0) return null;
  return {
    from: from.id,
    to: to.id,
    kind,
    confidence: Math.round(100 / (1 + Math.exp(-logOdds))) / 100,
    page: claim.page,
    spans: claim.spans,
  };
}

const CLAIM_SIGNS: Readonly<Record<ClaimSign, true>> = {
  deniedInSentence: true,
  deniedBefore: true,
  deniedPreviously: true,
  deniedBehind: true,
  deniedInOpening: true,
  actDenies: true,
  deniedByOther: true,
  agrees: true,
  answers: true,
  contrast: true,
  wordsDeny: true,
  wordsAgree: true,
  saysNo: true,
  goesOn: true,
  quoted: true,
};

function asPlain(signs: Partial<Record<AnswerSign, number>>): Partial<Record<AnswerSign, number>> {
  const pair = Object.entries(signs).filter(
    ([sign]) => !(sign in CLAIM_SIGNS) && !OF_DISPUTES.has(sign as AnswerSign),
  );
  return { ...Object.fromEntries(pair), ...PLAIN };
}

function weigh(signs: Partial<Record<AnswerSign, number>>): number {
  let sum = 0;
  for (const sign in signs) sum += signs[sign as AnswerSign]! * ANSWER_WEIGHTS[sign as AnswerSign];
  return sum;
}
