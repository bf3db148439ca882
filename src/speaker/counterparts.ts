import type { Entities, Entity } from './entities.js';
import type { Lexicon } from './lexicon.js';
import type { Mention } from './mentions/mention.js';
import type { Role } from './role.js';

/** Sentences back within which the one stands whose counterpart is meant. */
const REACH = 2;

/** An office without the country it belongs to: "Russian Foreign Minister" is "foreign minister". */
function officeOf(role: Role, lexicon: Lexicon): string {
  return role.text
    .split(/\s+/u)
    .filter((word) => !lexicon.regions.of.has(word.toLowerCase().replace(/['’]s$/u, '')))
    .join(' ')
    .toLowerCase();
}

/**
 * Gives counterparts the office of the one whose counterpart they are: "his Pakistani counterpart Ana Holt", said of a
 * foreign minister, makes her the Pakistani foreign minister.
 * @param mentions the document's names, in order
 */
export function inheritOffices(mentions: readonly Mention[], entities: Entities, lexicon: Lexicon): void {
  let recent: { entity: Entity; sentence: number }[] = [];
  for (const mention of mentions) {
    const entity = entities.of.get(mention)!;
    const { sentence } = mention.token;
    const role = mention.roles.find(({ head }) => lexicon.counterparts.has(head));
    if (role) {
      const model = recent.find((one) => one.entity !== entity && sentence - one.sentence <= REACH)?.entity;
      const office = model?.roles.find(({ head }) => !lexicon.counterparts.has(head));
      if (office) {
        const place =
          role.text.split(/\s+/u).find((word) => lexicon.regions.of.has(word.toLowerCase())) ?? null;
        const words = new Set([...office.words].filter((word) => !lexicon.regions.of.has(word)));
        for (const word of role.words) if (!lexicon.counterparts.has(word)) words.add(word);
        const text = [place, officeOf(office, lexicon)].filter(Boolean).join(' ');
        entity.roles = [
          ...entity.roles.filter((one) => !lexicon.counterparts.has(one.head)),
          {
            text,
            head: office.head,
            words,
            telling: office.telling,
            regions: new Set([...role.regions, ...(role.regions.size > 0 ? [] : entity.regions)]),
            inferred: true,
            deputy: office.deputy,
            mine: false,
          },
        ];
      }
    }
    if (entity.kind === 'person' && entity.roles.length > 0) {
      recent = [{ entity, sentence }, ...recent.filter((one) => one.entity !== entity)].slice(0, 4);
    }
  }
}
