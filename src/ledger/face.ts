import type { Document } from '../record.js';
import { sha256 } from './ids.js';

/**
 * The hash of what a reader sees of a page: its words, headline, dateline, bylines, wire and the day of publication.
 * Two readings with one face are one version, although the bytes differ, as they do at every visit where a page carries
 * advertisements or a token.
 */
export function faceOf(document: Document): string {
  const { text, headline, dateline, bylines, wire, published } = document;
  return sha256(JSON.stringify([text, headline, dateline, bylines, wire, published?.slice(0, 10) ?? null]));
}
