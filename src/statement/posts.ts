import { entriesOf, perLanguage, type Language } from '../language/language.js';
import type { Offsets } from '../record.js';

/** A post on a social network as its page has it: whose account it is, and the words. */
export interface Post {
  /** The line that names the account's holder. */
  source: Offsets;
  content: Offsets[];
}

/** A line of a page without white space around it. */
interface Line extends Offsets {
  text: string;
}

/** Longest line that names an account's holder, in characters and words. */
const LONGEST_NAME = 80;
const MOST_NAME_WORDS = 14;
/** Paragraphs of a post at most: what goes on longer is an article under its writer's handle. */
const MOST_LINES = 12;

/** How the pages of networks are laid out, compiled once. */
interface PostForms {
  /** "12 replies", "Translate post": what counts and surrounds a post. */
  counters: RegExp;
  /** Lines in a post that are no words of it: "Replying to @x". */
  asides: RegExp;
  /** Lines above a post: "Ana Holt reposted". */
  above: RegExp;
  /** Lines that are nothing but a day or time. */
  dates: RegExp;
}

const forms = perLanguage((language): PostForms => {
  const { posts } = entriesOf<{ posts: Record<keyof PostForms, string[]> }>(language, 'forms');
  return Object.fromEntries(
    Object.entries(posts).map(([name, patterns]) => [name, new RegExp(`^(?:${patterns.join('|')})$`, 'iu')]),
  ) as unknown as PostForms;
});

/** The lines of a text that have words, without white space around them. */
export function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\n]+/gu)].flatMap((m) => {
    const body = m[0].trim();
    const start = m.index + m[0].indexOf(body);
    return body === '' ? [] : [{ text: body, start, end: start + body.length }];
  });
}

const HANDLE = /(?:^|[\s(·|])@[\w.]{2,40}(?:@[\w.-]+\w)?\)?/u;

/** The head of a post: where its name stands and which line is the first of its words. */
interface Head {
  source: Offsets;
  /** Number of the first line behind it. */
  body: number;
  handle: boolean;
  /** A day stands in the head. */
  dated: boolean;
}

const isName = ({ text }: Line): boolean =>
  /^\p{Lu}/u.test(text) &&
  text.length <= LONGEST_NAME &&
  text.split(/\s+/u).length <= MOST_NAME_WORDS &&
  !/[.!?:;…”"]$/u.test(text.replace(/\b\p{L}{1,3}\.$/u, ''));

/** What stands behind a handle on its line is a day, or nothing. */
const isTail = (text: string, { dates, counters }: PostForms): boolean => {
  const rest = text.replace(/^[\s·|•,–—-]+/u, '');
  return rest === '' || dates.test(rest) || counters.test(rest);
};

/** The head that begins at a line; null where none does. */
function headAt(lines: readonly Line[], at: number, known: PostForms): Head | null {
  const line = lines[at]!;
  const next = lines[at + 1];
  if (known.asides.test(line.text)) return null;
  const beside = HANDLE.exec(line.text);
  if (beside && beside.index > 0) {
    // "Ana Holt (@anaholt) · 3 May"
    const name = line.text.slice(0, beside.index).replace(/[\s(·|]+$/u, '');
    const tail = line.text.slice(beside.index + beside[0].length);
    const source = { start: line.start, end: line.start + name.length };
    if (!isName({ ...source, text: name }) || !isTail(tail, known)) return null;
    return { source, body: at + 1, handle: true, dated: /\d/u.test(tail) };
  }
  if (!isName(line) || known.above.test(line.text) || !next) return null;
  const below = /^@[\w.]{2,40}(?:@[\w.-]+\w)?/u.exec(next.text);
  if (below) {
    const tail = next.text.slice(below[0].length);
    return isTail(tail, known) ? { source: line, body: at + 2, handle: true, dated: /\d/u.test(tail) } : null;
  }
  return known.dates.test(next.text) ? { source: line, body: at + 2, handle: false, dated: true } : null;
}

/**
 * The posts of a page that is one or more of them: a name, the account's handle or the day, the words, and what counts
 * the replies. A post that another quotes is its own account's. A page whose first line names no account has none: there
 * a name with a handle is an article's byline.
 * @param text the page's text
 * @example postsOf('Ana Holt\n@anaholt\n\nThe dam is safe.\n\n12 replies', english)[0]?.source // { start: 0, end: 8 }
 */
export function postsOf(text: string, language: Language): Post[] {
  const known = forms(language);
  // Heads and counters of any network stand in the first lines, so that long articles cost nothing.
  if (!/(?:^|[\s(])@\w|\d/u.test(text.slice(0, 600))) return [];
  const lines = linesOf(text);
  let first = 0;
  while (first < Math.min(3, lines.length) && known.above.test(lines[first]!.text)) first++;
  if (!lines[first] || !headAt(lines, first, known)) return [];
  const out: Post[] = [];
  let at = first;
  while (at < lines.length) {
    const head = headAt(lines, at, known);
    if (!head) {
      at++;
      continue;
    }
    const content: Offsets[] = [];
    let { dated } = head;
    let counted = false;
    let i = head.body;
    for (; i < lines.length && content.length <= MOST_LINES; i++) {
      const line = lines[i]!;
      if (known.counters.test(line.text)) {
        counted = true;
        break;
      }
      if (known.dates.test(line.text)) dated = true;
      else if (known.above.test(line.text) || headAt(lines, i, known)?.handle) break;
      else if (!known.asides.test(line.text)) content.push({ start: line.start, end: line.end });
    }
    const quotes = i < lines.length && headAt(lines, i, known)?.handle === true;
    // A handle under a name is also that of an article's writer, and a day that of a release.
    const sure = head.handle ? counted || quotes || (dated && i >= lines.length) : counted;
    if (sure && content.length > 0 && content.length <= MOST_LINES)
      out.push({ source: head.source, content });
    if (out.length === 0) return [];
    at = i + (counted ? 1 : 0);
  }
  return out;
}
