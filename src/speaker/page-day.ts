import { readDate } from '../document/dates.js';
import type { Language } from '../language/language.js';
import type { Document } from '../record.js';
import { daysBetween } from './days.js';
import { occasionListsOf } from './occasion-lists.js';

/** Lines at the top of a page in which it says what it gives, and of what day. */
const HEAD = 3;
const TOP = 6;
/** The part of a page that is looked at, in UTF-16 units. */
const LOOKED_AT = 1000;
/** Most words beside a date in a line that is a date line: "Ostmar, Monday, 10 February 2025". */
const BESIDE = 4;
/** Most days between the occasion and publication, and by how many clocks may turn it round. */
const LAG = 31;
const AHEAD = 1;

/**
 * The one day on which all words of a page were said, as its first lines say: a transcript, a sitting, a press
 * briefing or a release gives the words of one occasion, and says which.
 * @param published ISO day of publication, null where it is not known
 * @returns an ISO day; null for other pages, and where the day is not told
 * @example pageDayOf(page, '2024-05-10', english) // '2024-05-09' for "Press briefing by the harbour board, 9 May 2024"
 */
export function pageDayOf(
  { text }: Pick<Document, 'text'>,
  published: string | null,
  language: Language,
): string | null {
  const { onePage } = occasionListsOf(language);
  const top = text
    .slice(0, LOOKED_AT)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, TOP);
  const tells = (line: string) => onePage.some((pattern) => pattern.test(line));
  if (!top.slice(0, HEAD).some(tells)) return null;
  for (const line of top) {
    const date = readDate(line, language, published);
    if (!date) continue;
    const beside = `${line.slice(0, date.start)} ${line.slice(date.end)}`.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (!tells(line) && beside.length > BESIDE) continue;
    const day = date.iso.slice(0, 10);
    const lag = published === null ? 0 : daysBetween(day, published);
    if (lag <= LAG && lag >= -AHEAD) return day;
  }
  return null;
}
