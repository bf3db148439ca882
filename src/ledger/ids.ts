import { createHash } from 'node:crypto';
import type { SpeakerKind } from '../record.js';

/** Crockford's base 32: no letters that look like digits. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** 50 bits: two of a million documents share an id once in two thousand ledgers, and then one gets a longer id. */
const LENGTH = 10;

/** The SHA-256 of a text or bytes, in hex. */
export function sha256(of: string | Uint8Array): string {
  return createHash('sha256').update(of).digest('hex');
}

/**
 * A short name for something, always the same: a hash in base 32.
 * @param of what it is made from
 * @param length letters, five bits each
 * @example shortHash('https://kpa.example/a') // ten letters
 */
export function shortHash(of: string, length = LENGTH): string {
  const bytes = createHash('sha256').update(of).digest();
  let out = '';
  for (let i = 0; i < length; i++) {
    const bit = i * 5;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    out += DIGITS[(pair >> (11 - (bit & 7))) & 31];
  }
  return out;
}

/** The id of the document at an address. @param longer letters more, where the short one is another's */
export const documentId = (address: string, longer = 0) => `d${shortHash(address, LENGTH + longer)}`;

/** The id of a document's statement. @param n from 1, never given twice in a document */
export const statementId = (document: string, n: number) => `s${document.slice(1)}-${n}`;

/** The id of a speaker. @param within a document's id where the name means nobody outside of it */
export const speakerId = (name: string, kind: SpeakerKind, within = '') =>
  `p${shortHash(`${kind}\n${within}\n${nameKey(name)}`)}`;

export const outletId = (key: string) => `o${shortHash(key)}`;
export const writerId = (name: string, agency: boolean) => `w${shortHash(`${agency}\n${nameKey(name)}`)}`;
export const nameId = (name: string) => shortHash(nameKey(name), 16);

/** What two spellings of one name share: case, width, marks of the apostrophe and white space aside. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
