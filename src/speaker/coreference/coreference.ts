import type { Attribution } from '../../statement/attribution.js';
import type { Candidate, Fitting } from '../attention.js';
import type { DescriptionContext } from '../descriptions/context.js';
import type { Entity, Referent } from '../entities.js';
import type { Turn } from '../turns.js';
import type { UnsourcedPatterns } from '../unsourced.js';

/** Whom the sources of a document and its pronouns mean. */
export interface Coreference {
  /** By the statement's number; statements of nobody in particular are missing. */
  speakers: ReadonlyMap<number, Referent>;
  /** Statements that the page's own writer makes. */
  byAuthor: ReadonlySet<number>;
  /** By the index of the pronoun's token. */
  pronouns: ReadonlyMap<number, Referent>;
  /** Whom person nouns of the running text mean, by the index of the noun's token. */
  met: ReadonlyMap<number, Entity>;
  /** For each statement, the smallest other one in whose words it stands; -1 where none. */
  outer: readonly number[];
}

/** What following a document needs. */
export interface Followed extends DescriptionContext {
  attributions: readonly Attribution[];
  /** How well names fit pronouns, as the tagger sees it; null where it didn't see the page. */
  fitting: Fitting | null;
  unsourced: UnsourcedPatterns;
  /** Who speaks to whom in a paragraph, where the page is an interview or transcript. */
  turns: ReadonlyMap<number, Turn>;
  /** Who speaks in the statements that are turns, by their numbers; null where nobody in particular does. */
  voices: ReadonlyMap<number, Referent | null>;
}

/** Told of each pronoun that is resolved: its word and those whom it may mean. For those who learn the weights. */
export type Watch = (i: number, candidates: readonly Candidate[]) => void;
