import type { Language } from '../language/language.js';
import type { Answer } from './answers.js';
import type { AnswerKind } from './claims.js';
import { chainOf, type Chain } from './chain.js';
import { changesOf, coveredBy, type Change } from './changes.js';
import type { Cluster } from './cluster.js';
import type { Carrier } from './page-text.js';
import { fullNameOf, isSurname } from './full-name.js';
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
  /** The fullest name that a report gives; null where none names the speaker. */
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

/** The name that an utterance is filed under: of the one most reports mean, the full form that most of them give. */
export function speakerOf(reports: readonly Report[], named: readonly Report[] = []): string | null {
  const groups = new Map<string, { count: number; forms: Map<string, { who: Who; reports: number }> }>();
  for (const { who } of reports) {
    if (who.name === null) continue;
    const handle = who.words.at(-1) ?? '';
    const group = groups.get(handle) ?? { count: 0, forms: new Map() };
    group.count += trustIn(who);
    const form = group.forms.get(who.name) ?? { who, reports: 0 };
    form.reports++;
    group.forms.set(who.name, form);
    groups.set(handle, group);
  }
  const best = [...groups].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))[0];
  if (!best) return null;
  const forms = [...best[1].forms.values()];
  const full = forms.filter(({ who }) => who.words.length > 1);
  const [form] = (full.length > 0 ? full : forms).sort(
    (a, b) => b.reports - a.reports || fuller(a.who, b.who) || (shorter(a.who.name!, b.who.name!) ? -1 : 1),
  );
  if (!form) return null;
  return (isSurname(form.who) ? fullNameOf(reports, named) : null) ?? accented(form.who, reports);
}

/** Accents get lost on the way, and do not come by themselves: of the spellings of one name, the one that has them. */
function accented({ name, words }: Who, reports: readonly Report[]): string | null {
  const same = reports.flatMap(({ who }) =>
    who.name !== null && who.words.join(' ') === words.join(' ') ? [who.name] : [],
  );
  const marks = (text: string | null) => text?.normalize('NFD').match(/\p{M}/gu)?.length ?? 0;
  return (
    same.sort((a, b) => marks(b) - marks(a) || (a < b ? -1 : 1)).find((one) => marks(one) > marks(name)) ??
    name
  );
}

function trustIn(who: Who): number {
  if (who.words.length === 0) return 0.01;
  if (who.kind !== 'person' || who.words.length === 1) return 0.4;
  return who.explicit ? 1.5 : 1;
}

/** The longer of two names first, but where it only puts a word before the other: a title, or an epithet. */
function fuller(a: Who, b: Who): number {
  const [x, y] = [a.words.join(' '), b.words.join(' ')];
  if (x !== y && (x.endsWith(` ${y}`) || y.endsWith(` ${x}`))) return a.words.length - b.words.length;
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
