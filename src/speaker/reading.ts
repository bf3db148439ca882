import { entriesOf, type Language } from '../language/language.js';
import type { Document, Offsets } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import type { Fitting, Weights } from './attention.js';
import type { Coreference, Watch } from './coreference/coreference.js';
import { follow } from './coreference/follow.js';
import { inheritOffices } from './counterparts.js';
import { entitiesOf, type Entities, type Entity } from './entities.js';
import { lexiconOf, type Lexicon } from './lexicon.js';
import type { Mention } from './mentions/mention.js';
import { mentionsIn } from './mentions/recognition.js';
import { outletsOf, withOwn, type OutletList } from './outlets.js';
import { unfolded } from './relayed.js';
import { turnsOf } from './turns.js';
import { unsourcedOf } from './unsourced.js';
import { tokenAt, tokensIn, tokensOf, type Token } from './tokens.js';

/** A document with its words, names and whom they mean: what the rest of the stage looks into. */
export interface Reading {
  text: string;
  tokens: readonly Token[];
  lexicon: Lexicon;
  outlets: OutletList;
  mentions: readonly Mention[];
  /** The name that begins at a word. */
  mentionAt: ReadonlyMap<number, Mention>;
  /** The names that stand in a span, in order. */
  mentionsIn: (span: Offsets) => Mention[];
  entities: Entities;
  /** The statements, those of a relayed clause under the one whom it is about. */
  attributions: readonly Attribution[];
  coreference: Coreference;
}

/** The names that stand in a span, found by halving. */
function within(mentions: readonly Mention[]): (span: Offsets) => Mention[] {
  return ({ start, end }) => {
    let low = 0;
    let high = mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (mentions[middle]!.end <= start) low = middle + 1;
      else high = middle;
    }
    const out: Mention[] = [];
    for (let i = low; i < mentions.length && mentions[i]!.start < end; i++) out.push(mentions[i]!);
    return out;
  };
}

/**
 * Reads a document's words for whom they name and mean.
 * @param document its text and parts
 * @param found its statements
 * @param fitting how well names fit pronouns, as the tagger saw it
 * @param watch told of each pronoun's candidates: for those who learn the weights
 */
export function readingOf(
  document: Pick<Document, 'text' | 'parts'> & { outlet?: Document['outlet'] },
  found: readonly Attribution[],
  language: Language,
  fitting: Fitting | null = null,
  watch?: Watch,
): Reading {
  const { text } = document;
  const lexicon = lexiconOf(language);
  const outlets = withOwn(outletsOf(language), document.outlet?.name ?? null);
  const tokens = tokensOf(document, lexicon);
  const sources = new Map(
    found.flatMap(({ source }) =>
      source.map((span): [number, number] => {
        const from = tokenAt(tokens, span.start);
        return [from, from + tokensIn(tokens, span).length];
      }),
    ),
  );
  const mentions = mentionsIn(text, tokens, lexicon, outlets, sources);
  const located = (token: Token) =>
    lexicon.clauses.obliques.has(tokens[tokenAt(tokens, token.start) - 1]?.lower ?? '');
  const entities = entitiesOf(mentions, lexicon, located);
  inheritOffices(mentions, entities, lexicon);
  const context = { text, tokens, lexicon, mentionsIn: within(mentions) };
  const attributions = unfolded(found, context, outlets);
  const turns = turnsOf({ ...context, mentions, entities, attributions });
  const weights = entriesOf<{ pronoun: Weights; description: Weights }>(language, 'attention');
  const followed = {
    ...context,
    entities,
    attributions,
    fitting,
    unsourced: unsourcedOf(language),
    turns: turns.byParagraph,
    voices: turns.voices,
    attentionWeights: weights.pronoun,
    describedWeights: weights.description,
  };
  const coreference = follow(followed, mentions, watch);
  const mentionAt = new Map(mentions.map((mention) => [mention.from, mention]));
  return {
    ...context,
    outlets,
    mentions,
    mentionAt,
    entities,
    attributions,
    coreference,
  };
}

/** All that stands for one person, organisation or place in a text, in order of kind. */
export interface Cluster {
  names: Offsets[];
  /** He, she and their forms. */
  pronouns: Offsets[];
  /** Person nouns of the running text: "the mayor", "his father". Each is the noun alone. */
  nouns: Offsets[];
}

/**
 * Who is mentioned in a text and where: for those who measure coreference.
 * @example clustersOf('Ana Torvik left. She was late.', english)[0]?.pronouns // [{ start: 17, end: 20 }]
 */
export function clustersOf(text: string, language: Language, fitting: Fitting | null = null): Cluster[] {
  const document = { text, parts: [{ kind: 'body' as const, start: 0, end: text.length }] };
  const { tokens, entities, coreference } = readingOf(document, [], language, fitting);
  const span = ({ start, end }: Offsets): Offsets => ({ start, end });
  const clusters = new Map<Entity, Cluster>(
    entities.all.map((entity) => [entity, { names: entity.mentions.map(span), pronouns: [], nouns: [] }]),
  );
  const of = (entity: Entity): Cluster => {
    let found = clusters.get(entity);
    if (!found) clusters.set(entity, (found = { names: [], pronouns: [], nouns: [] }));
    return found;
  };
  for (const [i, { entity }] of coreference.pronouns) of(entity).pronouns.push(span(tokens[i]!));
  for (const [i, entity] of coreference.met) of(entity).nouns.push(span(tokens[i]!));
  return [...clusters.values()];
}
