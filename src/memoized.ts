/**
 * A function that works each answer out once and keeps it. Pages are hostile input: what is kept must not grow with
 * them, so where it is full all of it is let go, and the words that are met again come back.
 * @param most answers kept at the same time
 * @param answer a pure function of a word or name
 * @returns the same function, with a memory
 * @example const stem = memoized(50_000, stemmer); stem('councils'); stem('councils') // stemmed once
 */
export function memoized<T extends string | number | object>(
  most: number,
  answer: (key: string) => T,
): (key: string) => T {
  const kept = new Map<string, T>();
  return (key) => {
    let known = kept.get(key);
    if (known === undefined) {
      known = answer(key);
      if (kept.size >= most) kept.clear();
      kept.set(key, known);
    }
    return known;
  };
}
