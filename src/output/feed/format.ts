import type { FeedReading } from '../../intake/feeds/inputs.js';

/** One way to show feeds. */
export interface FeedFormat {
  name: string;
  /** One line for `--help`. */
  about: string;
  /** The output, piece by piece, as feeds are read. */
  write(readings: AsyncIterable<FeedReading>): AsyncIterable<string>;
}

/** Why a feed is not read, or not whole, in one line; null where all is well. */
export function faultOf(reading: FeedReading): string | null {
  if ('error' in reading) return reading.error.message;
  return reading.feed.cut ? 'the feed is cut short: what stands before the cut was read' : null;
}
