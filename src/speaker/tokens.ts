import type { Document, Offsets } from '../record.js';
import { paragraphBreaks } from '../statement/words.js';
import type { Lexicon } from './lexicon.js';

/** One word of a document, with what the resolver needs to know of its place. */
export interface Token extends Offsets {
  text: string;
  /** Small letters, curly apostrophes straightened, without a possessive ending. */
  lower: string;
  /** "'s" or a closing apostrophe after a plural follows; `end` is before it. */
  possessive: boolean;
  capital: boolean;
  /** First word of its sentence. */
  first: boolean;
  sentence: number;
  paragraph: number;
  /** Stands between quotation marks. */
  quoted: boolean;
  /** Stands in the headline. */
  headline: boolean;
  /** Only a space (or the point of an abbreviation and a space) stands between this word and the one before. */
  joined: boolean;
  /** What stands between this word and the one before. */
  gap: string;
}

/** A word; also initials with their points, and the name of a site with its domain. */
const WORD =
  /(?:\p{L}\.){2,}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’&-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*(?:\.(?:com|org|net|gov|edu|info|tv|fr|de|ru|ca|co\.uk)(?![\p{L}\p{N}]))?/gu;
const SPEAKING = new Set(['headline', 'body', 'caption']);

/** Marks between words that turn quoting on or off; a page's two straight single marks count as one double. */
const MARKS = /[“”„"«»]|''/gu;

/** Whether a mark opens or closes a quotation, by its shape or by what stands beside it; null where neither tells. */
function opens(mark: string, before = ' ', after = ' '): boolean | null {
  if (/[“«„]/u.test(mark)) return true;
  if (/[”»]/u.test(mark)) return false;
  const [open, closed] = [/[\s([—–-]/u.test(before), /[\s,.;:!?)\]—–-]/u.test(after)];
  return open === closed ? null : open;
}

/** Whether a word may be the first letter of a name: "A", and "Zh" where its own script has one letter. */
export const isInitial = ({ nameWords }: Lexicon, word: string): boolean =>
  /^\p{Lu}$/u.test(word) || (/^\p{Lu}\p{Ll}/u.test(word) && nameWords.initials.has(word.toLowerCase()));

/** A name without what honours its bearer behind it: "Torvik-san". */
function withoutHonorific({ nameWords }: Lexicon, word: string): string {
  const dash = /^\p{Lu}/u.test(word) ? word.lastIndexOf('-') : -1;
  return dash > 0 && nameWords.honorifics.has(word.slice(dash + 1)) ? word.slice(0, dash) : word;
}

/** Words that end in a point without ending the sentence. */
function isAbbreviation(lexicon: Lexicon, word: string): boolean {
  const bare = word.toLowerCase().replace(/\./gu, '');
  return (
    isInitial(lexicon, word) ||
    /^(?:\p{L}\.)+$/u.test(word) ||
    lexicon.pointedTitles.has(bare) ||
    lexicon.suffixes.has(bare) ||
    (word.length <= 5 && lexicon.regions.of.get(bare)?.as === 'state' && bare !== 'iowa' && bare !== 'ohio')
  );
}

/** Whether a word is a name behind a small particle: "al-Torvik". */
function isPrefixed({ particles }: Lexicon, word: string): boolean {
  const dash = word.indexOf('-');
  return dash > 0 && /^-\p{Lu}/u.test(word.slice(dash)) && particles.has(word.slice(0, dash));
}

/** Whether the last words are the label that a paragraph begins with. */
function labels(tokens: readonly Token[], paragraph: number): boolean {
  const from = Math.max(0, tokens.length - 5);
  return tokens[from]!.paragraph !== paragraph || from === 0;
}

/**
 * The words of the parts of a page that can hold statements, in order.
 * @example tokensOf(document, lexicon).map((token) => token.lower)
 */
export function tokensOf(document: Pick<Document, 'text' | 'parts'>, lexicon: Lexicon): Token[] {
  const { text } = document;
  const breaks = paragraphBreaks(text);
  const out: Token[] = [];
  let sentence = -1;
  let paragraph = -1;
  for (const part of document.parts) {
    if (!SPEAKING.has(part.kind)) continue;
    let last: Token | undefined;
    let lastEnd = part.start;
    let quoted = false;
    WORD.lastIndex = part.start;
    for (let m = WORD.exec(text); m && m.index < part.end; m = WORD.exec(text)) {
      let raw = m[0];
      const start = m.index;
      let possessive = false;
      const ending = /['’][sS]$/u.exec(raw);
      if (ending && raw.length > 2) {
        raw = raw.slice(0, -2);
        possessive = true;
      }
      raw = withoutHonorific(lexicon, raw);
      const end = start + raw.length;
      const gap = text.slice(lastEnd, start);
      if (last && /s$/u.test(last.text) && /^['’] /u.test(gap) && !/^''/u.test(gap)) last.possessive = true;
      const newParagraph = !last || breaks(gap);
      if (newParagraph) {
        paragraph++;
        quoted = false;
      }
      // Marks that close the paragraph before belong to it.
      const from = newParagraph ? Math.max(lastEnd, text.lastIndexOf('\n', start - 1) + 1) : lastEnd;
      for (const mark of text.slice(from, start).matchAll(MARKS)) {
        const at = from + mark.index;
        quoted = opens(mark[0], text[at - 1], text[at + mark[0].length]) ?? !quoted;
      }
      const capital = /^\p{Lu}/u.test(raw) || isPrefixed(lexicon, raw);
      const stop = /[.!?…]/u.exec(gap);
      const abbreviation = last !== undefined && /^\. $/u.test(gap) && isAbbreviation(lexicon, last.text);
      const first =
        newParagraph ||
        (stop !== null && !abbreviation && (capital || /^\p{N}/u.test(raw))) ||
        // What is quoted after a colon or comma begins a sentence of its own.
        (capital && /[,:][^\p{L}]*[“"„«'‘]/u.test(gap)) ||
        // A turn of a transcript: "HOLT: Good morning."
        (capital && /^:\s/u.test(gap) && out.length > 0 && labels(out, paragraph));
      if (first) sentence++;
      const token: Token = {
        start,
        end,
        text: raw,
        lower: raw.toLowerCase().replace(/’/gu, "'"),
        possessive,
        capital,
        first,
        sentence,
        paragraph,
        quoted,
        headline: part.kind === 'headline',
        joined:
          last !== undefined &&
          !newParagraph &&
          !last.possessive &&
          (/^[ \u00a0\n]{1,6}$/u.test(gap) || (abbreviation && !first)),
        gap,
      };
      out.push(token);
      last = token;
      lastEnd = start + m[0].length;
    }
  }
  return out;
}

/** Which pronoun a word is, also with a verb contracted to it: `male` for "he'll"; undefined where it is none. */
export function pronounIn({ lower }: Token, { pronouns, sources }: Lexicon): string | undefined {
  const at = lower.indexOf("'");
  return pronouns.get(at > 0 && sources.contractions.has(lower.slice(at)) ? lower.slice(0, at) : lower);
}

/** Index of the first token that ends after an offset. */
export function tokenAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The tokens that stand in a span. */
export function tokensIn(tokens: readonly Token[], span: Offsets): Token[] {
  const out: Token[] = [];
  for (let i = tokenAt(tokens, span.start); i < tokens.length && tokens[i]!.start < span.end; i++)
    out.push(tokens[i]!);
  return out;
}

/** Words on one line, with single spaces. */
export const onOneLine = (words: string): string => words.replace(/\s+/gu, ' ');

/** What a page prints in a span, on one line. @example printed('Ana\n Torvik', { start: 0, end: 11 }) // 'Ana Torvik' */
export const printed = (text: string, { start, end }: Offsets): string => onOneLine(text.slice(start, end));
