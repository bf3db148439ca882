/**
 * How long a Retry-After header asks to wait.
 * @param header seconds, or an HTTP date
 * @param now the time it was read at
 * @returns milliseconds, or null for a header that says nothing; never negative
 * @example retryAfter('120', new Date()) // 120_000
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  // Only real dates: Date.parse takes much for one ("1 of them").
  const date = /^[A-Za-z]{3,9},? \d/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
