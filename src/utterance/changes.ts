import type { Report } from './report.js';
import { spansOnPage } from './report.js';
import { align, type Difference } from './difference.js';
import { agreementOf } from './agreement.js';
import { termsOf, type Term } from './terms.js';
import type { Span } from '../record.js';
import type { Wording } from './wording.js';

/** What makes a change dangerous: the meaning may be another. */
export type Danger = 'negation' | 'number' | 'subject' | 'certainty' | 'quotation marks';

/** One way in which a page gives the words otherwise than the page it is held against. */
export interface Change {
  page: string;
  /** The page held against: the nearest first-hand report. */
  of: string;
  kind: 'dropped' | 'added' | 'replaced' | 'quoted';
  /** The words there, and here; empty where there are none. */
  before: string;
  after: string;
  /** What it endangers; null for a change of words only. */
  danger: Danger | null;
  beforeSpans: Span[];
  afterSpans: Span[];
}

/** The reports of one page within an utterance, in the page's order. */
export interface PageReports {
  page: string;
  reports: readonly Report[];
}

/** A report that shares less than this with the source is of other words, not of changed ones. */
const LEAST_OVERLAP = 0.5;
/** Nor is a quotation of which less than this stands in the source. */
const LEAST_TAKEN = 0.4;
/** From here on a quotation is what the source says in its own words. */
const TAKEN_OF_PARAPHRASE = 0.75;

const SUBJECTS = new Set(['i', 'we', 'he', 'she', 'they', 'it', 'you']);
/** Subjects that a reporter may put for the speaker's. */
const SHIFTED: Record<string, string[]> = {
  i: ['he', 'she', 'it', 'they'],
  we: ['they', 'it', 'he', 'she'],
  you: ['they', 'he', 'she', 'we', 'i'],
};

/** Whether a quotation is a part of a sentence: it begins with a small letter. */
function isPart({ text, quoted }: Report): boolean {
  const start = quoted[0]?.start ?? 0;
  return /^\p{Ll}/u.test(text.slice(start).trimStart());
}

/** The words of a page as one text, with the way back to the page. */
interface Laid {
  text: string;
  from: { at: number; report: Report }[];
}

function laid(reports: readonly Report[]): Laid {
  const from: Laid['from'] = [];
  let text = '';
  for (const report of reports) {
    if (text !== '') text += /[.!?,;]["”’]?$/u.test(text) ? ' ' : '. ';
    from.push({ at: text.length, report });
    text += report.text;
  }
  return { text, from };
}

function spansOf({ from }: Laid, terms: readonly Term[]): Span[] {
  if (terms.length === 0) return [];
  const start = terms[0]!.start;
  const end = terms.at(-1)!.end;
  return from.flatMap(({ at, report }) =>
    spansOnPage(report, { start: Math.max(0, start - at), end: Math.min(report.text.length, end - at) }),
  );
}

const wordsIn = (text: string, terms: readonly Term[]) =>
  terms.length === 0 ? '' : text.slice(terms[0]!.start, terms.at(-1)!.end);

/**
 * How a page gives the words of an utterance otherwise than a first-hand report.
 * Shortening by whole sentences or clauses is no change; nor are other spelling, digits for number words,
 * words in an editor's brackets, or, in indirect speech, other persons and tenses.
 * @param from the report held against
 * @param to the page that is looked at
 * @example changesOf(kpa, weekly, wording).map(({ before, danger }) => [before, danger]) // [['for it', null]]
 */
export function changesOf(from: PageReports, to: PageReports, wording: Wording): Change[] {
  const source = laid(from.reports);
  const quotedSource = from.reports.some(({ kind }) => kind !== 'indirect');
  const changes: Change[] = [];
  for (const report of to.reports) {
    const here = laid([report]);
    const alignment = align(source.text, here.text, wording);
    const found: Change[] = [];
    const make = (
      kind: Change['kind'],
      before: readonly Term[],
      after: readonly Term[],
      danger: Danger | null,
    ): void => {
      found.push({
        page: to.page,
        of: from.page,
        kind,
        before: wordsIn(source.text, before),
        after: wordsIn(here.text, after),
        danger,
        beforeSpans: spansOf(source, before),
        afterSpans: spansOf(here, after),
      });
    };
    const shared = alignment.same.filter(([i]) => alignment.before[i]!.weight >= 0.5).length;
    if (shared === 0) continue;
    const inQuotes = (terms: readonly Term[]) =>
      terms.length > 0 &&
      terms.every((term) => report.quoted.some(({ start, end }) => term.start >= start && term.end <= end));
    const overlap = overlapOf(report, from.reports, wording);
    const negated = (terms: readonly Term[]) => terms.filter(({ kind }) => kind === 'negation').length;
    const [first, last] = [alignment.same[0]!, alignment.same.at(-1)!];
    const context: Context = {
      wording,
      numbers: new Set(alignment.before.filter(({ kind }) => kind === 'number').map(({ key }) => key)),
      negations:
        negated(alignment.before.slice(first[0], last[0])) !==
        negated(alignment.after.slice(first[1], last[1])),
      sourceIndirect: !quotedSource,
    };
    const taken = shareOf(alignment);
    if (report.kind === 'direct') {
      if (overlap < LEAST_OVERLAP || taken < LEAST_TAKEN) continue;
      const inner = alignment.inner.flatMap((difference) => withoutSentences(difference, source.text));
      // A part of a sentence in a reporter's own ("said that “not one gun was fired”") may stop where it likes.
      const outer = isPart(report)
        ? []
        : [...headOf(alignment), ...tailCut(alignment, source.text, here.text)];
      for (const difference of [...inner, ...outer]) {
        if (marked(difference, here.text)) continue;
        const danger = dangerOf(difference, context, false);
        // Of words that were reported without quotation marks nobody knows how they were said.
        if (quotedSource || danger !== null)
          make(difference.kind, difference.before, difference.after, danger);
      }
      if (!quotedSource && taken >= TAKEN_OF_PARAPHRASE) {
        const all = termsOf(here.text, wording);
        make('quoted', termsOf(source.text, wording), all, 'quotation marks');
      }
    } else {
      const inner = alignment.inner.flatMap((difference) => withoutSentences(difference, source.text));
      for (const difference of [...headOf(alignment), ...inner, ...tailNumber(alignment)]) {
        const quoted = inQuotes(difference.after) && report.kind === 'mixed';
        if (!quoted && !isEdit(difference, alignment.after, wording)) continue;
        const danger = dangerOf(difference, context, !quoted);
        if (danger !== null) make(difference.kind, difference.before, difference.after, danger);
      }
      for (const fragment of report.quoted) {
        const terms = alignment.after.filter(
          ({ start, end }) => start >= fragment.start && end <= fragment.end,
        );
        const meaning = terms.filter(({ weight }) => weight >= 0.5);
        const there = new Set(alignment.before.map(({ key }) => key));
        const foreign = meaning.filter(({ key }) => !there.has(key)).length;
        if (
          meaning.length > 0 &&
          (quotedSource ? foreign > meaning.length / 2 : foreign === 0) &&
          overlap >= LEAST_OVERLAP
        )
          make('quoted', [], terms, 'quotation marks');
      }
    }
    changes.push(...found);
  }
  return changes;
}

/**
 * The share of a page's words of meaning that stand, in order, in another page's report. From 0 to 1.
 * @example coveredBy(kpa, weekly, wording)
 */
export function coveredBy(from: PageReports, to: PageReports, wording: Wording): number {
  return shareOf(align(laid(from.reports).text, laid(to.reports).text, wording));
}

/** The share of the second text's words of meaning that stand, in order, in the first. */
function shareOf({ after, same }: ReturnType<typeof align>): number {
  const all = after.reduce((sum, { weight }) => sum + weight, 0);
  return all === 0 ? 0 : same.reduce((sum, [, j]) => sum + after[j]!.weight, 0) / all;
}

/** The best share of a report's words that a page's reports have. */
function overlapOf(report: Report, reports: readonly Report[], wording: Wording): number {
  return Math.max(
    ...reports.map((other) => {
      const { shared, missing } = agreementOf(report, other, wording);
      return shared + missing === 0 ? 0 : shared / (shared + missing);
    }),
  );
}

/** Words before the first that is the same, against as many of the source: "71 miners" for "17 miners". */
function headOf({ before, same, head }: ReturnType<typeof align>): Difference[] {
  const first = same[0]?.[0] ?? 0;
  if (head.length === 0 || head.length > 4 || first === 0) return [];
  const there = before.slice(Math.max(0, first - head.length), first);
  return [{ kind: 'replaced', before: there, after: head, at: first - there.length }];
}

/** A number behind the last word that is the same, against the one behind the same word: "before 1700", "before 1800". */
function tailNumber({ before, after, tail }: ReturnType<typeof align>): Difference[] {
  const is = tail.find(({ kind }) => kind === 'number');
  const word = is && after[after.indexOf(is) - 1]?.key;
  if (!is || word === undefined) return [];
  const at = before.findIndex(({ kind }, i) => kind === 'number' && before[i - 1]?.key === word);
  return at < 0 ? [] : [{ kind: 'replaced', before: [before[at]!], after: [is], at }];
}

/** A quotation that stops inside a clause as if it were whole drops the rest of the clause. */
function tailCut(alignment: ReturnType<typeof align>, before: string, after: string): Difference[] {
  const out: Difference[] = [];
  const [i, j] = alignment.same.at(-1) ?? [-1, -1];
  if (i < 0) return out;
  if (alignment.tail.length > 0 && alignment.tail.length <= 6) {
    const rest = clause(alignment.before.slice(i + 1), before, alignment.before[i]!);
    out.push({
      kind: rest.length > 0 ? 'replaced' : 'added',
      before: rest,
      after: alignment.tail,
      at: i + 1,
    });
    return out;
  }
  if (j !== alignment.after.length - 1) return out;
  if (/^\s*(?:…|\.{3})/u.test(after.slice(alignment.after[j]!.end))) return out;
  const rest = clause(alignment.before.slice(i + 1), before, alignment.before[i]!);
  if (rest.length > 0) out.push({ kind: 'dropped', before: rest, after: [], at: i + 1 });
  return out;
}

/** The terms up to the end of the clause; none where one ends right after the last term. */
function clause(rest: readonly Term[], text: string, last: Term): Term[] {
  const out: Term[] = [];
  let end = last.end;
  for (const term of rest) {
    if (/[.,;:!?–—…\n]|["”]/u.test(text.slice(end, term.start))) break;
    if (
      out.length === 0 &&
      /^(?:and|but|or|because|if|when|while|which|who|that|until|unless|so|as|than|for|to|in|on|at|by|with|from|since|after|before)$/u.test(
        term.form,
      ) &&
      restIsLong(rest, text)
    )
      break;
    out.push(term);
    end = term.end;
  }
  return out;
}

/** A long rest after a conjunction or preposition is a clause or phrase that may be left off whole. */
function restIsLong(rest: readonly Term[], text: string): boolean {
  let count = 0;
  let end = rest[0]!.end;
  for (const term of rest.slice(1)) {
    if (/[.,;:!?–—…\n]|["”]/u.test(text.slice(end, term.start))) break;
    end = term.end;
    count++;
  }
  return count >= 3;
}

/**
 * What a difference comes to once whole sentences are taken out of it: quotations are shortened by sentences.
 * Of a stretch that runs over the end of a sentence there remain the rest of the one and the beginning of the other.
 */
function withoutSentences(difference: Difference, text: string): Difference[] {
  const { kind, before, after, at } = difference;
  if (kind !== 'dropped') return [difference];
  const starts = (i: number) =>
    i === 0
      ? SENTENCE_END.test(text.slice(0, before[0]!.start)) || before[0]!.start === 0
      : SENTENCE_END.test(text.slice(before[i - 1]!.end, before[i]!.start));
  const ends = (i: number) =>
    i === before.length - 1 ? SENTENCE_BEGIN.test(text.slice(before[i]!.end)) : starts(i + 1);
  let from = 0;
  const rest: Difference[] = [];
  for (let i = 0; i < before.length; i++) {
    if (!ends(i) && i < before.length - 1) continue;
    if (!(starts(from) && ends(i)))
      rest.push({ kind, before: before.slice(from, i + 1), after, at: at + from });
    from = i + 1;
  }
  return rest;
}

const SENTENCE_END = /[.!?;…][^\p{L}\p{N}]*$/u;
const SENTENCE_BEGIN = /^[^\p{L}\p{N},]*[.!?;…]/u;

/** Words in an editor's brackets, or left out with a mark, are no silent change. */
function marked({ after }: Difference, text: string): boolean {
  if (after.length === 0) return false;
  return /[[(]\s*$/u.test(text.slice(0, after[0]!.start)) && /^\s*[\])]/u.test(text.slice(after.at(-1)!.end));
}

/** More words than this in other words are a paraphrase of a stretch, not a change of a word in it. */
const MOST_EDITED = 3;

/**
 * Whether a difference in a reporter's own words may be a change of what was said: a number, or a few words in the
 * place of a few. A summary leaves clauses out, negated ones among them, and may say no elsewhere.
 */
function isEdit({ kind, before, after }: Difference, all: readonly Term[], wording: Wording): boolean {
  if (before.some((term) => term.kind === 'number') && after.some((term) => term.kind === 'number'))
    return true;
  if (before.length > MOST_EDITED || after.length > MOST_EDITED) return false;
  if (!before.some((term) => term.kind === 'negation')) return true;
  const onlyGrammar = after.every(({ form }) => wording.function.has(form) && !wording.certain.has(form));
  return (
    !all.some((term) => term.kind === 'negation') && !(kind === 'replaced' && after.length > 1 && onlyGrammar)
  );
}

/** What a difference is judged by beside its own words. */
interface Context {
  wording: Wording;
  /** Keys of all numbers of the source. */
  numbers: ReadonlySet<string>;
  /** Whether the one has more negations than the other where they lie over one another: a "not" may only have moved. */
  negations: boolean;
  /** Whether the source gives the words in indirect speech, where "will" is "would". */
  sourceIndirect: boolean;
}

/** What a difference endangers. */
function dangerOf(
  { before, after }: Difference,
  { wording, numbers: known, negations: differ, sourceIndirect }: Context,
  indirect: boolean,
): Danger | null {
  const negations = (terms: readonly Term[]) => terms.filter(({ kind }) => kind === 'negation').length;
  // "Nothing but" is "only".
  const excepts = [...before, ...after].some(({ form }) => wording.exceptive.has(form));
  if (negations(before) > 0 !== negations(after) > 0 && !excepts && (differ || !indirect)) return 'negation';
  const numbers = (terms: readonly Term[]) => terms.filter(({ kind }) => kind === 'number');
  if (numbers(before).length > 0 && numbers(after).some(({ key }) => !known.has(key))) return 'number';
  const has = (terms: readonly Term[], set: ReadonlySet<string>) => terms.some(({ form }) => set.has(form));
  const open = before.filter(({ form }) => !(sourceIndirect && form === 'would'));
  if (has(open, wording.possible) && !has(after, wording.possible)) {
    if (!indirect || has(after, wording.certain)) return 'certainty';
  }
  if (has(after, wording.possible) && !has(before, wording.possible) && has(before, wording.certain)) {
    // "will" becomes "would" in reported speech.
    if (!indirect) return 'certainty';
  }
  const subject = (terms: readonly Term[]) => terms.find(({ form }) => SUBJECTS.has(form))?.form;
  const [was, is] = [subject(before), subject(after)];
  if (was !== undefined && is !== undefined && was !== is && !(indirect && (SHIFTED[was] ?? []).includes(is)))
    return 'subject';
  if (
    before.length > 0 &&
    after.length > 0 &&
    !indirect &&
    before.some(({ kind }) => kind === 'name') &&
    after.some(({ kind }) => kind === 'name')
  )
    return 'subject';
  return null;
}
