import type { Act } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import type { Entities, Entity, Referent } from './entities.js';
import type { Frame } from './frame.js';
import type { Mention } from './mentions/mention.js';
import { tokenAt, type Token } from './tokens.js';

/** Acts that have someone as their target. */
const AIMED: ReadonlySet<Act> = new Set([
  'accuse',
  'criticize',
  'warn',
  'threaten',
  'urge',
  'support',
  'reject',
  'ask',
  'apologize',
  'deny',
]);
/** Words behind a cue within which its object stands. */
const OBJECT = 4;
/** Most that are given. */
const MOST = 3;

/** What telling whom words speak of needs. */
export interface AboutContext {
  tokens: readonly Token[];
  mentionAt: ReadonlyMap<number, Mention>;
  entities: Entities;
  pronouns: ReadonlyMap<number, Referent>;
}

/**
 * Whom words speak of, the likeliest first: the target of an accusation, the country warned about, and whom the
 * words name most.
 * @param speaker who speaks; never among them
 */
export function aboutOf(
  one: Attribution,
  act: Act,
  frame: Frame,
  speaker: Entity | null,
  context: AboutContext,
): Entity[] {
  const { tokens, mentionAt, entities, pronouns } = context;
  const weights = new Map<Entity, number>();
  const add = (entity: Entity | undefined, weight: number) => {
    if (!entity || entity === speaker || entity.unnamed) return;
    weights.set(entity, (weights.get(entity) ?? 0) + weight);
  };
  if (AIMED.has(act)) {
    for (const i of frame.words) {
      if (i < frame.after || i > frame.after + OBJECT) continue;
      const mention = mentionAt.get(i);
      add(mention ? entities.of.get(mention) : pronouns.get(i)?.entity, 3);
    }
  }
  let seen = 0;
  for (const { start, end } of one.content) {
    for (let i = tokenAt(tokens, start); i < tokens.length && tokens[i]!.start < end; i++) {
      const mention = mentionAt.get(i);
      const referent = mention ? undefined : pronouns.get(i);
      const entity = mention
        ? entities.of.get(mention)
        : referent && referent.sure > 0.5
          ? referent.entity
          : undefined;
      if (!entity) continue;
      // What is named first is most often what the words are about.
      add(entity, seen === 0 ? 1.5 : 1);
      seen++;
    }
  }
  const order = [...weights].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id);
  const most = order[0]?.[1] ?? 0;
  return order
    .filter(([, weight]) => weight >= Math.max(1, most / 2))
    .slice(0, MOST)
    .map(([entity]) => entity);
}
