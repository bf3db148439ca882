import type { SpeakerKind } from '../record.js';
import { foldedName } from './transliteration.js';

/**
 * Speakers across pages: which names of many pages are of one speaker.
 *
 * Two names are of one speaker when their words are the same in one spelling ("Sergey Orlenov", "Sergei Orlenov",
 * "Сергей Орленов"), when one has a middle name more ("Hamza Rafiq", "Hamza Muhammad Rafiq") or a known short form of
 * a given name, or when a page gives one as another name of the other ("Daesh (Islamic State)"). A surname alone never
 * joins anyone: it stays a speaker of its own. Where a name fits two speakers that are known to differ, it is joined
 * to neither. What a user decides wins over all of this.
 */

/** One speaker as a page gives it. */
export interface NamedSpeaker {
  /** What the caller knows it by: it comes back in the groups. */
  key: string;
  name: string;
  kind: SpeakerKind;
  roles: readonly string[];
  /** Other names that its page gives. */
  aliases: readonly string[];
}

/** Speakers of several pages that are one, under the fullest of their names. */
export interface SpeakerGroup {
  name: string;
  kind: SpeakerKind;
  aliases: string[];
  roles: string[];
  /** The keys of the speakers in it, in the order in which they were given. */
  keys: string[];
}

/**
 * What a user decides, as the file holds it.
 * @example { "same": [["Daesh", "Islamic State", "ISIS"]], "different": [["Ana Holt", "Ana B. Holt"]] }
 */
export interface AliasDecisions {
  /** Lists of names of one speaker; the first is the one to show. */
  same?: readonly (readonly string[])[];
  /** Lists of names that are never of one speaker. */
  different?: readonly (readonly string[])[];
}

/** What comparing names of a language needs. */
export interface AliasLexicon {
  /** Short given names, by small letters, with the long form: `bill` is `william`. */
  nicknames: ReadonlyMap<string, string>;
  /** "jr", "sr", "iii": they tell people of one name apart. */
  suffixes: ReadonlySet<string>;
}

/**
 * Reads a user's decisions.
 * @param text the file's JSON
 * @throws Error that says what is wrong and where
 * @example parseAliases('{ "same": [["Daesh", "Islamic State"]] }').same
 */
export function parseAliases(text: string): AliasDecisions {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('not an object with "same" and "different"');
  for (const [field, lists] of Object.entries(value)) {
    if (field !== 'same' && field !== 'different')
      throw new Error(`"${field}" is neither "same" nor "different"`);
    if (!Array.isArray(lists)) throw new Error(`"${field}" is not a list of lists of names`);
    lists.forEach((list: unknown, i) => {
      const names =
        Array.isArray(list) && list.every((name) => typeof name === 'string' && name.trim() !== '');
      if (!names || list.length < 2)
        throw new Error(`"${field}", entry ${String(i + 1)}: not a list of two names or more`);
    });
  }
  return value;
}

/** A name taken apart for comparing. */
interface Parts {
  /** All words in one spelling. */
  words: readonly string[];
  given: string;
  middle: readonly string[];
  last: string;
  suffix: string;
}

function partsOf(name: string, long: ReadonlyMap<string, string>, suffixes: ReadonlySet<string>): Parts {
  const words = foldedName(name);
  const suffix = words.length > 2 && suffixes.has(words.at(-1)!) ? words.at(-1)! : '';
  const bare = suffix ? words.slice(0, -1) : words;
  const first = bare[0] ?? '';
  return {
    words: bare,
    given: bare.length > 1 ? (long.get(first) ?? first) : '',
    middle: bare.slice(1, -1),
    last: bare.at(-1) ?? '',
    suffix,
  };
}

const isPerson = ({ kind }: NamedSpeaker) => kind === 'person';

/** Whether all of some words stand among others in the same order. */
function within(some: readonly string[], others: readonly string[]): boolean {
  let from = 0;
  return some.every((word) => {
    const at = others.indexOf(word, from);
    from = at + 1;
    return at >= 0;
  });
}

/** Whether two full names of people can be of one. */
function samePerson(a: Parts, b: Parts): boolean {
  if (a.words.length < 2 || b.words.length < 2) return false;
  if (a.last !== b.last || a.given !== b.given) return false;
  if (a.suffix !== b.suffix && a.suffix !== '' && b.suffix !== '') return false;
  // One may leave middle names out; two different middle names are of two people.
  return within(a.middle, b.middle) || within(b.middle, a.middle);
}

/** A name as a key for what is decided or given: one spelling, without article. */
const keyOf = (name: string) => foldedName(name.replace(/^the\s+/iu, '')).join(' ');

/** Sets of speakers that grow together, with those that must stay apart. */
class Unions {
  private readonly set: number[][];

  constructor(
    size: number,
    private readonly apart: (a: number, b: number) => boolean,
  ) {
    this.set = Array.from({ length: size }, (_, i) => [i]);
  }

  /** The set of a speaker; the same array for all in it. */
  of(i: number): readonly number[] {
    return this.set[i]!;
  }

  /** Joins two sets, unless some of the one must stay apart from some of the other. */
  join(a: number, b: number, decided: boolean): void {
    const [one, other] = [this.set[a]!, this.set[b]!];
    if (one === other) return;
    if (!decided && one.some((i) => other.some((j) => this.apart(i, j)))) return;
    const [large, small] = one.length < other.length ? [other, one] : [one, other];
    for (const i of small) {
      large.push(i);
      this.set[i] = large;
    }
  }
}

/** Pairs of names that a user says are never of one speaker. */
function parted({ different = [] }: AliasDecisions): Set<string> {
  const out = new Set<string>();
  for (const list of different) {
    for (const a of list) for (const b of list) if (a !== b) out.add(`${a.trim()}\n${b.trim()}`);
  }
  return out;
}

/**
 * Groups the speakers of many pages into those who are one.
 * @param given the speakers, each with a key of its own; unnamed ones and authors stay alone
 * @param lexicon short given names and suffixes of the language
 * @param decisions what a user decided
 * @returns one group for every speaker or set of speakers, in the order in which they were first given
 * @example
 * sameSpeakers([
 *   { key: '1', name: 'Hamza Rafiq', kind: 'person', roles: [], aliases: [] },
 *   { key: '2', name: 'Hamza Muhammad Rafiq', kind: 'person', roles: [], aliases: [] },
 * ], lexicon)[0]?.name // 'Hamza Muhammad Rafiq'
 */
export function sameSpeakers(
  given: readonly NamedSpeaker[],
  lexicon: AliasLexicon,
  decisions: AliasDecisions = {},
): SpeakerGroup[] {
  const long = new Map<string, string>();
  for (const [short, full] of lexicon.nicknames)
    long.set(foldedName(short)[0] ?? short, foldedName(full)[0] ?? full);
  const nodes = nodesOf(given);
  const speakers = nodes.map(({ speaker }) => speaker);
  const parts = speakers.map(({ name }) => partsOf(name, long, lexicon.suffixes));
  const never = parted(decisions);
  const apart = (i: number, j: number) => {
    if (never.has(`${speakers[i]!.name}\n${speakers[j]!.name}`)) return true;
    const both = isPerson(speakers[i]!) && isPerson(speakers[j]!);
    return (
      both &&
      parts[i]!.words.length > 1 &&
      parts[j]!.words.length > 1 &&
      !samePerson(parts[i]!, parts[j]!) &&
      !linked(i, j)
    );
  };
  const linked = (i: number, j: number) => named(i).some((key) => named(j).includes(key));
  const named = (i: number) => [speakers[i]!.name, ...speakers[i]!.aliases.filter(isFull)].map(keyOf);
  const unions = new Unions(speakers.length, apart);
  const open = speakers.flatMap((speaker, i) => (canJoin(speaker) ? [i] : []));

  const decided = new Map<string, number>();
  (decisions.same ?? []).forEach((list, n) => {
    for (const name of list) decided.set(keyOf(name), n);
  });
  const buckets = new Map<string, number[]>();
  const put = (bucket: string, i: number) => {
    const list = buckets.get(bucket);
    if (list) list.push(i);
    else buckets.set(bucket, [i]);
  };
  for (const i of open) {
    const decision = decided.get(keyOf(speakers[i]!.name));
    if (decision !== undefined) put(`decided ${String(decision)}`, i);
    const { given: first, last } = parts[i]!;
    if (isPerson(speakers[i]!) && first) put(`person ${first} ${last}`, i);
    for (const key of named(i)) if (!isPerson(speakers[i]!) || key.includes(' ')) put(`name ${key}`, i);
  }
  for (const [bucket, list] of buckets) {
    if (bucket.startsWith('decided')) list.forEach((i) => unions.join(list[0]!, i, true));
  }
  for (const [bucket, list] of buckets) {
    if (bucket.startsWith('decided')) continue;
    if (bucket.startsWith('name')) {
      list.forEach((i) => sameKind(speakers[list[0]!]!, speakers[i]!) && unions.join(list[0]!, i, false));
      continue;
    }
    // Of three with one given name and surname and two different middle names, the one without stays alone.
    const clash = list.some((i) => list.some((j) => !samePerson(parts[i]!, parts[j]!)));
    for (const i of list) {
      for (const j of list) {
        if (
          i < j &&
          samePerson(parts[i]!, parts[j]!) &&
          (!clash || parts[i]!.middle.length === parts[j]!.middle.length)
        ) {
          unions.join(i, j, false);
        }
      }
    }
  }
  return groupsOf(nodes, unions, decided, decisions);
}

/** Whether a name has more than one word, or is no word that people share as a surname. */
const isFull = (name: string) => /\s/u.test(name.trim()) || /^\p{Lu}{2,}$/u.test(name);

/** Authors, groups and the unnamed of one page are not those of another. */
const canJoin = ({ name, kind }: NamedSpeaker) =>
  kind !== 'author' && kind !== 'group' && !name.startsWith('unnamed');

/** A person is no organisation; an outlet may be called an organisation elsewhere. */
const sameKind = (a: NamedSpeaker, b: NamedSpeaker) => isPerson(a) === isPerson(b);

/** Speakers of one name and kind: one for all comparing, however many pages have it. */
interface Node {
  speaker: NamedSpeaker;
  all: NamedSpeaker[];
}

function nodesOf(given: readonly NamedSpeaker[]): Node[] {
  const nodes = new Map<string, Node>();
  for (const speaker of given) {
    const key = canJoin(speaker) ? `${speaker.kind}\n${speaker.name}` : `alone\n${speaker.key}`;
    const node = nodes.get(key);
    if (!node) nodes.set(key, { speaker, all: [speaker] });
    else {
      node.all.push(speaker);
      const aliases = [...new Set([...node.speaker.aliases, ...speaker.aliases])];
      node.speaker = { ...node.speaker, aliases };
    }
  }
  return [...nodes.values()];
}

function groupsOf(
  nodes: readonly Node[],
  unions: Unions,
  decided: ReadonlyMap<string, number>,
  { same = [] }: AliasDecisions,
): SpeakerGroup[] {
  const seen = new Set<readonly number[]>();
  return nodes.flatMap((_, i): SpeakerGroup[] => {
    const set = unions.of(i);
    if (seen.has(set)) return [];
    seen.add(set);
    const members = [...set].sort((a, b) => a - b).map((n) => nodes[n]!);
    const list = members.flatMap(({ all }) => all);
    const decision = members
      .map(({ speaker }) => decided.get(keyOf(speaker.name)))
      .find((n) => n !== undefined);
    const chosen = decision === undefined ? undefined : same[decision]?.[0];
    // The fullest name; of two as full, the one that more pages give, then the first.
    const length = ({ speaker }: Node) => speaker.name.split(/\s+/u).length;
    const fullest = [...members].sort((a, b) => length(b) - length(a) || b.all.length - a.all.length)[0]!;
    const name = chosen ?? fullest.speaker.name;
    const aliases = new Set(list.flatMap((speaker) => [speaker.name, ...speaker.aliases]));
    aliases.delete(name);
    return [
      {
        name,
        kind: list[0]!.kind,
        aliases: [...aliases],
        roles: [...new Set(list.flatMap(({ roles }) => roles))],
        keys: list.map(({ key }) => key),
      },
    ];
  });
}
