/** Chance that can be had again: the same seed gives the same stories (mulberry32). */
export interface Chance {
  /** From 0 up to, but not, 1. */
  number(): number;
  /** A whole number from `from` to `to`, both possible. */
  whole(from: number, to: number): number;
  one<T>(list: readonly T[]): T;
  /** Some of a list, in its order. */
  some<T>(list: readonly T[], count: number): T[];
  happens(probability: number): boolean;
}

/** @example chanceOf(7).whole(1, 6) */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number) => from + Math.floor(number() * (to - from + 1));
  return {
    number,
    whole,
    one: (list) => list[whole(0, list.length - 1)]!,
    some: (list, count) => {
      const places = list.map((_, i) => i);
      while (places.length > count) places.splice(whole(0, places.length - 1), 1);
      return places.map((i) => list[i]!);
    },
    happens: (probability) => number() < probability,
  };
}
