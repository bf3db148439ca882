import { fitsGender, type Candidate } from '../attention.js';
import type { Entity, Referent } from '../entities.js';
import type { Gender, Mention } from '../mentions/mention.js';
import type { Followed } from './coreference.js';

/** Paragraphs with which a page may open before it names whom it tells of, and those within which it then does. */
const OPENING = 3;
const REACH = 6;
/** How sure it is that "she" is the one named in the same sentence, the only woman named later, or the only one who may be a woman. */
const IN_SENTENCE = 0.8;
const ONLY = 0.7;
const ONLY_LIKELY = 0.5;

/**
 * Whether none of those whom a pronoun may mean is shown to be a person, and none but things and words of the headline
 * are named in the text before it: then it may stand for one named later.
 * @param i index of the pronoun
 */
export function isUnanswered(candidates: readonly Candidate[], i: number): boolean {
  return !candidates.some(({ entity: { kind, mentions, things }, features }) => {
    const told = mentions.some(({ from, token }) => from < i && !token.headline && !token.quoted);
    return kind === 'person' || features['fullName'] || (told && things === 0);
  });
}

/**
 * Whom "he" or "she" stands for that comes before the name, as pages that open with a scene have it: "She had come to
 * talk, but on Monday Ana Torvik was shown the report." The one named in another clause of the sentence, or else the only
 * one of that gender whom the following paragraphs name in full.
 * @param i index of the pronoun
 */
export function namedLater(i: number, gender: Gender, given: Followed): Referent | null {
  const { tokens, lexicon, entities } = given;
  const token = tokens[i]!;
  if (token.quoted || token.headline) return null;
  const known = new Set<Entity>();
  const likely = new Set<Entity>();
  let last = i;
  while (tokens[last + 1] && tokens[last + 1]!.paragraph - token.paragraph <= REACH) last++;
  for (const mention of given.mentionsIn({ start: token.end, end: tokens[last]!.end })) {
    if (mention.token.headline || mention.token.quoted) continue;
    const entity = entities.of.get(mention)!;
    const fits = fitsGender(entity, gender, lexicon.pressRoles);
    if (!fits || fits['against'] || fits['thing'] || mention.words.length < 2) continue;
    if (entity.kind === 'name' && lexicon.clauses.locating.has(tokens[mention.from - 1]?.lower ?? ''))
      continue;
    if (mention.token.sentence === token.sentence && isClauseSubject(i, mention, given))
      return { entity, sure: IN_SENTENCE };
    if (token.paragraph <= OPENING) (entity.gender === gender ? known : likely).add(entity);
  }
  const [one, ...others] = known.size > 0 ? known : likely;
  return one && others.length === 0 ? { entity: one, sure: known.size > 0 ? ONLY : ONLY_LIKELY } : null;
}

/** Whether a name is the subject of another clause than that of a word before it. */
function isClauseSubject(i: number, { from, to, token }: Mention, { tokens, lexicon }: Followed): boolean {
  const next = tokens[to];
  const { verbs, endings, obliques } = lexicon.clauses;
  if (!next?.joined || next.sentence !== token.sentence || obliques.has(tokens[from - 1]?.lower ?? ''))
    return false;
  const apart = tokens.slice(i + 1, from + 1).some(({ gap }) => /[,;—–]/u.test(gap));
  return apart && (verbs.has(next.lower) || endings.some((ending) => next.lower.endsWith(ending)));
}
