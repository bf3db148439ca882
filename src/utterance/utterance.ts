import type { Language } from '../language/language.js';
import type { Answer } from './answers.js';
import type { AnswerKind } from './claims.js';
import { chainOf, type Chain } from './chain.js';
import { changesOf, coveredBy, type Change } from './changes.js';
import type { Cluster } from './cluster.js';
import type { Carrier } from './page-text.js';
import type { Report } from './report.js';
import { speakerOf } from './speaker-name.js';
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
    speaker: speakerOf(reports, language, named),
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
