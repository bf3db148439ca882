/**
 * One spelling for the many in which a name is written from Cyrillic, and for what accents and doubled letters add.
 * For comparing names, not for showing them.
 */

/** Cyrillic letters by BGN/PCGN, the romanization of news agencies, before they are folded. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

/** Letters that other alphabets of Europe have and NFD does not take apart. */
const LATIN: Readonly<Record<string, string>> = {
  ø: 'o',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
};

/** Spellings of one sound, in the order in which they are folded. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/[’'ʼ`-]/gu, ''],
  [/^yo|^io/u, 'e'],
  [/x/gu, 'ks'],
  [/shch|sch/gu, 'sh'],
  [/tch|tsch/gu, 'ch'],
  [/kh/gu, 'h'],
  [/gh/gu, 'g'],
  [/ph/gu, 'f'],
  [/ck/gu, 'k'],
  [/dzh|dj/gu, 'j'],
  [/q/gu, 'k'],
  [/w/gu, 'v'],
  [/ou|oo/gu, 'u'],
  [/ee/gu, 'i'],
  [/(?:i|y)?y(?=$)|iy$|ii$|ij$|ey$|ei$/gu, 'i'],
  [/y|j(?=[aeou])/gu, 'i'],
  [/ie(?=[aeiou]|$)|ye/gu, 'e'],
  [/([^s])c(?=[eiy])/gu, '$1s'],
  [/c(?!h)/gu, 'k'],
  [/(.)\1/gu, '$1'],
];

/**
 * A word of a name in the one spelling that stands for all.
 * @example foldedWord('Sergey') === foldedWord('Сергей') // true
 */
export function foldedWord(word: string): string {
  let out = '';
  for (const letter of word.toLowerCase().normalize('NFC'))
    out += CYRILLIC[letter] ?? LATIN[letter] ?? letter;
  out = out.normalize('NFD').replace(/\p{M}/gu, '');
  for (const [spelling, sound] of FOLDS) out = out.replace(spelling, sound);
  return out;
}

/**
 * The words of a name in that spelling, without initials and points.
 * @example foldedName('Sergei V. Orlenov') // ['sergi', 'orlenov']
 */
export function foldedName(name: string): string[] {
  const words = name.split(/[\s·]+/u).map((word) => word.replace(/[^\p{L}\p{M}\p{N}’'ʼ-]/gu, ''));
  return words
    .filter((word) => word.length > 1)
    .map(foldedWord)
    .filter((word) => word !== '');
}
