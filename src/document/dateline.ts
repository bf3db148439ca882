import type { Language } from '../language/language.js';
import type { Dateline } from '../record.js';
import { agencyNamed } from './agencies.js';
import { readDate } from './dates.js';
import { countryOf, isKnownPlace, isLabel, isRegion } from './places.js';

/** A dateline at the start of a paragraph. */
export interface FoundDateline extends Dateline {
  /** Where it ends: after its dash, before the white space that the story follows. */
  end: number;
}

/** Datelines are shorter than this, in UTF-16 units. */
const LONGEST = 120;
/** The end of a dateline: a dash, two hyphens, a bar of the typewriter; a colon or point only after a known place. */
const DASH = /\s*(?:--+|[—–―‒]|\s-|(?<=\))-|\s_)(?=\s|\p{Lu}|[“"‘'(]|$)\s?/u;
const PLACE =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*)(?:[ /-](?:\p{Lu}[\p{L}\p{M}'’.-]*|de|da|do|la|le|el|al|of|the|and|on|upon|du|der|am|an|i|es)){0,5}$/u;

function isCapitals(words: string): boolean {
  return words === words.toUpperCase() && /\p{Lu}{2}/u.test(words);
}

/** Whether a name in a dateline's brackets is that of an agency, or written as its initials are. */
const isAgency = (name: string, language: Language): boolean =>
  agencyNamed(name, language) !== null || /^[\p{Lu}\d]{2,8}$/u.test(name);

/** The pieces of a dateline's head: everything before its dash. */
function read(head: string, published: string | null, language: Language, closed: boolean): Dateline | null {
  let rest = head.trim();
  let agency: string | null = null;
  const credit = /(?:\(([^()]{1,50})\)|\/([^/]{2,40})\/)\s*$/u.exec(rest);
  if (credit) {
    const words = (credit[1] ?? credit[2])!.trim();
    rest = rest.slice(0, credit.index).replace(/[,\s]+$/, '');
    const region = /^\p{L}+\.?$/u.test(words) && isRegion(words, language) && !agencyNamed(words, language);
    if (region) rest += `, ${words}`;
    else if (/^[\p{L}\d]/u.test(words) && /\p{L}{2}/u.test(words) && words.split(/\s+/).length <= 5)
      agency = words;
    else return null;
  }
  if (rest === '')
    return agency && isAgency(agency, language) ? { place: null, country: null, agency, date: null } : null;
  const date = dateAtEnd(rest, published, language);
  if (date)
    rest = rest.slice(0, date.start).replace(/[,.;\s]+$/u, (marks) => (marks.includes('.') ? '.' : ''));
  if (rest === '')
    return agency === null ? null : { place: null, country: null, agency, date: date?.iso ?? null };
  const pieces = rest.split(/,\s*/).map((piece) => piece.trim());
  let place = pieces[0] ?? '';
  const regions: string[] = [];
  for (const piece of pieces.slice(1)) {
    if (agencyNamed(piece, language) && agency === null) agency = piece;
    else if (PLACE.test(piece) || isRegion(piece, language)) regions.push(piece);
    else return null;
  }
  if (date && place.endsWith('.') && !isRegion(place, language)) place = place.slice(0, -1);
  if (!PLACE.test(place) || place.length > 50 || isLabel(place, language)) return null;
  if (regions.length > 2) return null;
  const region = regions.find((one) => isRegion(one, language)) ?? null;
  if (regions.length > 0 && region === null && !isCapitals(place)) return null;
  // Capitals, an agency or a date with a place make a dateline. A place in small letters has to be one that is known.
  const sure =
    isCapitals(place) || agency !== null || date !== null || region !== null || isKnownPlace(place, language);
  if (!sure) return null;
  if (agency === null && date === null && !closed && !isKnownPlace(place, language)) return null;
  return { place, country: countryOf(place, region, language), agency, date: date?.iso ?? null };
}

/** A date that ends the words, with a year or one that is settled by the date of publication. */
function dateAtEnd(
  words: string,
  published: string | null,
  language: Language,
): { start: number; iso: string | null } | null {
  const found =
    /(?:^|[,.]?\s+)((?:\p{L}{3,9}\.?,?\s+)?(?:\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\p{L}{3,9}\.?)(?:,?\s+\d{4})?)\.?$/u.exec(
      words,
    );
  if (!found) return null;
  const settled = readDate(found[1]!, language, published);
  if (settled) {
    const start = found.index + found[0].indexOf(found[1]!);
    // The words before the month may be the place's last ones: "NEW DELHI Jan 3".
    const lead = /^\p{L}{3,9}\.?,?\s+(?=\p{L}{3,9}\.?\s+\d|\d)/u.exec(found[1]!)?.[0] ?? '';
    const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(lead);
    return { start: start + (weekday ? 0 : lead.length), iso: settled.iso.slice(0, 10) };
  }
  const undated = readDate(found[1]!, language, '2000-06-15');
  return undated ? { start: found.index + found[0].indexOf(found[1]!) + undated.start, iso: null } : null;
}

/**
 * The dateline that a paragraph starts with: place, country, agency and date, whichever it has; null for none.
 * @param paragraph the first paragraph of a story
 * @param published ISO date of publication, which gives a day its year
 * @example readDateline('VELDIN, March 4 (KPA) — The bridge', '2019-03-05', english)
 * // { place: 'VELDIN', country: null, agency: 'KPA', date: '2019-03-04', end: 24 }
 */
export function readDateline(
  paragraph: string,
  published: string | null,
  language: Language,
): FoundDateline | null {
  const start = paragraph.slice(0, LONGEST + 4);
  const agencyAlone = /^\(([^()]{2,30})\)(?=\s+\S)/u.exec(start);
  const dashes = new RegExp(DASH.source, 'gu');
  for (let tries = 0; tries < 3; tries++) {
    const dash = dashes.exec(start);
    if (!dash || dash.index > LONGEST) break;
    const head = start.slice(0, dash.index);
    const found = head === '' ? null : read(head, published, language, true);
    if (found) return { ...found, end: dash.index + dash[0].trimEnd().length };
  }
  if (agencyAlone && agencyNamed(agencyAlone[1]!, language) !== null) {
    return { place: null, country: null, agency: agencyAlone[1]!, date: null, end: agencyAlone[0].length };
  }
  if (agencyAlone && /^[A-Z]{2,6}$/.test(agencyAlone[1]!)) {
    return { place: null, country: null, agency: agencyAlone[1]!, date: null, end: agencyAlone[0].length };
  }
  // "NEW DELHI: The …" and "MOSCOW. Feb 3. …": no dash, so the place or the agency and date must be beyond doubt.
  const colon = /^([^:“”"]{2,80}?):(?=\s)/u.exec(start);
  if (colon) {
    const found = read(colon[1]!, published, language, false);
    if (found && (found.agency !== null || found.place === null || isKnownPlace(found.place, language))) {
      const known = found.place !== null && isKnownPlace(found.place, language);
      const supplied = found.agency !== null && (isAgency(found.agency, language) || known);
      // "The Speaker (Ana Torvik): …" is who speaks, not where.
      const office = found.place !== null && /^the\s/iu.test(found.place) && !known;
      if (!office && (found.place === null || isCapitals(found.place) || supplied))
        return { ...found, end: colon[0].length };
    }
  }
  const points =
    /^(\p{Lu}[\p{Lu}\s'’-]{2,40})\.\s+((?:\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\p{L}{3,9}))\.(?:\s+([\p{Lu}][\p{L}-]{2,20})\.)?(?=\s)/u.exec(
      start,
    );
  if (points && readDate(points[2]!, language, '2000-06-15')) {
    const place = points[1]!;
    const date = readDate(points[2]!, language, published)?.iso.slice(0, 10) ?? null;
    return {
      place,
      country: countryOf(place, null, language),
      agency: points[3] ?? null,
      date,
      end: points[0].length,
    };
  }
  // "WASHINGTON (AP) The …": the agency in brackets closes it.
  const bracket = /^(\p{Lu}[^()“”"]{1,60}?)\s\(([^()]{2,40})\)(?=\s+[\p{Lu}“"])/u.exec(start);
  if (bracket && isCapitals(bracket[1]!.split(',')[0]!) && agencyNamed(bracket[2]!, language)) {
    const found = read(`${bracket[1]!} (${bracket[2]!})`, published, language, false);
    if (found) return { ...found, end: bracket[0].length };
  }
  return null;
}

/**
 * A line that is nothing but a place and a date ("Lisvarra, September 2, 2024"), as press releases begin; null for
 * any other line.
 * @param line one line, without white space around it
 * @example readPlaceLine('Lisvarra, September 2, 2024', null, english)?.place // 'Lisvarra'
 */
export function readPlaceLine(
  line: string,
  published: string | null,
  language: Language,
): FoundDateline | null {
  if (line.length > 80) return null;
  const found = /^(\p{Lu}[\p{L}\p{M}'’. -]{1,40}(?:,\s*\p{Lu}[\p{L}. ]{1,30})?),\s*([^,]*\d.*)$/u.exec(line);
  const date = found ? readDate(found[2]!, language, published) : null;
  if (!found || !date || date.start > 0 || date.end < found[2]!.replace(/\.$/, '').length) return null;
  const [place, region = null] = found[1]!.split(/,\s*/);
  if (!place || !PLACE.test(place) || isLabel(place, language) || readDate(`${place} 1, 2000`, language))
    return null;
  return {
    place,
    country: countryOf(place, region, language),
    agency: null,
    date: date.iso.slice(0, 10),
    end: line.length,
  };
}
