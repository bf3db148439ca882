import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { spanOf, type Offsets, type Span } from '../record.js';

const patterns = perLanguage((language): readonly RegExp[] => {
  return entriesOf<string[]>(language, 'evidence').map((pattern) => new RegExp(pattern, 'gu'));
});

/**
 * What a speaker rests on, in the speaker's own words: "according to our data".
 * @param content the words attributed
 * @example evidenceIn('“According to our data, it rains,”', [{ start: 0, end: 34 }], english)[0]?.text
 */
export function evidenceIn(text: string, content: readonly Offsets[], language: Language): Span[] {
  const out: Span[] = [];
  for (const { start, end } of content) {
    const words = text.slice(start, end);
    for (const pattern of patterns(language)) {
      for (const found of words.matchAll(pattern)) {
        const from = start + found.index;
        const to = from + found[0].trimEnd().length;
        if (!out.some((span) => span.start < to && from < span.end)) out.push(spanOf(text, from, to));
      }
    }
  }
  return out.sort((a, b) => a.start - b.start);
}
