import { partiesIn, regionsIn, roleFrom, roleNoun, type Role } from '../role.js';
import { apposition } from './appositions.js';
import { isGivenName, type Scan } from './scan.js';
import type { Segments } from './segmentation.js';
import { roleApposed, roleBefore, widen } from './titles.js';

/** What the words before and behind a name tell of who bears it. */
export interface Surroundings {
  roles: Role[];
  regions: Set<string>;
  parties: Set<string>;
  /** A title or role stands beside it, which only people bear. */
  titled: boolean;
  /** A noun stands before it that tells of a firm, where no given name makes it a person's: "developer". */
  firm: boolean;
  /** Index of the first word that introduces the name. */
  from: number;
}

/**
 * Reads the titles, roles and appositions beside a name.
 * @param bare the name is an organisation's or a place's: people's roles do not belong to it
 */
export function surroundingsOf(scan: Scan, segments: Segments, bare: boolean): Surroundings {
  const { tokens, lexicon } = scan;
  const { from, split, start, to, organisation } = segments;
  const titles = tokens.slice(from, start);
  const last = split > from ? tokens[split - 1]!.lower : null;
  const office = last !== null && (lexicon.titles.has(last) || roleNoun(lexicon, last) !== null);
  const out: Surroundings = {
    roles: [],
    regions: new Set(),
    parties: partiesIn(titles, lexicon),
    titled: office && !organisation,
    firm: false,
    from,
  };
  if (bare) return out;
  if (isFirmsRole(scan, segments)) return { ...out, titled: false, firm: true };
  addIntroduction(out, scan, segments);
  const tail = tokens[to - 1]!;
  if (!tail.possessive && !tail.headline) {
    const after = apposition(scan, to);
    out.roles.push(...after.roles);
    for (const code of after.regions) out.regions.add(code);
    for (const party of after.parties) out.parties.add(party);
    if (after.roles.length > 0)
      out.titled ||= to - start > 1 || lexicon.sources.articles.has(tokens[to]!.lower);
  }
  // "Senator Jens Holt of Iowa"
  const [of, place] = [tokens[to], tokens[to + 1]];
  if (of?.joined && lexicon.nameWords.belonging.has(of.lower) && place?.capital && place.joined)
    for (const code of regionsIn(tokens.slice(to + 1, to + 3), lexicon)) out.regions.add(code);
  for (const code of regionsIn(titles, lexicon)) out.regions.add(code);
  for (const { words } of out.roles) {
    for (const word of words) {
      const party = lexicon.partyWords.get(word);
      if (party) out.parties.add(party);
    }
  }
  return out;
}

/** Whether the noun before a name may as well be a firm's, and no given name tells that a person bears it: "developer Harrow". */
function isFirmsRole(scan: Scan, { from, split, start }: Segments): boolean {
  const { tokens, lexicon } = scan;
  const before = split > from ? tokens[split - 1] : tokens[from]!.joined ? tokens[from - 1] : undefined;
  return before !== undefined && lexicon.firmRoles.has(before.lower) && !isGivenName(scan, start);
}

/** Adds the role that stands before a name: in capitals as part of its run, in small letters, or before a comma. */
function addIntroduction(out: Surroundings, scan: Scan, { from, split, to }: Segments): void {
  const { tokens, lexicon, text } = scan;
  if (split > from) {
    const first = tokens[from]!;
    out.from = roleNoun(lexicon, first.lower) !== null || first.capital ? widen(scan, from) : from;
    const role = roleFrom(tokens.slice(out.from, split), text, lexicon);
    if (!role || lexicon.courtesy.has(role.head)) return;
    out.roles.push(role);
    for (const code of role.regions) out.regions.add(code);
    return;
  }
  const before = roleBefore(scan, from) ?? roleApposed(scan, from, to);
  if (!before) return;
  out.roles.push(before.role);
  out.titled = true;
  for (const code of before.role.regions) out.regions.add(code);
  out.from = before.from;
}
