import type { Language } from '../language/language.js';
import { lexiconOf } from '../speaker/lexicon.js';
import { givenGender } from '../speaker/mentions/scan.js';
import { formsOf, namedElsewhere } from './full-name.js';
import type { Report } from './report.js';
import { relate, SMALL, type Who } from './who.js';

/** One report's word for who spoke. */
interface Vote {
  page: string;
  who: Who;
  trust: number;
}

/**
 * The name that an utterance is filed under: of the one whom most pages mean, the full form that most reports give;
 * one whom nobody names is called what the first report calls him.
 * @param reports in order of publication
 * @param language its lists tell given names
 * @param around reports of the days around that may tell whom a surname or an office means
 * @example speakerOf(reports, english) // 'Ana Torvik'
 */
export function speakerOf(
  reports: readonly Report[],
  language: Language,
  around: readonly Report[] = [],
): string | null {
  const all = reports.flatMap((report) => voteOf(report, around) ?? []);
  // "The Herald says that …", "I read that …": a hand, where another page names whose words they are.
  const others = all.filter(({ who }) => who.kind !== 'outlet');
  const isNamed = others.some(({ who }) => who.kind !== 'author' && who.words.length > 0);
  const told = isNamed ? others.filter(({ who }) => who.kind !== 'author') : others;
  const votes = told.length > 0 ? told : all;
  const isToldByName = votes.some(({ who }) => who.words.length > 0 && !who.described);
  const groups: Vote[][] = [];
  for (const vote of votes) {
    const group = groups.find((some) => some.some(({ who }) => isOne(who, vote.who)));
    if (group) group.push(vote);
    else groups.push([vote]);
  }
  const trustIn = (group: readonly Vote[]) => {
    const pages = new Map<string, number>();
    for (const { page, trust } of group) pages.set(page, Math.max(trust, pages.get(page) ?? 0));
    const sum = [...pages.values()].reduce((total, trust) => total + trust, 0);
    return group[0]!.who.words.length === 0 && isToldByName ? UNNAMED_BESIDE_NAMES * sum : sum;
  };
  const [best] = groups.sort((a, b) => trustIn(b) - trustIn(a) || (handleIn(a) < handleIn(b) ? -1 : 1));
  if (!best) return null;
  const form = best[0]!.who.words.length === 0 ? best[0]!.who.name! : fullForm(best, language);
  return accented(form, best).replace(NICKNAME, '');
}

/** "Jens “Jo” Holt" is filed as Jens Holt. */
const NICKNAME = /(?<=\S)\s[“"][^“”"]+[”"](?=\s)/u;

const handleIn = ([first]: readonly Vote[]): string => first!.who.words.at(-1) ?? '';

/** Whether two reports' words for their speakers are of one, by name: the unnamed are counted together. */
const isOne = (a: Who, b: Who): boolean =>
  a.words.length === 0 || b.words.length === 0
    ? a.words.length === b.words.length
    : a.words.at(-1) === b.words.at(-1) || relate(a, b) === 'same';

/** Whom a report means, and how far that is to be trusted; null where it does not tell. */
function voteOf(report: Report, named: readonly Report[]): Vote | null {
  const { who, page } = report;
  const meant = namedElsewhere(report, named);
  if (meant) return { page, who: meant, trust: TRUST.elsewhere };
  if (who.name === null) return null;
  if (who.words.length === 0) return { page, who, trust: TRUST.unnamed };
  if (who.described) return { page, who, trust: TRUST.described };
  if (who.kind !== 'person' || who.words.length === 1) return { page, who, trust: TRUST.short };
  return { page, who, trust: who.explicit ? TRUST.full : TRUST.pronoun };
}

/** What a report's word for its speaker counts, by how the page has it. */
const TRUST = { full: 1.5, pronoun: 1, elsewhere: 0.8, described: 0.5, short: 0.4, unnamed: 0.4 } as const;
/** What pages that leave the speaker unnamed count beside others that do not. */
const UNNAMED_BESIDE_NAMES = 0.02;

/** Of the names of one person, the full form that most reports give. */
function fullForm(votes: readonly Vote[], language: Language): string {
  const forms = formsOf(votes.map(({ who }) => who));
  const full = forms.filter(
    ({ who }) => who.words.length > 1 && !forms.some((other) => isWorseThan(who, other.who, language)),
  );
  const [form] = (full.length > 0 ? full : forms).sort(
    (a, b) => b.count - a.count || fuller(a.who, b.who) || (shorter(a.who.name!, b.who.name!) ? -1 : 1),
  );
  return form!.who.name!;
}

/**
 * Whether another report's name of a person is to be preferred: one that has the given name or spells it out ("Vela
 * Montes", "E. Vela Montes"), or that has no word before it that is no given name ("Maestro Enrique Vela").
 */
function isWorseThan(who: Who, other: Who, language: Language): boolean {
  const [short, long] = [who.words, other.words];
  if (who.kind !== 'person' || other.name === null) return false;
  if (long.length < short.length)
    return (
      long.filter((word) => !SMALL.has(word)).length > 1 &&
      !beginsWithGiven(who, language) &&
      endsIn(short, long)
    );
  if (long.length === short.length)
    return short.some((word, i) => word.length === 1 && long[i]!.length > 1 && long[i]!.startsWith(word));
  // "Enrique Vela" of "Enrique Vela Montes"
  const begins = short.length > 1 && short.every((word, i) => word === long[i]);
  return begins || (beginsWithGiven(other, language) && endsIn(long, short));
}

const beginsWithGiven = ({ name }: Who, language: Language): boolean =>
  givenGender(lexiconOf(language), name!.split(/\s+/u)[0]!.toLowerCase()) !== null;

const endsIn = (long: readonly string[], short: readonly string[]): boolean =>
  long.slice(-short.length).join(' ') === short.join(' ');

/** Accents get lost on the way, and do not come by themselves: each word as the report spells it that has most of them. */
function accented(name: string, votes: readonly Vote[]): string {
  const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '');
  const spelled = new Map<string, string>();
  for (const { who } of votes)
    for (const word of who.name?.match(WORD) ?? []) {
      const known = spelled.get(plain(word));
      if (
        known === undefined ||
        marksIn(word) > marksIn(known) ||
        (marksIn(word) === marksIn(known) && word < known)
      )
        spelled.set(plain(word), word);
    }
  return name.replace(WORD, (word) => spelled.get(plain(word)) ?? word);
}

const WORD = /[\p{L}\p{M}]+/gu;
const marksIn = (word: string) => word.normalize('NFD').match(/\p{M}/gu)?.length ?? 0;

/** The longer of two names first, but where it only puts a word before a person's: a title, or an epithet. */
function fuller(a: Who, b: Who): number {
  const [x, y] = [a.words.join(' '), b.words.join(' ')];
  if (a.kind === 'person' && x !== y && (x.endsWith(` ${y}`) || y.endsWith(` ${x}`)))
    return a.words.length - b.words.length;
  return b.words.length - a.words.length;
}

const shorter = (a: string, b: string) => a.length < b.length || (a.length === b.length && a < b);
