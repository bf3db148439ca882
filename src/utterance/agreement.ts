import { termsOfReport, type Report, type ReportTerm } from './report.js';
import type { Wording } from './wording.js';

/** How far the words of two reports agree. Weights are those of terms: 1 is one ordinary word of meaning. */
export interface Agreement {
  /** Weight of the terms that both have. */
  shared: number;
  /** How much of that is of words that both pages are about. */
  topical: number;
  /** Weight of the terms that only the one with less to say has; words outside its quotation marks count less. */
  missing: number;
  /** Weight of the terms that only the other one has. */
  extra: number;
  /** The longest run of terms that both have in one piece, grammar included, a word of meaning among them, or five in all. */
  run: { length: number; a: number; b: number };
  /** Whether a whole sentence of one, not of grammar alone, stands in the other word for word. */
  sentence: boolean;
  /** Whether one is a fragment in quotation marks, of which all words of meaning stand in the other. */
  fragment: boolean;
  /** Whether both give numbers and none is the same. */
  numbersDiffer: boolean;
  /** Whether numbers are all in which they differ: "38 barges were waiting", "83 barges were waiting". */
  onlyNumbersDiffer: boolean;
}

/** What is left over in the longer text where one number stands for another. */
const ONE_NUMBER = 1.5;
/** Words around a quoted fragment are the reporter's: they need not be in the other report. */
const OUTSIDE_QUOTES = 0.35;
/** A word of near meaning counts for this much of the word itself. */
const NEAR_MEANING = 0.6;

/**
 * Compares the words of two reports.
 * @example agreementOf(quote, paraphrase, wording).shared
 */
export function agreementOf(a: Report, b: Report, wording: Wording): Agreement {
  const ta = termsOfReport(a, wording);
  const tb = termsOfReport(b, wording);
  const [short, long, shortReport] = saidIn(a, ta) <= saidIn(b, tb) ? [ta, tb, a] : [tb, ta, b];
  const inLong = countKeys(long);
  const groups = new Set([...inLong.keys()].flatMap((key) => [...(wording.near.get(key) ?? [])]));
  const mixed = shortReport.kind === 'mixed';
  const topics = new Set(a.topics.filter((key) => b.topics.includes(key)));
  let shared = 0;
  let topical = 0;
  let missing = 0;
  let missingNumbers = 0;
  const used = new Map<string, number>();
  for (const term of short) {
    if (term.weight === 0) continue;
    const count = used.get(term.key) ?? 0;
    if (count < (inLong.get(term.key) ?? 0)) {
      used.set(term.key, count + 1);
      shared += term.weight;
      if (topics.has(term.key)) topical += term.weight;
      continue;
    }
    if (term.kind === 'negation') continue;
    const left = term.weight * (mixed && !term.quoted ? OUTSIDE_QUOTES : 1);
    const near = [...(wording.near.get(term.key) ?? [])].some((group) => groups.has(group));
    if (term.kind === 'number') missingNumbers += left;
    if (near) shared += NEAR_MEANING * term.weight;
    missing += near ? (1 - NEAR_MEANING) * left : left;
  }
  const run = longestRun(ta, tb);
  const extra = Math.max(0, weightOf(long) - shared);
  const numbersDiffer = differ(short, long);
  const onlyNumbersDiffer =
    numbersDiffer && missing - missingNumbers < 0.01 && extra <= ONE_NUMBER && shared >= 1.5;
  return {
    shared,
    topical,
    missing: onlyNumbersDiffer ? 0 : missing,
    extra,
    run,
    sentence:
      run.length >= 4 && (endsSentences(a, ta, run.a, run.length) || endsSentences(b, tb, run.b, run.length)),
    fragment:
      mixed &&
      short.some(({ quoted, weight }) => quoted && weight >= 0.5) &&
      short.every(({ quoted, weight, key }) => !quoted || weight < 0.5 || inLong.has(key)),
    numbersDiffer,
    onlyNumbersDiffer,
  };
}

/** How much a report says: words outside its quotation marks count less. */
const saidIn = (report: Report, terms: readonly ReportTerm[]) =>
  report.kind === 'mixed'
    ? terms.reduce((sum, { weight, quoted }) => sum + weight * (quoted ? 1 : OUTSIDE_QUOTES), 0)
    : weightOf(terms);

/** How much terms say, together. */
export const weightOf = (terms: readonly ReportTerm[]) => terms.reduce((sum, { weight }) => sum + weight, 0);

/** Whether a run of terms begins where a sentence of the report does and ends where one ends. */
function endsSentences(
  { text }: Report,
  terms: readonly ReportTerm[],
  from: number,
  length: number,
): boolean {
  const end = /[.!?;][^\p{L}\p{N}]*$/u;
  const first = from === 0 || end.test(text.slice(terms[from - 1]!.end, terms[from]!.start));
  const last = from + length - 1;
  return (
    first && (last === terms.length - 1 || end.test(text.slice(terms[last]!.end, terms[last + 1]!.start)))
  );
}

function countKeys(terms: readonly ReportTerm[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key, weight } of terms) if (weight > 0) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function differ(a: readonly ReportTerm[], b: readonly ReportTerm[]): boolean {
  const numbers = (terms: readonly ReportTerm[]) =>
    new Set(terms.filter(({ kind }) => kind === 'number').map(({ key }) => key));
  const na = numbers(a);
  const nb = numbers(b);
  return na.size > 0 && nb.size > 0 && ![...na].some((key) => nb.has(key));
}

/** Words of grammar alone are a run from this many on: "I did not do this". */
const LEAST_PLAIN_RUN = 5;

/** The longest run of the same keys in both, by dynamic programming over two rows. */
function longestRun(a: readonly ReportTerm[], b: readonly ReportTerm[]): Agreement['run'] {
  let best = { length: 0, a: 0, b: 0 };
  let before = new Uint16Array(b.length + 1);
  let row = new Uint16Array(b.length + 1);
  const meaning = [0];
  for (const { weight } of a) meaning.push(meaning.at(-1)! + (weight >= 0.5 ? 1 : 0));
  for (let i = 1; i <= a.length; i++) {
    const key = a[i - 1]!.key;
    for (let j = 1; j <= b.length; j++) {
      const length = key === b[j - 1]!.key ? before[j - 1]! + 1 : 0;
      row[j] = length;
      if (
        length > best.length &&
        (length >= LEAST_PLAIN_RUN || (length >= 2 && meaning[i]! > meaning[i - length]!))
      )
        best = { length, a: i - length, b: j - length };
    }
    [before, row] = [row, before];
  }
  return best;
}
