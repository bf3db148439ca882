import { keyOf } from './terms.js';
import { entriesOf, perLanguage } from '../language/language.js';

/** How a language's words are compared: the lists of `wording.json`, made into sets and maps once. */
export interface Wording {
  function: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  /** Words that leave it open. */
  possible: ReadonlySet<string>;
  /** Words that leave no doubt. */
  certain: ReadonlySet<string>;
  /** Whole words, `n't` among them as an ending. */
  contractions: ReadonlyMap<string, readonly string[]>;
  /** Words that take out of a negation: "nothing but" is "only". */
  exceptive: ReadonlySet<string>;
  common: ReadonlySet<string>;
  numbers: ReadonlyMap<string, number>;
  scales: ReadonlyMap<string, number>;
  one: ReadonlySet<string>;
  hundredths: ReadonlySet<string>;
  /** One spelling for each of several. */
  spellings: ReadonlyMap<string, string>;
  /** Endings of one spelling and the other, the longest first. */
  endings: readonly (readonly [string, string])[];
  irregular: ReadonlyMap<string, string>;
  /** The groups of near meaning that a word belongs to, by the word's key. */
  near: ReadonlyMap<string, ReadonlySet<number>>;
}

interface File {
  function: string;
  negations: string;
  certainty: { possible: string; certain: string };
  contractions: Record<string, string>;
  exceptive: string;
  common: string;
  numbers: Record<string, number>;
  scales: Record<string, number>;
  one: string[];
  hundredths: string[];
  pairs: Record<string, string>;
  endings: [string, string][];
  irregular: Record<string, string>;
  near: string[][];
}

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/**
 * The lists that words are compared by.
 * @example wordingOf(english).numbers.get('nineteen') // 19
 */
export const wordingOf = perLanguage((language): Wording => {
  const file = entriesOf<File>(language, 'wording');
  const near = new Map<string, Set<number>>();
  const wording: Wording = {
    function: setOf(file.function),
    negations: setOf(file.negations),
    possible: setOf(file.certainty.possible),
    certain: setOf(file.certainty.certain),
    exceptive: setOf(file.exceptive),
    contractions: new Map(Object.entries(file.contractions).map(([from, to]) => [from, to.split(' ')])),
    common: setOf(file.common),
    numbers: new Map(Object.entries(file.numbers)),
    scales: new Map(Object.entries(file.scales)),
    one: new Set(file.one),
    hundredths: new Set(file.hundredths),
    spellings: new Map(Object.entries(file.pairs)),
    endings: [...file.endings].sort((a, b) => b[0].length - a[0].length),
    irregular: new Map(Object.entries(file.irregular)),
    near,
  };
  file.near.forEach((group, i) => {
    for (const word of group) {
      const key = keyOf(word, wording);
      near.set(key, (near.get(key) ?? new Set()).add(i));
    }
  });
  return wording;
});
