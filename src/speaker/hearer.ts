import type { Via } from '../record.js';
import type { Frame } from './frame.js';
import { outletNamed, type Carriage } from './outlets.js';
import { tokenAt } from './tokens.js';
import { isOwn, type ViaContext } from './via.js';

/** Longest description of an outlet without its name, in words: "the state television channel". */
const LONGEST = 4;
/** Sentences behind an outlet's name within which "it" stands for it, and paragraphs within which "the agency" does. */
const IT = 1;
const NOUN = 4;

/** Where an outlet was last named as one through whom words came. */
export interface LastOutlet {
  via: Via;
  /** What it is, where the lists or the noun beside its name tell. */
  kind: Carriage | null;
  sentence: number;
  paragraph: number;
}

/** What an outlet is by its name, or by the noun beside it: "the agency OSA". */
export function kindOf({ name, span }: Via, { tokens, hands, outlets }: ViaContext): Carriage | null {
  const known = outletNamed(name, outlets)?.how;
  if (known || !span) return known ?? null;
  const at = tokenAt(tokens, span.start);
  const [before, behind] = [tokens[at - 1], tokens[tokenAt(tokens, span.end)]];
  const beside = [tokens[at]?.joined ? before : undefined, behind?.joined ? behind : undefined];
  return beside.flatMap((token) => hands.media.get(token?.lower ?? '') ?? [])[0] ?? null;
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
  const { tokens, hands } = context;
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
    return last.kind === null || last.kind === kind ? told : null;
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
