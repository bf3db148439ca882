/**
 * How often each client may ask: a bucket of `most` that fills again over `seconds` (token bucket). There are never more
 * than `MOST_CLIENTS` buckets: the longest idle is forgotten.
 */
const MOST_CLIENTS = 10_000;

export interface Rate {
  /** Takes one; gives the seconds to wait, 0 where it may go on. */
  take(client: string): number;
  /** The seconds to wait, without taking. */
  wait(client: string): number;
}

/**
 * @param most how many at once
 * @param seconds over how long they come back
 * @param now milliseconds
 * @example rateOf(5, 60, Date.now).take('203.0.113.7') // 0
 */
export function rateOf(most: number, seconds: number, now: () => number): Rate {
  const buckets = new Map<string, { left: number; at: number }>();
  const perMs = most / (seconds * 1000);
  const filled = ({ left, at }: { left: number; at: number }, time: number) =>
    Math.min(most, left + (time - at) * perMs);
  const waitOf = (left: number) => (left < 1 ? Math.max(1, Math.ceil((1 - left) / perMs / 1000)) : 0);
  return {
    wait(client) {
      const time = now();
      return waitOf(filled(buckets.get(client) ?? { left: most, at: time }, time));
    },
    take(client) {
      const time = now();
      const left = filled(buckets.get(client) ?? { left: most, at: time }, time);
      // Set anew, so that the map is in the order of last use and its first is the longest idle.
      buckets.delete(client);
      if (buckets.size >= MOST_CLIENTS) {
        const idle = buckets.keys().next();
        if (!idle.done) buckets.delete(idle.value);
      }
      if (left < 1) {
        buckets.set(client, { left, at: time });
        return waitOf(left);
      }
      buckets.set(client, { left: left - 1, at: time });
      return 0;
    },
  };
}
