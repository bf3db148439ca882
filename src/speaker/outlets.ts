import { entriesOf, perLanguage } from '../language/language.js';
import type { Via } from '../record.js';

/** How words usually come through an outlet. */
export type Carriage = Exclude<Via['how'], 'told'>;

/** A news outlet, agency, programme or platform: its name and how it carries words. */
export interface Outlet {
  name: string;
  how: Carriage;
}

interface OutletFile {
  /** Names by carriage; other names follow after "=". */
  known: Record<Carriage, string[]>;
  /** Last words that make a capitalised name an outlet. */
  endings: Partial<Record<Carriage, string[]>>;
  /** First words that do. */
  beginnings: Partial<Record<Carriage, string[]>>;
  newsEndings: string[];
  /** Verbs and nouns of posting, by platform. */
  posting: Record<string, string[]>;
  relayCues: string[];
}

/** The outlets that a language knows, by name in small letters without article. */
export interface OutletList {
  known: ReadonlyMap<string, Outlet>;
  endings: ReadonlyMap<string, Carriage>;
  beginnings: ReadonlyMap<string, Carriage>;
  newsEndings: ReadonlySet<string>;
  posting: ReadonlyMap<string, string>;
  relayCues: ReadonlySet<string>;
}

/** A name of an outlet as a key. @example outletKey('The New York Times') // 'new york times' */
export function outletKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/’/gu, "'")
    .replace(/^the\s+/u, '')
    .replace(/\s&\s/gu, ' and ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The outlets of a language (`outlets.json`). @example outletsOf(english).known.get('cnn')?.how // 'aired' */
export const outletsOf = perLanguage((language): OutletList => {
  const file = entriesOf<OutletFile>(language, 'outlets');
  const known = new Map<string, Outlet>();
  for (const [how, rows] of Object.entries(file.known) as [Carriage, string[]][]) {
    for (const row of rows) {
      const [name, ...others] = row.split('=') as [string, ...string[]];
      for (const form of [name, ...others]) {
        const key = outletKey(form);
        if (!known.has(key)) known.set(key, { name, how });
      }
    }
  }
  const endings = new Map<string, Carriage>();
  for (const [how, words] of Object.entries(file.endings) as [Carriage, string[]][]) {
    for (const word of words) endings.set(word, how);
  }
  const beginnings = new Map<string, Carriage>();
  for (const [how, words] of Object.entries(file.beginnings) as [Carriage, string[]][]) {
    for (const word of words) beginnings.set(word, how);
  }
  const posting = new Map<string, string>();
  for (const [platform, words] of Object.entries(file.posting)) {
    for (const word of words) posting.set(word, platform);
  }
  return {
    known,
    endings,
    beginnings,
    newsEndings: new Set(file.newsEndings),
    posting,
    relayCues: new Set(file.relayCues),
  };
});

/**
 * The outlets that a page may name: those that the language knows, and the one whose page it is.
 * @param own its name; null where the page does not tell
 * @example withOwn(outletsOf(english), 'Ostmar Now!').known.has('ostmar now') // true
 */
export function withOwn(outlets: OutletList, own: string | null): OutletList {
  const name = own?.replace(/[^\p{L}\p{N}]+$/u, '') ?? '';
  const key = outletKey(name);
  if (key === '' || outlets.known.has(key)) return outlets;
  return { ...outlets, known: new Map(outlets.known).set(key, { name, how: 'published' }) };
}

/** Longest name of an outlet that is looked for, in words. */
const LONGEST = 5;

/**
 * The outlet whose known name begins at a word, the longest one: "Fox and Friends", not "Fox".
 * @returns the outlet and how many words name it
 */
export function outletAt(
  words: readonly { lower: string; capital: boolean; joined: boolean }[],
  i: number,
  outlets: OutletList,
): { outlet: Outlet; length: number } | null {
  if (!words[i]?.capital) return null;
  let key = '';
  let found: { outlet: Outlet; length: number } | null = null;
  for (let length = 1; length <= LONGEST; length++) {
    const word = words[i + length - 1];
    if (!word || (length > 1 && !word.joined && word.lower !== 'friends')) break;
    key = key ? `${key} ${word.lower}` : word.lower;
    const outlet = outlets.known.get(key);
    if (outlet && length > 1) found = { outlet, length };
  }
  return found;
}

/**
 * The outlet that a name is: one that the language knows, or a capitalised name that ends as outlets' names do.
 * @example outletNamed('Ostmar Gazette', outletsOf(english)) // { name: 'Ostmar Gazette', how: 'published' }
 */
export function outletNamed(name: string, outlets: OutletList): Outlet | null {
  const known = outlets.known.get(outletKey(name));
  // Single common words ("Time", "People") are outlets only with their article or as printed names.
  if (known) return known;
  const words = name.split(/\s+/u);
  const last = words.at(-1)!;
  if (words.length < 2) return null;
  // "Fox 35": a station of a network.
  const network =
    words.length === 2 && /^\p{N}{1,3}$/u.test(last) ? outlets.known.get(outletKey(words[0]!)) : undefined;
  if (network?.how === 'aired') return { name, how: 'aired' };
  const how =
    outlets.endings.get(last) ??
    outlets.beginnings.get(words[0]!) ??
    (outlets.newsEndings.has(last) ? 'aired' : undefined);
  return how ? { name: name.replace(/^The\s+/u, ''), how } : null;
}
