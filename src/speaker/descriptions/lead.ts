import type { Entity } from '../entities.js';
import type { Mention } from '../mentions/mention.js';
import { roleFit, roleNoun, type Role } from '../role.js';
import type { Token } from '../tokens.js';
import type { DescriptionContext } from './context.js';
import type { Described } from './described.js';

/** Paragraphs within which one who is described first is named. */
const REACH = 3;
/** Paragraphs of a page in which anyone described may be its subject. */
const OPENING = 2;
/** Words before a name within which the one stands who tells whose office its bearer holds: "its chairman, Jens Holt". */
const OWNED = 8;

interface Waiting {
  entity: Entity;
  role: Role;
  token: Token;
  definite: boolean;
  /** Its noun fits the holder of any high office: "the islands' safety chief". */
  generic: boolean;
  /** "The prime minister" alone: readers know who that is, so that no name need follow. */
  sole: boolean;
}

/**
 * One who is described before being named: "Ulvania's foreign minister has denied … . “…,” Marek Holt said." News tells
 * first what kind of person speaks, then who it is.
 */
export class Lead {
  private waiting: Waiting | null = null;

  constructor(
    private readonly described: Described,
    private readonly given: DescriptionContext,
  ) {}

  /** Notes who was described and is not named yet. */
  open(waiting: Waiting): void {
    // One whom the page opens with waits on while others are described.
    const kept = this.waiting;
    if (kept?.definite && !waiting.definite && waiting.token.paragraph - kept.token.paragraph <= 1) return;
    this.waiting = waiting;
  }

  /** Notes that one whom the headline describes is told of again, as "the hacker". */
  renew(entity: Entity, token: Token): void {
    if (this.waiting?.entity === entity && this.waiting.token.headline)
      this.waiting = { ...this.waiting, token };
  }

  /** Whether a name opens the paragraph right behind the one that describes someone, as news names whom it told of. */
  private opens({ phraseStart, token }: Mention): boolean {
    const behind = this.waiting ? token.paragraph - this.waiting.token.paragraph : 0;
    return behind === 1 && token.first && phraseStart === token.start && !token.quoted;
  }

  /** Whether the words before a name say that its bearer holds office elsewhere: "its chairman, Jens Holt". */
  private isElsewhere({ from, token }: Mention): boolean {
    const { tokens, lexicon } = this.given;
    if (!this.waiting || token.paragraph === this.waiting.token.paragraph) return false;
    let office = false;
    for (let i = from - 1; i >= 0 && from - i <= OWNED; i--) {
      const { lower, sentence } = tokens[i]!;
      if (sentence !== token.sentence) return false;
      if (lexicon.sources.possessives.has(lower)) return office;
      office ||= roleNoun(lexicon, lower) !== null;
      if (!tokens[i]!.joined) return false;
    }
    return false;
  }

  /**
   * Whether a clause behind a name says what its bearer does as a rule, and that is something else: "Ana Torvik, who
   * sells bread". What happened once ("who took over in May") may be told of anyone.
   */
  private isSaidElse({ to, token }: Mention, role: Role): boolean {
    const { tokens, lexicon } = this.given;
    const [who, verb] = [tokens[to], tokens[to + 1]];
    if (!verb || verb.sentence !== token.sentence || lexicon.pronouns.get(who!.lower) !== 'relative')
      return false;
    if (!/[^s]s$/u.test(verb.lower) || lexicon.clauses.verbs.has(verb.lower)) return false;
    for (let i = to + 2; tokens[i]?.joined && tokens[i]!.sentence === token.sentence; i++)
      if (role.words.has(tokens[i]!.lower)) return false;
    return true;
  }

  /**
   * Whom a name that turns up for the first time was described as before.
   * @param spokenOf the name stands in the words of a statement: someone speaks of it
   * @returns the one described, or null
   */
  namedNow(entity: Entity, mention: Mention, spokenOf: boolean): Entity | null {
    const lead = this.waiting;
    if (!lead || entity === lead.entity || entity.kind === 'organisation' || entity.kind === 'place')
      return null;
    const { token } = lead;
    if (mention.token.paragraph - token.paragraph > REACH) {
      this.waiting = null;
      return null;
    }
    if (
      (spokenOf && !this.opens(mention)) ||
      (entity.kind === 'name' && (entity.article || entity.things > 0))
    )
      return null;
    // Whom the headline names is not the one whom it describes.
    if (token.headline && entity.mentions[0]?.token.headline) return null;
    const first = entity.mentions.find((one) => !one.token.headline);
    const known = first !== entity.mentions[0] || token.headline;
    const full = mention.words.length > 1 || (known && entity.full > 0);
    if (first !== mention || !full || mention.token.sentence === token.sentence || mention.token.quoted)
      return null;
    const [one, other] = [entity.gender, lead.entity.gender ?? lead.entity.leaning];
    if (one && other && one !== other) return null;
    const opening =
      (lead.definite || token.paragraph <= OPENING) && !lead.sole && !this.isSaidElse(mention, lead.role);
    // "its commander" may well be a captain.
    const hasOffice = entity.roles.some(({ head }) => !this.given.lexicon.ranks.has(head));
    const agrees = !hasOffice
      ? opening
      : (lead.generic && !this.isElsewhere(mention)) ||
        entity.roles.some((role) => roleFit(lead.role, role, entity.regions) > 0.3);
    if (!agrees) return null;
    this.waiting = null;
    entity.roles.push(lead.role);
    if (entity.kind === 'name') entity.kind = 'person';
    this.described.rename(lead.entity, entity);
    return lead.entity;
  }
}
