import type { Candidate, Run } from './decode.js';
import type { Word } from './words.js';

/** The parts of some runs that stand before a word, and those from it on. */
function cutAt(runs: readonly Run[], at: number): { before: Run[]; behind: Run[] } {
  const before = runs.flatMap(({ from, to }) => (from < at ? [{ from, to: Math.min(to, at) }] : []));
  const behind = runs.flatMap(({ from, to }) => (to > at ? [{ from: Math.max(from, at), to }] : []));
  return { before, behind };
}

/** The part of a source in one paragraph: that of the cue, else the last. */
function inOneParagraph(words: readonly Word[], { source, cue }: Candidate): Run[] {
  return source.map(({ from, to }) => {
    const home = cue[0] ? words[cue[0].from]!.paragraph : -1;
    const there = (i: number) => words[i]!.paragraph;
    if (there(from) === there(to - 1)) return { from, to };
    const paragraph = home >= there(from) && home <= there(to - 1) ? home : there(to - 1);
    let [start, end] = [from, to];
    while (there(start) < paragraph) start++;
    while (there(end - 1) > paragraph) end--;
    return { from: start, to: end };
  });
}

/**
 * Keeps statements within what a page sets apart: a source in one paragraph, and what a headline tells in the headline.
 * @param words the document's words
 * @param body index of the first word after the headline
 * @example withinBounds(words, body, candidates)
 */
export function withinBounds(
  words: readonly Word[],
  body: number,
  candidates: readonly Candidate[],
): Candidate[] {
  return candidates.flatMap((one) => {
    const at = one.cue[0]?.from ?? one.content[0]?.from ?? 0;
    const side = (runs: readonly Run[]) => (at < body ? cutAt(runs, body).before : cutAt(runs, body).behind);
    const content = side(one.content);
    if (content.length === 0) return [one];
    return [{ ...one, source: side(inOneParagraph(words, one)), content }];
  });
}
