import type { Mention } from '../mentions/mention.js';
import type { Description, SourceContext } from '../source.js';
import { tokenAt } from '../tokens.js';

/** Words before a name that are looked at. */
const LONGEST = 60;

/**
 * The name right before a description, where that only tells what bears it: "Harbour Watch, a group that …". A name that
 * stands behind a preposition at the start of its sentence has none: "In Harbour Watch, the group …".
 */
export function nameBefore(
  { tokens: words }: Description,
  { tokens, lexicon, mentionsIn }: SourceContext,
): Mention | null {
  const [article] = words;
  const { articles, definite } = lexicon.sources;
  if (!article || !articles.has(article.lower) || !/^,\s$/u.test(article.gap) || article.first) return null;
  const at = tokenAt(tokens, article.start);
  const before = tokens[at - 1];
  const name = before && mentionsIn(before).at(-1);
  if (name?.to !== at || before?.possessive) return null;
  let from = name.from;
  if (from > 0 && articles.has(tokens[from - 1]!.lower) && !tokens[from]!.first) from--;
  if (tokens[from]!.first) return name;
  if (definite.has(article.lower)) return null;
  while (from > 0 && !tokens[from]!.first && name.from - from < LONGEST) from--;
  const { lower } = tokens[from]!;
  return lexicon.clauses.adjuncts.has(lower) || lexicon.clauses.noAppositions.has(lower) ? null : name;
}
