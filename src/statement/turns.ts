import { entriesOf, perLanguage, type Language } from '../language/language.js';
import type { Candidate, Run } from './decode.js';
import { BY_FORM, isNamePhrase, paragraphsOf, textOf } from './layout.js';
import type { Word } from './words.js';

/**
 * Turns of a transcript, official report or interview: paragraphs that begin with who speaks ("MARROW: …",
 * "Awa Orin (Union for Change): …", "Dana Holt, presenter: …", "Q. …"), as parliaments, broadcasters and press offices
 * print them.
 */

/** Longest description behind a comma, and longest words in brackets, in words. */
const LONGEST_OFFICE = 8;
const LONGEST_BRACKET = 14;
/** A transcript has at least this many turns; one with questions and answers this many. */
const FEWEST = 3;
const FEWEST_ASKED = 2;
/** Share of the turns that end as sentences do: what lists give for their labels seldom does. */
const SENTENCES = 0.6;
/** A stage direction of no more words ("(Laughter.)") interrupts nobody. */
const ASIDE = 4;
/** A line without an end of a sentence that is no longer is a heading, in words. */
const HEADING = 10;

/** The lists that turns are told by. */
interface TurnLists {
  /** What looks like a label and names no speaker: "note", "ingredients". */
  labels: ReadonlySet<string>;
  questions: ReadonlySet<string>;
  answers: ReadonlySet<string>;
  /** Verbs of saying: a sentence that leads up to its quotation holds one. */
  verbs: ReadonlySet<string>;
  /** Words of the writer's own, by which the last turn goes on. */
  own: ReadonlySet<string>;
  /** What stands before a name in capitals: "Mr. MARROW." */
  callings: ReadonlySet<string>;
  /** Words of a label that tell nobody from another. */
  small: ReadonlySet<string>;
}

const lists = perLanguage((language): TurnLists => {
  const { labels, fields, singular, callings, small } = entriesOf<
    Record<'labels' | 'fields' | 'singular' | 'callings' | 'small', string[]>
  >(language, 'forms');
  const speech = entriesOf<Record<'questions' | 'answers' | 'verbs', string[]>>(language, 'speech');
  return {
    labels: new Set([...labels, ...fields]),
    questions: new Set(speech.questions),
    answers: new Set(speech.answers),
    verbs: new Set(speech.verbs),
    own: new Set(singular),
    callings: new Set(callings),
    small: new Set(small),
  };
});

/** The label of a turn, in word indices. */
interface Label {
  /** Who speaks, with what stands in brackets and behind a comma: "Dana Holt, presenter". */
  source: Run;
  /** The name or office alone. */
  main: Run;
  /** The colon or point behind it. */
  mark: Run;
  /** First word of what is said. */
  said: number;
  words: string[];
}

const OPENS_QUOTE = /^[“„«"]$/u;
const OPENS = /^[([]$/u;
const CLOSES = /^[)\]]$/u;

/** Behind "[00:12:04]" or "00:12" at the start of a turn. */
function behindClock(words: readonly Word[], at: number, to: number): number {
  let i = at;
  let digits = 0;
  while (i < to && i - at < 9 && /^(?:\d{1,2}|[:.()[\]-])$/u.test(words[i]!.text)) {
    if (/\d/u.test(words[i]!.text)) digits++;
    i++;
  }
  return digits >= 2 ? i : at;
}

/** Behind the brackets that open at a word; null where they do not close in time. */
function behindBrackets(words: readonly Word[], at: number, to: number): number | null {
  let i = at;
  while (i < to && OPENS.test(words[i]!.text)) {
    const end = Math.min(to, i + LONGEST_BRACKET + 2);
    let close = i + 1;
    while (close < end && !CLOSES.test(words[close]!.text)) close++;
    if (close >= end) return null;
    i = close + 1;
  }
  return i;
}

/** Behind ", presenter" before the mark; null where the words are those of a sentence. */
function behindOffice(
  words: readonly Word[],
  at: number,
  to: number,
  verbs: ReadonlySet<string>,
): number | null {
  if (words[at]?.text !== ',') return at;
  let i = at + 1;
  for (; i < to && words[i]!.text !== ':'; i++) {
    const { text } = words[i]!;
    if (i - at > LONGEST_OFFICE || /^[.!?;“”"]$/u.test(text) || verbs.has(text.toLowerCase())) return null;
  }
  return i;
}

/** The words of a label that tell who it is: no marks, no articles. */
const tellingWords = (words: readonly Word[], { from, to }: Run, { small }: TurnLists): string[] =>
  words
    .slice(from, to)
    .map(({ text }) => text.toLowerCase())
    .filter((word) => /\p{L}/u.test(word) && !small.has(word));

/** The label that a paragraph begins with, also where the turn is quoted whole. */
function labelOf(words: readonly Word[], paragraph: Run, known: TurnLists): Label | null {
  const { to } = paragraph;
  const quote = OPENS_QUOTE.test(words[paragraph.from]!.text) ? 1 : 0;
  const from = behindClock(words, paragraph.from + quote, to);
  let i = from;
  const letter =
    known.questions.has(words[from]?.text.toLowerCase() ?? '') ||
    known.answers.has(words[from]?.text.toLowerCase() ?? '');
  const length = (end: number) => end - from;
  let mark = -1;
  for (; i < to && length(i) <= 14; i++) {
    const { text } = words[i]!;
    if (text === ':' || OPENS.test(text) || text === ',') break;
    // "Q. Why?", and as congresses print it: "Mr. MARROW. Why?"
    if (text === '.' && ((letter && i === from + 1) || shouted(words, from, i, known))) {
      mark = i;
      break;
    }
  }
  const main = i;
  if (mark < 0) {
    const behind = behindBrackets(words, i, to);
    const office = behind === null ? null : behindOffice(words, behind, to, known.verbs);
    const last = office === null ? null : behindBrackets(words, office, to);
    if (last === null || words[last]?.text !== ':' || last >= to) return null;
    mark = last;
  }
  const run = { from, to: main };
  const next = words[mark + 1];
  const closed = mark + 1 >= to || next?.spaced === true;
  const named = isNamePhrase(words, run) && !known.labels.has(textOf(words, run));
  // "Ana Torvik: (00:15)"
  const said = behindClock(words, mark + 1, to);
  if (!closed || !named) return null;
  return {
    source: { from, to: clockBefore(words, mark, main) },
    main: run,
    mark: { from: mark, to: mark + 1 },
    said,
    words: tellingWords(words, { from, to: clockBefore(words, mark, main) }, known),
  };
}

/** Where a label ends before its mark: a time in brackets is no part of who speaks. */
function clockBefore(words: readonly Word[], mark: number, main: number): number {
  for (let i = main; i < mark; i++)
    if (OPENS.test(words[i]!.text) && behindClock(words, i, mark) > i + 1) return i;
  return mark;
}

/** "Mr. MARROW", "The SPEAKER": a short label whose last word is in capitals. */
function shouted(words: readonly Word[], from: number, at: number, { callings }: TurnLists): boolean {
  const last = words[at - 1]?.text ?? '';
  if (at - from < 2 || at - from > 5 || !/^\p{Lu}{3,}$/u.test(last)) return false;
  return callings.has(words[from]!.text.toLowerCase()) && words[at + 1]?.spaced === true;
}

/**
 * Which labels are one voice: one whose words are all among another's ("Holt", "Foreign Minister Ana Holt").
 * @param labels the words of each label, in order
 * @returns a number for each label, the same for the same voice
 * @example voicesOf([['ana', 'holt'], ['q'], ['holt']]) // [0, 1, 0]
 */
export function voicesOf(labels: readonly (readonly string[])[]): number[] {
  const voices: Set<string>[] = [];
  return labels.map((label) => {
    const own = new Set(label);
    const within = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].every((word) => b.has(word));
    const found = voices.findIndex((voice) => within(own, voice) || within(voice, own));
    if (found < 0) return voices.push(own) - 1;
    if (own.size > voices[found]!.size) voices[found] = own;
    return found;
  });
}

/** Whether the words end as a sentence does, closing marks included. */
function endsLikeSentence(words: readonly Word[], { from, to }: Run): boolean {
  for (let i = to - 1; i >= from && i > to - 4; i--) {
    if (/^[.!?…—–-]$/u.test(words[i]!.text)) return true;
    if (!/^[”“"’'»)\]]$/u.test(words[i]!.text)) return false;
  }
  return false;
}

/** Whether a paragraph is what happened, not what was said: "(Interruptions.)", "[Applause]". */
function isStageDirection(words: readonly Word[], { from, to }: Run): boolean {
  const end = words[to - 1]!.text === '.' ? to - 1 : to;
  return OPENS.test(words[from]!.text) && CLOSES.test(words[end - 1]!.text) && end - from > 2;
}

const wordsIn = (words: readonly Word[], { from, to }: Run) =>
  words.slice(from, to).filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length;

/** Whether the labels of a page are those of talk: it goes to and fro, and what is said are sentences. */
function isTalk(
  words: readonly Word[],
  labels: readonly Label[],
  said: readonly Run[],
  known: TurnLists,
): boolean {
  const asks = (label: Label) => known.questions.has(label.words[0] ?? '');
  const voices = voicesOf(labels.map((label) => (asks(label) ? [label.words[0]!] : label.words)));
  const count = new Map<number, number>();
  for (const voice of voices) count.set(voice, (count.get(voice) ?? 0) + 1);
  const asked = labels.some(asks) && count.size > 1;
  if (labels.length < (asked ? FEWEST_ASKED : FEWEST) || count.size < 2) return false;
  // A page with a list of labels ("Capital: …") has each once.
  if (!asked && Math.max(...count.values()) < 2) return false;
  const ends = said.filter((run) => run.to > run.from);
  return ends.filter((run) => endsLikeSentence(words, run)).length >= SENTENCES * ends.length;
}

/**
 * The turns of a transcript, each with the paragraphs under it that have no label; none where the page is no transcript.
 * @param words the document's words
 * @param body index of the first word after the headline
 * @example turnsOf(words, 0, english).map(({ source }) => source)
 */
export function turnsOf(words: readonly Word[], body: number, language: Language): Candidate[] {
  const known = lists(language);
  const paragraphs = paragraphsOf(words, body);
  const labels = paragraphs.map((paragraph) => labelOf(words, paragraph, known));
  const found = labels.flatMap((label, p) => (label ? [{ label, paragraph: p }] : []));
  const said = found.map(({ label, paragraph }, n) => {
    const { to } = paragraphs[paragraph]!;
    // A label on a line of its own stands above what is said.
    const under = label.said >= to && (found[n + 1]?.paragraph ?? paragraphs.length) > paragraph + 1;
    return under ? (paragraphs[paragraph + 1] ?? { from: to, to }) : { from: label.said, to };
  });
  if (
    !isTalk(
      words,
      found.map(({ label }) => label),
      said,
      known,
    )
  )
    return [];
  const out: Candidate[] = [];
  found.forEach(({ label, paragraph }, n) => {
    const content: Run[] = [];
    const { to } = paragraphs[paragraph]!;
    if (to > label.said) content.push({ from: label.said, to });
    const last = n === found.length - 1;
    const end = found[n + 1]?.paragraph ?? paragraphs.length;
    for (let p = paragraph + 1; p < end; p++) {
      const next = paragraphs[p]!;
      if (isStageDirection(words, next)) {
        if (wordsIn(words, next) > ASIDE) break;
        continue;
      }
      if (!endsLikeSentence(words, next) && wordsIn(words, next) <= HEADING) continue;
      // After the last turn the page may go on in its own words.
      if (last && content.length > 0 && !speaksOn(words, next, known)) break;
      content.push({ ...next });
    }
    if (content.length > 0)
      out.push({ source: [label.source], cue: [label.mark], content, confidence: BY_FORM, signs: [] });
  });
  return out;
}

const speaksOn = (words: readonly Word[], { from, to }: Run, { own }: TurnLists): boolean =>
  words.slice(from, to).some(({ text }) => own.has(text.toLowerCase()));
