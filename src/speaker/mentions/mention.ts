import type { Offsets } from '../../record.js';
import type { Role } from '../role.js';
import type { Token } from '../tokens.js';

/** The gender that names, titles and roles tell. */
export type Gender = 'male' | 'female';

/** What a name is by its own form and surroundings; `name` where they do not tell. */
export type MentionKind = 'person' | 'organisation' | 'place' | 'name';

/** A name in the text. Offsets are those of the name without its title and role. */
export interface Mention extends Offsets {
  /** Indices of its tokens, end exclusive. */
  from: number;
  to: number;
  kind: MentionKind;
  /** The name as printed. */
  name: string;
  /** Its words in small letters, initials and points left out. */
  words: string[];
  gender: Gender | null;
  /** The gender of most who bear this as a given name, where it stands alone and may as well be a surname. */
  leaning: Gender | null;
  /** Stands behind "the". */
  article: boolean;
  /** Its words or place tell that it is no person: "Iraq War", "in Ostmar", "Safety Check" beside "a check". */
  thing: boolean;
  /** Its last word is that of a road, a bay, a hill: "Quay Road". */
  site: boolean;
  /** Stands behind "Mr." or another title, which only people bear. */
  titled: boolean;
  /** Its name begins with the title of who reigns: "Pope Lucian". */
  reigns: boolean;
  roles: Role[];
  /** Countries and states that the words around the name tie it to. */
  regions: ReadonlySet<string>;
  /** The full name of the outlet that this is the short name of: "Fox". */
  outlet: string | null;
  /** Parties that the words around the name give. */
  parties: ReadonlySet<string>;
  /** The noun for an organisation that stands beside it: "the lender Ostmar", "Ostmar, a group that". */
  called: string | null;
  /** Another name given in brackets: "Daesh (Islamic State)", "Kest Press Agency (KPA)". */
  alias: string | null;
  /** Where the words that introduce the name begin: its title or role. */
  phraseStart: number;
  token: Token;
}

/** A word as it is looked up: without accents and points, in small letters. */
export const keyWord = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .replace(/’/gu, "'")
    .toLowerCase();

/** The words of a name as keys: no initials, no points. */
export function nameWords(tokens: readonly Token[]): string[] {
  const words = tokens.map((token) => keyWord(token.text)).filter((word) => word.length > 0);
  const long = words.filter((word, i) => word.length > 1 || i === 0);
  return long.length > 0 ? long : words;
}

/** Whether all letters of a short word are capitals: "KPA". */
export function isAcronym(text: string): boolean {
  return /^(?:\p{Lu}[\p{Lu}\p{N}&-]{1,7}|(?:\p{Lu}\.){2,})$/u.test(text);
}
