import type { Attribution } from '../statement/attribution.js';
import { weigh, type Features, type Weights } from './attention.js';
import type { Entity } from './entities.js';
import type { SourceForm } from './source.js';

/** A statement filed under a speaker, with what its confidence is told from. */
export interface Filing {
  statement: Attribution;
  form: SourceForm;
  /** Null where it is the page's own writer. */
  entity: Entity | null;
  /** How sure the resolver was whom the source means. */
  sure: number;
  /** Its source or cue stands in the headline, in the words of another statement. */
  headline: boolean;
  nested: boolean;
  /** How many others of the page bear the speaker's surname. */
  namesakes: number;
  /** How many words name the source, and whether they join several where one is taken. */
  length: number;
  joins: boolean;
}

/** Farthest that the resolver's own odds are followed. */
const FARTHEST = 0.98;

const doublings = (count: number) => Math.log2(1 + count);

/** Log odds, kept within what can be learned. */
function odds(share: number): number {
  const kept = Math.min(FARTHEST, Math.max(1 - FARTHEST, share));
  return Math.log(kept / (1 - kept));
}

/** How a name tells its bearer: in full, by a surname that the page has in full, alone, or as no person's. */
function nameSign({ kind, full, words }: Entity, spelled: readonly string[]): string {
  if (kind === 'group' || kind === 'document') return 'several';
  if (kind === 'place') return 'place';
  if (kind === 'organisation') return spelled.length === words.length ? 'organisation' : 'organisationShort';
  if (spelled.length > 1) return 'fullName';
  return full > 0 ? 'surname' : 'nameAlone';
}

/** How many full names of one person the page prints that differ in their words. */
function spellingsOf({ mentions }: Entity): number {
  return new Set(mentions.filter(({ words }) => words.length > 1).map(({ words }) => words.join(' '))).size;
}

/** How the source tells the speaker, as the name of a feature. */
function wayOf(form: SourceForm, entity: Entity): string {
  switch (form.form) {
    case 'none':
      return 'unsourced';
    case 'names':
      return nameSign(entity, form.mentions[0]!.words);
    case 'several':
      return 'several';
    case 'pronoun':
      return `pronoun-${form.pronoun}`;
    case 'description':
      return entity.unnamed ? 'described' : `described-${form.kind}`;
  }
}

/**
 * What tells how far to trust a speaker: how the source names it, how sure the resolver was of whom it means, and what
 * of the page may mislead.
 * @example signsOf(filing)['surname'] // 1 where "Holt" is Jens Holt
 */
export function signsOf(filing: Filing): Features {
  const { statement, form, entity, sure } = filing;
  const out: Features = { bias: 1, found: odds(statement.confidence) };
  if (!entity) return { ...out, author: 1 };
  out['sure'] = odds(sure);
  out['mentions'] = doublings(entity.mentions.length);
  out[wayOf(form, entity)] = 1;
  if (entity.principal) out['spokesman'] = 1;
  else if (entity.unnamed) out['unnamed'] = 1;
  else if (entity.mentions.length === 0) out['made'] = 1;
  if (entity.kind === 'name') out['kindUnknown'] = 1;
  if (entity.roles.length > 0) out['role'] = 1;
  if (statement.kind !== 'indirect') out['quoted'] = 1;
  if (filing.headline) out['headline'] = 1;
  if (filing.nested) out['nested'] = 1;
  if (filing.namesakes > 0) out['namesakes'] = 1;
  if (filing.joins) out['joins'] = 1;
  const spellings = entity.kind === 'person' ? spellingsOf(entity) : 1;
  if (spellings > 1) out['spellings'] = 1;
  out['length'] = doublings(filing.length);
  return out;
}

/**
 * How sure it is that words are those of the speaker that they are filed under: a logistic regression whose weights
 * are learned (`confidence.json`).
 */
export function confidenceOf(filing: Filing, weights: Weights): number {
  return 1 / (1 + Math.exp(-weigh(signsOf(filing), weights)));
}
