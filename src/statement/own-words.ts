import { isBodyName, nameWordsOf, publisherWords } from '../document/body-name.js';
import { entriesOf, perLanguage, type Language } from '../language/language.js';
import type { Document, Offsets } from '../record.js';
import { linesOf, type Post } from './posts.js';

/** Paragraphs of such a page at most: what goes on longer is an article whose writer says who he is. */
const MOST = 20;
/** Such a page says "I" so often. */
const LEAST_FIRST = 2;

interface OwnWords {
  /** How one says who one is: "I am". The name follows. */
  naming: RegExp;
  /** "I", "my": the writer speaks of himself. */
  first: RegExp;
}

const listsOf = perLanguage((language): OwnWords => {
  const { naming } = entriesOf<{ ownWords: { naming: string[] } }>(language, 'speech').ownWords;
  const { singular } = entriesOf<{ singular: string[] }>(language, 'forms');
  const name = `(?<name>\\p{Lu}[\\p{L}\\p{M}’'-]+(?: \\p{Lu}[\\p{L}\\p{M}.’'-]*){1,3})`;
  return {
    naming: new RegExp(`(?:^|[.;!?] |\\n)(?:${naming.join('|')}) ${name}(?=[,;.]| \\p{Ll})`, 'u'),
    first: new RegExp(`(?<![\\p{L}\\p{M}’'])(?:${singular.join('|')})(?![\\p{L}\\p{M}])`, 'giu'),
  };
});

const MARKED = /[“”„«»"]/u;
const DASH = /^[–—]\s+(?=\p{Lu})/u;

/** A name as the last line of what somebody wrote: "— Ana Torvik, Velm". */
const SIGNATURE =
  /^(?:[–—-]+\s*)?(?<name>\p{Lu}[\p{L}\p{M}’'-]+(?: \p{Lu}[\p{L}\p{M}.’'-]*){1,3})(?:, [^.!?]{1,40})?$/u;

/** A name behind "the" that does or has something: "the Embassy considers", "The Reserve Bank's letter". */
const ACTING =
  /(?<![\p{L}\p{M}])[Tt]he (?<name>\p{Lu}[\p{L}\p{M}-]+(?: \p{Lu}[\p{L}\p{M}-]+){0,3})(?=['’]s\b| \p{Ll}+s\b)/gu;

/** The paragraphs of a page's body, without white space around them. */
function paragraphsOf({ text, parts }: Pick<Document, 'text' | 'parts'>): Offsets[] {
  return parts
    .filter(({ kind }) => kind === 'body')
    .flatMap((part) =>
      linesOf(text.slice(part.start, part.end)).map(({ start, end }) => ({
        start: part.start + start,
        end: part.start + end,
      })),
    );
}

/**
 * Pages of which every word is one person's or body's, without quotation marks: what somebody writes who says "I am Ana
 * Torvik" or signs, what a body says on its own site that tells of itself ("The Embassy notes …"), and interviews whose
 * questions and answers begin with a dash, under a headline that names who answers.
 * @param document the page
 * @returns a post for each paragraph, with where the page names whose it is; none for other pages
 * @example ownWordsOf(blog, english)[0]?.content
 */
export function ownWordsOf(
  document: Pick<Document, 'text' | 'parts' | 'outlet'>,
  language: Language,
): Post[] {
  const { text } = document;
  const paragraphs = paragraphsOf(document);
  if (paragraphs.length > MOST) return [];
  return (
    writtenBy(text, paragraphs, language) ??
    issuedBy(document, paragraphs, language) ??
    answersOf(document, paragraphs)
  );
}

/** What a body says on its own site, where it tells of itself by a part of its name. */
function issuedBy(
  { text, outlet }: Pick<Document, 'text' | 'outlet'>,
  paragraphs: readonly Offsets[],
  language: Language,
): Post[] | null {
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  const lists = publisherWords(language);
  if (!first || !last || !isBodyName(outlet.name, lists)) return null;
  const body = text.slice(first.start, last.end);
  if (MARKED.test(body)) return null;
  const known = new Set(nameWordsOf(outlet.name));
  for (const found of body.matchAll(ACTING)) {
    const name = found.groups!['name']!;
    const words = nameWordsOf(name);
    if (!words.every((word) => known.has(word)) || !words.some((word) => lists.bodies.has(word))) continue;
    const start = first.start + found.index + found[0].indexOf(name);
    return paragraphs.map((paragraph) => ({
      source: { start, end: start + name.length },
      content: [paragraph],
    }));
  }
  return null;
}

function writtenBy(text: string, paragraphs: readonly Offsets[], language: Language): Post[] | null {
  const { naming, first } = listsOf(language);
  const body = paragraphs.map(({ start, end }) => text.slice(start, end)).join('\n');
  if (MARKED.test(body) || (body.match(first) ?? []).length < LEAST_FIRST) return null;
  const by = (at: number, name: string, own: readonly Offsets[]): Post[] =>
    own.map((paragraph) => ({ source: { start: at, end: at + name.length }, content: [paragraph] }));
  for (const { start, end } of paragraphs) {
    const found = naming.exec(text.slice(start, end));
    const name = found?.groups?.['name'];
    if (found && name !== undefined)
      return by(start + found.index + found[0].lastIndexOf(name), name, paragraphs);
  }
  const last = paragraphs.at(-1);
  const signature = last && SIGNATURE.exec(text.slice(last.start, last.end));
  const name = signature?.groups?.['name'];
  if (!signature || name === undefined || paragraphs.length < 2) return null;
  return by(last.start + signature[0].indexOf(name), name, paragraphs.slice(0, -1));
}

/** The answers of an interview whose turns begin with a dash; the headline says whose they are: "Ana Torvik: the dam holds". */
function answersOf(
  { text, parts }: Pick<Document, 'text' | 'parts'>,
  paragraphs: readonly Offsets[],
): Post[] {
  const headline = parts.find(({ kind }) => kind === 'headline');
  const name =
    headline &&
    /^\s*((?:\p{Lu}[\p{L}\p{M}.’'-]*\s){1,4}?\p{Lu}[\p{L}\p{M}’'-]*):\s/u.exec(
      text.slice(headline.start, headline.end),
    );
  if (!headline || !name) return [];
  const start = headline.start + name[0].indexOf(name[1]!);
  const source = { start, end: start + name[1]!.length };
  const out: Post[] = [];
  paragraphs.forEach((paragraph, i) => {
    const [asked, answer] = [paragraphs[i - 1], text.slice(paragraph.start, paragraph.end)];
    const dash = DASH.exec(answer)?.[0].length ?? 0;
    if (!asked || dash === 0 || /\?$/u.test(answer) || MARKED.test(answer)) return;
    const question = text.slice(asked.start, asked.end);
    if (DASH.test(question) && /\?$/u.test(question))
      out.push({ source, content: [{ start: paragraph.start + dash, end: paragraph.end }] });
  });
  return out;
}
