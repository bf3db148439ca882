import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Offsets } from '../src/record.js';
import type { Attribution } from '../src/statement/attribution.js';
import type { AttributionSpans } from './score-statements.js';

/**
 * Documents of PolNeAR (Newell, Margolin, Ruths, "An Attribution Relations Corpus for Political News", LREC 2018),
 * one JSON object a line, and predictions in the same form. The files count offsets in code points; here, as in the
 * record, everything is in UTF-16 units.
 */

/** One annotated document. */
export interface GoldDocument {
  id: string;
  text: string;
  /** Null where the file has none. */
  publisher: string | null;
  /** ISO date, null where the file has none. */
  date: string | null;
  attributions: AttributionSpans[];
}

/** Spans as the files hold them: `[start, end)` in code points. */
type FileSpans = [number, number][];
interface FileAttribution {
  source?: FileSpans;
  cue?: FileSpans;
  content?: FileSpans;
}
interface FileDocument {
  id: string;
  text: string;
  publisher?: string | null;
  date?: string | null;
  attributions?: FileAttribution[];
}

/**
 * Reads a `.jsonl` or `.jsonl.gz` file line by line.
 * @throws Error that names the file and the line when a line is not JSON
 */
export function readLines(path: string): unknown[] {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line, index): unknown[] => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch {
      throw new Error(`${path}, line ${String(index + 1)}: not JSON`);
    }
  });
}

/**
 * The annotated documents of a file.
 * @example readGold('../shared/data/polnear.dev.jsonl.gz')[0]?.attributions
 */
export function readGold(path: string): GoldDocument[] {
  return (readLines(path) as FileDocument[]).map((document) => ({
    id: document.id,
    text: document.text,
    publisher: document.publisher ?? null,
    date: document.date ?? null,
    attributions: attributionsOf(document.text, document.attributions ?? []),
  }));
}

/**
 * The annotated attributions of a document as if the tagger had found them, sure of each.
 * @example resolve(page, asFound(document), english)
 */
export function asFound({ text, attributions }: GoldDocument): Attribution[] {
  return attributions.map(({ source, cue, content }) => {
    const quoted = content.flatMap((span) => quotedIn(text, span));
    return {
      source: [...source],
      cue: [...cue],
      content: [...content],
      kind: quoted.length > 0 ? 'direct' : 'indirect',
      quoted,
      insertions: [],
      confidence: 1,
    };
  });
}

/** The words between quotation marks in a span. */
function quotedIn(text: string, { start, end }: Offsets): Offsets[] {
  return [...text.slice(start, end).matchAll(/[“"]([^“”"]+)[”"]?/gu)].map((match) => {
    const from = start + match.index + 1;
    return { start: from, end: from + match[1]!.length };
  });
}

/**
 * Predictions by document id. The lines need only `id` and `attributions`; the text comes from the gold documents.
 */
export function readPredictions(
  path: string,
  gold: readonly GoldDocument[],
): Map<string, AttributionSpans[]> {
  const texts = new Map(gold.map((document) => [document.id, document.text]));
  return new Map(
    (readLines(path) as FileDocument[]).map((document) => [
      document.id,
      attributionsOf(texts.get(document.id) ?? '', document.attributions ?? []),
    ]),
  );
}

/** One line of a file of predictions, offsets turned back into code points. */
export function predictionLine(
  document: { id: string; text: string },
  list: readonly AttributionSpans[],
): string {
  const points = toPoints(document.text);
  const turn = (spans: readonly Offsets[]): FileSpans =>
    spans.map(({ start, end }) => [points(start), points(end)]);
  return JSON.stringify({
    id: document.id,
    attributions: list.map(({ source, cue, content }) => ({
      source: turn(source),
      cue: turn(cue),
      content: turn(content),
    })),
  });
}

function attributionsOf(text: string, list: readonly FileAttribution[]): AttributionSpans[] {
  const units = toUnits(text);
  const turn = (spans: FileSpans | undefined): Offsets[] =>
    (spans ?? []).map(([start, end]) => ({ start: units(start), end: units(end) }));
  return list.map(({ source, cue, content }) => ({
    source: turn(source),
    cue: turn(cue),
    content: turn(content),
  }));
}

/** From code points to UTF-16 units. Offsets past the end stay at the end. @example toUnits('😀!')(1) // 2 */
export function toUnits(text: string): (point: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (point) => Math.min(point, text.length);
  const starts = [0];
  let unit = 0;
  for (const character of text) starts.push((unit += character.length));
  return (point) => starts[point] ?? text.length;
}

/** From UTF-16 units to code points. @example toPoints('😀!')(2) // 1 */
export function toPoints(text: string): (unit: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (unit) => Math.min(unit, text.length);
  const points = new Uint32Array(text.length + 1);
  let unit = 0;
  let point = 0;
  for (const character of text) {
    points.fill(point, unit, unit + character.length);
    unit += character.length;
    point++;
  }
  points[unit] = point;
  return (offset) => points[Math.min(offset, text.length)] ?? point;
}
