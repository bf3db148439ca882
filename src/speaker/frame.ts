import type { Language } from '../language/language.js';
import type { Offsets } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import { dayAt } from './days.js';
import { occasionListsOf } from './occasion-lists.js';
import { tokenAt, type Token } from './tokens.js';

/** Words on either side of a cue that can still belong to it. */
const REACH = 60;

/**
 * The words around a statement that are not the statement: who said it, to whom, where and when. They are the
 * sentence of the cue and the source without the words attributed.
 */
export interface Frame {
  /** Indices of its words, in order. */
  words: readonly number[];
  /** Index of the first word of the cue, and of the first word behind it. */
  cue: number;
  after: number;
}

const inside = (token: Token, spans: readonly Offsets[]) =>
  spans.some(({ start, end }) => start <= token.start && token.end <= end);

/** Words behind a cue within which a day and the "that" behind it still belong to it. */
const JOINT = 12;

/**
 * The words of a day that may stand in the words attributed and still belong to their cue, by their place: right
 * behind the cue, or right before the "that" that begins what is said ("told them on Tuesday that …").
 * @param after index of the first word behind the cue
 */
function dayOfCue(tokens: readonly Token[], after: number, language: Language): readonly number[] {
  const { joints, beforeDay, partsOfDay } = occasionListsOf(language);
  const sentence = tokens[after - 1]?.sentence;
  let near = true;
  for (let i = after; i < Math.min(tokens.length, after + JOINT); i++) {
    const token = tokens[i]!;
    if (token.quoted || token.sentence !== sentence || /[,;:–—]/u.test(token.gap)) break;
    const day = dayAt(tokens, i, '2000-01-01', language);
    if (day && day.from >= after) {
      const part = partsOfDay.has(tokens[day.to + 1]?.lower ?? '') ? 1 : 0;
      const next = tokens[day.to + 1 + part];
      if (!near && !(next?.joined && joints.has(next.lower))) return [];
      const from = near ? after : day.from;
      return Array.from({ length: day.to + 1 + part - from }, (_, k) => from + k);
    }
    near &&= beforeDay.has(token.lower);
  }
  return [];
}

/**
 * The frame of a statement.
 * @example frameOf(attribution, tokens, english).words.map((i) => tokens[i]!.text) // 'Torvik told Radio Ostmar on Monday'
 */
export function frameOf(one: Attribution, tokens: readonly Token[], language: Language): Frame {
  const { tail } = occasionListsOf(language);
  const from = one.cue[0] ?? one.source[0] ?? one.content[0];
  if (!from || tokens.length === 0) return { words: [], cue: 0, after: 0 };
  const to = one.cue.at(-1) ?? from;
  const cue = Math.min(tokenAt(tokens, from.start), tokens.length - 1);
  const after = Math.max(cue, tokenAt(tokens, to.end - 1)) + 1;
  const sentences = new Set([tokens[cue]!.sentence]);
  const source = one.source[0];
  if (source) {
    const at = tokenAt(tokens, source.start);
    if (tokens[at] && tokens[at].paragraph === tokens[cue]!.paragraph) sentences.add(tokens[at].sentence);
  }
  const ofCue = one.cue.length > 0 ? dayOfCue(tokens, after, language) : [];
  const words: number[] = [];
  for (let i = Math.max(0, cue - REACH); i < Math.min(tokens.length, after + REACH); i++) {
    const token = tokens[i]!;
    if (!sentences.has(token.sentence) || (inside(token, one.content) && !ofCue.includes(i))) continue;
    // Behind the words, only what hangs on their cue: "said he would go in an interview", not "said he would go. He …".
    const last = words.at(-1);
    const behind = last !== undefined && last >= after - 1 && i - last > 1;
    const relayer = token.lower === 'the' && tokens[i + 1]?.capital;
    if (
      behind &&
      !relayer &&
      /^[”"’']*,[”"’']*\s/u.test(token.gap) &&
      !token.capital &&
      !tail.has(token.lower)
    )
      break;
    words.push(i);
  }
  return { words, cue, after };
}
