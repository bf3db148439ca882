/** A value that takes long to work out, kept for a while. */
export interface Remembered<T> {
  get(): Promise<T>;
  /** Something changed: the next who asks gets it anew. */
  forget(): void;
}

/** What takes long to work out, by what was asked. */
export interface RememberedLists {
  get<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Something changed: the next who asks gets each anew. */
  forget(): void;
}

/** As many lists as are kept. */
const MOST_LISTS = 200;

/**
 * Keeps lists for some seconds. One that is older is given once more while it is worked out anew, so that nobody waits
 * for what many ask; one that is ten times as old is not.
 * @param seconds how long a list holds
 * @param now milliseconds
 * @example lists.get('speakers?limit=50', () => ledger.speakers({ limit: 50 }))
 */
export function rememberedLists(seconds: number, now: () => number): RememberedLists {
  const kept = new Map<string, { value: Promise<unknown>; made: number; renewed: boolean }>();
  const make = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const value = work();
    const entry = { value, made: now(), renewed: false };
    const before = kept.get(key);
    if (before) {
      // The old list stays until the new one is there.
      value.then(
        () => kept.get(key) === before && kept.set(key, { ...entry, made: now() }),
        () => (before.renewed = false),
      );
      return value;
    }
    if (kept.size >= MOST_LISTS) kept.delete(kept.keys().next().value ?? '');
    kept.set(key, entry);
    value.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return value;
  };
  return {
    get<T>(key: string, work: () => Promise<T>): Promise<T> {
      const found = kept.get(key);
      const age = found ? now() - found.made : Infinity;
      if (!found || age > seconds * 10_000) {
        kept.delete(key);
        return make(key, work);
      }
      if (age > seconds * 1000 && !found.renewed) {
        found.renewed = true;
        make(key, work).catch(() => {});
      }
      return found.value as Promise<T>;
    },
    forget: () => kept.clear(),
  };
}

/**
 * One such value.
 * @param work gives the value
 * @example remembered(() => ledger.stats(), 30, Date.now)
 */
export function remembered<T>(work: () => Promise<T>, seconds: number, now: () => number): Remembered<T> {
  const one = rememberedLists(seconds, now);
  return { get: () => one.get('', work), forget: one.forget };
}
