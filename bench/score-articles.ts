/**
 * How well an article's body is found in its page, by the definitions of the public article-extraction benchmark
 * (https://github.com/scrapinghub/article-extraction-benchmark): precision and recall are means over pages of the share
 * of four-word shingles that the two bodies have in common, F1 is their harmonic mean, accuracy is the share of pages
 * whose words are all the same, in order. Words are runs of letters, digits and underscores.
 */

/** The figures of one extractor, 0 to 1. */
export interface ArticleScore {
  pages: number;
  precision: number;
  recall: number;
  f1: number;
  accuracy: number;
}

/** One page's figures. Precision is null where nothing was extracted: such a page counts for recall only. */
export interface PageScore {
  precision: number | null;
  recall: number;
  same: boolean;
}

const SHINGLE = 4;

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function shinglesOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  if (words.length === 0) return counts;
  for (let at = 0; at < Math.max(1, words.length - SHINGLE + 1); at++) {
    const shingle = words.slice(at, at + SHINGLE).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, one) => total + one, 0);

/**
 * Compares the body that was extracted from one page with the true one.
 * @example comparePage('The dam broke on Monday.', 'The dam broke on Monday. Share').recall // 1
 */
export function comparePage(truth: string, predicted: string): PageScore {
  const [trueWords, words] = [wordsOf(truth), wordsOf(predicted)];
  const [wanted, found] = [shinglesOf(trueWords), shinglesOf(words)];
  let hit = 0;
  for (const [shingle, count] of wanted) hit += Math.min(count, found.get(shingle) ?? 0);
  return {
    precision: found.size === 0 ? null : hit / sum(found.values()),
    recall: wanted.size === 0 ? Number(found.size === 0) : hit / sum(wanted.values()),
    same: trueWords.join(' ') === words.join(' '),
  };
}

/** The figures over all pages. @example scoreArticles([comparePage('a b c d', 'a b c d')]).f1 // 1 */
export function scoreArticles(pages: readonly PageScore[]): ArticleScore {
  const mean = (values: number[]): number => (values.length === 0 ? 0 : sum(values) / values.length);
  const precision = mean(pages.flatMap((page) => page.precision ?? []));
  const recall = mean(pages.map((page) => page.recall));
  return {
    pages: pages.length,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    accuracy: mean(pages.map(({ same }) => Number(same))),
  };
}
