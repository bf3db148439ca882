import { entriesOf, perLanguage, type Language } from '../language/language.js';

/**
 * What a line is that stands around a story: `trailer` leads elsewhere or closes the page, `other` is furniture of the
 * site, `caption` belongs to a picture, `credit` says who else had a hand in the story.
 */
export type Furniture = 'trailer' | 'other' | 'caption' | 'credit';

interface Patterns {
  kinds: [Furniture, RegExp][];
  ends: RegExp;
}

/** No line of furniture is longer, in UTF-16 units, but a notice of rights. */
const LONGEST = 420;

const patternsOf = perLanguage((language): Patterns => {
  const lists = entriesOf<Record<Furniture | 'ends', string[]>>(language, 'furniture');
  const pattern = (group: string[]): RegExp => new RegExp(`^(?:${group.join('|')})`, 'iu');
  return {
    kinds: (['other', 'caption', 'credit', 'trailer'] as const).map((kind) => [kind, pattern(lists[kind])]),
    ends: pattern(lists.ends),
  };
});

/**
 * What kind of furniture a line is, by its words alone; null for what may be the story.
 * @param line one line or paragraph, without white space around it
 * @example furnitureOf('Share this', english) // 'trailer'
 */
export function furnitureOf(line: string, language: Language): Furniture | null {
  if (line.length > LONGEST) return null;
  if (!/[\p{L}\p{N}]/u.test(line)) return /^_{2,}$/.test(line) ? 'credit' : 'other';
  for (const [kind, pattern] of patternsOf(language).kinds) if (pattern.test(line)) return kind;
  return null;
}

/**
 * Whether a line is a heading after which no story comes any more ("You may also like").
 * @example endsStory('Comments (4)', english) // true
 */
export function endsStory(line: string, language: Language): boolean {
  return line.length < 100 && patternsOf(language).ends.test(line);
}
