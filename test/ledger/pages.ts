import { createHash } from 'node:crypto';
import type { DocumentRecord } from '../../src/record.js';
import type { Added, AddOptions, Ledger } from '../../src/ledger/types.js';
import { sampleRecord } from '../record.js';

/** The sample page with bytes that are its own: its text, or what is given. */
export function page(
  given: Partial<DocumentRecord> = {},
  bytes?: string,
): { record: DocumentRecord; bytes: Uint8Array } {
  const record = { ...sampleRecord(), ...given };
  const made = Buffer.from(bytes ?? `${record.url ?? ''}\n${record.text}`);
  return { record: { ...record, sha256: createHash('sha256').update(made).digest('hex') }, bytes: made };
}

/** Adds a page of {@link page}. */
export function add(
  ledger: Ledger,
  { record, bytes }: { record: DocumentRecord; bytes: Uint8Array },
  options?: AddOptions,
): Promise<Added> {
  return ledger.add(record, { bytes }, options);
}

/** A record with words in its text replaced, and every offset after them moved. */
export function edited(record: DocumentRecord, from: string, to: string): DocumentRecord {
  const at = record.text.indexOf(from);
  if (at < 0) throw new Error(`not in the text: ${from}`);
  const text = record.text.replace(from, to);
  const by = to.length - from.length;
  const moved = (offset: number, end: boolean) =>
    offset > at + from.length || (offset === at + from.length && (end || by === 0)) ? offset + by : offset;
  const span = <S extends { start: number; end: number }>(one: S): S => {
    const start = moved(one.start, false);
    const end = moved(one.end, true);
    return { ...one, start, end, ...('text' in one ? { text: text.slice(start, end) } : {}) };
  };
  return {
    ...record,
    text,
    parts: record.parts.map(span),
    speakers: record.speakers.map((speaker) => ({ ...speaker, mentions: speaker.mentions.map(span) })),
    statements: record.statements.map((statement) => ({
      ...statement,
      source: statement.source.map(span),
      cue: statement.cue.map(span),
      content: statement.content.map(span),
      quoted: statement.quoted.map(span),
      insertions: statement.insertions.map(span),
      evidence: statement.evidence.map(span),
      via: statement.via.map((one) => ({ ...one, span: span(one.span) })),
    })),
  };
}

/** Everything that `check` finds. */
export async function faults(ledger: Ledger): Promise<string[]> {
  const found: string[] = [];
  for await (const { id, what } of ledger.check()) found.push(`${id}: ${what}`);
  return found;
}
