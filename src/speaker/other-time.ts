import { datesAnother, isPluperfect, relativeOf, type Clauses } from './day-words.js';
import type { Frame } from './frame.js';
import type { Hands } from './hands.js';
import type { OccasionLists } from './occasion-lists.js';
import { tokenAt, tokensIn, type Token } from './tokens.js';

/** What telling another time needs. */
export interface OtherTimes extends Clauses {
  hands: Hands;
  sayingVerbs: ReadonlySet<string>;
}

/**
 * The words of a frame without its relative clauses, in small letters: "Ruud said", of "Ruud, who left in May, said".
 */
function mainWords({ words, cue }: Frame, tokens: readonly Token[], { asides }: OccasionLists): string {
  const out: string[] = [];
  let aside = false;
  for (const i of words) {
    const { lower, gap } = tokens[i]!;
    if (asides.has(lower)) aside = true;
    else if (i === cue || /[,;:)—–]/u.test(gap)) aside = false;
    if (!aside) out.push(lower);
  }
  return out.join(' ');
}

/** Words at the start of what a paper gives within which it tells of words said before: "She had said that …". */
const EARLY = 12;

/** Whether what comes "according to" a paper was said before it: "the envoy had said that …", or to whom it is an interview. */
function fromPaper(
  n: number,
  { tokens, attributions, frames, hands, lists, sayingVerbs }: OtherTimes,
): boolean {
  const { source, content } = attributions[n]!;
  const { cue, after } = frames[n]!;
  if (!tokens.slice(cue, after).some(({ lower }) => hands.according.has(lower))) return false;
  if (source.some((span) => tokensIn(tokens, span).some(({ lower }) => hands.interviews.has(lower))))
    return true;
  const words = content.flatMap((span) => tokensIn(tokens, span)).slice(0, EARLY);
  return words.some(
    ({ lower, quoted }, k) =>
      !quoted &&
      sayingVerbs.has(lower) &&
      words.slice(Math.max(0, k - 2), k).some((before) => lists.pluperfect.has(before.lower)),
  );
}

/**
 * Whether a statement was made at another time than what stands around it, of which no day is told: "has said", "had
 * told", "who says", "said weeks ago", "a week after she said", "according to an interview".
 */
export function ofOtherTime(n: number, given: OtherTimes): boolean {
  const { tokens, attributions, frames, lists } = given;
  const { cue } = attributions[n]!;
  const first = cue[0] && tokens[tokenAt(tokens, cue[0].start)];
  if (first && lists.perfect.has(first.lower)) return true;
  const frame = frames[n]!;
  if (isPluperfect(frame, tokens, lists) || relativeOf(n, given) >= 0) return true;
  if (datesAnother(n, given) || fromPaper(n, given)) return true;
  return lists.longAgo.test(mainWords(frame, tokens, lists));
}

/** Whether the sentence of a statement speaks of another time, so that it may be that of the words: "in December". */
export function namesOtherTime(n: number, { tokens, frames, lists }: OtherTimes): boolean {
  const words = mainWords(frames[n]!, tokens, lists);
  return lists.otherTimes.some((pattern) => pattern.test(words));
}
