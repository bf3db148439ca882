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
  /** Whether the page tells one day as it goes, hour by hour. */
  running: boolean;
  /** Numbers of the sentences that name the day, and of the paragraphs. */
  sentences: ReadonlySet<number>;
  paragraphs: readonly number[];
}

/** The days of the last week that the page names outside quotation marks, with the word that each begins with. */
function recentDays({ tokens, published, language }: OccasionContext): { iso: string; token: Token }[] {
  const out: { iso: string; token: Token }[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.headline || token.quoted) continue;
    const day = dayAt(tokens, i, published, language);
    if (!day) continue;
    const back = daysBetween(day.iso, published!);
    if (back >= 0 && back <= RECENT) out.push({ iso: day.iso, token });
    i = Math.max(i, day.to);
  }
  return out;
}

/**
 * The day of a page's news: the one that its first paragraphs name, where it hardly names others. Reports of one
 * speech, debate or ruling name their day once.
 * @returns null where the page names none, or several
 * @example mainDayOf(context)?.iso // '2018-02-20'
 */
export function mainDayOf(context: OccasionContext): MainDay | null {
  const { tokens, text, published, language } = context;
  if (published === null) return null;
  const head = text.slice(0, tokens[Math.min(tokens.length - 1, 80)]?.end ?? 0);
  if (occasionListsOf(language).running.some((pattern) => pattern.test(head)))
    return { iso: published, only: true, running: true, sentences: new Set(), paragraphs: [] };
  const days = recentDays(context);
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
