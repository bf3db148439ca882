import { memoized } from '../memoized.js';
import type { Speaker, SpeakerKind, Statement } from '../record.js';

/** A speaker as pages of several writers can be compared by: folded names and the words of the roles. */
export interface Who {
  /** As the page's fullest form has it; null where the page does not tell. */
  name: string | null;
  kind: SpeakerKind | null;
  /** Folded words of the name, titles off; empty for the unnamed. */
  words: string[];
  /** Folded words of each other name of the page. */
  aliases: string[][];
  /** Folded words of the roles, and of what an unnamed speaker is called. */
  roles: string[];
  /** Whether the name itself, and not a pronoun or nothing, stands at the statement. */
  explicit: boolean;
  /** Whether the statement describes its speaker ("the judge", "his lawyer") and the name is what the page was read to mean. */
  described: boolean;
  /** Whether it describes one of whom there is no other: "the judge", not "a nurse". */
  definite: boolean;
}

/** Stands before those words of roles that make another office of one: a deputy's. */
export const DEPUTY = '~';

/** How two speakers stand to each other. */
export type WhoRelation = 'same' | 'likely' | 'open' | 'far' | 'other';

const UNNAMED = /^unnamed\b:?\s*/iu;
const TITLE =
  /^(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|rev|fr|gen|general|col|colonel|maj|major|capt|captain|lt|lieutenant|sgt|sergeant|sen|senator|rep|representative|gov|governor|president|judge|justice|king|queen|prince|princess|the|sheikh|hon)$/u;
/** Letters behind a name are no part of it: "Ana Torvik MP"; numerals are. */
const LETTERS = /(?<=\p{Lu}\S*\p{Ll}\s+\S*\p{Ll}),?(?:\s+(?![IVX]+$)\p{Lu}{2,4})+$/u;
/** What a description of one of whom there is no other begins with, where it is not an office as a title: "Minister". */
const DEFINITE = /^(?:the|its|their)\s+\S|^\p{Lu}/u;
const INDEFINITE = /^(?:an?|one|some|two|three|several|many|most|other|another)\s/iu;
/** Small words in names and roles, which tell nobody apart. */
export const SMALL: ReadonlySet<string> = new Set([
  'of',
  'the',
  'for',
  'and',
  'in',
  'at',
  'to',
  'a',
  'an',
  'on',
  's',
  'de',
  'von',
  'van',
  'da',
  'al',
  'el',
  'bin',
  'ibn',
  'his',
  'her',
  'its',
  'their',
]);

/**
 * A word of a name as it sounds, roughly: accents off, and the spellings that transliterations vary made one.
 * @example fold('Sergey') === fold('Sergei') // true
 */
export const fold = memoized(20_000, (word) =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.`]/gu, '')
    .replace(/ph/gu, 'f')
    .replace(/kh/gu, 'h')
    .replace(/ck/gu, 'k')
    .replace(/[yj]/gu, 'i')
    .replace(/w/gu, 'v')
    .replace(/([^\d])\1+/gu, '$1')
    .replace(/e?i+$/u, 'i'),
);

const wordsIn = (name: string): string[] => name.match(/[\p{L}\p{N}\p{M}]+(?:['’.&][\p{L}\p{N}]+)*/gu) ?? [];

/** Initials that are two letters or three only outside their own script: "Zh. Torvik". */
const DIGRAPHS = /(?<!\p{L})(?:[CKPSTZ]h|Dzh|Ts|Y[aeu])\.(?=\s)/gu;

const isTitle = (word: string): boolean => TITLE.test(word.toLowerCase().replace(/\./gu, ''));

function nameWords(name: string): string[] {
  const words = wordsIn(name.replace(DIGRAPHS, ([letter]) => `${letter}.`));
  while (words.length > 1 && isTitle(words[0]!)) words.shift();
  return words.map(fold);
}

/**
 * The speaker of a statement, made comparable.
 * @param speaker as the record resolves it; undefined where the page does not tell
 * @param statement for the role at this statement and the words that name the speaker there
 * @example whoOf(record.speakers[0], record.statements[0]).words // ['irena', 'dovas']
 */
export function whoOf(speaker: Speaker | undefined, statement: Pick<Statement, 'role' | 'source'>): Who {
  const roles = [...(speaker?.roles ?? []), ...(statement.role === null ? [] : [statement.role])];
  const source = statement.source
    .map(({ text }) => text)
    .join(' ')
    .trim();
  const bare = source === '' || /^(?:he|she|they|it|i|we|who)$/iu.test(source);
  if (!speaker) {
    return {
      name: null,
      kind: null,
      words: [],
      aliases: [],
      roles: roleWords([...roles, bare ? '' : source]),
      explicit: false,
      described: !bare,
      definite: isDefinite(source),
    };
  }
  const unnamed = UNNAMED.test(speaker.name);
  const name = speaker.kind === 'person' ? speaker.name.replace(LETTERS, '') : speaker.name;
  const words = unnamed ? [] : nameWords(name);
  const at = new Set(wordsIn(source).map(fold));
  const aliases = unnamed ? [] : speaker.aliases.map(nameWords).filter((alias) => alias.length > 0);
  const explicit = words.some((word) => word.length > 2 && at.has(word));
  const described = !explicit && !bare && !aliases.some((alias) => alias.every((word) => at.has(word)));
  return {
    name,
    kind: speaker.kind,
    words,
    aliases,
    roles: roleWords(
      unnamed
        ? [...roles, speaker.name.replace(UNNAMED, ''), bare ? '' : source]
        : described
          ? [source, statement.role ?? '']
          : roles,
    ),
    explicit,
    described,
    definite: (described || unnamed) && isDefinite(source),
  };
}

/**
 * A person who speaks on the page of a body speaks for that body, whatever the page says of his office there.
 * @param body the body's name; null where the page is none's
 * @example speakingFor(who, 'Ostmar Grain').roles.includes('ostmar') // true
 */
export function speakingFor(who: Who, body: string | null): Who {
  if (body === null || who.kind !== 'person' || who.words.length === 0) return who;
  return { ...who, roles: [...new Set([...who.roles, ...roleWords([body])])] };
}

const isDefinite = (source: string) => DEFINITE.test(source) && !INDEFINITE.test(source);

/**
 * A speaker of whom only these words of the page are known: "Kordan's transport minister", "Deputy Minister Ana Torvik".
 * @param name the words
 * @param speaker the page's speaker whose name is among them, if there is one
 * @example whoNamed('the transport minister', undefined).roles // ['transport', 'minister']
 */
export function whoNamed(name: string, speaker: Speaker | undefined): Who {
  if (speaker) return whoOf(speaker, { role: null, source: [] });
  const end = /(?:\p{Lu}[\p{L}\p{M}.'’-]*\s+)+\p{Lu}[\p{L}\p{M}.'’-]*$/u.exec(name.trim());
  // Titles and offices in capitals before the name: the last two words are the name, the last alone behind a title.
  const proper = end ? end[0].split(/\s+/u).slice(-2) : [];
  const titled = proper.length > 1 && isTitle(proper[0]!);
  if (titled) proper.shift();
  if (proper.length < (titled ? 1 : 2))
    return {
      name: null,
      kind: null,
      words: [],
      aliases: [],
      roles: roleWords([name]),
      explicit: false,
      described: true,
      definite: isDefinite(name),
    };
  return {
    name: proper.join(' '),
    kind: 'person',
    words: proper.map(fold),
    aliases: [],
    roles: roleWords([name.slice(0, name.length - proper.join(' ').length)]),
    explicit: true,
    described: false,
    definite: false,
  };
}

function roleWords(roles: readonly string[]): string[] {
  return [
    ...new Set(
      roles
        .flatMap(wordsIn)
        .map(fold)
        .filter((word) => word.length > 1 && !SMALL.has(word)),
    ),
  ];
}

const isPerson = (who: Who) => who.kind === 'person' || who.kind === 'author';

/**
 * Whether two pages may mean one speaker.
 * `same`: one name (in full, in part, by an initial, an alias, an acronym); `likely`: an institution and one who speaks
 * for it, or roles that agree; `open`: one of them is not named; `far`: an institution, country or single word and another
 * name, which may stand for one another; `other`: two full names.
 * @example relate(whoOf(a, s), whoOf(b, t)) // 'same'
 */
export function relate(a: Who, b: Who): WhoRelation {
  const named = a.words.length === 0 || b.words.length === 0 ? 'open' : relateNames(a, b);
  if (named === 'same' || named === 'likely') return named;
  if (describedBy(a, b) || describedBy(b, a)) return 'likely';
  // Whom a description means is read less surely than a name.
  if (named !== 'open' && !a.described && !b.described) return named;
  return oneOffice(a.roles, b.roles) ? 'likely' : 'open';
}

/**
 * A description that holds the name of the other: "Amsel and her colleagues", "Kelmar’s foreign minister". Of a person, "Amsel’s
 * lawyer" is somebody else.
 */
function describedBy(unnamed: Who, named: Who): boolean {
  if (unnamed.words.length > 0 || named.words.length === 0) return false;
  if (isPerson(named)) return unnamed.roles.includes(named.words.at(-1)!);
  return namesOneOf(named.words, unnamed.roles);
}

/** Whether some words hold a telling one of a body's name, or its plural. */
const namesOneOf = (name: readonly string[], words: readonly string[]): boolean =>
  name.some(
    (word) => word.length > 2 && !SMALL.has(word) && (words.includes(word) || words.includes(`${word}s`)),
  );

/**
 * Whether two descriptions may be of one office: more than half of the shorter's words are the other's. "Water minister" is
 * no "foreign minister", and no "deputy minister" is a minister.
 */
export function oneOffice(a: readonly string[], b: readonly string[]): boolean {
  const isDeputy = (word: string) => word.startsWith(DEPUTY);
  if (a.some(isDeputy) !== b.some(isDeputy)) return false;
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  return 2 * few.filter((word) => many.includes(word)).length > few.length;
}

function relateNames(a: Who, b: Who): WhoRelation {
  if (isPerson(a) && isPerson(b)) {
    if (samePerson(a.words, b.words)) return 'same';
    // A company is often called after a person.
    if (a.words[0] === b.words.at(-1) || b.words[0] === a.words.at(-1)) return 'likely';
    // A firm called as people are, and who speaks for it: "Harrow Vance", "Ana Torvik, director of Harrow Vance".
    if (holdsName(a.roles, b.words) || holdsName(b.roles, a.words)) return 'likely';
    return a.words.length > 1 && b.words.length > 1 ? 'other' : 'far';
  }
  if (!isPerson(a) && !isPerson(b)) return sameBody(a, b) ? 'same' : 'far';
  const [person, body] = isPerson(a) ? [a, b] : [b, a];
  const told = [...person.roles, ...person.words];
  if (namesOneOf(body.words, told)) return 'likely';
  return body.kind === 'document' || body.kind === 'group' || body.kind === 'outlet' ? 'open' : 'far';
}

const holdsName = (roles: readonly string[], name: readonly string[]): boolean =>
  name.length > 1 && name.every((word) => roles.includes(word));

/** One name in full or in part: "Hamza Rafiq" and "Hamza Muhammad Rafiq"; "H. Rafiq"; "Rafiq". */
function samePerson(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.includes(short[0]!);
  if (!close(short.at(-1)!, long.at(-1)!) && !long.includes(short.at(-1)!)) return false;
  const given = long.slice(0, -1);
  return short
    .slice(0, -1)
    .every(
      (word) =>
        given.some((known) => close(word, known) || initial(word, known) || initial(known, word)) ||
        long.includes(word),
    );
}

const initial = (short: string, long: string) => short.length === 1 && long.startsWith(short);

/** The same word, or one letter more, less or other in a long one. */
function close(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i);
}

function sameBody(a: Who, b: Who): boolean {
  const names = (who: Who) =>
    [who.words, ...who.aliases].map((words) => words.filter((word) => !SMALL.has(word)));
  return names(a).some((x) =>
    names(b).some((y) => {
      if (x.length === 0 || y.length === 0) return false;
      const shared = x.filter((word) => y.includes(word)).length;
      if (shared === Math.min(x.length, y.length)) return true;
      return acronym(x, y) || acronym(y, x);
    }),
  );
}

const acronym = (short: readonly string[], long: readonly string[]) =>
  short.length === 1 && long.length > 1 && short[0] === fold(long.map((word) => word[0]).join(''));

/**
 * What a named speaker is found under in other pages: the last word of the name, or an institution's words.
 * Empty for the unnamed.
 * @example handleOf(who) // 'dovas'
 */
export function handleOf(who: Who): string {
  if (who.words.length === 0) return '';
  return isPerson(who)
    ? who.words.at(-1)!
    : who.words
        .filter((word) => !SMALL.has(word))
        .sort()
        .join(' ');
}
