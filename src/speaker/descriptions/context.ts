import type { Weights } from '../attention.js';
import type { Entities } from '../entities.js';
import type { Lexicon } from '../lexicon.js';
import type { Gender } from '../mentions/mention.js';
import type { SourceContext } from '../source.js';

/** What resolving descriptions needs. */
export interface DescriptionContext extends SourceContext {
  entities: Entities;
  /** How much each feature of a candidate counts, for pronouns and for descriptions. */
  attentionWeights: Weights;
  describedWeights: Weights;
}

/** The gender that a person noun tells: "actress". */
export function genderOfNoun(noun: string, { maleRoles, femaleRoles }: Lexicon): Gender | null {
  return maleRoles.has(noun) ? 'male' : femaleRoles.has(noun) ? 'female' : null;
}
