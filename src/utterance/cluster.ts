import { dayRelation, mayBeMisdated } from './days.js';
import { THRESHOLD } from './match.js';
import type { Report } from './report.js';
import { relate } from './who.js';

/** Two reports that were compared, and how sure it is that they are of one act of saying. */
export interface Pair {
  /** Ids of the reports, the smaller first. */
  a: string;
  b: string;
  confidence: number;
}

/** The reports of one act of saying. */
export interface Cluster {
  /** Made from the id of the report that came out first, so that later reports do not change it. */
  id: string;
  /** In order of publication. */
  reports: Report[];
  /** The pairs within it. */
  pairs: Pair[];
}

/**
 * The id of the utterance that is anchored in a report: the report's with `u` for its first letter.
 * @example utteranceId('s4k9x2m7q1a-14') // 'u4k9x2m7q1a-14'
 */
export const utteranceId = (reportId: string): string => `u${reportId.replace(/^s/u, '')}`;

/** Reports in order of publication; those without a date last. A full order: no two reports are equal. */
export function byPublication(a: Report, b: Report): number {
  const day = (report: Report) => report.time ?? Infinity;
  return day(a) === day(b) ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : day(a) - day(b);
}

/**
 * Puts reports together: the surest pairs first, and never two groups of which one names another speaker or day than
 * the other. The result depends on the reports and pairs alone, not on their order.
 * @param reports all reports that are connected by pairs, and any others
 * @param pairs what was compared; pairs under the threshold are left out
 * @example clusters(reports, pairs).map(({ reports }) => reports.length)
 */
export function clusters(reports: readonly Report[], pairs: readonly Pair[]): Cluster[] {
  const groups = new Map<string, Report[]>(reports.map((report) => [report.id, [report]]));
  const good = pairs.filter(
    ({ confidence, a, b }) => confidence >= THRESHOLD && groups.has(a) && groups.has(b),
  );
  const byId = new Map(reports.map((report) => [report.id, report]));
  const ordered = surestFirst(good, byId);
  const near = new Map<string, Set<string>>();
  for (const { a, b } of good) {
    near.set(a, (near.get(a) ?? new Set()).add(b));
    near.set(b, (near.get(b) ?? new Set()).add(a));
  }
  const join = (one: Report[], other: Report[], slip = false) => {
    if (one === other || contradict(one, other, slip)) return;
    const [into, from] = one.length >= other.length ? [one, other] : [other, one];
    into.push(...from);
    for (const report of from) groups.set(report.id, into);
  };
  for (const { a, b, confidence } of ordered) {
    const [one, other] = [groups.get(a)!, groups.get(b)!];
    if (one === other) continue;
    if (confidence >= SURE) join(one, other, mayBeMisdated(byId.get(a)!, byId.get(b)!));
    else if (!heldApart(one, other, near) && supported(one, other, near, confidence)) join(one, other);
  }
  for (const [one, other] of together(reports)) {
    const [a, b] = [groups.get(one.id)!, groups.get(other.id)!];
    // Where other pages have each of two quotations without the other, they are two utterances.
    if (isOfOnePage(a) || isOfOnePage(b)) join(a, b);
  }
  return [...new Set(groups.values())]
    .map((group) => {
      const sorted = [...group].sort(byPublication);
      const ids = new Set(sorted.map(({ id }) => id));
      return {
        id: utteranceId(sorted[0]!.id),
        reports: sorted,
        pairs: ordered.filter(({ a, b }) => ids.has(a) && ids.has(b)),
      };
    })
    .sort((x, y) => byPublication(x.reports[0]!, y.reports[0]!));
}

/**
 * Pairs, the surest first; those that are as sure as each other by what the reports say and when. Ids come last: they
 * are others in a ledger than in memory, and the groups are to be the same.
 */
function surestFirst(pairs: readonly Pair[], known: ReadonlyMap<string, Report>): Pair[] {
  const sayingOf = (id: string) => {
    const { time, text } = known.get(id)!;
    return `${String(time ?? Infinity).padStart(12)} ${text} ${id}`;
  };
  return pairs
    .map((pair) => ({ pair, order: [sayingOf(pair.a), sayingOf(pair.b)].sort().join('\n') }))
    .sort((x, y) => y.pair.confidence - x.pair.confidence || (x.order < y.order ? -1 : 1))
    .map(({ pair }) => pair);
}

/** From this confidence up, a pair joins what a page gives as two statements, and what no other pair holds together. */
const SURE = 0.9;
/** Else, this share of the pairs between two groups must be good ones: a summary of both is no bridge. */
const SUPPORT = 1 / 4;
/** Under this confidence, this share. */
const DOUBTFUL = 0.6;
const SUPPORT_OF_DOUBT = 1 / 2;

type Near = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether a page gives words of both groups, each in a statement of its own: as a rule, two utterances. */
function heldApart(one: readonly Report[], other: readonly Report[], near: Near): boolean {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const pages = new Map<string, Report[]>();
  for (const report of few)
    if (!report.headline) pages.set(report.page, [...(pages.get(report.page) ?? []), report]);
  return many.some(
    (report) =>
      !report.headline &&
      (pages.get(report.page) ?? []).some(
        (there) => there.statement !== report.statement && near.get(there.id)?.has(report.id) !== true,
      ),
  );
}

/** Whether enough of one group is near enough of the other. */
function supported(
  one: readonly Report[],
  other: readonly Report[],
  near: Near,
  confidence: number,
): boolean {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const there = new Set(many.map(({ id }) => id));
  let links = 0;
  for (const { id } of few) for (const next of near.get(id) ?? []) if (there.has(next)) links++;
  const share = confidence < DOUBTFUL ? SUPPORT_OF_DOUBT : SUPPORT;
  return links >= share * few.length * many.length;
}

const isOfOnePage = (group: readonly Report[]): boolean => new Set(group.map(({ page }) => page)).size === 1;

/**
 * Reports of one page that are as a rule of one act of saying, in the order of the ids: quotations that stand beside each
 * other in one statement, and a headline with the report whose words it takes.
 * @example together(reportsOf(record, idOf, english)).length
 */
export function together(reports: readonly Report[]): [Report, Report][] {
  const known = new Map(reports.map((report) => [report.id, report]));
  const beside = [...reports]
    .filter(({ id, statement }) => id !== statement)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((report): [Report, Report][] => {
      const n = Number(report.id.slice(report.statement.length + 1));
      const before = known.get(n === 2 ? report.statement : `${report.statement}-${n - 1}`);
      return before ? [[before, report]] : [];
    });
  return [...beside, ...headlined(reports)];
}

/** The fewest words of a headline that are known again in the text. */
const LEAST_HEADLINE = 3;

/** Quotations in headlines, and the first report of their page that holds all their words in one piece. */
function headlined(reports: readonly Report[]): [Report, Report][] {
  const heads = reports
    .filter(({ headline, quoted }) => headline && quoted.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (heads.length === 0) return [];
  const bodies = new Map<string, Report[]>(heads.map(({ page }) => [page, []]));
  for (const report of reports) if (!report.headline) bodies.get(report.page)?.push(report);
  return heads.flatMap((head): [Report, Report][] => {
    const words = head.quoted.map(({ start, end }) => wordsIn(head.text.slice(start, end))).join(' ');
    if (words.split(' ').length < LEAST_HEADLINE) return [];
    const [body] = bodies
      .get(head.page)!
      .filter(({ text }) => holds(text, words))
      .sort((a, b) => (a.pieces[0]?.start ?? 0) - (b.pieces[0]?.start ?? 0));
    return body ? [[body, head]] : [];
  });
}

/** The words of a text without marks and capitals, one space between them. */
const wordsIn = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
const holds = (text: string, words: string): boolean => ` ${wordsIn(text)} `.includes(` ${words} `);

/** Whether both reports name their speakers, and they are two. */
const ofTwoSpeakers = ({ who: a }: Report, { who: b }: Report): boolean =>
  a.explicit && b.explicit && !a.described && !b.described && relate(a, b) === 'other';

/**
 * Whether any of one group says what cannot be true beside any of the other.
 * @param slip days do not count: pages that came out together have the same words, and date them otherwise
 */
function contradict(one: readonly Report[], other: readonly Report[], slip: boolean): boolean {
  const distinct = (group: readonly Report[]) => [
    ...new Map(
      group.map((report) => [
        `${report.who.words.join(' ')}|${report.who.roles.join(' ')}|${String(report.who.explicit)}|${String(report.who.described)}|${String(report.said)}|${String(report.published)}`,
        report,
      ]),
    ).values(),
  ];
  const [left, right] = [distinct(one), distinct(other)];
  return left.some((a) => right.some((b) => ofTwoSpeakers(a, b) || (!slip && dayRelation(a, b) === 'other')));
}
