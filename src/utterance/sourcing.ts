import { memoized } from '../memoized.js';
import { spanOf, type DocumentRecord, type Offsets, type Span, type Statement } from '../record.js';
import { isOutlet, namePattern, outletOf, type OutletFacts } from './outlet-name.js';
import { isOwnSite } from './own-site.js';
import { paragraphOf, reporterText, sentenceOf, type Carrier } from './page-text.js';
import type { Reporting } from './reporting.js';

/** How near to a statement something stands that tells where the words came from, the nearest first. */
export const SCOPES = ['statement', 'paragraph', 'page'] as const;
export type Scope = (typeof SCOPES)[number];

/** A place in a page's text where it names another outlet as the hand that it has words from. */
export interface Credit {
  scope: Scope;
  /** `words`: the text says so; `wire`: the dateline, byline or wire credit of the page; `link`: it links to the other. */
  how: 'words' | 'wire' | 'link';
  spans: Span[];
}

/** What a page says of its own presence when the words fell. */
export interface Presence {
  /** "told this newspaper", "in our studio": said to this outlet. */
  own: { scope: Scope; span: Span }[];
  /** "told reporters", "at a briefing": said where a reporter was. */
  present: { scope: Scope; span: Span }[];
  /** "in a statement": received in writing. */
  statement: { scope: Scope; span: Span }[];
  /** The page is the speaker's own release, or a transcript. */
  release: Span | null;
  /** The outlet's own agency dateline. */
  agency: Span | null;
  /** A dateline's place: somebody was there. */
  place: Span | null;
  /** A line that says who wrote, and where. */
  written: Span | null;
  /** A named writer. */
  byline: boolean;
}

/** The dateline, or as much of the text's beginning as could hold one. */
function head(record: DocumentRecord): Offsets {
  const dateline = record.parts.find(({ kind }) => kind === 'dateline');
  if (dateline) return dateline;
  const headline = record.parts.find(({ kind }) => kind === 'headline');
  return { start: headline?.end ?? 0, end: headline?.end ?? 0 };
}

function find(pattern: RegExp, text: string): Offsets[] {
  const out: Offsets[] = [];
  for (const match of text.matchAll(pattern)) {
    const name = match.groups?.['name'];
    // Patterns ignore case; a name does not.
    if (name !== undefined && !/^\p{Lu}/u.test(name) && !name.includes('.')) continue;
    out.push({ start: match.index, end: match.index + match[0].length });
    if (out.length >= 200) break;
  }
  return out;
}

const inside = (inner: Offsets, outer: Offsets) => inner.start >= outer.start && inner.end <= outer.end;

function scopeOf(at: Offsets, statements: readonly Statement[], record: DocumentRecord): Scope {
  if (statements.some((statement) => inside(at, sentenceOf(record, statement)))) return 'statement';
  return statements.some((statement) => inside(at, paragraphOf(record, statement))) ? 'paragraph' : 'page';
}

const filled = (patterns: readonly string[], slot: string, name: string) =>
  new RegExp(
    patterns
      .map((pattern) => `(?:^|(?<=[^\\p{L}\\p{N}]))${unicode(pattern).replaceAll(slot, `(?<name>${name})`)}`)
      .join('|'),
    'giu',
  );

/** `\b` and `\w` of the language files know only ASCII; names do not. */
const unicode = (pattern: string) => pattern.replaceAll('\\w', '[\\p{L}\\p{M}]');

const compiled = new WeakMap<readonly string[], (name: string) => RegExp[]>();
/** Names of outlets whose patterns are kept: compiled they are large, and V8 has little room for their code. */
const MOST_COMPILED = 200;

/** One pattern for each entry: a group's name may stand only once in one. */
function patternsFor(patterns: readonly string[], slot: string, name: string): RegExp[] {
  let of = compiled.get(patterns);
  if (!of) {
    of = memoized(MOST_COMPILED, (outlet) => patterns.map((pattern) => filled([pattern], slot, outlet)));
    compiled.set(patterns, of);
  }
  return of(name);
}

/**
 * Where a page credits another outlet, nearest to the statements first.
 * @param page the page
 * @param statements its statements that are asked about
 * @param outlet the other outlet
 * @param addresses the other page's addresses, to find links to it
 * @example creditsOf(digest, statements, { name: 'Ostmar Today', domain: null }, [], reporting)[0].scope // 'statement'
 */
export function creditsOf(
  page: Carrier,
  statements: readonly Statement[],
  outlet: OutletFacts,
  addresses: readonly string[],
  reporting: Reporting,
): Credit[] {
  const { record } = page;
  const credits: Credit[] = [];
  const name = namePattern(outlet, reporting);
  const text = reporterText(record);
  if (name !== null && mentions(text, name, page, outlet, reporting)) {
    const top = head(record);
    for (const pattern of patternsFor(reporting.credits, 'NAME', name))
      for (const at of find(pattern, text)) {
        const span = spanOf(record.text, at.start, at.end);
        if (inside(at, top)) credits.push({ scope: 'page', how: 'wire', spans: [span] });
        else credits.push({ scope: scopeOf(at, statements, record), how: 'words', spans: [span] });
      }
    for (const statement of statements)
      for (const via of statement.via)
        if (isOutlet(via.name, outlet, reporting))
          credits.push({ scope: 'statement', how: 'words', spans: [via.span] });
    const signed = [
      record.wire,
      record.dateline?.agency ?? null,
      ...record.bylines.map(({ agency }) => agency),
    ];
    if (signed.some((agency) => agency !== null && isOutlet(agency, outlet, reporting))) {
      const at = record.text.search(new RegExp(name, 'u'));
      credits.push({
        scope: 'page',
        how: 'wire',
        spans:
          at < 0
            ? []
            : [
                spanOf(
                  record.text,
                  at,
                  at + (new RegExp(name, 'u').exec(record.text.slice(at))?.[0].length ?? 0),
                ),
              ],
      });
    }
  }
  for (const { url, span } of page.links)
    if (addresses.some((address) => sameAddress(url, address)))
      credits.push({
        scope: span === null ? 'page' : scopeOf(span, statements, record),
        how: 'link',
        spans: span === null ? [] : [span],
      });
  return credits.sort((a, b) => SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope));
}

/** A quick no for most pages: neither the text nor what signs it names the outlet. */
function mentions(
  text: string,
  name: string,
  { record }: Carrier,
  outlet: OutletFacts,
  reporting: Reporting,
): boolean {
  if (new RegExp(name, 'u').test(text)) return true;
  const signed = [
    record.wire,
    record.dateline?.agency ?? null,
    ...record.bylines.map(({ agency }) => agency),
  ];
  return signed.some((agency) => agency !== null && isOutlet(agency, outlet, reporting));
}

function sameAddress(a: string, b: string): boolean {
  const bare = (url: string) =>
    url
      .replace(/^https?:\/\/(?:www\.)?/u, '')
      .replace(/[?#].*$/u, '')
      .replace(/\/$/u, '');
  return bare(a) === bare(b);
}

/**
 * What a page says of its own presence when its statements were made.
 * @param page the page
 * @param statements its statements that are asked about
 * @example presenceOf(herald, statements, reporting).own.length > 0
 */
export function presenceOf(page: Carrier, statements: readonly Statement[], reporting: Reporting): Presence {
  const { record } = page;
  const text = reporterText(record);
  const facts = outletOf(record);
  const name = namePattern(facts, reporting) ?? '(?!)';
  const speakers = new Set(statements.map(({ speaker }) => speaker));
  // What another speaker said to this outlet says nothing of this one.
  const authors = new Set(record.speakers.filter(({ kind }) => kind === 'author').map(({ id }) => id));
  const others = record.statements
    .filter(({ speaker }) => speaker !== null && !speakers.has(speaker) && !authors.has(speaker))
    .map((statement) => sentenceOf(record, statement));
  const marks = (patterns: readonly RegExp[]) =>
    patterns.flatMap((pattern) =>
      find(pattern, text).flatMap((at) => {
        const scope = scopeOf(at, statements, record);
        if (scope !== 'statement' && others.some((other) => inside(at, other))) return [];
        return [{ scope, span: spanOf(record.text, at.start, at.end) }];
      }),
    );
  const dateline = record.dateline;
  const top = head(record);
  const at = spanOf(record.text, top.start, top.end);
  const agency = dateline?.agency ?? null;
  const ownAgency = agency !== null && isOutlet(agency, facts, reporting);
  const released =
    record.url !== null && reporting.releaseAddress.test(pathOf(record.url))
      ? spanOf(record.text, 0, 0)
      : null;
  const said = reporting.release.exec(text.slice(0, 3000));
  const ownSite = isOwnSite(record, statements, reporting) ? spanOf(record.text, 0, 0) : null;
  const written = reporting.bylinePlace.exec(text.slice(0, 1000));
  return {
    own: marks(patternsFor(reporting.own, 'OWN', name)),
    present: marks([reporting.present]),
    statement: marks([reporting.statement]),
    release: said ? spanOf(record.text, said.index, said.index + said[0].length) : (released ?? ownSite),
    agency: ownAgency ? at : null,
    place: dateline?.place != null && (agency === null || ownAgency) ? at : null,
    written: written ? spanOf(record.text, written.index, written.index + written[0].length) : null,
    byline: record.bylines.some((byline) => byline.name !== null),
  };
}

/** A place where a page names a hand that it has words from by its kind only: "told state radio". */
export interface Described {
  span: Span;
  /** Whether an outlet's name fits the kind. */
  fits: (outlet: OutletFacts) => boolean;
}

/**
 * Outlets that the sentences of statements describe without naming them.
 * @param page the page
 * @param statements its statements that are asked about
 * @example describedIn(globewire, statements, reporting)[0].span.text // 'told state radio'
 */
export function describedIn(
  { record }: Carrier,
  statements: readonly Statement[],
  reporting: Reporting,
): Described[] {
  const text = reporterText(record);
  return sentencesAround(record, statements).flatMap(({ start, end }) => {
    return reporting.described.flatMap(({ said, name }) =>
      [...text.slice(start, end).matchAll(said)].flatMap((match): Described[] => {
        if (/^\p{Lu}/u.test(match.groups?.['after'] ?? match.groups?.['before'] ?? '')) return [];
        const at = start + match.index;
        return [
          {
            span: spanOf(record.text, at, at + match[0].length),
            fits: (outlet) => name.test(`${outlet.name ?? ''} ${outlet.domain ?? ''}`),
          },
        ];
      }),
    );
  });
}

/**
 * The sentences of statements, and those before them in their paragraphs where the same speaker speaks, as long as no other
 * does: "She told state radio that A. “B,” she said."
 */
function sentencesAround(record: DocumentRecord, statements: readonly Statement[]): Offsets[] {
  const found = new Map<number, Offsets>();
  for (const statement of statements) {
    const own = sentenceOf(record, statement);
    found.set(own.start, own);
    if (statement.speaker === null) continue;
    const paragraph = paragraphOf(record, statement);
    const before = record.statements
      .map((other) => ({ speaker: other.speaker, at: sentenceOf(record, other) }))
      .filter(({ at }) => inside(at, paragraph) && at.end <= own.start)
      .sort((a, b) => b.at.start - a.at.start);
    for (const { speaker, at } of before) {
      if (speaker !== statement.speaker) break;
      found.set(at.start, at);
    }
  }
  return [...found.values()];
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return '';
  }
}
