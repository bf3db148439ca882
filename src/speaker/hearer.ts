import type { Via } from '../record.js';
import type { Frame } from './frame.js';
import { outletNamed } from './outlets.js';
import { isOwn, type ViaContext } from './via.js';

/** Longest description of an outlet without its name, in words: "the state television channel". */
const LONGEST = 4;
/** Sentences behind an outlet's name within which "it" stands for it, and paragraphs within which "the agency" does. */
const IT = 1;
const NOUN = 4;

/** Where an outlet was last named as one through whom words came. */
export interface LastOutlet {
  via: Via;
  sentence: number;
  paragraph: number;
}

/** Whether the words are told to someone right behind the cue. */
function tells({ cue, after, words }: Frame, { tokens, hands }: ViaContext): boolean {
  return words.includes(after) && tokens.slice(cue, after).some(({ lower }) => hands.tell.has(lower));
}

/**
 * The outlet that hears the words where it is not named anew: "told it", "told the channel", behind a statement that
 * came through it.
 * @returns the hand; null where the sentence names no such hearer, or nothing tells which outlet it is
 */
export function hearerAgain(frame: Frame, last: LastOutlet | null, context: ViaContext): Via | null {
  const { tokens, hands, outlets } = context;
  const next = tokens[frame.after];
  if (!last || !next?.joined || !tells(frame, context)) return null;
  const told: Via = { ...last.via, how: 'told' };
  const back = next.sentence - last.sentence;
  if (hands.again.has(next.lower)) return back >= 0 && back <= IT ? told : null;
  if (next.lower !== 'the' || next.paragraph - last.paragraph > NOUN) return null;
  for (let i = frame.after + 1; i <= frame.after + LONGEST && tokens[i]?.joined; i++) {
    if (tokens[i]!.capital) return null;
    const kind = hands.media.get(tokens[i]!.lower);
    if (!kind) continue;
    const behind = tokens[i + 1];
    // "the agency KPA" names it, "the radio audience" is none.
    if (behind?.joined && (behind.capital || hands.media.has(behind.lower))) continue;
    const known = outletNamed(last.via.name, outlets)?.how;
    return known === undefined || known === kind ? told : null;
  }
  return null;
}

/** Whether the words are told to the page's own outlet: then they are in no other's report. */
export function hearsItself(frame: Frame, context: ViaContext): boolean {
  if (!tells(frame, context)) return false;
  const article = context.tokens[frame.after]?.lower === 'the' ? 1 : 0;
  const mention = context.mentionAt.get(frame.after + article);
  return mention !== undefined && isOwn(mention, context);
}

/** Whether the words go on in what was named before: "in the interview", "in the broadcast". */
export function goesOnIn({ words }: Frame, { tokens, hands }: ViaContext): boolean {
  return words.some((i) => {
    const noun = tokens[i + 1];
    return (
      tokens[i]!.lower === 'the' &&
      noun?.joined === true &&
      (hands.shows.has(noun.lower) || hands.interviews.has(noun.lower)) &&
      !tokens[i + 2]?.joined &&
      hands.interviewJoints.has(tokens[i - 1]?.lower ?? '')
    );
  });
}
