import type { Language } from '../language/language.js';
import { spanOf, type DocumentRecord, type Offsets, type Span, type Statement } from '../record.js';
import { agreementOf } from './agreement.js';
import { OF_ONE_STORY, storyShare } from './page-story.js';
import { answeringOf, type Answering } from './answering.js';
import { answerKeys } from './keys.js';
import { paragraphOf, reporterText, sentenceOf } from './page-text.js';
import type { Report } from './report.js';
import { termsOf } from './terms.js';
import { fold, handleOf, relate, whoOf } from './who.js';
import { wordingOf, type Wording } from './wording.js';

/** How one utterance answers another. */
export type AnswerKind = 'disputes' | 'agrees' | 'answers';

/** A statement that answers somebody, and where the page says so. Kept with the statement; targets are looked for by it. */
export interface Claim {
  /** The answering statement. */
  id: string;
  page: string;
  kind: AnswerKind;
  /** How plainly the page says so, 0 to 1. */
  strength: number;
  /** The words that say so. */
  spans: Span[];
  /** Whether a figure is what is disputed. */
  figure: boolean;
  /** Handles of speakers who are named beside the statement or in it. */
  named: string[];
  /** Handles of other speakers of the page: what they said elsewhere may be what is answered. */
  others: string[];
  /** Keys of the words of meaning in the sentence that says that it answers. */
  around: string[];
  /** Folded words of that sentence and of the statement: a role among them may be the other's. */
  told: string[];
  /** Statements of other speakers on the same page, and how well each fits by its place. */
  local: { id: string; score: number }[];
}

/** An answer: a statement, one that it answers, and how sure. */
export interface Answer {
  from: string;
  to: string;
  kind: AnswerKind;
  confidence: number;
  page: string;
  spans: Span[];
}

/** What each sign is worth when the statement is looked for that is answered. Chosen on `bench/families`. */
const SIGNS = {
  named: 1.6,
  role: 0.8,
  /** For a run of three or more terms that both have. */
  run: 0.6,
  direct: 0.2,
  shared: 0.45,
  /** Words of the sentence that says so weigh less than the statement's own. */
  sharedAround: 0.4,
  mostShared: 2.2,
  figure: 0.8,
  /** Where a figure is disputed and the other gives none. */
  noFigure: 0.6,
  /** On another page of the same story. */
  story: 0.9,
  /** Words that both pages are about weigh this much of the others. */
  topical: 0.4,
  /** Where no word is shared with what does not stand next to it. */
  nothingShared: 0.3,
  nearest: 1.6,
  /** Less for each statement that stands between. */
  further: 0.45,
  least: 1.5,
} as const;

/** Sentences that tell of an answer, for a statement: its own first. */
function signalOf(
  record: DocumentRecord,
  index: number,
  answering: Answering,
  wording: Wording,
): { kind: AnswerKind; strength: number; at: Offsets; span: Span } | null {
  const statement = record.statements[index]!;
  const text = reporterText(record);
  const sentence = sentenceOf(record, statement);
  const paragraph = paragraphOf(record, statement);
  const places: [Offsets, number][] = [[sentence, 1]];
  if (paragraph.start < sentence.start) places.push([{ start: paragraph.start, end: sentence.start }, 0.9]);
  if (paragraph.end > sentence.end) places.push([{ start: sentence.end, end: paragraph.end }, 0.5]);
  const previous = record.statements[index - 1];
  if (previous && continues(record, previous, statement)) {
    const before = sentenceOf(record, previous);
    if (before.end <= sentence.start) places.push([before, 0.75]);
  }
  for (const [at, strength] of places) {
    const here = text.slice(at.start, at.end);
    if (answering.notDenies.test(here)) continue;
    for (const [kind, pattern] of [
      ['disputes', answering.denies],
      ['agrees', answering.agrees],
    ] as const) {
      const match = pattern.exec(here);
      if (match)
        return {
          kind,
          strength,
          at,
          span: spanOf(record.text, at.start + match.index, at.start + match.index + match[0].length),
        };
    }
  }
  if (statement.act === 'deny' || statement.act === 'reject') {
    const cue = statement.cue[0];
    if (cue) return { kind: 'disputes', strength: 0.7, at: sentence, span: cue };
  }
  const words = statement.content.map((span) => span.text).join(' ');
  const own = answering.wordsDeny.exec(words);
  const agrees = answering.wordsAgree.exec(words);
  const answer = answering.answers.exec(text.slice(sentence.start, sentence.end));
  const span = statement.content[0]!;
  if (agrees) return { kind: 'agrees', strength: 0.5, at: sentence, span };
  if (!own && !answer && contradictsNeighbour(record, index, wording))
    return { kind: 'disputes', strength: 0.6, at: paragraph, span };
  if (own) return { kind: 'disputes', strength: answer ? 0.8 : 0.4, at: sentence, span };
  if (answer)
    return {
      kind: 'answers',
      strength: 0.6,
      at: sentence,
      span: spanOf(
        record.text,
        sentence.start + answer.index,
        sentence.start + answer.index + answer[0].length,
      ),
    };
  return null;
}

/** So long after an answer, words that it answers may still be reported. Minutes. */
const LATER = 3 * 1440;

/** How far after a "no" or "not" the word stands that is denied. */
const DENIED_WITHIN = 3;

/**
 * Whether the words say no to a word of the other speaker's statement before: "keep the promise", "There was no promise."
 * Quotations only: a reporter's "not" may be anybody's.
 */
function contradictsNeighbour(record: DocumentRecord, index: number, wording: Wording): boolean {
  const [statement, before] = [record.statements[index]!, record.statements[index - 1]];
  if (!before || statement.kind === 'indirect' || before.speaker === statement.speaker) return false;
  const termsIn = ({ content }: Statement) => termsOf(content.map(({ text }) => text).join(' '), wording);
  const there = termsIn(before);
  if (there.some(({ kind }) => kind === 'negation')) return false;
  const known = new Set(there.filter(({ weight }) => weight >= 1).map(({ key }) => key));
  const here = termsIn(statement);
  return here.some(
    ({ kind }, i) =>
      kind === 'negation' && here.slice(i + 1, i + 1 + DENIED_WITHIN).some(({ key }) => known.has(key)),
  );
}

/** Whether a statement goes on with the one before: the same speaker, or one who speaks for it, in the next sentences. */
function continues(record: DocumentRecord, previous: Statement, statement: Statement): boolean {
  if (previous.speaker === statement.speaker) return true;
  const speaker = (id: string | null) => record.speakers.find((one) => one.id === id);
  const [a, b] = [speaker(previous.speaker), speaker(statement.speaker)];
  return a !== undefined && b !== undefined && a.kind !== 'person' && b.kind === 'person';
}

/** The statement whose own sentence says that somebody denies: it is the denier's, not the one that is denied. */
function saysSo(target: Statement, signal: { at: Offsets; span: Span }): boolean {
  const start = Math.min(...[...target.source, ...target.cue].map((span) => span.start), Infinity);
  return start >= signal.at.start && start <= signal.span.start;
}

/** Nobody denies a question. */
const isQuestion = ({ act, text }: Report): boolean => act === 'ask' || /\?[”"’]?$/u.test(text);

/** A statement that only names what is denied or rejected says nothing that could be answered: "rejected the demand". */
function isObject(report: Report, statement: Statement, answering: Answering): boolean {
  const cue = statement.cue.map(({ text }) => text).join(' ');
  return report.kind === 'indirect' && (answering.denies.test(cue) || report.text.split(/\s+/u).length <= 3);
}

/**
 * The statements of a page that answer somebody.
 * @param record the page
 * @param reports its reports, as `reportsOf` gives them
 * @param language its patterns of answers
 * @example claimsOf(record, reports, english)[0].kind // 'disputes'
 */
export function claimsOf(record: DocumentRecord, reports: readonly Report[], language: Language): Claim[] {
  const answering = answeringOf(language);
  const wording = wordingOf(language);
  const byStart = new Map(reports.map((report) => [report.pieces[0]!.start, report]));
  const partsOf = ({ content }: Statement) => content.flatMap(({ start }) => byStart.get(start) ?? []);
  const claims: Claim[] = [];
  record.statements.forEach((statement, index) => {
    const report = byStart.get(statement.content[0]?.start ?? -1);
    if (!report) return;
    const signal = signalOf(record, index, answering, wording);
    if (!signal) return;
    const said = record.text.slice(signal.at.start, signal.at.end);
    const around = `${said} ${report.text}`;
    const spoken = new Set(
      (around.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => /^\p{Lu}/u.test(word)).map(fold),
    );
    const named = record.speakers
      .filter((speaker) => speaker.id !== statement.speaker)
      .flatMap((speaker) => [speaker.name, ...speaker.aliases])
      .map((name) => fold(name.split(/\s+/u).at(-1) ?? ''))
      .filter((handle) => handle.length > 2 && spoken.has(handle));
    // A name that no speaker of this page bears: "Mr Kolar left on his own."
    const other = [...spoken].filter((word) => word.length > 3 && !report.who.words.includes(word));
    const words = new Set(
      termsOf(said, wording)
        .filter(({ weight }) => weight >= 0.5)
        .map(({ key }) => key),
    );
    const figure = answering.figures.test(reporterText(record).slice(signal.at.start, signal.at.end));
    const local: Claim['local'] = [];
    let between = 0;
    for (let i = index - 1; i >= 0 && between < 6; i--) {
      const target = record.statements[i]!;
      const there = byStart.get(target.content[0]?.start ?? -1);
      if (
        !there ||
        relate(there.who, report.who) === 'same' ||
        relate(there.who, report.who) === 'likely' ||
        there.headline
      )
        continue;
      if (target.speaker === null && there.who.name === null && target.source.length === 0) continue;
      if (isObject(there, target, answering) || saysSo(target, signal) || isQuestion(there)) continue;
      for (const { id } of partsOf(target))
        local.push({ id, score: SIGNS.nearest - SIGNS.further * between });
      between++;
    }
    for (let i = index + 1; i < record.statements.length && i < index + 4; i++) {
      const target = record.statements[i]!;
      const there = byStart.get(target.content[0]?.start ?? -1);
      const relation = there ? relate(there.who, report.who) : 'same';
      if (!there || relation === 'same' || relation === 'likely' || saysSo(target, signal)) continue;
      // "answering Orsk, who had said that…"; a later sentence only when it gives the words that are answered.
      const near = there.pieces[0]!.start < sentenceOf(record, statement).end;
      for (const { id } of partsOf(target)) local.push({ id, score: near ? SIGNS.nearest : 0.2 });
    }
    claims.push({
      id: report.id,
      page: record.id,
      kind: signal.kind,
      strength: signal.strength,
      spans: [signal.span],
      figure,
      named: [...new Set([...named, ...other.filter((word) => !report.who.roles.includes(word))])],
      others: record.speakers
        .filter((speaker) => speaker.id !== statement.speaker && speaker.kind === 'person')
        .map((speaker) => handleOf(whoOf(speaker, { role: null, source: [] })))
        .filter((handle) => handle.length > 2 && !named.includes(handle)),
      around: [...words],
      told: [...new Set((around.match(/[\p{L}\p{M}]+/gu) ?? []).map(fold).filter((word) => word.length > 3))],
      local,
    });
  });
  return claims;
}

/**
 * The keys under which a claim looks for what it answers, in the reports of other pages.
 * @example soughtByClaim(claim, report, english).length
 */
export function soughtByClaim(claim: Claim, report: Report, language: Language): number[] {
  const own = termsOf(report.text, wordingOf(language))
    .filter(({ weight }) => weight >= 0.5)
    .map(({ key }) => key);
  return answerKeys(
    report,
    [...claim.named, ...claim.others],
    [...new Set([...own, ...claim.around])],
    claim.figure,
  );
}

/**
 * How well a report fits as what a claim answers; 0 where it cannot be.
 * @param claim the answering statement
 * @param from its report
 * @param to a report of another speaker
 */
export function answerTo(claim: Claim, from: Report, to: Report, language: Language): Answer | null {
  if (
    to.id === from.id ||
    to.headline ||
    to.act === 'ask' ||
    /\?[”"’]?$/u.test(to.text) ||
    termsOf(to.text, wordingOf(language)).length < 4
  )
    return null;
  const relation = relate(from.who, to.who);
  // One office may be held by two: a description that fits is no sign of one speaker.
  if (relation === 'same' || (relation === 'likely' && !from.who.described && !to.who.described)) return null;
  // A later report may be of earlier words: `linksOf` looks at when they were first reported.
  if (from.time !== null && to.time !== null && to.time > from.time + LATER) return null;
  const wording = wordingOf(language);
  const handle = handleOf(to.who);
  const place = claim.local.find(({ id }) => id === to.id)?.score ?? 0;
  let score = (claim.strength < 0.5 ? 0.5 : 1) * place;
  const named = handle !== '' && claim.named.includes(handle.split(' ').at(-1)!);
  if (named) score += SIGNS.named;
  if (!named && to.who.roles.some((role) => role.length > 3 && claim.told.includes(role)))
    score += SIGNS.role;
  const own = new Set([...to.who.words, ...from.who.words]);
  const words = agreementOf(from, to, wording);
  const topics = new Set(to.topics.filter((key) => from.topics.includes(key)));
  const around = termsOf(to.text, wording)
    .filter(({ key, weight, form }) => weight >= 0.5 && claim.around.includes(key) && !own.has(fold(form)))
    .reduce((sum, { key, weight }) => sum + weight * (topics.has(key) ? SIGNS.topical : 1), 0);
  const shared = words.shared - (1 - SIGNS.topical) * words.topical;
  const elsewhere = to.page !== claim.page;
  const story = elsewhere ? storyShare(from.story, to.story) : null;
  if (elsewhere && !named && (story ?? 0) < OF_ONE_STORY) return null;
  if (elsewhere) score += SIGNS.story * Math.min(1, 2 * (story ?? 0));
  if (to.page === claim.page && !claim.local.some(({ id }) => id === to.id)) return null;
  score += Math.min(SIGNS.mostShared, SIGNS.shared * shared + SIGNS.sharedAround * around);
  if (words.run.length >= 3) score += SIGNS.run;
  if (to.kind === 'direct') score += SIGNS.direct;
  const hasNumber = termsOf(to.text, wording).some(({ kind }) => kind === 'number');
  if (claim.figure) score += hasNumber ? SIGNS.figure : -SIGNS.noFigure;
  else if (place < SIGNS.nearest && shared + around === 0) score -= SIGNS.nothingShared;
  score *= 0.4 + 0.6 * claim.strength;
  if (score < SIGNS.least) return null;
  return {
    from: from.id,
    to: to.id,
    kind: claim.kind,
    confidence: Math.round(100 / (1 + Math.exp(-1.2 * (score - 1.2)))) / 100,
    page: claim.page,
    spans: claim.spans,
  };
}
