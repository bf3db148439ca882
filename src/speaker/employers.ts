import type { Entities, Entity } from './entities.js';
import type { Lexicon } from './lexicon.js';
import type { Mention } from './mentions/mention.js';
import { outletAt, outletNamed, type Outlet, type OutletList } from './outlets.js';
import { tokenAt, type Token } from './tokens.js';

/** Words behind a name within which the outlet stands that it works for. */
const REACH = 10;

/**
 * The outlets that people of a page work for: "Ostmar Post reporter Jens Holt", "Jens Holt of the Ostmar Post".
 * @param lexicon nouns for those who work for outlets, and what joins them to one
 */
export function employersOf(
  mentions: readonly Mention[],
  entities: Entities,
  tokens: readonly Token[],
  outlets: OutletList,
  { pressRoles, nameWords }: Pick<Lexicon, 'pressRoles' | 'nameWords'>,
): Map<Entity, Outlet> {
  const out = new Map<Entity, Outlet>();
  const at = new Map(mentions.map((mention) => [mention.from, mention]));
  const named = (i: number, to: number): Outlet | null => {
    for (let k = i; k < to; k++) {
      const mention = at.get(k);
      const found = outletAt(tokens, k, outlets)?.outlet ?? (mention && outletNamed(mention.name, outlets));
      if (found && found.how !== 'posted') return found;
    }
    return null;
  };
  for (const mention of mentions) {
    const entity = entities.of.get(mention)!;
    if (entity.kind !== 'person' || out.has(entity)) continue;
    const owner = tokens[mention.from - 1]?.possessive ? mention.from - 4 : mention.from;
    const from = Math.max(0, Math.min(owner, tokenAt(tokens, mention.phraseStart)));
    const before = tokens[from]?.sentence === mention.token.sentence ? named(from, mention.from) : null;
    if (before && (owner < mention.from || mention.roles.some((role) => pressRoles.has(role.head))))
      out.set(entity, before);
    const to = Math.min(tokens.length, mention.to + REACH);
    const press = tokens
      .slice(mention.to, to)
      .findIndex(
        (token) =>
          token.sentence === mention.token.sentence &&
          (pressRoles.has(token.lower) || nameWords.belonging.has(token.lower)),
      );
    if (!before && press >= 0 && press <= 6) {
      const near = nameWords.belonging.has(tokens[mention.to + press]!.lower)
        ? press === 0
          ? mention.to + 4
          : mention.to
        : to;
      const after = named(mention.to + press, near);
      if (after) out.set(entity, after);
    }
  }
  return out;
}
