/** The day of an ISO date or date-time as the page gives it; null where it is none. @example dayOf('2024-05-07T09:00Z') // '2024-05-07' */
export function dayOf(given: string | null | undefined): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(given ?? '');
  if (!found) return null;
  const day = found[0];
  // 2024-02-31 has the form of a date and is none.
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && day >= '0001' ? day : null;
}

/** First and last day of a day, month or year. @example daysOf('2024-02') // ['2024-02-01', '2024-02-29'] */
export function daysOf(given: string): [string, string] | null {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(given);
  if (!found) return null;
  const [, year = '', month, day] = found;
  if (day !== undefined) return dayOf(given) === null ? null : [given, given];
  if (month === undefined) return dayOf(`${year}-01-01`) === null ? null : [`${year}-01-01`, `${year}-12-31`];
  if (dayOf(`${year}-${month}-01`) === null) return null;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return [`${year}-${month}-01`, `${year}-${month}-${last}`];
}
