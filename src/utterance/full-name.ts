import { OF_ONE_STORY, storyShare } from './page-story.js';
import type { Report } from './report.js';
import { oneOffice, relate, type Who } from './who.js';

/** Whether a report's speaker is a person of whom the page gives the surname alone. */
export const asksBySurname = ({ who }: Report): boolean => who.kind === 'person' && who.words.length === 1;

/** Whether a page gives the full name of the person that a report is of. */
export const tellsName = ({ who }: Report): boolean => who.kind === 'person' && who.words.length > 1;

/** Whether a report names its speaker by an office of which there is one: "the judge", "Minister". */
export const tellsOffice = ({ who }: Report): boolean => who.definite && who.roles.length > 0;

/** The most speakers of one utterance that are looked for on other pages. */
const MOST_ASKED = 4;

/**
 * The reports that other pages may tell the speaker of: those with a surname or an office. None where one of the
 * utterance's own names the speaker in full.
 * @example askingIn(cluster.reports).map(({ who }) => who.roles) // [['transport', 'minister']]
 */
export function askingIn(reports: readonly Report[]): Report[] {
  if (reports.some((report) => tellsName(report) && !report.who.described)) return [];
  const asking = reports.filter((report) => asksBySurname(report) || tellsOffice(report));
  const distinct = new Map(
    asking.map((report) => [
      `${report.page}|${report.who.words.join(' ')}|${report.who.roles.join(' ')}`,
      report,
    ]),
  );
  return [...distinct.values()].slice(0, MOST_ASKED);
}

/**
 * Who it is that a report has by surname or office alone, from pages of the same story: the one whom all of those pages
 * mean that name such a person in full, by the name that most give. Null where they name nobody, or people who are not
 * the same.
 * @param report whose speaker is asked for
 * @param others reports that name theirs in full, from the days around
 * @example namedElsewhere(report, others)?.name // 'Ana Torvik'
 */
export function namedElsewhere(report: Report, others: readonly Report[]): Who | null {
  const { who } = report;
  const there = others.filter(
    (other) =>
      tellsName(other) &&
      (other.page === report.page || (storyShare(other.story, report.story) ?? 0) >= OF_ONE_STORY),
  );
  // Whom an office means on its own page, the page's reading has told already, as far as it can.
  const holds = (other: Report) =>
    other.page !== report.page && !other.who.described && oneOffice(other.who.roles, who.roles);
  const holder = tellsOffice(report) ? oneOf(there.filter(holds)) : null;
  if (holder || !asksBySurname(report)) return holder;
  return oneOf(there.filter((other) => relate(other.who, who) === 'same'));
}

/** The one whom all of some reports mean, by the name that most give; null where they mean several, or nobody. */
function oneOf(reports: readonly Report[]): Who | null {
  const [first] = reports;
  if (!first || reports.some(({ who }) => relate(who, first.who) !== 'same')) return null;
  const [most] = formsOf(reports.map(({ who }) => who)).sort(
    (a, b) => b.count - a.count || (a.who.name! < b.who.name! ? -1 : 1),
  );
  return most!.who;
}

/** The forms of a name that speakers are given, each with how many have it. */
export function formsOf(speakers: readonly Who[]): { who: Who; count: number }[] {
  const forms = new Map<string, { who: Who; count: number }>();
  for (const who of speakers) {
    const form = forms.get(who.name!) ?? { who, count: 0 };
    form.count++;
    forms.set(who.name!, form);
  }
  return [...forms.values()];
}
