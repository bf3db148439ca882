import type { SpeakerKind } from '../record.js';
import { foldedName } from './transliteration.js';

/**
 * Speakers across pages: which names of many pages are of one speaker.
 *
 * Two names are of one speaker when their words are the same in one spelling ("Sergey Orlenov", "Sergei Orlenov",
 * "Сергей Орленов"), when one has a middle name more ("Hamza Rafiq", "Hamza Muhammad Rafiq") or a known short form of
 * a given name, or when a page gives one as another name of the other ("Daesh (Islamic State)"). A surname alone never
 * joins anyone: it stays a speaker of its own. Where a name fits two speakers that are known to differ, it is joined
 * to neither.
 *
 * Whoever keeps very many speakers need not compare all of them: only those that share one of their {@link meetingKeys},
 * over however many others, can be one.
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

/** What comparing names of a language needs: a part of the lexicon. */
export interface AliasLexicon {
  /** Short given names, by small letters, with the long form: `bill` is `william`. */
  nicknames: ReadonlyMap<string, string>;
  /** "jr", "sr", "iii": they tell people of one name apart. */
  suffixes: ReadonlySet<string>;
  /** Lists of names by which one organisation is known, whatever a page says. */
  otherNames: readonly (readonly string[])[];
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

/** The lists of a language in the one spelling. */
interface Forms {
  long: ReadonlyMap<string, string>;
  suffixes: ReadonlySet<string>;
  /** The key that stands for all names of an organisation, by the key of each. */
  known: ReadonlyMap<string, string>;
}

const forms = new WeakMap<AliasLexicon, Forms>();

function formsOf(lexicon: AliasLexicon): Forms {
  const made = forms.get(lexicon);
  if (made) return made;
  const long = new Map<string, string>();
  for (const [short, full] of lexicon.nicknames)
    long.set(foldedName(short)[0] ?? short, foldedName(full)[0] ?? full);
  const known = new Map<string, string>();
  for (const names of lexicon.otherNames)
    for (const name of names) if (!known.has(keyOf(name))) known.set(keyOf(name), keyOf(names[0] ?? name));
  const out = { long, suffixes: lexicon.suffixes, known };
  forms.set(lexicon, out);
  return out;
}

function partsOf(name: string, { long, suffixes }: Forms): Parts {
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

const isPerson = ({ kind }: Pick<NamedSpeaker, 'kind'>) => kind === 'person';

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

/** A name as a key: one spelling, without article. */
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
  join(a: number, b: number): void {
    const [one, other] = [this.set[a]!, this.set[b]!];
    if (one === other) return;
    if (one.some((i) => other.some((j) => this.apart(i, j)))) return;
    const [large, small] = one.length < other.length ? [other, one] : [one, other];
    for (const i of small) {
      large.push(i);
      this.set[i] = large;
    }
  }
}

/** Longer ones are no names. UTF-16 units. */
const LONGEST = 200;

/** The keys of the full names that a page gives: the speaker's own first. Single words join nobody but organisations. */
function nameKeys(speaker: Pick<NamedSpeaker, 'name' | 'kind' | 'aliases'>, { known }: Forms): string[] {
  const person = isPerson(speaker);
  const keys = [speaker.name, ...speaker.aliases.filter(isFull)]
    .filter((name) => name.length <= LONGEST)
    .map(keyOf)
    .filter((key) => key !== '' && (!person || key.includes(' ')));
  return [...new Set(person ? keys : keys.map((key) => known.get(key) ?? key))];
}

/**
 * The keys under which a speaker meets those that can be the same: two without a key in common are never joined, but
 * over a third. The same in every process, so that they can be kept.
 * @param speaker as its pages give it
 * @param lexicon the language's
 * @returns none for whom nobody of another page can be: authors, groups, the unnamed
 * @example meetingKeys({ name: 'Sergey Orlenov', kind: 'person', aliases: [] }, lexicon) // ['person sergi orlenov', …]
 */
export function meetingKeys(
  speaker: Pick<NamedSpeaker, 'name' | 'kind' | 'aliases'>,
  lexicon: AliasLexicon,
): string[] {
  if (!canJoin(speaker) || speaker.name.length > LONGEST) return [];
  const language = formsOf(lexicon);
  // An outlet may be called an organisation elsewhere; a document is neither.
  if (!isPerson(speaker))
    return nameKeys(speaker, language).map(
      (key) => `${speaker.kind === 'document' ? 'document' : 'other'} ${key}`,
    );
  const { given, last } = partsOf(speaker.name, language);
  return [
    ...(given === '' ? [] : [`person ${given} ${last}`]),
    ...nameKeys(speaker, language).map((key) => `name ${key}`),
  ];
}

/**
 * Groups the speakers of many pages into those who are one.
 * @param given the speakers, each with a key of its own; unnamed ones and authors stay alone
 * @param lexicon short given names, suffixes and known names of the language
 * @returns one group for every speaker or set of speakers, in the order in which they were first given
 * @example
 * sameSpeakers([
 *   { key: '1', name: 'Hamza Rafiq', kind: 'person', roles: [], aliases: [] },
 *   { key: '2', name: 'Hamza Muhammad Rafiq', kind: 'person', roles: [], aliases: [] },
 * ], lexicon)[0]?.name // 'Hamza Muhammad Rafiq'
 */
export function sameSpeakers(given: readonly NamedSpeaker[], lexicon: AliasLexicon): SpeakerGroup[] {
  const language = formsOf(lexicon);
  const nodes = nodesOf(given);
  const speakers = nodes.map(({ speaker }) => speaker);
  const parts = speakers.map(({ name }) => partsOf(name, language));
  const named = speakers.map((speaker) => nameKeys(speaker, language));
  const linked = (i: number, j: number) => named[i]!.some((key) => named[j]!.includes(key));
  const apart = (i: number, j: number) =>
    isPerson(speakers[i]!) &&
    isPerson(speakers[j]!) &&
    parts[i]!.words.length > 1 &&
    parts[j]!.words.length > 1 &&
    !samePerson(parts[i]!, parts[j]!) &&
    !linked(i, j);
  const unions = new Unions(speakers.length, apart);

  const buckets = new Map<string, number[]>();
  speakers.forEach((speaker, i) => {
    for (const key of meetingKeys(speaker, lexicon)) {
      const list = buckets.get(key);
      if (list) list.push(i);
      else buckets.set(key, [i]);
    }
  });
  for (const [bucket, list] of buckets) {
    if (list.length < 2) continue;
    if (!bucket.startsWith('person ')) {
      const key = bucket.slice(bucket.indexOf(' ') + 1);
      const bearers = list.filter((i) => named[i]![0] === key);
      const others = list.filter((i) => named[i]![0] !== key);
      // "the NRA", and two pages say of two organisations that this is what they are called: it tells nothing.
      const clear = new Set(others.map((i) => named[i]![0])).size === 1;
      const same = clear ? [...bearers, ...others] : bearers;
      for (const i of same) unions.join(same[0]!, i);
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
          unions.join(i, j);
        }
      }
    }
  }
  return groupsOf(nodes, unions);
}

/** Whether a name has more than one word, or is no word that people share as a surname. */
const isFull = (name: string) => /\s/u.test(name.trim()) || /^\p{Lu}{2,}$/u.test(name);

/** Authors, groups and the unnamed of one page are not those of another. */
const canJoin = ({ name, kind }: Pick<NamedSpeaker, 'name' | 'kind'>) =>
  kind !== 'author' && kind !== 'group' && !name.startsWith('unnamed');

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

function groupsOf(nodes: readonly Node[], unions: Unions): SpeakerGroup[] {
  const seen = new Set<readonly number[]>();
  return nodes.flatMap((_, i): SpeakerGroup[] => {
    const set = unions.of(i);
    if (seen.has(set)) return [];
    seen.add(set);
    const members = [...set].sort((a, b) => a - b).map((n) => nodes[n]!);
    const list = members.flatMap(({ all }) => all);
    const { name } = [...members].sort(byFullness)[0]!.speaker;
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

const wordsIn = (name: string) => name.split(/\s+/u).length;
/** A name that no reader of English stumbles over: Latin letters, not all of them capitals. */
const isPlain = (name: string) => /^[\p{Script=Latin}\P{L}]+$/u.test(name) && /\p{Ll}/u.test(name);

/** The name to show first: in plain letters, the fullest; of two as full, the one that more pages give, the longer one. */
function byFullness(a: Node, b: Node): number {
  const [x, y] = [a.speaker.name, b.speaker.name];
  return (
    Number(isPlain(y)) - Number(isPlain(x)) ||
    wordsIn(y) - wordsIn(x) ||
    b.all.length - a.all.length ||
    y.length - x.length ||
    (x < y ? -1 : 1)
  );
}
