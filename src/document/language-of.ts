import { entriesOf, perLanguage, type Language } from '../language/language.js';

/** Fewer words than this tell no language. */
const LEAST_WORDS = 8;
/** How much of the text is read, in UTF-16 units. */
const SAMPLE = 6000;

const functionWords = perLanguage((language): [string, Set<string>][] => {
  const lists = entriesOf<Record<string, string>>(language, 'function-words');
  return Object.entries(lists).map(([code, words]) => [code, new Set(words.split(' '))]);
});

/** Scripts that one language writes, so far as news goes. */
const SCRIPTS: [string, RegExp][] = [
  ['ja', /[\u3040-\u30ff]/g],
  ['ko', /[\uac00-\ud7af]/g],
  ['el', /[\u0370-\u03ff]/g],
  ['he', /[\u0590-\u05ff]/g],
  ['th', /[\u0e00-\u0e7f]/g],
  ['ka', /[\u10a0-\u10ff]/g],
  ['hy', /[\u0530-\u058f]/g],
  ['zh', /[\u4e00-\u9fff]/g],
];

/**
 * The language of a text by its function words and script: ISO 639-1, or null where it is too short or too mixed.
 * What the page declares settles what the words leave open.
 * @param declared the page's own `lang`, if it has one
 * @example languageOf('The mayor said that the bridge will be rebuilt in the spring.', null, english) // 'en'
 */
export function languageOf(text: string, declared: string | null, language: Language): string | null {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const given = /^[a-z]{2}(?=$|[-_])/i.exec(declared?.trim() ?? '')?.[0].toLowerCase() ?? null;
  if (letters === 0) return given;
  for (const [code, script] of SCRIPTS) {
    // Japanese mixes its syllables with Chinese characters.
    const share = (sample.match(script)?.length ?? 0) / letters;
    if (share > (code === 'ja' ? 0.15 : 0.4) && letters > 10) return code;
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < LEAST_WORDS) return given;
  const counts = functionWords(language)
    .map(([code, set]) => ({ code, share: words.filter((word) => set.has(word)).length / words.length }))
    .sort((a, b) => b.share - a.share);
  const [best, second] = counts;
  if (best && best.share >= 0.12 && best.share > 1.25 * (second?.share ?? 0)) return best.code;
  return given;
}
