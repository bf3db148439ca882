import type { Language } from '../language/language.js';
import type { Answer } from './answers.js';
import type { AnswerKind } from './claims.js';
import { chainOf, type Chain } from './chain.js';
import { changesOf, coveredBy, type Change } from './changes.js';
import type { Cluster } from './cluster.js';
import type { Carrier } from './page-text.js';
import { formsOf, namedElsewhere } from './full-name.js';
import type { Report } from './report.js';
import type { Who } from './who.js';
import { wordingOf } from './wording.js';

/** One utterance answers another, and the words that say so. */
export interface AnswerLink {
  kind: AnswerKind;
  /** The utterance answered. */
  of: string;
  confidence: number;
  answers: Answer[];
}

/** One act of saying, with all that its reports show. */
export interface Utterance {
  id: string;
  /** The name that its reports give, or other pages of the story do; null where none names the speaker. */
  speaker: string | null;
  /** The day on which it was said, as most reports have it. */
  day: number | null;
  reports: Report[];
  /** How sure it is that all reports are of one act of saying: the least sure of the links that hold it together. */
  confidence: number;
  chain: Chain;
  /** First-hand sources that do not hang on one another, those of which no page is known among them. */
  independent: number;
  changes: Change[];
  /** Pages whose words are not those of the first-hand reports. */
  altered: string[];
  answers: AnswerLink[];
}

/**
 * Reads out of a cluster of reports all that its pages show: whose it is, how it travelled, what changed on the way.
 * @param cluster the reports of one act of saying
 * @param carriers the pages that they stand on, by id
 * @param links what it answers
 * @param language the lists that it is read with
 * @param named reports of the days around that may tell what a surname is short for
 * @example utteranceOf(cluster, carriers, [], english).independent
 */
export function utteranceOf(
  cluster: Cluster,
  carriers: ReadonlyMap<string, Carrier>,
  links: readonly AnswerLink[],
  language: Language,
  named: readonly Report[] = [],
): Utterance {
  const { reports } = cluster;
  const chain = chainOf(reports, carriers, language);
  const changes = changesIn(reports, chain, language);
  return {
    id: cluster.id,
    speaker: speakerOf(reports, named),
    day: mostCommon(reports.flatMap(({ said }) => (said === null ? [] : [said]))),
    reports,
    confidence: cluster.pairs.length === 0 ? 1 : holdingConfidence(cluster),
    chain,
    independent: independentOf(chain),
    changes,
    altered: [...new Set(changes.filter(alters).map(({ page }) => page))],
    answers: [...links],
  };
}

/** Whether a change makes the words others: in a quotation any does, in indirect speech only a dangerous one. */
const alters = (change: Change): boolean => change.danger !== null || change.kind !== 'quoted';

/** The weakest link of the strongest tree that joins all reports. */
function holdingConfidence({ reports, pairs }: Cluster): number {
  const root = new Map(reports.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let at = id;
    while (root.get(at) !== at) at = root.get(at)!;
    return at;
  };
  let least = 1;
  for (const { a, b, confidence } of pairs) {
    const [x, y] = [find(a), find(b)];
    if (x === y) continue;
    root.set(x, y);
    least = Math.min(least, confidence);
  }
  return least;
}

/** One report's word for who spoke. */
interface Vote {
  page: string;
  who: Who;
  trust: number;
}

/**
 * The name that an utterance is filed under: of the one whom most pages mean, the full form that most reports give;
 * one whom nobody names is called what the first report calls him.
 * @param reports in order of publication
 * @param named reports of the days around that may tell whom a surname or an office means
 */
export function speakerOf(reports: readonly Report[], named: readonly Report[] = []): string | null {
  const all = reports.flatMap((report) => voteOf(report, named) ?? []);
  // "The Herald says that …": an outlet is a hand where another page tells whose words they are.
  const others = all.filter(({ who }) => who.kind !== 'outlet');
  const votes = others.length > 0 ? others : all;
  const isToldByName = votes.some(({ who }) => who.words.length > 0 && !who.described);
  const groups = new Map<string, Vote[]>();
  for (const vote of votes) {
    const handle = vote.who.words.at(-1) ?? '';
    const group = groups.get(handle);
    if (group) group.push(vote);
    else groups.set(handle, [vote]);
  }
  const trustIn = (group: readonly Vote[]) => {
    const pages = new Map<string, number>();
    for (const { page, trust } of group) pages.set(page, Math.max(trust, pages.get(page) ?? 0));
    const sum = [...pages.values()].reduce((total, trust) => total + trust, 0);
    return group[0]!.who.words.length === 0 && isToldByName ? UNNAMED_BESIDE_NAMES * sum : sum;
  };
  const [best] = [...groups].sort((a, b) => trustIn(b[1]) - trustIn(a[1]) || (a[0] < b[0] ? -1 : 1));
  if (!best) return null;
  const form = best[0] === '' ? best[1][0]!.who.name! : fullForm(best[1]);
  return accented(form, best[1]);
}

/** Whom a report means, and how far that is to be trusted; null where it does not tell. */
function voteOf(report: Report, named: readonly Report[]): Vote | null {
  const { who, page } = report;
  const meant = namedElsewhere(report, named);
  if (meant) return { page, who: meant, trust: TRUST.elsewhere };
  if (who.name === null) return null;
  if (who.words.length === 0) return { page, who, trust: TRUST.unnamed };
  if (who.described) return { page, who, trust: TRUST.described };
  if (who.kind !== 'person' || who.words.length === 1) return { page, who, trust: TRUST.short };
  return { page, who, trust: who.explicit ? TRUST.full : TRUST.pronoun };
}

/** What a report's word for its speaker counts, by how the page has it. */
const TRUST = { full: 1.5, pronoun: 1, elsewhere: 0.8, described: 0.5, short: 0.4, unnamed: 0.4 } as const;
/** What pages that leave the speaker unnamed count beside others that do not. */
const UNNAMED_BESIDE_NAMES = 0.02;

/** Of the names of one person, the full form that most reports give. */
function fullForm(votes: readonly Vote[]): string {
  const forms = formsOf(votes.map(({ who }) => who));
  const full = forms.filter(({ who }) => who.words.length > 1);
  const [form] = (full.length > 0 ? full : forms).sort(
    (a, b) => b.count - a.count || fuller(a.who, b.who) || (shorter(a.who.name!, b.who.name!) ? -1 : 1),
  );
  return form!.who.name!;
}

/** Accents get lost on the way, and do not come by themselves: each word as the report spells it that has most of them. */
function accented(name: string, votes: readonly Vote[]): string {
  const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '');
  const spelled = new Map<string, string>();
  for (const { who } of votes)
    for (const word of who.name?.match(WORD) ?? []) {
      const known = spelled.get(plain(word));
      if (
        known === undefined ||
        marksIn(word) > marksIn(known) ||
        (marksIn(word) === marksIn(known) && word < known)
      )
        spelled.set(plain(word), word);
    }
  return name.replace(WORD, (word) => spelled.get(plain(word)) ?? word);
}

const WORD = /[\p{L}\p{M}]+/gu;
const marksIn = (word: string) => word.normalize('NFD').match(/\p{M}/gu)?.length ?? 0;

/** The longer of two names first, but where it only puts a word before a person's: a title, or an epithet. */
function fuller(a: Who, b: Who): number {
  const [x, y] = [a.words.join(' '), b.words.join(' ')];
  if (a.kind === 'person' && x !== y && (x.endsWith(` ${y}`) || y.endsWith(` ${x}`)))
    return a.words.length - b.words.length;
  return b.words.length - a.words.length;
}

const shorter = (a: string, b: string) => a.length < b.length || (a.length === b.length && a < b);

function mostCommon(days: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}

function independentOf(chain: Chain): number {
  const unseen = new Set(chain.relays.flatMap(({ names }) => names.map((name) => name.toLowerCase())));
  return chain.origins.length + unseen.size;
}

/** What each page that is not first-hand changed, against the first-hand report that it is nearest to. */
function changesIn(reports: readonly Report[], chain: Chain, language: Language): Change[] {
  const wording = wordingOf(language);
  const of = (page: string) => ({
    page,
    reports: reports
      .filter((report) => report.page === page)
      .sort((a, b) => (a.pieces[0]?.start ?? 0) - (b.pieces[0]?.start ?? 0)),
  });
  const first = chain.origins.map(({ page }) => of(page));
  const pages = [...new Set(reports.map(({ page }) => page))].filter(
    (page) => !first.some((origin) => origin.page === page),
  );
  return pages.flatMap((page) => {
    const held = first.map((origin) => ({
      covered: Math.round(10 * coveredBy(origin, of(page), wording)),
      changes: changesOf(origin, of(page), wording),
    }));
    // The report that has the most of the words; among equals the one that they differ least from.
    held.sort((a, b) => b.covered - a.covered || weigh(a.changes) - weigh(b.changes));
    return held[0]?.changes ?? [];
  });
}

const weigh = (changes: readonly Change[]) =>
  changes.reduce((sum, { danger }) => sum + (danger === null ? 1 : 3), 0);
