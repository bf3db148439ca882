import type { Document, Offsets, StatementKind } from '../record.js';
import { entriesOf, perLanguage, type Language } from '../language/language.js';
import type { Attribution } from './attribution.js';
import { withinBounds } from './bounds.js';
import { withClosings } from './closing.js';
import { withoutCredits } from './credit.js';
import {
  candidateOf,
  distinct,
  indicesOf,
  inOrder,
  shared,
  type Candidate,
  type DecodeOptions,
  type Run,
} from './decode.js';
import { dashedIn, withDashed } from './dashed.js';
import { estimatesIn } from './estimates.js';
import { fileQuotations, sayingVerbs } from './direct.js';
import { endsOf } from './ends.js';
import { withForms } from './form.js';
import { withInner } from './inner.js';
import { insertionsIn } from './insertion.js';
import { Links } from './links.js';
import { ownWordsOf } from './own-words.js';
import { postsOf } from './posts.js';
import { putBy } from './put-by.js';
import { quotationsOf, withCurlyMarks, type Quotation } from './quotation.js';
import { quotedAs } from './quoted-as.js';
import { withRelayed } from './relayed.js';
import { withSources } from './sources.js';
import type { Tagger } from './tagger.js';
import { withinTurns } from './within-turns.js';
import { windowsOf, type WindowSizes } from './windows.js';
import { kindsOf, paragraphBreaks, wordsOf, type Word } from './words.js';

/** Most pages are one window; what is longer is cut for the memory that a window takes. */
const WINDOW: WindowSizes = { size: 2048, before: 96, after: 64 };

/** Cues of saying verbs are looked at from this probability on, and their statements kept from this confidence on. */
const SAID = { cue: 0.2, least: 0.2 };

/** A statement with so many words between quotation marks quotes. */
const QUOTING = 5;

/** The parts of a page that can hold statements. */
const SPEAKING = new Set(['headline', 'body', 'caption']);

function offsetsOf(words: readonly Word[], runs: readonly Run[]): Offsets[] {
  return runs.map((run) => ({ start: words[run.from]!.start, end: words[run.to - 1]!.end }));
}

/** The words of the content between quotation marks, without the marks. */
function quotedIn(content: readonly Offsets[], quotations: readonly Quotation[]): Offsets[] {
  const out: Offsets[] = [];
  for (const { start, end } of content) {
    for (const q of quotations) {
      if (q.inner.start >= end) break;
      const from = Math.max(start, q.inner.start);
      const to = Math.min(end, q.inner.end);
      if (to > from) out.push({ start: from, end: to });
    }
  }
  return out;
}

const WORDS = /[\p{L}\p{N}]+/gu;
const count = (text: string, spans: readonly Offsets[]) =>
  spans.reduce((sum, { start, end }) => sum + (text.slice(start, end).match(WORDS)?.length ?? 0), 0);

/** Direct when nearly all words stand between quotation marks, mixed when some do. */
function kindOf(text: string, content: readonly Offsets[], quoted: readonly Offsets[]): StatementKind {
  const inside = count(text, quoted);
  if (inside === 0) return 'indirect';
  return inside >= 0.9 * count(text, content) ? 'direct' : 'mixed';
}

/** The pronouns of those who talk with each other, and "it": none of them names another speaker. */
const talkersOwn = perLanguage((language): ReadonlySet<string> => {
  const { first, second, thing } = entriesOf<Record<'first' | 'second' | 'thing', string[]>>(
    language,
    'pronouns',
  );
  return new Set([...first, ...second, ...thing]);
});

/** Whether a verb of saying is in a statement's cue. */
const isSaid = (words: readonly Word[], { cue }: Candidate, verbs: ReadonlySet<string>): boolean =>
  cue.flatMap(indicesOf).some((i) => verbs.has(words[i]!.text.toLowerCase()));

/** Statements in word indices, with the way to offsets. */
export interface Candidates {
  candidates: Candidate[];
  /** How well names fit pronouns, as the tagger saw it on the way. */
  links: Links;
  toAttribution: (candidate: Candidate) => Attribution;
}

/**
 * Finds the statements of a document, still in word indices: for those who measure and tune the decoder.
 * @example const { candidates } = await findCandidates(document, tagger, english, tagger.decode)
 */
export async function findCandidates(
  document: Document,
  tagger: Tagger,
  language: Language,
  options: DecodeOptions,
): Promise<Candidates> {
  const { text } = document;
  const stretches = document.parts.filter((part) => SPEAKING.has(part.kind));
  const printed = wordsOf(text, stretches, paragraphBreaks(text));
  const marked = quotationsOf(printed);
  const dashed = dashedIn(printed, marked, language);
  const quotations = [...marked, ...dashed].sort((a, b) => a.from - b.from);
  const words = withCurlyMarks(printed, quotations);
  const kinds = kindsOf(words);
  const ends = endsOf(words, kinds, options.ends);
  const found: Candidate[] = [];
  const verbs = sayingVerbs(language);
  const links = new Links(words, tagger.distances);
  let q = 0;
  for (const { from, to, coreFrom, coreTo } of windowsOf(words, tagger, WINDOW)) {
    const { cues, links: vectors } = await tagger.tag(
      words.slice(from, to),
      kinds.slice(from, to),
      coreFrom - from,
      coreTo - from,
      Math.min(options.threshold, SAID.cue),
    );
    links.note({ ...vectors, from }, coreTo);
    while (q < quotations.length && quotations[q]!.to <= from) q++;
    let last = q;
    while (last < quotations.length && quotations[last]!.from < to) last++;
    const near = quotations.slice(q, last);
    for (const cue of cues) {
      const candidate = candidateOf(cue, from, near, options, ends);
      if (!candidate) continue;
      const least = shared(candidate.content, near) >= QUOTING ? options.leastQuoted : options.least;
      const sure = cue.probability >= options.threshold && candidate.confidence >= least;
      // A verb of saying with its source says so, even where the tagger doubts what annotators make of it.
      const said =
        candidate.confidence >= SAID.least && candidate.source.length > 0 && isSaid(words, candidate, verbs);
      if (sure || said) found.push(candidate);
    }
  }
  const put = putBy(words, withDashed(words, inOrder(found), dashed), quotations, language);
  const quoted = quotedAs(words, put, quotations, language);
  const relayed = await withRelayed(words, kinds, ends, quoted, quotations, tagger, language, options);
  const headline = document.parts.find((part) => part.kind === 'headline')?.end ?? 0;
  const body = Math.max(
    0,
    words.findIndex((word) => word.start >= headline),
  );
  // A credit goes before doubles do: it holds nearly the same words as the statement that it closes.
  const credited = withinBounds(words, body, withoutCredits(words, inOrder(relayed), language));
  const inner = withInner(words, withSources(words, credited, language), quotations, language);
  const tagged = withClosings(words, distinct(inner, options.same), language);
  const posts = postsOf(text, language);
  const own = posts.length > 0 ? posts : ownWordsOf(document, language);
  const formed = withForms(words, body, quotations, tagged, language, own);
  const turns = [...formed.spoken].flatMap(([one, layout]) => (layout === 'turn' ? [one] : []));
  const told = await withinTurns(
    words,
    kinds,
    ends,
    quotations,
    turns,
    formed.candidates,
    talkersOwn(language),
    tagger,
    options,
  );
  const estimates = estimatesIn(words, formed.candidates, language);
  const filed = fileQuotations(
    words,
    quotations,
    inOrder([...formed.candidates, ...told, ...estimates]),
    language,
  );
  const candidates = inOrder(filed.candidates);
  const toAttribution = (candidate: Candidate): Attribution => {
    const content = offsetsOf(words, candidate.content);
    const layout = formed.spoken.get(candidate);
    // A transcript gives the very words without quotation marks.
    const quoted = layout ? content : quotedIn(content, quotations);
    return {
      ...(layout ? { layout } : {}),
      kind: kindOf(text, content, quoted),
      source: offsetsOf(words, candidate.source),
      cue: offsetsOf(words, candidate.cue),
      content,
      quoted,
      insertions: insertionsIn(text, quoted),
      confidence: Math.round(1000 * candidate.confidence) / 1000,
    };
  };
  return { candidates, links, toAttribution };
}

/** What the tagger and the rules around it find in a document. */
export interface Found {
  attributions: Attribution[];
  links: Links;
}

/**
 * Finds the attributed statements of a document, and how well its names fit its pronouns.
 * @param document the page as read
 * @param tagger the model, loaded
 * @param language its word lists
 * @example const { attributions, links } = await find(document, tagger, english)
 */
export async function find(
  document: Document,
  tagger: Tagger,
  language: Language,
  options: DecodeOptions = tagger.decode,
): Promise<Found> {
  const { candidates, links, toAttribution } = await findCandidates(document, tagger, language, options);
  return { attributions: candidates.map(toAttribution), links };
}

/**
 * The attributed statements of a document.
 * @example const attributions = await findAttributions(document, tagger, english)
 */
export async function findAttributions(
  document: Document,
  tagger: Tagger,
  language: Language,
  options: DecodeOptions = tagger.decode,
): Promise<Attribution[]> {
  return (await find(document, tagger, language, options)).attributions;
}
