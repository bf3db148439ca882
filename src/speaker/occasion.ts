import type { Language } from '../language/language.js';
import type { Occasion } from '../record.js';
import { dayAt } from './days.js';
import type { Frame } from './frame.js';
import type { Mention } from './mentions/mention.js';
import { occasionListsOf } from './occasion-lists.js';
import { printed, type Token } from './tokens.js';

/** What finding an occasion needs. */
export interface OccasionContext {
  text: string;
  tokens: readonly Token[];
  language: Language;
  /** The name that begins at a word. */
  mentionAt: ReadonlyMap<number, Mention>;
  /** ISO day of publication, or of the dateline; null where neither is known. */
  published: string | null;
}

/** Words from the cue up to which a day is that of the words. */
const FARTHEST = 16;
/** Longest phrase of an event behind its noun, in words. */
const LONGEST = 10;
interface Event {
  phrase: string;
  from: number;
  to: number;
}

/** An event that a noun of the frame names: "a rally in Ostmar", "talks with his counterpart". */
function eventIn(frame: Frame, context: OccasionContext): Event | null {
  const { tokens, text, language } = context;
  const lists = occasionListsOf(language);
  const known = lists.events;
  const inFrame = new Set(frame.words);
  for (const i of frame.words) {
    const pair = tokens[i + 1] && inFrame.has(i + 1) ? `${tokens[i]!.lower} ${tokens[i + 1]!.lower}` : '';
    const length = known.has(pair) ? 2 : known.has(tokens[i]!.lower) ? 1 : 0;
    if (length === 0 || i < 1) continue;
    // Back to the preposition that makes it an occasion.
    let from = i;
    while (
      from > 0 &&
      i - from < 7 &&
      inFrame.has(from - 1) &&
      !lists.beforeEvent.has(tokens[from - 1]!.lower)
    ) {
      if (/[,;:“”"]/u.test(tokens[from]!.gap) || lists.stops.has(tokens[from - 1]!.lower)) break;
      from--;
    }
    const preposition = tokens[from - 1];
    if (!preposition || !inFrame.has(from - 1) || !lists.beforeEvent.has(preposition.lower)) continue;
    if (lists.articles.has(tokens[from]!.lower)) from++;
    if (from > i) continue;
    let to = i + length;
    while (to < tokens.length && to - i < LONGEST && inFrame.has(to)) {
      const token = tokens[to]!;
      if (/[,;:()“”"—–.]/u.test(token.gap.replace(/^\. $/u, '')) || lists.stops.has(token.lower)) break;
      if (
        token.lower === 'to' &&
        !lists.articles.has(tokens[to + 1]?.lower ?? '') &&
        !tokens[to + 1]?.capital
      )
        break;
      // Days and places have fields of their own.
      if (
        lists.beforePlace.has(token.lower) &&
        tokens[to + 1] &&
        (dayOrPlace(to + 1, context) || /^\d/u.test(tokens[to + 1]!.text))
      )
        break;
      if (dayAt(tokens, to, '2000-01-01', language)) break;
      to++;
    }
    while (to > i + length && lists.trailing.has(tokens[to - 1]!.lower)) to--;
    return { phrase: printed(text, { start: tokens[from]!.start, end: tokens[to - 1]!.end }), from, to };
  }
  return null;
}

function dayOrPlace(i: number, { tokens, language, mentionAt }: OccasionContext): boolean {
  return mentionAt.get(i)?.kind === 'place' || dayAt(tokens, i, '2000-01-01', language) !== null;
}

/** The place of the frame, with the larger place behind a comma: "Ostmar, Kordan". */
function placeIn(frame: Frame, context: OccasionContext, event: Event | null): string | null {
  const { tokens, mentionAt, text, language } = context;
  const { beforePlace, insidePlace } = occasionListsOf(language);
  for (const i of frame.words) {
    const mention = mentionAt.get(i);
    const before = tokens[i - 1];
    if (!mention || !before || !frame.words.includes(i - 1)) continue;
    const direct = beforePlace.has(before.lower);
    const article = before.lower === 'the' && insidePlace.has(tokens[i - 2]?.lower ?? '');
    if (!direct && !article) continue;
    const place =
      mention.kind === 'place' || (mention.kind === 'organisation' && (article || before.lower === 'at'));
    const unknown = mention.kind === 'name' && insidePlace.has(before.lower);
    if (!place && !unknown) continue;
    // Before the cue, "in Ostmar" places what the sentence tells, seldom the words; unless it opens the sentence.
    if (i < frame.cue && !tokens[i - 1]!.first && !(event && i >= event.from)) continue;
    const next = mentionAt.get(mention.to);
    const larger = next && /^,\s$/u.test(next.token.gap) && next.kind === 'place' ? next : null;
    return printed(text, { start: mention.start, end: (larger ?? mention).end });
  }
  return null;
}

/**
 * When, where and at what event words were said, as the sentence around them tells.
 * @example occasionOf(frame, context) // { when: '2018-02-20', where: 'Ostmar', event: 'talks with his counterpart' }
 */
export function occasionOf(frame: Frame, context: OccasionContext): Occasion {
  const { tokens, published, language } = context;
  let when: string | null = null;
  let nearest = FARTHEST + 1;
  const cue = frame.words.findIndex((i) => i >= frame.cue);
  frame.words.forEach((i, k) => {
    const day = dayAt(tokens, i, published, language);
    if (!day) return;
    // Of two days, the one nearer to the cue is that of the words; one that opens the sentence is that of all of it.
    const opens = k <= 2 && tokens[frame.words[0]!]!.first;
    const distance = opens ? 4 : Math.abs(k - cue);
    if (distance < nearest) {
      nearest = distance;
      when = day.iso;
    }
  });
  const event = eventIn(frame, context);
  return { when, where: placeIn(frame, context, event), event: event?.phrase ?? null };
}
