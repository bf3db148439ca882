import type { UtteranceLine } from '../../src/utterance/line.js';
import type { Story } from './story.js';

/** How well utterances fit the truth of simulated stories. Shares from 0 to 1. */
export interface SimulationScore {
  precision: number;
  recall: number;
  f1: number;
  /** True utterances whose set of first-hand pages is exactly right. */
  origins: number;
  /** F1 of (page, one of those that it has the words from, credited or not). */
  copies: number;
  /** F1 of (page, utterance) with changed words. */
  altered: number;
}

const pairs = (n: number) => (n * (n - 1)) / 2;
const f1 = (hit: number, gold: number, found: number) =>
  gold + found === 0 ? 1 : (2 * hit) / (gold + found);

/**
 * Scores lines against stories. Pairs are counted by the sizes of groups, so that it takes no longer than the list is.
 * @param stories with the truth
 * @param lines what was found; a statement is known by its page's address and its words
 */
export function scoreSimulation(stories: readonly Story[], lines: Iterable<UtteranceLine>): SimulationScore {
  const truth = new Map<string, string[]>();
  const key = (url: string, text: string) => `${url}\n${text}`;
  /** The keys of each page's statements. */
  const onPage = new Map<string, string[]>();
  const gold = new Map<string, number>();
  const origins = new Map<string, Set<string>>();
  const copies = new Map<string, { of: string[]; credited: boolean }[]>();
  const altered = new Set<string>();
  let copyCount = 0;
  for (const story of stories) {
    for (const { record, truth: keys } of story.pages)
      record.statements.forEach(({ content }, i) => {
        const at = key(record.url ?? record.id, content.map(({ text }) => text).join(' '));
        truth.set(at, [...(truth.get(at) ?? []), keys[i]!]);
        onPage.set(record.url ?? record.id, [...(onPage.get(record.url ?? record.id) ?? []), at]);
        gold.set(keys[i]!, (gold.get(keys[i]!) ?? 0) + 1);
      });
    for (const [utterance, urls] of story.origins) origins.set(utterance, urls);
    for (const one of story.copies) {
      copies.set(one.url, [...(copies.get(one.url) ?? []), one]);
      copyCount++;
    }
    for (const one of story.altered) altered.add(one);
  }
  // Of two things said in one sentence, a line has the words of one: they stand among those of a statement of the page.
  const wholeOf = (url: string, text: string) => {
    const words = text.split(' ');
    const holds = (said: string) => {
      const its = new Set(said.slice(url.length + 1).split(' '));
      return words.every((word) => its.has(word));
    };
    return (onPage.get(url) ?? []).find(holds) ?? key(url, text);
  };
  let found = 0;
  let hit = 0;
  const best = new Map<string, { share: number; origins: readonly string[] }>();
  const foundCopies = new Map<string, { url: string; of: string[]; credited: boolean }>();
  let alteredHit = 0;
  let alteredFound = 0;
  for (const line of lines) {
    const cells = new Map<string, number>();
    const byPage = new Map<string, Set<string>>();
    const whole = new Set(
      line.statements.map(({ url, text }) =>
        truth.has(key(url, text)) ? key(url, text) : wholeOf(url, text),
      ),
    );
    for (const said of whole) {
      const [url = ''] = said.split('\n');
      const one = truth.get(said)?.[0] ?? `none ${said}`;
      cells.set(one, (cells.get(one) ?? 0) + 1);
      byPage.set(url, (byPage.get(url) ?? new Set()).add(one));
    }
    found += pairs(whole.size);
    for (const [one, n] of cells) {
      hit += pairs(n);
      if (n > (best.get(one)?.share ?? 0)) best.set(one, { share: n, origins: line.origins });
    }
    for (const { url, of, credited } of line.copies)
      foundCopies.set(`${url} ${[...of].sort().join(' ')} ${String(credited)}`, { url, of, credited });
    for (const url of line.altered) {
      alteredFound++;
      if ([...(byPage.get(url) ?? [])].some((one) => altered.has(`${url} ${one}`))) alteredHit++;
    }
  }
  const all = [...gold.values()].reduce((sum, n) => sum + pairs(n), 0);
  let right = 0;
  for (const [one, urls] of origins) {
    const given = best.get(one)?.origins ?? [];
    if (given.length === urls.size && given.every((url) => urls.has(url))) right++;
  }
  const fits = (
    a: { of: readonly string[]; credited: boolean },
    b: { of: readonly string[]; credited: boolean },
  ) => a.credited === b.credited && a.of.some((url) => b.of.includes(url));
  const list = [...foundCopies.values()];
  const goodFound = list.filter((one) =>
    (copies.get(one.url) ?? []).some((other) => fits(one, other)),
  ).length;
  const byUrl = new Map<string, typeof list>();
  for (const one of list) byUrl.set(one.url, [...(byUrl.get(one.url) ?? []), one]);
  const goodGold = [...copies].reduce(
    (sum, [url, own]) =>
      sum + own.filter((one) => (byUrl.get(url) ?? []).some((other) => fits(one, other))).length,
    0,
  );
  const precision = list.length === 0 ? 0 : goodFound / list.length;
  const recall = copyCount === 0 ? 1 : goodGold / copyCount;
  return {
    precision: found === 0 ? 0 : hit / found,
    recall: all === 0 ? 1 : hit / all,
    f1: f1(hit, all, found),
    origins: origins.size === 0 ? 1 : right / origins.size,
    copies: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    altered: f1(alteredHit, altered.size, alteredFound),
  };
}
