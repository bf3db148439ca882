import type { Document } from '../record.js';
import type { Filing } from './confidence.js';
import { spokesmenOf } from './headline.js';
import type { Reading } from './reading.js';
import { tokensIn } from './tokens.js';

/** Speakers less sure than this are not given. */
const LEAST_SURE = 0.2;

/** How many of those whom a page names bear each surname. */
function surnamesOf({ entities }: Reading): Map<string, number> {
  const out = new Map<string, number>();
  for (const { words, kind } of entities.all) {
    const surname = words.at(-1);
    if (surname !== undefined && words.length > 1 && (kind === 'person' || kind === 'name'))
      out.set(surname, (out.get(surname) ?? 0) + 1);
  }
  return out;
}

/**
 * Whom each statement of a page is filed under, with what tells how far to trust that; null for those of nobody.
 * @example filingsOf(document, readingOf(document, found, english))[0]?.entity?.name
 */
export function filingsOf(document: Document, reading: Reading): (Filing | null)[] {
  const { attributions, coreference, lexicon, tokens } = reading;
  const spokesmen = spokesmenOf(document, attributions, coreference, lexicon);
  const surnames = surnamesOf(reading);
  const headline = tokens.findLast((token) => token.headline)?.end ?? 0;
  return attributions.map((statement, n) => {
    const author = coreference.byAuthor.has(n);
    const referent = author ? undefined : (spokesmen.get(n) ?? coreference.speakers.get(n));
    if (!author && (!referent || referent.sure < LEAST_SURE)) return null;
    const surname = referent?.entity.words.at(-1) ?? '';
    const words = statement.source.flatMap((span) => tokensIn(tokens, span));
    const one = referent !== undefined && referent.entity.kind !== 'group' && !referent.entity.unnamed;
    return {
      statement,
      form: coreference.forms.get(n) ?? { form: 'none' },
      entity: referent?.entity ?? null,
      sure: referent?.sure ?? 1,
      headline: (statement.content[0]?.start ?? headline) < headline,
      nested: coreference.outer[n]! >= 0,
      namesakes: referent?.entity.kind === 'person' ? Math.max(0, (surnames.get(surname) ?? 0) - 1) : 0,
      length: words.length,
      joins: one && words.some(({ lower }) => lexicon.sources.joiners.has(lower)),
    };
  });
}
