import { entriesOf, perLanguage } from '../language/language.js';

/** How a language says that words answer other words: the patterns of `answers.json`. */
export interface Answering {
  denies: RegExp;
  answers: RegExp;
  agrees: RegExp;
  /** What sets a statement against the one before: "but", "for her part". */
  contrast: RegExp;
  /** Words that speak of somebody by a pronoun or title from their first sentence on. */
  ofOthers: RegExp;
  notDenies: RegExp;
  /** In the statement's own words. */
  wordsDeny: RegExp;
  wordsAgree: RegExp;
  figures: RegExp;
}

interface File {
  denies: string[];
  answers: string[];
  agrees: string[];
  contrast: string[];
  ofOthers: string;
  notDenies: string[];
  words: { denies: string[]; agrees: string[] };
  figures: string;
}

const anyOf = (patterns: readonly string[]) => new RegExp(`\\b(?:${patterns.join('|')})(?![\\p{L}])`, 'iu');

/**
 * The patterns that answers are told by.
 * @example answeringOf(english).denies.test('The ministry rejected the demand.') // true
 */
export const answeringOf = perLanguage((language): Answering => {
  const file = entriesOf<File>(language, 'answers');
  return {
    denies: anyOf(file.denies),
    answers: anyOf(file.answers),
    agrees: anyOf(file.agrees),
    contrast: anyOf(file.contrast),
    ofOthers: new RegExp(file.ofOthers, 'iu'),
    notDenies: anyOf(file.notDenies),
    wordsDeny: new RegExp(file.words.denies.join('|'), 'iu'),
    wordsAgree: new RegExp(file.words.agrees.join('|'), 'iu'),
    figures: new RegExp(file.figures, 'iu'),
  };
});
