import { entriesOf, perLanguage, type Language } from '../language/language.js';
import type { Offsets } from '../record.js';
import type { Attribution } from './attribution.js';
import { shared, total, without, type Candidate, type Run } from './decode.js';
import { sayingVerbs } from './direct.js';
import { BY_FORM, isNamePhrase, LONGEST_LABEL, paragraphsOf, textOf } from './layout.js';
import type { Post } from './posts.js';
import type { Quotation } from './quotation.js';
import { turnsOf } from './turns.js';
import type { Word } from './words.js';

/**
 * Statements that the layout of a page tells, not its sentences: turns of a transcript ("MARROW: …", turns.ts), quotations
 * signed after a dash ("“…” — Commissioner Marrow") and quotations under a heading that names who speaks
 * ("From Chairwoman X:").
 */

type Layout = NonNullable<Attribution['layout']>;

interface Forms {
  above: readonly string[][];
  labels: ReadonlySet<string>;
}

/** Words by which it is told who says something. */
interface Sayings {
  verbs: ReadonlySet<string>;
  first: ReadonlySet<string>;
}

const sayingsOf = perLanguage((language): Sayings => ({
  verbs: sayingVerbs(language),
  first: new Set(entriesOf<{ first: string[] }>(language, 'pronouns').first),
}));

const forms = perLanguage((language): Forms => {
  const { above, labels } = entriesOf<{ above: string[]; labels: string[] }>(language, 'forms');
  return { above: above.map((phrase) => phrase.split(' ')), labels: new Set(labels) };
});

/** Dashes before a signature: hyphen, en and em dash, horizontal bar. */
const DASH = /^[-–—―]$/u;

const statement = (source: Run, cue: Run, content: Run[]): Candidate => ({
  source: [source],
  cue: [cue],
  content,
  confidence: BY_FORM,
  signs: [],
});

/** "Video: …", "Opinion: …": what names the kind of a page or paragraph says nothing. */
function isLabelled(words: readonly Word[], { source }: Candidate, labels: ReadonlySet<string>): boolean {
  const [only, more] = source;
  return only !== undefined && !more && words[only.to]?.text === ':' && labels.has(textOf(words, only));
}

/**
 * Quotations signed after a dash, at the end of their paragraph or in the next. A paragraph that begins with one is the
 * signer's from there on, words between two quotations too.
 */
function signedOf(words: readonly Word[], quotations: readonly Quotation[]): Candidate[] {
  const out: Candidate[] = [];
  let begun: Quotation | null = null;
  for (const q of quotations) {
    if (words[q.from]!.first) begun = q;
    let i = q.to;
    if (!q.closed || !words[i] || !DASH.test(words[i]!.text)) continue;
    const dash = i;
    while (words[i] && DASH.test(words[i]!.text)) i++;
    const from = i;
    while (words[i] && !words[i]!.first && i - from <= LONGEST_LABEL) i++;
    const run = { from, to: words[i - 1]?.text === '.' ? i - 1 : i };
    let comma = from;
    while (comma < run.to && words[comma]!.text !== ',') comma++;
    // What follows the name is an office: "Helene Lindt, chief executive".
    if (isNamePhrase(words, { from, to: comma }) && run.to - from <= LONGEST_LABEL)
      out.push(
        statement(run, { from: dash, to: from }, [
          { from: begun?.paragraph === q.paragraph ? begun.from : q.from, to: q.to },
        ]),
      );
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

/** Whether a statement is another's saying: by a verb of saying, and not of one who says "I". */
function toldOfOthers(
  words: readonly Word[],
  { source, cue }: Candidate,
  { verbs, first }: Sayings,
): boolean {
  const has = (runs: readonly Run[], of: ReadonlySet<string>) =>
    runs.some(({ from, to }) => words.slice(from, to).some(({ text }) => of.has(text.toLowerCase())));
  return has(cue, verbs) && !has(source, first);
}

/** Forms by the words that they hold, so that each statement meets only those near it. */
function placesOf(told: readonly Candidate[]): ReadonlyMap<number, Candidate> {
  const out = new Map<number, Candidate>();
  for (const form of told) {
    for (const run of [...form.content, ...form.source])
      for (let i = run.from; i < run.to; i++) out.set(i, form);
  }
  return out;
}

/** The forms that share words with some runs. */
function near(places: ReadonlyMap<number, Candidate>, runs: readonly Run[]): Candidate[] {
  const out = new Set<Candidate>();
  for (const { from, to } of runs) {
    for (let i = from; i < to; i++) {
      const form = places.get(i);
      if (form) out.add(form);
    }
  }
  return [...out];
}

/** Posts in word indices; none of one whose words the page does not hold. */
function postedOf(words: readonly Word[], posts: readonly Post[]): Candidate[] {
  const runOf = ({ start, end }: Offsets): Run[] => {
    const from = words.findIndex((word) => word.start >= start);
    let to = from;
    while (to >= 0 && to < words.length && words[to]!.end <= end) to++;
    return to > from ? [{ from, to }] : [];
  };
  return posts.flatMap(({ source, content }) => {
    const said = content.flatMap(runOf);
    return said.length > 0
      ? [{ source: runOf(source), cue: [], content: said, confidence: BY_FORM, signs: [] }]
      : [];
  });
}

/**
 * Adds the statements that the layout tells to those that the tagger found. A signature or heading says for certain
 * whose a quotation is, so other statements lose those words; a turn replaces the tagger's reading of the same words.
 * What is told inside the words of a form stays.
 * @param words the document's words
 * @param body index of the first word after the headline: "Torvik: no bus this year" is no turn
 * @param quotations its quotations, in order
 * @param candidates the tagger's statements
 * @param posts those of a page that is one or more posts
 * @returns the statements, and those whose words are given without quotation marks (turns, posts)
 * @example withForms(words, 0, quotationsOf(words), candidates, english).candidates
 */
export function withForms(
  words: readonly Word[],
  body: number,
  quotations: readonly Quotation[],
  candidates: readonly Candidate[],
  language: Language,
  posts: readonly Post[] = [],
): { candidates: Candidate[]; spoken: ReadonlyMap<Candidate, Layout> } {
  const { above, labels } = forms(language);
  const paragraphs = paragraphsOf(words, body);
  const posted = postedOf(words, posts);
  const turns = [...posted, ...(posted.length > 0 ? [] : turnsOf(words, body, language))];
  const signed = [...signedOf(words, quotations), ...headedOf(words, paragraphs, quotations, above)];
  const sayers = candidates.filter((c) => !isLabelled(words, c, labels));
  if (turns.length + signed.length === 0) return { candidates: sayers, spoken: new Map() };
  const turnsAt = placesOf(turns);
  const signedAt = placesOf(signed);
  const sayings = sayingsOf(language);
  const kept = sayers.flatMap((c) => {
    const size = total(c.content);
    const turned = near(turnsAt, [...c.content, ...c.source]);
    // A source inside the turn is one whom the speaker quotes.
    const quotes = turned.some((turn) => shared(turn.content, c.source) > 0);
    const same = turned.some(
      (turn) => shared(turn.source, c.source) > 0 || shared(turn.content, c.content) * 2 > size,
    );
    if (same && !quotes) return [];
    // A post is what its holder says: what is told in it are others' sayings alone.
    if (quotes && turned.every((turn) => posted.includes(turn)) && !toldOfOthers(words, c, sayings))
      return [];
    const source = turned.reduce((runs, turn) => without(runs, [...turn.source, ...turn.cue]), c.source);
    const outside = near(signedAt, c.content).filter((form) => shared(form.content, c.cue) === 0);
    const content = outside.reduce((runs, form) => without(runs, form.content), c.content);
    if (turned.length === 0 && outside.length === 0) return [c];
    return total(content) * 2 > size ? [{ ...c, source, content }] : [];
  });
  const told = [...turns, ...signed];
  return {
    candidates: [...kept, ...told],
    spoken: new Map(turns.map((turn) => [turn, posted.includes(turn) ? 'post' : 'turn'])),
  };
}
