import type { Language } from '../language/language.js';
import { spanOf, type DocumentRecord, type Offsets, type Span, type Statement } from '../record.js';
import { answeringOf, type Answering } from './answering.js';
import { openingOf, paragraphOf, reporterText, sentenceOf } from './page-text.js';
import type { Report } from './report.js';
import { termsOf } from './terms.js';
import { fold, handleOf, relate, whoOf } from './who.js';
import { wordingOf, type Wording } from './wording.js';

/** How one utterance answers another. */
export type AnswerKind = 'disputes' | 'agrees' | 'answers';

/** Where a statement of another speaker stands on the answer's own page. */
export type Place = 'inSentence' | 'sameParagraph' | 'nearest' | 'second' | 'further' | 'behind';

/** What a page shows of a statement being an answer, apart from whom and what it answers. */
export type ClaimSign =
  | 'deniedInSentence'
  | 'deniedBefore'
  | 'deniedPreviously'
  | 'deniedBehind'
  | 'deniedInOpening'
  | 'actDenies'
  | 'deniedByOther'
  | 'agrees'
  | 'answers'
  | 'contrast'
  | 'wordsDeny'
  | 'wordsAgree'
  | 'saysNo'
  | 'goesOn'
  | 'quoted';

/** A statement that may answer somebody, and where the page says so. Kept with the statement; targets are looked for by it. */
export interface Claim {
  /** The answering statement. */
  id: string;
  page: string;
  /** What the page calls it; null where only the words themselves may be an answer. */
  kind: AnswerKind | null;
  signs: Partial<Record<ClaimSign, number>>;
  /** The words that say so. */
  spans: Span[];
  /** Whether a figure is what is disputed. */
  figure: boolean;
  /** Folded names that stand beside the statement or in it. */
  named: string[];
  /** Handles of other speakers of the page: what they said elsewhere may be what is answered. */
  others: string[];
  /** Keys of the words of meaning in the sentence that says that it answers. */
  around: string[];
  /** Folded words of that sentence and of the statement: a role among them may be the other's. */
  told: string[];
  /** Whether the statement speaks of somebody as "he", "she" or "they" from its first sentence on. */
  pronoun: boolean;
  /** Statements of other speakers on the same page, by their place. */
  local: Beside[];
}

/** A statement of another speaker on the page of an answer. */
interface Beside {
  id: string;
  place: Place;
  /** The page has it from another outlet, and the answer not: it was told so that it might be answered. */
  relayed: boolean;
}

/** Words of the reporter that tell of an answer, and where. */
interface Signal {
  kind: AnswerKind;
  sign: ClaimSign;
  at: Offsets;
  span: Span;
}

/** Whether a statement goes on with the one before: the same speaker, or one who speaks for it. */
function continues(record: DocumentRecord, previous: Statement, statement: Statement): boolean {
  if (previous.speaker === statement.speaker) return true;
  const speaker = (id: string | null) => record.speakers.find((one) => one.id === id);
  const [a, b] = [speaker(previous.speaker), speaker(statement.speaker)];
  return a !== undefined && b !== undefined && a.kind !== 'person' && b.kind === 'person';
}

const startOf = ({ source, cue, content }: Statement): number =>
  Math.min(...[...source, ...cue, ...content].map(({ start }) => start));

/** The sentence or paragraph that leads up to a statement: before its paragraph, with nobody else's words in it. */
function leadUp(record: DocumentRecord, index: number, paragraph: Offsets): Offsets | null {
  const text = record.text.slice(0, paragraph.start).trimEnd();
  const start = text.lastIndexOf('\n') + 1;
  const headline = record.parts.find(({ kind }) => kind === 'headline');
  if (text === '' || start < (headline?.end ?? 0)) return null;
  const statement = record.statements[index]!;
  const foreign = record.statements
    .slice(0, index)
    .some((one) => startOf(one) >= start && !continues(record, one, statement));
  return foreign ? null : { start, end: text.length };
}

/** The places around a statement where the reporter may say that it answers, the surest first. */
function placesOf(record: DocumentRecord, index: number): [Offsets, ClaimSign][] {
  const statement = record.statements[index]!;
  const sentence = sentenceOf(record, statement);
  const paragraph = paragraphOf(record, statement);
  const places: [Offsets, ClaimSign][] = [[sentence, 'deniedInSentence']];
  if (paragraph.start < sentence.start)
    places.push([{ start: paragraph.start, end: sentence.start }, 'deniedBefore']);
  const previous = record.statements[index - 1];
  if (previous && continues(record, previous, statement)) {
    const before = sentenceOf(record, previous);
    if (before.end <= sentence.start) places.push([before, 'deniedPreviously']);
  }
  const before = leadUp(record, index, paragraph);
  if (before) places.push([before, 'deniedPreviously']);
  if (paragraph.end > sentence.end)
    places.push([{ start: sentence.end, end: paragraph.end }, 'deniedBehind']);
  const opening = openingOf(record);
  if (opening.end <= paragraph.start && isFirstOf(record, index)) places.push([opening, 'deniedInOpening']);
  return places;
}

/** Whether nobody before is quoted on the page: its opening most likely is of this statement. */
const isFirstOf = (record: DocumentRecord, index: number): boolean =>
  !record.statements
    .slice(0, index)
    .some((one) => one.quoted.length > 0 && one.speaker !== record.statements[index]!.speaker);

/** Whether a place stands in the words of a statement. */
const saidBy = ({ content }: Statement, at: number): boolean =>
  content.some(({ start, end }) => start <= at && at < end);

/** Sentences that tell of an answer, for a statement: its own first. */
function signalsOf(record: DocumentRecord, index: number, answering: Answering): Signal[] {
  const text = reporterText(record);
  const signals: Signal[] = [];
  for (const [at, sign] of placesOf(record, index)) {
    const here = text.slice(at.start, at.end);
    if (answering.notDenies.test(here)) continue;
    const found = (kind: AnswerKind, as: ClaimSign, pattern: RegExp) => {
      const match = pattern.exec(here);
      if (!match) return false;
      const start = at.start + match.index;
      // "said that the cards agreed": the speaker's own words, though in no quotation marks.
      if (kind !== 'disputes' && saidBy(record.statements[index]!, start)) return false;
      signals.push({ kind, sign: as, at, span: spanOf(record.text, start, start + match[0].length) });
      return true;
    };
    if (found('disputes', sign, answering.denies)) continue;
    if (sign === 'deniedBehind' || sign === 'deniedInOpening') continue;
    found('agrees', 'agrees', answering.agrees);
    found('answers', 'answers', answering.answers);
    if (sign !== 'deniedPreviously') found('answers', 'contrast', answering.contrast);
  }
  return signals;
}

/** The statement whose own sentence says that somebody denies: it is the denier's, not the one that is denied. */
function saysSo(target: Statement, signal: Pick<Signal, 'at' | 'span'>): boolean {
  const start = Math.min(...[...target.source, ...target.cue].map((span) => span.start), Infinity);
  return start >= signal.at.start && start <= signal.span.start;
}

/** Nobody denies a question. */
export const isQuestion = ({ act, text }: Report): boolean => act === 'ask' || /\?[”"’]?$/u.test(text);

/** A statement that only names what is denied or rejected says nothing that could be answered: "rejected the demand". */
function isObject(report: Report, statement: Statement, answering: Answering): boolean {
  const cue = statement.cue.map(({ text }) => text).join(' ');
  return report.kind === 'indirect' && (answering.denies.test(cue) || report.text.split(/\s+/u).length <= 3);
}

const capitals = (text: string): string[] => text.match(/\p{Lu}[\p{L}\p{M}]*/gu) ?? [];
const lastName = (name: string): string => fold(name.split(/\s+/u).at(-1) ?? '');

/** Whether somebody else is the subject of the words that deny: "Feld denies it", beside what the prosecutor says. */
function deniedByOther(record: DocumentRecord, report: Report, { at, span }: Signal): boolean {
  const before = record.text.slice(at.start, span.start);
  const sentence = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n')) + 1);
  const names = new Set(capitals(sentence).map(fold));
  if (report.who.words.some((word) => names.has(word))) return false;
  return record.speakers.some(
    ({ name, kind }) => kind === 'person' && name.includes(' ') && names.has(lastName(name)),
  );
}

/** Whether a page names another outlet that it has a statement from. */
const isRelayed = ({ outlet }: DocumentRecord, { via }: Statement): boolean =>
  via.some(({ name }) => name !== outlet.name);

/** The most statements before an answer, and behind it, that it may answer by their place. */
const MOST_BEFORE = 8;
const MOST_BEHIND = 3;
const PLACES: readonly Place[] = ['nearest', 'second'];

/** Statements of other speakers on the page, by how they stand to one. */
function localOf(
  record: DocumentRecord,
  index: number,
  report: Report,
  signal: Signal | undefined,
  partsOf: (statement: Statement) => readonly Report[],
  answering: Answering,
): Claim['local'] {
  const statement = record.statements[index]!;
  const local: Claim['local'] = [];
  const own = !isRelayed(record, statement);
  const add = (target: Statement, place: Place) => {
    const relayed = own && isRelayed(record, target);
    for (const { id } of partsOf(target)) local.push({ id, place, relayed });
  };
  const sentence = sentenceOf(record, statement);
  const mayBe = (target: Statement, there: Report | undefined): there is Report => {
    if (!there || there.headline || isQuestion(there)) return false;
    const relation = relate(there.who, report.who);
    if (relation === 'same' || relation === 'likely') return false;
    return !(signal && saysSo(target, signal));
  };
  let between = 0;
  for (let i = index - 1; i >= 0 && between < MOST_BEFORE; i--) {
    const target = record.statements[i]!;
    const [there] = partsOf(target);
    if (!mayBe(target, there) || isObject(there, target, answering)) continue;
    if (target.speaker === null && there.who.name === null && target.source.length === 0) continue;
    const close = between === 0 && !record.text.slice(startOf(target), startOf(statement)).includes('\n');
    const place = close ? 'sameParagraph' : (PLACES[between] ?? 'further');
    add(target, place);
    between++;
  }
  for (let i = index + 1; i < record.statements.length && i <= index + MOST_BEHIND; i++) {
    const target = record.statements[i]!;
    const [there] = partsOf(target);
    if (!mayBe(target, there)) continue;
    // "answering Feld, who had said that…"; a later sentence only when it gives the words that are answered.
    const place = there.pieces[0]!.start < sentence.end ? 'inSentence' : 'behind';
    add(target, place);
  }
  return local;
}

/** What the statement's own words show. */
function signsOfWords(
  record: DocumentRecord,
  index: number,
  report: Report,
  answering: Answering,
  wording: Wording,
): Claim['signs'] {
  const statement = record.statements[index]!;
  const words = statement.content.map(({ text }) => text).join(' ');
  const is = (yes: boolean) => (yes ? 1 : 0);
  return {
    actDenies: is(statement.act === 'deny' || statement.act === 'reject'),
    wordsDeny: is(answering.wordsDeny.test(words)),
    wordsAgree: is(answering.wordsAgree.test(words)),
    saysNo: is(termsOf(report.text, wording).some(({ kind }) => kind === 'negation')),
    // What a speaker adds is rarely the answer.
    goesOn: is(
      record.statements
        .slice(0, index)
        .some(
          (one) =>
            one.speaker !== null && one.speaker === statement.speaker && startOf(one) > openingOf(record).end,
        ),
    ),
    quoted: is(report.kind !== 'indirect'),
  };
}

/**
 * The statements of a page that may answer somebody.
 * @param record the page
 * @param reports its reports, as `reportsOf` gives them
 * @param language its patterns of answers
 * @example claimsOf(record, reports, english)[0].kind // 'disputes'
 */
export function claimsOf(record: DocumentRecord, reports: readonly Report[], language: Language): Claim[] {
  const answering = answeringOf(language);
  const wording = wordingOf(language);
  const byStatement = reportsByStatement(record, reports);
  const partsOf = (statement: Statement) => byStatement.get(statement) ?? [];
  return record.statements.flatMap((statement, index): Claim[] => {
    const parts = partsOf(statement).filter((report) => !report.headline && !isQuestion(report));
    if (parts.length === 0 || isRecalled(statement, parts[0]!)) return [];
    const signals = signalsOf(record, index, answering);
    return parts.flatMap(
      (report) => claimOf(record, index, report, signals, { answering, wording, partsOf }) ?? [],
    );
  });
}

/** The reports of each statement: they come in the same order, those of one statement together. */
function reportsByStatement(
  record: DocumentRecord,
  reports: readonly Report[],
): ReadonlyMap<Statement, readonly Report[]> {
  const found = new Map<Statement, readonly Report[]>();
  let at = 0;
  for (const statement of record.statements) {
    const first = reports[at];
    const start = first?.pieces[0]?.start ?? -1;
    if (!first || !saidBy(statement, start)) continue;
    const from = at;
    while (reports[at]?.statement === first.statement) at++;
    found.set(statement, reports.slice(from, at));
  }
  return found;
}

/** "Her answer to Feld, who had said that …": words that a sentence recalls are what is answered. */
const isRecalled = ({ source }: Statement, { back }: Report): boolean =>
  back && source.length === 1 && /^who$/iu.test(source[0]!.text.trim());

/** The lists that claims are told by, and where a statement's reports are found. */
interface Context {
  answering: Answering;
  wording: Wording;
  partsOf: (statement: Statement) => readonly Report[];
}

/** What a page shows of one report's being an answer; null where nothing does. */
function claimOf(
  record: DocumentRecord,
  index: number,
  report: Report,
  signals: readonly Signal[],
  { answering, wording, partsOf }: Context,
): Claim | null {
  const statement = record.statements[index]!;
  const signs = signsOfWords(record, index, report, answering, wording);
  const [signal] = signals;
  const at = signal?.at ?? sentenceOf(record, statement);
  for (const { sign } of signals) signs[sign] = 1;
  if (signal?.kind === 'disputes' && deniedByOther(record, report, signal)) signs.deniedByOther = 1;
  const kind =
    signals.find(({ kind }) => kind !== 'answers')?.kind ??
    (signs.wordsDeny === 1 || signs.actDenies === 1 ? 'disputes' : null) ??
    (signs.wordsAgree === 1 ? 'agrees' : null) ??
    (signs.answers === 1 ? 'answers' : null);
  if (kind === null && signs.quoted === 0 && signs.contrast !== 1 && signs.saysNo !== 1) return null;
  const opening = openingOf(record);
  const said = [at, ...(signals.some(({ sign }) => sign === 'deniedInOpening') ? [opening] : [])]
    .map(({ start, end }) => record.text.slice(start, end))
    .join(' ');
  const around = `${said} ${report.text}`;
  const plain = (word: string) => {
    const form = word.toLowerCase();
    return wording.function.has(form) || wording.common.has(form);
  };
  const names = new Set(
    capitals(around)
      .filter((word) => !plain(word))
      .map(fold),
  );
  const speakers = record.speakers.filter(({ id }) => id !== statement.speaker);
  const handles = [
    ...new Set(
      speakers
        .flatMap(({ name, aliases }) => [name, ...aliases])
        .map(lastName)
        .filter((handle) => names.has(handle)),
    ),
  ];
  const named = [...names].filter(
    (word) =>
      word.length > 2 &&
      !handles.includes(word) &&
      !report.who.words.includes(word) &&
      !report.who.roles.includes(word),
  );
  return {
    id: report.id,
    page: record.id,
    kind,
    signs,
    spans: [
      signal && signal.sign !== 'contrast'
        ? signal.span
        : signs.actDenies === 1 && statement.cue[0]
          ? statement.cue[0]
          : statement.content[0]!,
    ],
    figure: answering.figures.test(reporterText(record).slice(at.start, at.end)),
    named: [...handles, ...named],
    others: speakers
      .filter((speaker) => speaker.kind === 'person')
      .map((speaker) => handleOf(whoOf(speaker, { role: null, source: [] })))
      .filter((handle) => handle.length > 2 && !handles.includes(handle)),
    around: [
      ...new Set(
        termsOf(said, wording)
          .filter(({ weight }) => weight >= 0.5)
          .map(({ key }) => key),
      ),
    ],
    told: [...new Set((around.match(/[\p{L}\p{M}]+/gu) ?? []).map(fold).filter((word) => word.length > 3))],
    pronoun: answering.ofOthers.test(report.text),
    local: localOf(record, index, report, signal, partsOf, answering),
  };
}
