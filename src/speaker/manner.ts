import type { Frame } from './frame.js';
import type { OccasionLists } from './occasion-lists.js';
import type { Token } from './tokens.js';
import type { ViaContext } from './via.js';

/** The words of a cue that say how one speaks. */
export interface Manner {
  /** One goes on speaking: such a statement may belong to what came before. */
  continues: boolean;
  /** Was made at another time than what stands around it ({@link ofOtherTime}). */
  apart: boolean;
  /** Said once, so that it may have been on a day told elsewhere: "thanked", not "has thanked" or "believes". */
  once: boolean;
  /** In writing, and by a verb of writing of its own. */
  writing: boolean;
  written: boolean;
  /** Names its hearer behind it: another hearer is another occasion. */
  fresh: boolean;
}

/**
 * How a statement is made, by the words of its cue and its frame.
 * @param times whether it was made at another time ({@link ofOtherTime}), and whether it may have been ({@link namesOtherTime})
 * @example mannerOf(cue, frame, via, lists, { apart: false, other: false }).continues // true for "he added"
 */
export function mannerOf(
  cue: readonly Token[],
  frame: Frame,
  { text, tokens, hands }: ViaContext,
  lists: OccasionLists,
  { apart, other }: { apart: boolean; other: boolean },
): Manner {
  const first = cue.findIndex(({ lower }) => !hands.light.has(lower));
  const verbs = first < 0 ? cue : cue.slice(first);
  const verb = verbs[0]?.lower ?? '';
  const next = tokens[frame.after];
  const before = tokens[frame.cue - 1]?.lower ?? '';
  const hearer =
    frame.words.includes(frame.after) && next !== undefined && !hands.sameHearers.has(next.lower);
  const later = hands.apart.has(verb) || hands.apart.has(before) || apart || other;
  const [from, to] = [cue[0], cue.at(-1)];
  const once = !from || !to || lists.once.test(text.slice(from.start, to.end));
  return {
    continues: !later && (verb === '' || hands.continuing.has(verb)),
    apart,
    once: once && !apart && !other,
    writing: hands.writing.has(verb),
    written: hands.written.has(verb),
    fresh: hands.fresh.has(verb) && hearer,
  };
}
