import { OnrecordError } from '../errors.js';
import type { Listing, ListOptions } from './types.js';

/** Where a list goes on, and how far. */
export interface Cursor {
  offset: number;
  limit: number;
  /** The list of what was found, of which one more than the limit was asked for. */
  listing<T>(found: readonly T[]): Listing<T>;
}

/** Nobody turns so many pages: whoever wants all takes the exports. */
const DEEPEST = 10_000;

/**
 * How much of a list was asked for.
 * @throws OnrecordError `ledger-cursor`
 * @example pageAfter({ limit: 20 }).offset // 0
 */
export function pageAfter({ limit = 20, cursor }: ListOptions): Cursor {
  const most = Math.min(1000, Math.max(1, Math.floor(limit)));
  const offset = cursor === undefined ? 0 : Number(/^o(\d{1,6})$/.exec(cursor)?.[1] ?? NaN);
  if (Number.isNaN(offset) || offset > DEEPEST) throw new OnrecordError('ledger-cursor');
  return {
    offset,
    limit: most,
    listing: (found) => ({
      items: found.slice(0, most),
      next: found.length > most && offset + most <= DEEPEST ? `o${offset + most}` : null,
    }),
  };
}
