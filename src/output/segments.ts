import type { DocumentRecord, Offsets, PartKind } from '../record.js';

/** What a stretch of text is to one statement. */
export type Use = 'content' | 'source' | 'cue' | 'quoted' | 'insertion' | 'evidence' | 'via';

/** One statement's claim on a stretch of text. `statement` is its index in the record. */
interface Claim {
  statement: number;
  use: Use;
  /** Length of the claiming span: of several claims the shortest is the innermost. */
  length: number;
}

/** A stretch of text that no span's edge runs through. */
export interface Segment extends Offsets {
  part: PartKind;
  claims: Claim[];
}

/** A line of the text, without its end. */
export interface Line extends Offsets {
  segments: Segment[];
}

const LISTS: readonly [Use, 'content' | 'source' | 'cue' | 'quoted' | 'insertions' | 'evidence'][] = [
  ['content', 'content'],
  ['source', 'source'],
  ['cue', 'cue'],
  ['quoted', 'quoted'],
  ['insertion', 'insertions'],
  ['evidence', 'evidence'],
];

/**
 * A document's text cut at every edge of every part and span, so that statements that lie in or across each other can be
 * shown on one text. One pass over the sorted edges.
 * @param record the record
 * @example linesOf(record)[0]?.segments.map(({ start, end }) => record.text.slice(start, end))
 */
export function linesOf(record: DocumentRecord): Line[] {
  const { text } = record;
  const opening = new Map<number, Claim[]>();
  const closing = new Map<number, Claim[]>();
  const edges = new Set<number>([0, text.length]);
  const claim = (statement: number, use: Use, { start, end }: Offsets) => {
    if (start >= end) return;
    const made = { statement, use, length: end - start };
    for (const [map, at] of [
      [opening, start],
      [closing, end],
    ] as const) {
      edges.add(at);
      map.set(at, [...(map.get(at) ?? []), made]);
    }
  };
  record.statements.forEach((statement, i) => {
    for (const [use, list] of LISTS) for (const span of statement[list]) claim(i, use, span);
    for (const { span } of statement.via) claim(i, 'via', span);
  });
  for (const { start, end } of record.parts) edges.add(start).add(end);
  for (const { index } of text.matchAll(/\n/g)) edges.add(index).add(index + 1);

  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b);
  const lines: Line[] = [];
  let line: Line = { start: 0, end: 0, segments: [] };
  const open = new Set<Claim>();
  let part = 0;
  for (let i = 0; i + 1 < sorted.length; i++) {
    const start = sorted[i] ?? 0;
    const end = sorted[i + 1] ?? 0;
    for (const made of closing.get(start) ?? []) open.delete(made);
    for (const made of opening.get(start) ?? []) open.add(made);
    while (part < record.parts.length && (record.parts[part]?.end ?? 0) <= start) part++;
    const here = record.parts[part];
    if (text[start] === '\n' && end === start + 1) {
      lines.push({ ...line, end: start });
      line = { start: end, end, segments: [] };
      continue;
    }
    const kind = here && here.start <= start ? here.kind : 'other';
    line.segments.push({ start, end, part: kind, claims: [...open] });
  }
  lines.push({ ...line, end: text.length });
  return lines;
}
