import type { DocumentRecord, Offsets, Span, Statement } from '../record.js';

/** A link in a page's text. */
export interface CarrierLink {
  url: string;
  /** The words that are the link; null where they are not known. */
  span: Span | null;
}

/** A page as a chain sees it: the record, and the links in its text. */
export interface Carrier {
  record: DocumentRecord;
  /** Empty where they are not known. */
  links: readonly CarrierLink[];
}

const BREAK = /[.!?…]["”’')\]]*\s+(?=["“‘'([]?[\p{Lu}\p{N}])|\n+/gu;

/** Where sentences and paragraphs of a text end. */
function breaksOf(text: string): { sentences: number[]; paragraphs: number[] } {
  const sentences: number[] = [];
  const paragraphs: number[] = [];
  for (const match of text.matchAll(BREAK)) {
    const end = match.index + match[0].length;
    sentences.push(end);
    if (match[0].includes('\n')) paragraphs.push(end);
  }
  return { sentences, paragraphs };
}

const breaks = new WeakMap<DocumentRecord, ReturnType<typeof breaksOf>>();

function around(ends: readonly number[], length: number, { start, end }: Offsets): Offsets {
  let from = 0;
  let to = length;
  for (const at of ends) {
    if (at <= start) from = at;
    else if (at >= end) {
      to = at;
      break;
    }
  }
  return { start: from, end: to };
}

/** Source, cue and content of a statement, as one stretch; nothing where it has none. */
function stretchOf({ source, cue, content }: Statement): Offsets {
  const spans = [...source, ...cue, ...content];
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

/** The sentences that a statement stands in. @example sentenceOf(record, statement) // { start: 40, end: 120 } */
export function sentenceOf(record: DocumentRecord, statement: Statement): Offsets {
  let known = breaks.get(record);
  if (!known) breaks.set(record, (known = breaksOf(record.text)));
  return around(known.sentences, record.text.length, stretchOf(statement));
}

/** The sentences of a page. */
export function sentencesOf(record: DocumentRecord): string[] {
  let known = breaks.get(record);
  if (!known) breaks.set(record, (known = breaksOf(record.text)));
  const ends = [...known.sentences, record.text.length];
  return ends.map((end, i) => record.text.slice(i === 0 ? 0 : ends[i - 1], end));
}

/** The paragraphs that a statement stands in. */
export function paragraphOf(record: DocumentRecord, statement: Statement): Offsets {
  let known = breaks.get(record);
  if (!known) breaks.set(record, (known = breaksOf(record.text)));
  return around(known.paragraphs, record.text.length, stretchOf(statement));
}

const masked = new WeakMap<DocumentRecord, string>();

/** The page's text with the words between quotation marks blanked, offsets kept: what the reporter says himself. */
export function reporterText(record: DocumentRecord): string {
  let text = masked.get(record);
  if (text === undefined) {
    const units = record.text.split('');
    for (const { quoted } of record.statements)
      for (const { start, end } of quoted)
        for (let i = start; i < end; i++) if (units[i] !== '\n') units[i] = ' ';
    for (const part of record.parts)
      if (part.kind === 'bio' || part.kind === 'trailer' || part.kind === 'other')
        for (let i = part.start; i < part.end; i++) if (units[i] !== '\n') units[i] = ' ';
    masked.set(record, (text = units.join('')));
  }
  return text;
}

/** The headline and the first paragraph. */
export function openingOf(record: DocumentRecord): Offsets {
  const headline = record.parts.find(({ kind }) => kind === 'headline');
  const body = record.parts.find(({ kind }) => kind === 'body');
  const start = headline?.start ?? 0;
  const first = /\S[^\n]*/u.exec(record.text.slice(body?.start ?? headline?.end ?? 0));
  return { start, end: first ? (body?.start ?? headline?.end ?? 0) + first.index + first[0].length : start };
}
