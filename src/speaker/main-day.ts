import { daysBetween, dayAt } from './days.js';
import { occasionListsOf } from './occasion-lists.js';
import type { OccasionContext } from './occasion.js';
import type { Token } from './tokens.js';

/** Days before publication that can be the day of a page's news. */
const RECENT = 8;
/** Paragraphs, the headline included, within which a page names the day of its news. */
const EARLY = 7;
/** Share of the recent days that a page names which must be the same one. */
const MOST = 0.6;

/** The day that a page is about. */
export interface MainDay {
  iso: string;
  /** Whether the page names no other recent day. */
  only: boolean;
  /** Whether all of the page is of that day: it tells it hour by hour, or gives the words of one occasion. */
  running: boolean;
  /** Numbers of the sentences that name the day, and of the paragraphs. */
  sentences: ReadonlySet<number>;
  paragraphs: readonly number[];
}

/** The days of the last week that the page names outside quotation marks, with the word that each begins with. */
function recentDays(
  { tokens, published, language }: OccasionContext,
  turns: ReadonlySet<number>,
): { iso: string; token: Token }[] {
  const out: { iso: string; token: Token }[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.headline || token.quoted || turns.has(token.paragraph)) continue;
    const day = dayAt(tokens, i, published, language);
    if (!day || day.earlier !== undefined) continue;
    const back = daysBetween(day.iso, published!);
    if (back >= 0 && back <= RECENT) out.push({ iso: day.iso, token });
    i = Math.max(i, day.to);
  }
  return out;
}

/**
 * The day of a page's news: the one that its first paragraphs name, where it hardly names others. Reports of one
 * speech, debate or ruling name their day once.
 * @param turns numbers of the paragraphs that are turns of a transcript: the days there are words of the speakers
 * @returns null where the page names none, or several
 * @example mainDayOf(context)?.iso // '2018-02-20'
 */
export function mainDayOf(context: OccasionContext, turns: ReadonlySet<number> = new Set()): MainDay | null {
  const { tokens, text, published, language, pageDay } = context;
  if (published === null) return null;
  const head = text.slice(0, tokens[Math.min(tokens.length - 1, 80)]?.end ?? 0);
  const hourly = occasionListsOf(language).running.some((pattern) => pattern.test(head));
  const all = pageDay ?? (hourly ? published : null);
  if (all) return { iso: all, only: true, running: true, sentences: new Set(), paragraphs: [] };
  const days = recentDays(context, turns);
  const first = days.find(({ token }) => token.paragraph <= EARLY);
  if (!first) return null;
  const same = days.filter(({ iso }) => iso === first.iso);
  if (same.length < MOST * days.length) return null;
  return {
    iso: first.iso,
    only: same.length === days.length,
    running: false,
    sentences: new Set(same.map(({ token }) => token.sentence)),
    paragraphs: same.map(({ token }) => token.paragraph),
  };
}
