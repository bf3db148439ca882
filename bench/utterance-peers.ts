/**
 * What newsrooms use today in the place of utterances, on the same statements: plain near-duplicate detection (MinHash
 * over whole pages) and exact quotation matching. Both take the first page that came out for the origin.
 */
import type { DocumentRecord } from '../src/record.js';
import type { UtteranceLine } from '../src/utterance/line.js';

interface One {
  id: string;
  record: DocumentRecord;
  speaker: string | null;
  text: string;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function statementsIn(records: readonly DocumentRecord[]): One[] {
  return records.flatMap((record) =>
    record.statements.map((statement) => ({
      id: `${record.id}-${statement.id}`,
      record,
      speaker: record.speakers.find(({ id }) => id === statement.speaker)?.name ?? null,
      text: statement.content.map(({ text }) => text).join(' '),
    })),
  );
}

function line(group: readonly One[]): UtteranceLine {
  const sorted = [...group].sort((a, b) =>
    (a.record.published ?? '') < (b.record.published ?? '') ? -1 : 1,
  );
  const first = sorted[0]!;
  const origin = first.record.url ?? first.record.id;
  const others = [...new Set(sorted.map(({ record }) => record.url ?? record.id))].filter(
    (url) => url !== origin,
  );
  return {
    id: first.id,
    speaker: first.speaker,
    statements: sorted.map(({ id, record, text }) => ({
      id,
      url: record.url ?? record.id,
      outlet: record.outlet.name,
      published: record.published,
      text,
    })),
    origins: [origin],
    copies: others.map((url) => ({ url, of: [origin], credited: false, why: 'later', confidence: 1 })),
    altered: [],
    changes: [],
    disputes: [],
    independent: 1,
  };
}

/** Statements with the same words, marks and capitals aside. */
export function byExactQuotation(records: readonly DocumentRecord[]): UtteranceLine[] {
  const groups = new Map<string, One[]>();
  for (const one of statementsIn(records)) {
    const key = wordsOf(one.text).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map(line);
}

const HASHES = 128;
const SHINGLE = 3;
/** Pages are near-duplicates from this share of common shingles up, as is usual for news. */
const LEAST = 0.5;

function fnv(text: string, seed: number): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

function signatureOf(record: DocumentRecord): Uint32Array {
  const words = wordsOf(record.text);
  const signature = new Uint32Array(HASHES).fill(0xffffffff);
  for (let i = 0; i + SHINGLE <= words.length; i++) {
    const shingle = words.slice(i, i + SHINGLE).join(' ');
    const base = fnv(shingle, 0);
    for (let k = 0; k < HASHES; k++) {
      let h = Math.imul(base ^ Math.imul(k + 1, 0x9e3779b9), 0x85ebca6b);
      h = (h ^ (h >>> 15)) >>> 0;
      if (h < signature[k]!) signature[k] = h;
    }
  }
  return signature;
}

/** Statements that share half their words, on pages whose texts are near-duplicates. */
export function byNearDuplicatePages(records: readonly DocumentRecord[]): UtteranceLine[] {
  const signatures = records.map(signatureOf);
  const root = records.map((_, i) => i);
  const find = (i: number): number => (root[i] === i ? i : find(root[i]!));
  // Bands of four, so that the bench can run on many pages.
  const bands = new Map<string, number[]>();
  signatures.forEach((signature, i) => {
    for (let b = 0; b < HASHES; b += 4) {
      const key = `${b} ${signature.slice(b, b + 4).join(' ')}`;
      bands.set(key, [...(bands.get(key) ?? []), i]);
    }
  });
  for (const together of bands.values())
    for (const j of together.slice(1)) {
      const i = together[0]!;
      let same = 0;
      for (let k = 0; k < HASHES; k++) if (signatures[i]![k] === signatures[j]![k]) same++;
      if (same / HASHES >= LEAST) root[find(j)] = find(i);
    }
  const clusters = new Map<number, DocumentRecord[]>();
  records.forEach((record, i) => clusters.set(find(i), [...(clusters.get(find(i)) ?? []), record]));
  return [...clusters.values()].flatMap((pages) => {
    const groups: { words: Set<string>; list: One[] }[] = [];
    for (const one of statementsIn(pages)) {
      const words = new Set(wordsOf(one.text));
      const group = groups.find((known) => {
        const shared = [...words].filter((word) => known.words.has(word)).length;
        return shared > 0 && shared / (words.size + known.words.size - shared) >= 0.5;
      });
      if (group) group.list.push(one);
      else groups.push({ words, list: [one] });
    }
    return groups.map(({ list }) => line(list));
  });
}
