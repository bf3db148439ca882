import { entriesOf, type Language } from '../language/language.js';
import { shared, type Candidate, type Run } from './decode.js';
import type { Quotation } from './quotation.js';
import type { Word } from './words.js';

/**
 * Statements that the layout of a page tells, not its sentences: turns of a transcript ("WALLACE: …"), quotations
 * signed after a dash ("“…” — Commissioner Starks") and quotations under a heading that names who speaks
 * ("From Chairwoman X:").
 */

/** How sure a statement is that the layout tells. */
const BY_FORM = 0.8;
/** Longest label of a turn or signature, in words. */
const LONGEST_LABEL = 12;
/** A transcript has at least this many turns. */
const FEWEST_TURNS = 3;

interface Forms {
  above: readonly string[][];
  labels: ReadonlySet<string>;
}

const formsOf = new WeakMap<Language, Forms>();

function forms(language: Language): Forms {
  let found = formsOf.get(language);
  if (!found) {
    const { above, labels } = entriesOf<{ above: string[]; labels: string[] }>(language, 'forms');
    found = { above: above.map((phrase) => phrase.split(' ')), labels: new Set(labels) };
    formsOf.set(language, found);
  }
  return found;
}

function paragraphsOf(words: readonly Word[], body: number): Run[] {
  const out: Run[] = [];
  for (let i = body; i < words.length; i++) {
    const last = out.at(-1);
    if (words[i]!.first || !last) out.push({ from: i, to: i + 1 });
    else last.to = i + 1;
  }
  return out;
}

const isName = (word: Word) => /^\p{Lu}/u.test(word.text);
const PARTICLE = /^(?:of|for|the|and|de|van|von|bin|al|el|la|[.,'’()-])$/u;

/** A run of names with the small words inside them, trimmed to whole names: "Foreign Minister Dag Ruud (Orsk)". */
function isNamePhrase(words: readonly Word[], run: Run): boolean {
  if (run.to <= run.from || run.to - run.from > LONGEST_LABEL) return false;
  const first = words[run.from]!;
  if (!isName(first)) return false;
  for (let i = run.from; i < run.to; i++) {
    if (!isName(words[i]!) && !PARTICLE.test(words[i]!.text)) return false;
  }
  return true;
}

const statement = (source: Run, cue: Run, content: Run[]): Candidate => ({
  source: [source],
  cue: [cue],
  content,
  confidence: BY_FORM,
  signs: [],
});

/** The label that a paragraph begins with: "WALLACE:", "Q:", "Ana Torvik:". */
function labelOf(words: readonly Word[], paragraph: Run, labels: ReadonlySet<string>): Run | null {
  for (let i = paragraph.from; i < Math.min(paragraph.to, paragraph.from + LONGEST_LABEL); i++) {
    if (words[i]!.text !== ':') continue;
    const run = { from: paragraph.from, to: i };
    const name = words
      .slice(run.from, run.to)
      .map((word) => word.text.toLowerCase())
      .join(' ');
    return isNamePhrase(words, run) && !labels.has(name) && words[i + 1]?.spaced ? run : null;
  }
  return null;
}

/** Turns of a transcript, each with the paragraphs under it that have no label. */
function turnsOf(
  words: readonly Word[],
  paragraphs: readonly Run[],
  labels: ReadonlySet<string>,
): Candidate[] {
  const found = paragraphs.map((paragraph) => labelOf(words, paragraph, labels));
  const count = new Map<string, number>();
  const nameOf = (run: Run) =>
    words
      .slice(run.from, run.to)
      .map((word) => word.text)
      .join(' ');
  for (const run of found) if (run) count.set(nameOf(run), (count.get(nameOf(run)) ?? 0) + 1);
  const all = [...count.values()].reduce((sum, n) => sum + n, 0);
  // A page with a list of labels ("Capital: …") has each once; talk goes to and fro.
  if (all < FEWEST_TURNS || count.size < 2 || Math.max(0, ...count.values()) < 2) return [];
  const out: Candidate[] = [];
  let started = 0;
  paragraphs.forEach((paragraph, p) => {
    const label = found[p];
    if (label) {
      started++;
      const content = { from: label.to + 1, to: paragraph.to };
      if (content.to > content.from) {
        out.push(statement(label, { from: label.to, to: label.to + 1 }, [content]));
      }
      return;
    }
    const last = out.at(-1);
    // After the last turn the page may go on in its own words.
    if (last && started < all) last.content = [...last.content, { ...paragraph }];
  });
  return out;
}

/** Quotations signed after a dash, at the end of their paragraph or in the next. */
function signedOf(words: readonly Word[], quotations: readonly Quotation[]): Candidate[] {
  const out: Candidate[] = [];
  for (const q of quotations) {
    let i = q.to;
    if (!q.closed || !words[i] || !/^[—–-]$/u.test(words[i]!.text)) continue;
    const dash = i;
    while (words[i] && /^[—–-]$/u.test(words[i]!.text)) i++;
    const from = i;
    while (words[i] && !words[i]!.first && i - from <= LONGEST_LABEL) i++;
    const run = { from, to: words[i - 1]?.text === '.' ? i - 1 : i };
    if (isNamePhrase(words, run))
      out.push(statement(run, { from: dash, to: from }, [{ from: q.from, to: q.to }]));
  }
  return out;
}

/** Quotations under a line that names who speaks: "From Chairwoman Ilse Marrow:". */
function headedOf(
  words: readonly Word[],
  paragraphs: readonly Run[],
  quotations: readonly Quotation[],
  above: readonly string[][],
): Candidate[] {
  const byStart = new Map(quotations.map((q) => [q.from, q]));
  const out: Candidate[] = [];
  paragraphs.forEach(({ from, to }, p) => {
    if (words[to - 1]!.text !== ':') return;
    const phrase = above.find((some) =>
      some.every((word, i) => words[from + i]?.text.toLowerCase() === word),
    );
    if (!phrase) return;
    const run = { from: from + phrase.length, to: to - 1 };
    if (!isNamePhrase(words, run)) return;
    const content: Run[] = [];
    for (let next = p + 1; next < paragraphs.length; next++) {
      const q = byStart.get(paragraphs[next]!.from);
      if (!q || q.to < paragraphs[next]!.to - 1) break;
      content.push({ from: q.from, to: q.to });
    }
    if (content.length > 0) out.push(statement(run, { from: to - 1, to }, content));
  });
  return out;
}

/**
 * Adds the statements that the layout tells to those that the tagger found. Where both have the same words, the layout
 * wins over a statement without a source and gives way to one with another source in its own sentence.
 * @param words the document's words
 * @param body index of the first word after the headline: "Torvik: no bus this year" is no turn
 * @param quotations its quotations, in order
 * @param candidates the tagger's statements
 * @returns the statements, and the contents that are spoken word for word without quotation marks (turns)
 * @example withForms(words, 0, quotationsOf(words), candidates, english).candidates
 */
export function withForms(
  words: readonly Word[],
  body: number,
  quotations: readonly Quotation[],
  candidates: readonly Candidate[],
  language: Language,
): { candidates: Candidate[]; spoken: ReadonlySet<Candidate> } {
  const { above, labels } = forms(language);
  const paragraphs = paragraphsOf(words, body);
  const turns = turnsOf(words, paragraphs, labels);
  const told = [...turns, ...signedOf(words, quotations), ...headedOf(words, paragraphs, quotations, above)];
  if (told.length === 0) return { candidates: [...candidates], spoken: new Set() };
  // Statements by where they begin, so that each form meets only those near it.
  const starts = new Map<number, Candidate[]>();
  for (const form of told) {
    for (const run of [...form.content, ...form.source]) {
      for (let i = run.from; i < run.to; i++) {
        const row = starts.get(i) ?? [];
        row.push(form);
        starts.set(i, row);
      }
    }
  }
  const kept = candidates.filter((c) => {
    const first = c.content[0]!;
    const near = [
      ...(starts.get(first.from) ?? []),
      ...(c.source[0] ? (starts.get(c.source[0].from) ?? []) : []),
    ];
    return !near.some((form) => {
      const both = shared(form.content, c.content);
      const same = both * 2 > c.content.reduce((sum, run) => sum + run.to - run.from, 0);
      return same && (c.source.length === 0 || shared(form.source, c.source) > 0);
    });
  });
  return { candidates: [...kept, ...told], spoken: new Set(turns) };
}
