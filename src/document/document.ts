import { createHash } from 'node:crypto';
import { OnrecordError } from '../errors.js';
import type { Language } from '../language/language.js';
import type { Page } from '../page.js';
import { SCHEMA, type Byline, type Document, type Offsets, type Part, type PartKind } from '../record.js';
import { anatomyOf, type Anatomy, type Line } from './anatomy.js';
import { agencyIn, mergeBylines, readByline } from './byline.js';
import { decode } from './charset.js';
import { readDate } from './dates.js';
import { languageOf } from './language-of.js';
import { readMarkup, unescapeHtml } from './markup.js';
import { metadataOf, outletInTitle, wholeUrl, type Metadata } from './metadata.js';
import { linesOf, type PlacedLine } from './plain-text.js';
import { formOf, isBinary } from './sniff.js';
import { structuredLines, webLines } from './web-page.js';
import { wireOf } from './wire.js';

/** Kinds of parts whose neighbours of the same kind are one part. */
const MERGED = new Set<PartKind>(['body', 'bio', 'trailer', 'other']);
/** Less of a story than this, in UTF-16 units, is no article. */
const LEAST_STORY = 50;

/** The page's words before they are read, and what their bytes are. */
interface Source {
  text: string;
  html: boolean;
  sha256: string;
}

function hashOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Decodes what was given and tells what it is. */
function sourceOf(page: Page): Source {
  const { bytes, html, text, contentType } = page;
  if (text !== undefined || html !== undefined) {
    const given = text ?? html!;
    const form = formOf(given);
    if (form === 'empty' || given === '') throw new OnrecordError('page-empty');
    if (form === 'binary') throw new OnrecordError('page-binary');
    return { text: given, html: text === undefined, sha256: hashOf(given) };
  }
  if (!bytes || bytes.byteLength === 0) throw new OnrecordError('page-empty');
  if (isBinary(bytes, contentType)) throw new OnrecordError('page-binary');
  const decoded = decode(bytes, contentType);
  const form = formOf(decoded, contentType);
  if (form === 'empty') throw new OnrecordError('page-empty');
  if (form === 'binary') throw new OnrecordError('page-binary');
  return { text: decoded, html: form === 'html', sha256: hashOf(bytes) };
}

/** Parts out of the kinds of lines that stand in a text. The dateline is a part of the line that it starts. */
function partsOf(lines: readonly PlacedLine[], anatomy: Anatomy): Part[] {
  const parts: Part[] = [];
  const push = (kind: PartKind, start: number, end: number): void => {
    const last = parts.at(-1);
    if (last?.kind === kind && MERGED.has(kind)) last.end = end;
    else if (end > start) parts.push({ kind, start, end });
  };
  lines.forEach(({ text, start, end }, at) => {
    const kind = anatomy.kinds[at]!;
    const { dateline } = anatomy;
    if (dateline?.line !== at) {
      push(kind, start, end);
      return;
    }
    push('dateline', start, start + dateline.end);
    const rest = text.slice(dateline.end);
    if (rest.trim() !== '') push('body', start + dateline.end + (rest.length - rest.trimStart().length), end);
  });
  return parts;
}

/** Bylines out of the page's head; an organisation is an agency where it is no more than a name. */
function headBylines(metadata: Metadata, outlet: string | null, language: Language): Byline[] {
  return mergeBylines(
    metadata.authors.slice(0, 30).map(({ name, organisation }): Byline[] => {
      const clean = name.replace(/\s+/g, ' ').trim();
      if (clean === '' || clean.length > 200) return [];
      const read = readByline(/^by\b/i.test(clean) ? clean : `By ${clean}`, { language, outlet });
      if (read && read.length > 0) return read;
      if (organisation) return [{ name: null, agency: agencyIn(clean, { language, outlet }) ?? clean }];
      return [];
    }),
  );
}

function domainOf(url: string | null): string | null {
  if (url === null) return null;
  try {
    return new URL(url).hostname.replace(/^www\./, '') || null;
  } catch {
    return null;
  }
}

/** A date that the caller gives, as it is when it is ISO already. */
function givenDate(published: string | undefined, language: Language): string | null {
  if (published === undefined || published.trim() === '') return null;
  if (/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?$/.test(published.trim()))
    return published.trim();
  return readDate(published, language)?.iso ?? null;
}

/** The time by which a day without a year is dated. */
function dayOf(date: string | null): string | null {
  return date === null ? null : date.slice(0, 10);
}

/** A link of a page: where it leads, and where its words stand in the document's text. */
export interface PageLink extends Offsets {
  /** Absolute address. */
  url: string;
}

/** A page as read, with the links that its text has. */
export interface LinkedDocument {
  document: Document;
  /** In the order of the text; none for plain text. */
  links: PageLink[];
}

/**
 * Reads a page: its text, its parts, and what it says about itself. The same bytes give the same document.
 * @param page bytes, HTML or text, with what is known of the page; what the caller says wins over the page
 * @param language the language's word lists
 * @throws OnrecordError `page-empty`, `page-binary`, `page-no-article`
 * @example toDocument({ text: 'Dam breaks\n\nVELDIN (KPA) — The dam broke.' }, english).dateline?.place // 'VELDIN'
 */
export function toDocument(page: Page, language: Language): Document {
  return toLinkedDocument(page, language).document;
}

/**
 * Reads a page as {@link toDocument} does, and gives the links inside its text beside it: who cites whom.
 * @param page bytes, HTML or text, with what is known of the page
 * @param language the language's word lists
 * @throws OnrecordError `page-empty`, `page-binary`, `page-no-article`
 * @example
 * const { document, links } = toLinkedDocument({ html, url: 'https://courier.example/dam' }, english);
 * links.map(({ url, start, end }) => [document.text.slice(start, end), url]);
 */
export function toLinkedDocument(page: Page, language: Language): LinkedDocument {
  const source = sourceOf(page);
  const url = page.url ?? null;
  const given = givenDate(page.published, language);
  const known = source.html
    ? readHtml(source.text, page, given, language)
    : readText(source.text, page, given, language);
  const { text, lines, anatomy, metadata } = known;
  const canonical = metadata?.canonical ?? null;
  const domain = domainOf(url ?? canonical);
  const outlet = page.outlet ?? known.outlet;
  const published = given ?? metadata?.published ?? anatomy.published ?? null;
  const bylines = mergeBylines([anatomy.bylines, known.bylines]);
  const credits = [...anatomy.credits.map((at) => lines[at]!.text), ...(metadata?.sources ?? [])];
  const lastOfBody = anatomy.kinds.lastIndexOf('body');
  const ending = lines.slice(Math.max(0, lastOfBody), lastOfBody + 4).map((line) => line.text);
  const { dateline } = anatomy;
  const document: Document = {
    schema: SCHEMA,
    id: hashOf(source.sha256 + (url === null ? '' : `\n${url}`)).slice(0, 20),
    input: page.input ?? null,
    url,
    canonical,
    sha256: source.sha256,
    retrieved: page.retrieved ?? null,
    language: languageOf(text, metadata?.language ?? null, language),
    outlet: { name: outlet === null ? null : unescapeHtml(outlet), domain },
    headline: anatomy.headlineText,
    dateline: dateline && {
      place: dateline.place,
      country: dateline.country,
      agency: dateline.agency,
      date: dateline.date,
    },
    bylines,
    published,
    modified: metadata?.modified ?? anatomy.modified ?? null,
    wire: wireOf({ bylines, dateline: dateline?.agency ?? null, credits, ending, outlet, domain }, language),
    text,
    parts: partsOf(lines, anatomy),
  };
  return { document, links: known.links };
}

interface Known {
  text: string;
  lines: PlacedLine[];
  anatomy: Anatomy;
  metadata: Metadata | null;
  /** Bylines of the page's head. */
  bylines: Byline[];
  links: PageLink[];
  /** The outlet's name as the page gives it. */
  outlet: string | null;
}

function readText(text: string, page: Page, published: string | null, language: Language): Known {
  const lines = linesOf(text);
  const anatomy = anatomyOf(lines, {
    language,
    headline: null,
    outlet: page.outlet ?? null,
    published: dayOf(published),
    bylines: [],
  });
  return { text, lines, anatomy, metadata: null, bylines: [], links: [], outlet: null };
}

/** How much of a story the page's layout gives. */
function storyLength(lines: readonly Line[]): number {
  return lines.reduce((sum, line, at) => sum + (at > 0 && line.story ? line.text.length : 0), 0);
}

function readHtml(html: string, page: Page, given: string | null, language: Language): Known {
  const markup = readMarkup(html);
  const metadata = metadataOf(markup, wholeUrl(page.url, null), language);
  const outlet = page.outlet ?? metadata.outlet;
  const bylines = headBylines(metadata, outlet, language);
  const found = webLines(markup, metadata);
  const web = storyLength(found.lines) < LEAST_STORY ? (structuredLines(metadata) ?? found) : found;
  const anatomy = anatomyOf(web.lines, {
    language,
    headline: web.headline,
    outlet,
    published: dayOf(given ?? metadata.published),
    bylines,
  });
  const story = web.lines.reduce(
    (sum, line, at) => sum + (anatomy.kinds[at] === 'body' ? line.text.length : 0),
    0,
  );
  if (story < LEAST_STORY) throw new OnrecordError('page-no-article');
  let text = '';
  const links: PageLink[] = [];
  const base = wholeUrl(markup.base, page.url ?? metadata.canonical) ?? page.url ?? metadata.canonical;
  const lines = web.lines.map((line, at): PlacedLine => {
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += line.text;
    for (const link of web.blocks[at]?.links ?? []) {
      const url = wholeUrl(unescapeHtml(link.href), base);
      if (url !== null) links.push({ url, start: start + link.start, end: start + link.end });
    }
    return { ...line, start, end: text.length };
  });
  const title = outletInTitle(markup.title, anatomy.headlineText === null ? [] : [anatomy.headlineText]);
  return { text, lines, anatomy, metadata, bylines, links, outlet: metadata.outlet ?? title };
}
