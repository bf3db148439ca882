import { publisherWords, type PublisherWords } from '../document/body-name.js';
import { entriesOf, perLanguage } from '../language/language.js';

/** How a language says where a report has its words from: the lists of `reports.json`. */
export interface Reporting extends PublisherWords {
  /** Patterns with NAME for an outlet. */
  credits: readonly string[];
  /** Patterns with OWN for the page's own outlet. */
  own: readonly string[];
  /** Outlets that are described and not named ("told state radio"): the words, and what such an outlet's own name holds. */
  described: readonly { said: RegExp; name: RegExp }[];
  present: RegExp;
  statement: RegExp;
  looksBack: RegExp;
  release: RegExp;
  releaseAddress: RegExp;
  /** A line that says who wrote, and where: "By Jo Barrick, at the Crown Court". */
  bylinePlace: RegExp;
  /** A speaker and a verb of saying at the beginning of words that an outlet relays. */
  innerFirst: RegExp;
  /** The same at their end. */
  innerLast: RegExp;
  /** What joins two clauses of indirect speech that may be of two acts of saying: ", and that". */
  joints: RegExp;
  /** Words that do not tell outlets apart. */
  generic: ReadonlySet<string>;
  /** Words behind which the names of bodies and papers say where they are: "of", "de". */
  ofWords: ReadonlySet<string>;
}

interface File {
  credits: string[];
  /** A word before an outlet's name that tells what it is: KIND in the credits. */
  kind: string;
  own: string[];
  described: { lead: string; tail: string; kinds: Record<string, [string, string]> };
  present: string[];
  statement: string[];
  looksBack: string[];
  release: string[];
  releaseAddress: string;
  bylinePlace: string;
  sayings: string;
  joints: string[];
  generic: string[];
  ofWords: string[];
}

const anyOf = (patterns: readonly string[], flags: string) => new RegExp(`(?:${patterns.join('|')})`, flags);
const words = (patterns: readonly string[]) => new RegExp(`\\b(?:${patterns.join('|')})`, 'giu');

/** "told a local radio station", "the state agency said". The noun is in a group; in capitals it is part of a name. */
function describing(lead: string, noun: string, tail: string): RegExp {
  const article = `(?:(?:the|an?|his|her|its|their) )?(?:\\p{L}+['’]s )?`;
  const phrase = (first: string, name: string) =>
    `${first}(?:[\\p{L}-]+ ){0,3}?(?<${name}>${noun})(?![\\p{L}])`;
  return new RegExp(
    `(?<![\\p{L}])(?:${lead}) ${phrase(article, 'after')}|` +
      `(?<![\\p{L}])${phrase('the ', 'before')}(?: (?:there|of (?:that|the|its|their) country))?,? (?:\\p{L}+ly )?(?:${tail})(?![\\p{L}])`,
    'giu',
  );
}

/**
 * The patterns that credits and first-hand reports are told by.
 * @example reportingOf(english).present.test('told reporters') // true
 */
export const reportingOf = perLanguage((language): Reporting => {
  const file = entriesOf<File>(language, 'reports');
  return {
    credits: file.credits.map((pattern) => pattern.replaceAll('KIND', file.kind)),
    own: file.own,
    described: Object.values(file.described.kinds).map(([noun, name]) => ({
      said: describing(file.described.lead, noun, file.described.tail),
      name: new RegExp(name, 'iu'),
    })),
    present: words(file.present),
    statement: words(file.statement),
    looksBack: words(file.looksBack),
    release: anyOf(file.release, 'imu'),
    releaseAddress: new RegExp(file.releaseAddress, 'iu'),
    bylinePlace: new RegExp(file.bylinePlace, 'imu'),
    innerFirst: new RegExp(
      `^(?:that\\s+)?(?<name>[^“”"]{2,100}?)\\s+(?:has |have |had )?(?:${file.sayings})\\s+(?:that\\s+)?`,
      'u',
    ),
    innerLast: new RegExp(
      `,\\s+(?<name>[^“”",]{2,100}?)\\s+(?:has |have |had )?(?:${file.sayings})(?:\\s+(?:on|in|at)\\s+[^,.]{2,40})?[,.]?$`,
      'u',
    ),
    joints: new RegExp(`(?:${file.joints.join('|')})`, 'giu'),
    generic: new Set(file.generic),
    ...publisherWords(language),
    ofWords: new Set(file.ofWords),
  };
});
