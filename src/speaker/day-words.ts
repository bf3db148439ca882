import type { Attribution } from '../statement/attribution.js';
import type { Frame } from './frame.js';
import type { OccasionLists } from './occasion-lists.js';
import { tokenAt, type Token } from './tokens.js';

/** What telling the days of one statement from those of its neighbours needs. */
export interface Clauses {
  tokens: readonly Token[];
  attributions: readonly Attribution[];
  frames: readonly Frame[];
  /** The statements made in each sentence, by its number. */
  bySentence: ReadonlyMap<number, readonly number[]>;
  /** For each statement, the one in whose words it stands; -1 where none. */
  outer: readonly number[];
  lists: OccasionLists;
}

/** Words between the word that begins a relative clause and its verb of saying: "whose brother, the mayor, said". */
const CLAUSE = 8;
/** Words between "had" and its verb of saying: "had earlier said". */
const LIGHT = 2;

/** Which statements are made in each sentence: those whose cue stands there. */
export function framesBySentence(
  frames: readonly Frame[],
  tokens: readonly Token[],
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  frames.forEach(({ cue }, n) => {
    const sentence = tokens[cue]?.sentence;
    if (sentence === undefined) return;
    const there = found.get(sentence);
    if (there) there.push(n);
    else found.set(sentence, [n]);
  });
  return found;
}

/** The word that begins the relative clause in which a statement is made ("who had told"); -1 where it is in none. */
export function relativeOf(
  n: number,
  { tokens, attributions, frames, lists }: Omit<Clauses, 'outer' | 'bySentence'>,
): number {
  const source = attributions[n]!.source[0];
  const { cue } = frames[n]!;
  if (!source || !tokens[cue]) return -1;
  const at = tokenAt(tokens, source.start);
  const token = tokens[at];
  const relative = token !== undefined && lists.relatives.has(token.lower);
  return relative && at <= cue && cue - at <= CLAUSE && token.sentence === tokens[cue].sentence ? at : -1;
}

/** Whether a statement is told in the pluperfect: "had said", "had earlier told". */
export function isPluperfect({ cue, after }: Frame, tokens: readonly Token[], lists: OccasionLists): boolean {
  let from = cue;
  while (from > Math.max(0, cue - LIGHT) && tokens[from]?.joined) from--;
  return tokens.slice(from, after).some(({ lower }) => lists.pluperfect.has(lower));
}

/** Whether a statement is one by which something else is dated: "a day after she said that …". */
export function datesAnother(
  n: number,
  { tokens, attributions, lists }: Pick<Clauses, 'tokens' | 'attributions' | 'lists'>,
): boolean {
  const source = attributions[n]!.source[0];
  if (!source) return false;
  const first = tokenAt(tokens, source.start);
  const article = lists.articles.has(tokens[first - 1]?.lower ?? '');
  const joint = tokens[first - (article ? 2 : 1)];
  const unit = tokens[first - (article ? 3 : 2)];
  return joint !== undefined && lists.apartJoints.has(joint.lower) && lists.unitsApart.has(unit?.lower ?? '');
}

/**
 * The words of a statement's frame in which a day can be that of its words. A sentence may hold several acts of
 * saying, each of its own day: "Holt said on Monday that it rained, after Ekdal, who had told the Post that it did not,
 * left." A relative clause has its own days and lends none; what is said in the words of another is of another day; a
 * pluperfect goes back behind the other verbs of its sentence.
 * @example dayWords(1, clauses) // without "on Monday", for "who had told"
 */
export function dayWords(n: number, clauses: Clauses): readonly number[] {
  const { tokens, attributions, frames, bySentence, outer, lists } = clauses;
  const { words, cue } = frames[n]!;
  const here = tokens[cue];
  if (!here) return words;
  let kept = words;
  const relative = relativeOf(n, clauses);
  if (relative >= 0) kept = kept.filter((i) => i >= relative);
  // "was declared the winner on Wednesday, four days after the commission said": Wednesday is the winner's.
  if (datesAnother(n, clauses)) {
    const from = attributions[n]!.source[0]!.start;
    kept = kept.filter((i) => tokens[i]!.start >= from);
  }
  const around = outer[n]!;
  if (around >= 0) {
    const within = attributions[around]!.content;
    kept = kept.filter((i) =>
      within.some(({ start, end }) => start <= tokens[i]!.start && tokens[i]!.end <= end),
    );
  }
  const back = isPluperfect(frames[n]!, tokens, lists);
  for (const m of bySentence.get(here.sentence) ?? []) {
    const frame = frames[m]!;
    if (m === n || frame.cue === cue) continue;
    const theirs = relativeOf(m, clauses);
    if (theirs >= 0 && theirs !== relative) {
      kept = kept.filter((i) => (theirs < cue ? i < theirs || i >= cue : i < theirs));
    } else if (back && outer[m] !== n) {
      kept = kept.filter((i) => (frame.cue < cue ? i > frame.cue : i < frame.cue));
    }
  }
  return kept;
}
