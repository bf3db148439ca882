/** A value that takes long to work out, kept for a while. */
export interface Remembered<T> {
  get(): Promise<T>;
  /** Something changed: the next who asks gets it anew. */
  forget(): void;
}

/**
 * Keeps a value for some seconds, and works it out once for all who ask at the same time. A failure is not kept.
 * @param work gives the value
 * @param seconds how long it holds
 * @param now milliseconds
 * @example remembered(() => ledger.stats(), 30, Date.now)
 */
export function remembered<T>(work: () => Promise<T>, seconds: number, now: () => number): Remembered<T> {
  let kept: { value: Promise<T>; until: number } | null = null;
  return {
    get() {
      if (kept && kept.until > now()) return kept.value;
      const made = { value: work(), until: now() + seconds * 1000 };
      kept = made;
      made.value.catch(() => {
        if (kept === made) kept = null;
      });
      return made.value;
    },
    forget() {
      kept = null;
    },
  };
}
