import { spanOf, type Document, type Offsets, type Span, type Statement } from '../record.js';
import type { CorrectionChange } from './types.js';

/** How many characters around a quote are kept to find it again. UTF-16 units. */
const CONTEXT = 48;

/** The words that a correction is tied to (W3C Web Annotation Data Model, TextQuoteSelector and TextPositionSelector). */
export interface Anchor {
  sha256: string;
  /** From the first to the last of the content. */
  exact: string;
  prefix: string;
  suffix: string;
  content: Offsets[];
}

/** A correction's change as kept: the speaker by id, with the name that it had. */
export interface KeptChange extends Omit<CorrectionChange, 'content'> {
  content?: Span[];
  /** The name of `speaker`, which is an id here. */
  speakerName?: string | null;
}

/** What a correction of a statement is tied to. */
export function anchorOf(document: Pick<Document, 'text' | 'sha256'>, content: readonly Offsets[]): Anchor {
  const start = content[0]?.start ?? 0;
  const end = content.at(-1)?.end ?? start;
  const { text, sha256 } = document;
  return {
    sha256,
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
    content: content.map(({ start: from, end: to }) => ({ start: from, end: to })),
  };
}

/** The units that two lists of spans share, over those that either has: 1 where they are the same, 0 where apart. */
function agreement(a: readonly Offsets[], b: readonly Offsets[]): number {
  let shared = 0;
  for (const x of a)
    for (const y of b) shared += Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
  const size = (spans: readonly Offsets[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const either = size(a) + size(b) - shared;
  return either === 0 ? 0 : shared / either;
}

/** How many units two texts share at their ends (`back`) or beginnings. */
function commonEdge(a: string, b: string, back: boolean): number {
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i++)
    if (back ? a[a.length - 1 - i] !== b[b.length - 1 - i] : a[i] !== b[i]) return i;
  return most;
}

/** Where the words stand in a text now: as told by their offsets, or by the words and what is around them. */
function placed(anchor: Anchor, document: Pick<Document, 'text' | 'sha256'>): Offsets[] | null {
  if (document.sha256 === anchor.sha256) return anchor.content;
  const { text } = document;
  const { exact } = anchor;
  if (exact === '') return null;
  let best: { at: number; fit: number } | null = null;
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    const fit =
      commonEdge(text.slice(Math.max(0, at - CONTEXT), at), anchor.prefix, true) +
      commonEdge(text.slice(at + exact.length, at + exact.length + CONTEXT), anchor.suffix, false);
    if (best === null || fit > best.fit) best = { at, fit };
  }
  if (best === null) return null;
  const moved = best.at - (anchor.content[0]?.start ?? 0);
  return anchor.content.map(({ start, end }) => ({ start: start + moved, end: end + moved }));
}

/** Less than this of the words in common, and it is another statement. */
const LEAST = 0.5;

/**
 * The statement that a correction stands on in a new reading: the one whose words are most nearly those that were
 * corrected. The row that it stood on before does not count, nor does who the machine thinks has spoken.
 * @param anchor what the correction is tied to
 * @param document the page as read now
 * @param statements its statements
 * @returns the statement's index, null where none has these words
 */
export function standsOn(
  anchor: Anchor,
  document: Pick<Document, 'text' | 'sha256'>,
  statements: readonly Pick<Statement, 'content'>[],
): number | null {
  const place = placed(anchor, document);
  if (place === null) return null;
  let best: number | null = null;
  let most = LEAST;
  statements.forEach(({ content }, i) => {
    const fit = agreement(place, content);
    if (fit < most || (fit === most && best !== null)) return;
    best = i;
    most = fit;
  });
  return best;
}

/**
 * A statement with changes put over it, in the order in which they were made.
 * @param text the document's text
 */
export function corrected<
  S extends Pick<Statement, 'role' | 'act' | 'kind' | 'content' | 'quoted' | 'occasion'>,
>(reading: S, changes: readonly KeptChange[], text: string | null): S {
  const out: S = { ...reading };
  for (const change of changes) {
    if (change.role !== undefined) out.role = change.role;
    if (change.act !== undefined) out.act = change.act;
    if (change.kind !== undefined) out.kind = change.kind;
    if (change.occasion !== undefined) out.occasion = { ...out.occasion, ...change.occasion };
    if (change.content !== undefined) {
      const content =
        text === null ? change.content : found(change.content, text, reading.content[0]?.start ?? 0);
      if (content !== null) {
        out.content = content;
        out.quoted = reading.quoted.filter(({ start, end }) =>
          content.some((piece) => piece.start <= start && end <= piece.end),
        );
      }
    }
  }
  return out;
}

/** Corrected content in a text that may have moved: the same words nearest to where they were looked for. */
function found(content: readonly Span[], text: string, near: number): Span[] | null {
  if (content.every(({ start, end, text: words }) => text.slice(start, end) === words)) return [...content];
  const out: Span[] = [];
  for (const { text: words } of content) {
    let best = -1;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
      if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
    if (best < 0) return null;
    out.push(spanOf(text, best, best + words.length));
  }
  return out;
}

/** The words of a content, pieces joined with ` … `. */
export const wordsOf = (content: readonly Span[]) => content.map(({ text }) => text).join(' … ');
