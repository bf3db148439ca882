import { OF_ONE_STORY, storyShare } from './page-story.js';
import type { Report } from './report.js';
import { relate, type Who } from './who.js';

/** Whether a speaker is a person of whom the page gives the surname alone. */
export const isSurname = ({ kind, words }: Who): boolean => kind === 'person' && words.length === 1;

/** Whether a report can tell what a surname is short for: it names its speaker in full. */
export const tellsName = ({ who }: Report): boolean =>
  who.kind === 'person' && who.words.length > 1 && !who.described;

/** The first of some reports that gives a surname alone, where none names a speaker in full. */
export function surnamesIn(reports: readonly Report[]): Report[] {
  if (reports.some(tellsName)) return [];
  return reports.filter(({ who }) => isSurname(who)).slice(0, 1);
}

/**
 * The full name for a surname, from other pages of the same story: the one that most of their reports give. Null where
 * they give none, or people who are not the same.
 * @param reports the reports of an utterance that is filed under a surname
 * @param others reports of speakers with that surname, from the days around
 * @example fullNameOf(reports, others) // 'Ines Halloran'
 */
export function fullNameOf(reports: readonly Report[], others: readonly Report[]): string | null {
  const [named] = surnamesIn(reports);
  if (!named) return null;
  const fitting = others.filter(
    (other) =>
      tellsName(other) &&
      relate(other.who, named.who) === 'same' &&
      (other.page === named.page || (storyShare(other.story, named.story) ?? 0) >= OF_ONE_STORY),
  );
  const [first] = fitting;
  if (!first || fitting.some(({ who }) => relate(who, first.who) !== 'same')) return null;
  const counts = new Map<string, number>();
  for (const { who } of fitting) counts.set(who.name!, (counts.get(who.name!) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0];
}
