import type { Language } from '../language/language.js';
import type { Offsets } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
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
  const words: number[] = [];
  for (let i = Math.max(0, cue - REACH); i < Math.min(tokens.length, after + REACH); i++) {
    const token = tokens[i]!;
    if (!sentences.has(token.sentence) || inside(token, one.content)) continue;
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
