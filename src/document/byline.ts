import type { Language } from '../language/language.js';
import type { Byline } from '../record.js';
import { agencyNamed, standsFor } from './agencies.js';
import { creditWordsOf, isName } from './names.js';

/** Longer lines are no bylines, in UTF-16 units. */
const LONGEST = 200;
const SEPARATOR = /\s*(?:\||\/|•|·|—|–|\s-\s)\s*/u;
const AND = /\s*(?:,\s*and|,|;|\s+and|\s+&)\s+/iu;
/** What stands before a name. */
const HONORIFIC = /^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Rev|Sir|Dame)\.?\s+)+(?=\p{Lu})/u;
/** Degrees behind a name. */
const DEGREE = /^(?:M\.?D|Ph\.?D|R\.?D|M\.?S|M\.?A|B\.?A|R\.?N|J\.?D|M\.?P\.?H|M\.?B\.?A|Esq)\.?$/;
/** Accounts of writers. */
const HANDLE = /\s*[(,]?\s*@\w{2,30}\)?/gu;

/** What surrounds a line and helps to read it. */
export interface BylineContext {
  language: Language;
  /** The outlet's name, where it is known. */
  outlet?: string | null;
  /** The agency of the dateline, where there is one. */
  agency?: string | null;
}

/** Names in capitals as they are written elsewhere: "VINDU GOEL" is kept in capitals by no one else. */
function calm(name: string): string {
  if (name !== name.toUpperCase() || !/\p{Lu}{3}/u.test(name)) return name;
  return name.replace(/\p{L}[\p{L}\p{M}]*/gu, (word, at: number) =>
    name[at - 1] === "'" || name[at - 1] === '’' || at === 0 || /[\s.-]/.test(name[at - 1] ?? '')
      ? word[0]! + word.slice(1).toLowerCase()
      : word.toLowerCase(),
  );
}

/**
 * The name of an outlet without the role that follows it: "Observer correspondent", "CNN Senior Political Reporter".
 */
function withoutRole(words: string, language: Language): string {
  const { roles, rankWords } = creditWordsOf(language);
  const all = words.split(/\s+/);
  const isOne = (word: string): boolean => {
    const bare = word.toLowerCase().replace(/[,.]$/, '');
    return roles.has(bare) || roles.has(bare.split('-')[0]!);
  };
  const role = all.findIndex((word, at) => at > 0 && isOne(word));
  if (role < 0) return words;
  let end = role;
  while (end > 1 && rankWords.has(all[end - 1]!.toLowerCase())) end--;
  return all.slice(0, end).join(' ');
}

/** Who supplies, in a byline: a known agency, the outlet, the dateline's agency, or initials. */
export function agencyIn(words: string, { language, outlet, agency }: BylineContext): string | null {
  const bare = withoutRole(
    words
      .replace(/^(?:of|for|at|in)\s+/i, '')
      .replace(/^\(|\)$/g, '')
      .trim(),
    language,
  );
  if (bare === '' || bare.length > 60) return null;
  if (agencyNamed(bare, language)) return bare;
  if (creditWordsOf(language).roles.has(bare.toLowerCase())) return null;
  if (agency && (bare === agency || standsFor(agency, bare) || standsFor(bare, agency))) return bare;
  if (outlet && (standsFor(bare, outlet) || standsFor(outlet, bare))) return bare;
  if (/^\p{Lu}[\p{Lu}\d.&-]{1,9}$/u.test(bare)) return bare;
  if (
    /^\p{Lu}[\p{Lu}\d.&-]*(?:\s+[\p{Lu}\d.&-]+){1,3}$/u.test(bare) &&
    /\b(?:TODAY|NEWS|TIMES|POST|PRESS|TV)\b/.test(bare)
  )
    return bare;
  if (
    /\b(?:News|Press|Agency|Times|Post|Tribune|Gazette|Herald|Courier|Journal|Observer|Guardian|Radio|Television|Wire|Newswire|Service|Chronicle|Standard|Star|Daily|Weekly|Mail|Telegraph|Dispatch)\b/.test(
      bare,
    )
  )
    return bare;
  return null;
}

function isRole(words: string, language: Language): boolean {
  const { roles } = creditWordsOf(language);
  return words
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => roles.has(word) || roles.has(word.replace(/s$/, '')));
}

/** "Ana Torvik Associated Press": a name with a known agency behind it, and nothing between. */
function withAgency(
  words: string,
  { language, outlet }: BylineContext,
): { name: string; agency: string } | null {
  const all = words.split(/\s+/);
  for (let at = all.length - 1; at >= 2 && at >= all.length - 4; at--) {
    const agency = all.slice(at).join(' ');
    const name = all.slice(0, at).join(' ').replace(HONORIFIC, '');
    const known = agencyNamed(agency, language) !== null || (outlet != null && standsFor(agency, outlet));
    if (known && isName(name, language)) return { name, agency };
  }
  return null;
}

/** "Jon Feld in Ostmar", "Jon Feld for the Post". */
function withPlace(
  words: string,
  least: number,
  context: BylineContext,
): { name: string; agency: string | null } | null {
  const found = /^(.*?)\s+(?:in|for|of|at|from)\s+(?:the\s+)?(.*)$/u.exec(words);
  const name = found?.[1]!.replace(HONORIFIC, '');
  if (!found || name === undefined || !isName(name, context.language, least)) return null;
  return { name, agency: agencyIn(found[2]!, context) };
}

function isOutlet(words: string, { outlet }: BylineContext): boolean {
  return outlet !== null && outlet !== undefined && standsFor(words, outlet);
}

/** Names out of "A, B and C", each with what supplies it. Null when a piece is neither name, role nor agency. */
function people(words: string, context: BylineContext, strict: boolean): Byline[] | null {
  const { language } = context;
  const { desks } = creditWordsOf(language);
  const found: Byline[] = [];
  let agency: string | null = null;
  for (const piece of words.split(AND)) {
    const whole = piece.trim().replace(/[,.]$/, '');
    if (whole === '') continue;
    const inside = /^(.*?)\s*\(([^()]+)\)$/.exec(whole);
    const one = inside ? inside[1]! : whole;
    if (inside) agency ??= agencyIn(inside[2]!, context);
    if (one === '') continue;
    if (desks.has(one.toLowerCase())) continue;
    if (found.length > 0 && DEGREE.test(one)) continue;
    const least = strict ? 2 : 1;
    const pair = withAgency(one, context) ?? withPlace(one, least, context);
    if (pair) {
      found.push({ name: calm(pair.name), agency: null });
      agency ??= pair.agency;
      continue;
    }
    const supplier = agencyIn(one, context);
    const name = one.replace(HONORIFIC, '');
    if (
      supplier &&
      (found.length > 0 || agencyNamed(one, language) || isOutlet(one, context) || !isName(name, language))
    )
      agency ??= supplier;
    else if (isName(name, language, least)) found.push({ name: calm(name), agency: null });
    else if (!isRole(one, language)) return null;
  }
  if (found.length === 0) return agency ? [{ name: null, agency }] : null;
  return found.map(({ name }) => ({ name, agency }));
}

/**
 * The people and agency of a line that credits the story's writers; null for any other line.
 * Reads "By Ana Torvik", "By ANA TORVIK and JON FELD, Kordan Press", "Ana Torvik | KPA", "Ana Torvik / KPA",
 * "Ana Torvik, KPA", "Kordan Press Agency".
 * @param line one line, without white space around it
 * @example readByline('Ana Torvik / KPA', { language: english }) // [{ name: 'Ana Torvik', agency: 'KPA' }]
 */
export function readByline(line: string, context: BylineContext): Byline[] | null {
  const text = line.replace(HANDLE, '').trim();
  if (line.length > LONGEST || text.length < 2 || /[“”"?!]/.test(text)) return null;
  const { language } = context;
  const { by, desks } = creditWordsOf(language);
  const opener = by.exec(text);
  const rest = opener ? text.slice(opener[0].length) : text;
  const pieces = rest.split(SEPARATOR).filter((piece) => piece !== '');
  const [first] = pieces;
  if (first === undefined) return null;
  if (opener) {
    // "By Ana Torvik | Updated 3 March": what follows the names may be anything short.
    if (desks.has(first.toLowerCase()))
      return [{ name: null, agency: agencyFrom(pieces.slice(1), context) }].filter(
        ({ agency }) => agency !== null,
      );
    if (!/^\p{Lu}/u.test(first)) return null;
    const found = people(first, context, false) ?? titled(first, context);
    if (!found) return null;
    const agency = agencyFrom(pieces.slice(1), context);
    return agency ? found.map((one) => ({ ...one, agency: one.agency ?? agency })) : found;
  }
  if (pieces.length === 1) {
    const agency = agencyNamed(first, language);
    if (agency) return [{ name: null, agency: first }];
    // "Ana Torvik, KPA": a comma alone is not enough without an agency or a role after it.
    const comma = /^([^,]+?)(?:,\s*|\s+\()([^,()]+(?:,[^,()]+)?)\)?$/u.exec(first);
    if (!comma) {
      // "Ana Torvik Associated Press"
      const signed = people(first, context, true);
      return signed?.every((one) => one.name !== null && one.agency !== null) ? signed : null;
    }
    const names = people(comma[1]!, context, true);
    if (!names || names.some(({ name }) => name === null)) return null;
    const tail = agencyIn(comma[2]!, context);
    if (tail) return names.map(({ name }) => ({ name, agency: tail }));
    if (DEGREE.test(comma[2]!)) return null;
    return isRole(comma[2]!, language) && comma[2]!.split(/\s+/).length <= 5 ? names : null;
  }
  const names = people(first, context, true);
  if (!names || names.some(({ name }) => name === null)) return null;
  const agency = agencyFrom(pieces.slice(1), context);
  if (agency) return names.map(({ name }) => ({ name, agency }));
  return pieces.slice(1).some((piece) => isRole(piece, language) && piece.split(/\s+/).length <= 6)
    ? names
    : null;
}

/** A name with words in front that the line adds: "By Daily Brisk Reporter", "By staff writer Jon Feld". */
function titled(words: string, { language }: BylineContext): Byline[] | null {
  if (!isRole(words, language)) return null;
  const name = words.split(/\s+/).slice(-2).join(' ');
  return isName(name, language) ? [{ name: calm(name), agency: null }] : [];
}

function agencyFrom(pieces: string[], context: BylineContext): string | null {
  for (const piece of pieces) {
    const agency = agencyIn(piece, context);
    if (agency) return agency;
  }
  return null;
}

/** Bylines without repetition: the same person once, with the agency that any of them gives. */
export function mergeBylines(lists: Byline[][]): Byline[] {
  const merged: Byline[] = [];
  for (const one of lists.flat()) {
    const same = merged.find(({ name, agency }) =>
      one.name === null
        ? name === null && agency === one.agency
        : name?.toLowerCase() === one.name.toLowerCase(),
    );
    if (same) same.agency ??= one.agency;
    else if (one.name !== null || !merged.some(({ agency }) => agency === one.agency))
      merged.push({ ...one });
  }
  return merged.slice(0, 30);
}
