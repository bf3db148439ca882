import { createHash } from 'node:crypto';

/**
 * What an entry without id and link is known by: a hash of its words.
 * @example idOfWords(['Quiet night.', null]) // 'sha256:…'
 */
export function idOfWords(words: readonly (string | null)[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32)}`;
}
