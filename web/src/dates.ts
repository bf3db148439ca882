const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

const parsed = (iso: string) => {
  const at = new Date(iso.length <= 10 ? `${iso}T00:00:00Z` : iso);
  return Number.isNaN(at.getTime()) ? null : at;
};

/** A day in words; what is no date stays as it is. @example dayOf('2024-05-07') // '7 May 2024' */
export function dayOf(iso: string | null | undefined): string {
  if (!iso) return '';
  const at = parsed(iso);
  return at ? DAY.format(at) : iso;
}

/** @example monthOf('2024-05') // 'May 2024' */
export function monthOf(iso: string): string {
  const at = parsed(`${iso.slice(0, 7)}-01`);
  return at ? MONTH.format(at) : iso;
}

/** A time to the minute, in UTC, as the ledger keeps it. @example timeOf('2024-05-07T10:30:00Z') // '7 May 2024, 10:30 UTC' */
export function timeOf(iso: string | null | undefined): string {
  if (!iso) return '';
  const at = parsed(iso);
  return at ? (iso.length <= 10 ? DAY.format(at) : `${TIME.format(at)} UTC`) : iso;
}

/** @example counted(1, 'page') // '1 page' */
export function counted(n: number, name: string, many = `${name}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? name : many}`;
}
