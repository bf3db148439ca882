import type { DocumentRecord } from '../record.js';
import type { Reporting } from './reporting.js';

/** What tells an outlet: as much as is known. */
export interface OutletFacts {
  name: string | null;
  domain: string | null;
  /** What its own datelines call it: "AI", where it is the Agencia Ostmar. */
  short?: string | null;
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’&.][\p{L}\p{N}]+)*/gu;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/['’]/gu, "['’]");

/** The words of an outlet's name, "the" off. */
const wordsOf = (name: string): string[] =>
  (name.match(WORD) ?? []).filter((word, i) => i > 0 || !/^the$/iu.test(word));

/** The initials of a name, where they make an abbreviation: KPA. */
function initialsOf(words: readonly string[]): string | null {
  const letters = words.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word[0]!);
  return letters.length >= 3 && letters.length <= 6 ? letters.join('') : null;
}

/**
 * What tells a page's outlet. A dateline's "(AO)" or "(Velm)" is no other agency than the outlet where it has its initials
 * or a word of its name: too short for a name elsewhere, but other pages call it so, too.
 * @example outletOf(record).short // 'AO'
 */
export function outletOf({ outlet, dateline }: DocumentRecord): OutletFacts {
  const short = dateline?.agency ?? null;
  if (short === null || outlet.name === null) return outlet;
  const words = wordsOf(outlet.name).filter((word) => /^\p{Lu}/u.test(word));
  const initials = words.map((word) => word[0]).join('');
  const own = words.includes(short) || (short.length >= 2 && initials === short);
  return own ? { ...outlet, short } : outlet;
}

/** The first label of a domain that may be an abbreviation. */
const ABBREVIATION = /^[a-z]{3,5}$/u;

/**
 * The names that an outlet is called by in text, as a source for a pattern; null where it has no name.
 * "Kordan Press Agency" is also KPA; "The Quay Advertiser" the Advertiser; "Channel Five Ostmar" Channel Five;
 * ond.example OND.
 * Capitals count, so that "the record" is not the Record. What is left of a name without the word that tells an outlet may
 * be the place that it is called after: "reported from Mallow Creek" does not name the Mallow Creek Argus.
 * @param strict such a rest counts only with a word behind it that tells an outlet: "the Mallow Creek paper"
 * @example new RegExp(namePattern({ name: 'Kordan Press Agency', domain: null }, reporting)!, 'u').test('KPA') // true
 */
export function namePattern(
  { name, domain, short }: OutletFacts,
  { generic, outletWords, ofWords }: Reporting,
  strict = false,
): string | null {
  const words = name === null ? [] : wordsOf(name);
  const forms = new Set<string>();
  const tells = (word: string) => generic.has(word.toLowerCase()) || outletWords.has(word.toLowerCase());
  const rest = (form: readonly string[]): string => {
    const pattern = form.map(escaped).join('\\s+');
    if (form.some(tells) || /^\p{Lu}{3,}$/u.test(form[0]!)) return pattern;
    return strict
      ? `${pattern}(?=\\s(?:\\p{Ll}+\\s)?(?:${[...generic, ...outletWords].join('|')})(?!\\p{L}))`
      : `(?<!\\b(?:in|from|near|at|across|outside|around)\\s)${pattern}`;
  };
  if (words.length > 0) {
    // "Quay & Lock", "Ostmar-Inform"
    forms.add(words.map(escaped).join('(?:\\s+(?:[&+]\\s+)?|-)'));
    const initials = initialsOf(words);
    if (initials !== null) forms.add(initials);
    if (words.length >= 3) forms.add(rest(words.slice(0, -1)));
    const last = words.at(-1)!;
    // "The Evening News" is the Ostmar Evening News at home, where the town goes without saying.
    if (words.length >= 3 && outletWords.has(last.toLowerCase()))
      forms.add(`(?<=\\b[Tt]he\\s)${words.slice(1).map(escaped).join('\\s+')}`);
    if (words.length >= 2 && outletWords.has(last.toLowerCase()) && !generic.has(last.toLowerCase()))
      forms.add(`(?<=\\b[Tt]he\\s)${escaped(last)}`);
    // Where a body or paper is goes without saying: "the Maritime Inspectorate" is that of Ostmar.
    const of = words.findIndex((word, i) => i >= 2 && ofWords.has(word.toLowerCase()));
    const head = words.slice(
      0,
      words.findLastIndex((word) => ofWords.has(word.toLowerCase())),
    );
    if (of >= 0 && head.some((word) => !tells(word))) forms.add(head.map(escaped).join('\\s+'));
    // A writer's page on a platform is called by either: "Ana Torvik on Posthorn".
    const platform = /^\p{Lu}.*\son\s(\p{Lu}[\p{L}\p{N}]*)$/u.exec(name ?? '')?.[1];
    if (platform !== undefined) forms.add(escaped(platform));
    const own = words.filter((word) => !generic.has(word.toLowerCase()));
    if (
      own.length > 0 &&
      own.length < words.length &&
      (own.join('').length >= 5 || /^\p{Lu}{3,}$/u.test(own[0]!)) &&
      (own.length > 1 || own[0] === words[0])
    )
      forms.add(rest(own));
  }
  const host = domain?.replace(/^www\./u, '');
  if (host !== undefined && host.includes('.')) {
    forms.add(escaped(host));
    // "OND" is who publishes at ond.example.
    const label = host.split('.')[0]!;
    if (ABBREVIATION.test(label) && !generic.has(label) && !outletWords.has(label))
      forms.add(escaped(label.toUpperCase()));
  }
  if (short) forms.add(escaped(short));
  if (forms.size === 0) return null;
  return `(?:${[...forms].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{N}])`;
}

/**
 * Whether a name from a text or a dateline is an outlet's.
 * @example isOutlet('KPA', { name: 'Kordan Press Agency', domain: null }, reporting) // true
 */
export function isOutlet(name: string, outlet: OutletFacts, reporting: Reporting): boolean {
  const pattern = namePattern(outlet, reporting);
  const whole = `the ${name.trim().replace(/^the\s+/iu, '')}`;
  return (
    (pattern !== null && new RegExp(`^the\\s+${pattern}$`, 'u').test(whole)) || sameName(name, outlet.name)
  );
}

const sameName = (a: string, b: string | null) =>
  b !== null && wordsOf(a).join(' ').toLowerCase() === wordsOf(b).join(' ').toLowerCase();
