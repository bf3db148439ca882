import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Twelve hours: a working day. */
const LIFETIME = 12 * 60 * 60 * 1000;
const MOST_SESSIONS = 1000;

export interface Sessions {
  /** Whether this is the secret; takes the same time for every wrong one. */
  knows(given: string): boolean;
  /** Begins a session and gives its key, for the cookie. */
  begin(): string;
  alive(key: string): boolean;
  end(key: string): void;
}

const hashed = (text: string) => createHash('sha256').update(text).digest();

/**
 * Who has signed in. Kept in memory only, and as hashes: a restart signs everybody out.
 * @param secret the token or password
 * @param now milliseconds
 * @example sessionsOf('open sesame', Date.now).knows('open sesame') // true
 */
export function sessionsOf(secret: string, now: () => number): Sessions {
  const expected = hashed(secret);
  const ends = new Map<string, number>();
  const name = (key: string) => hashed(key).toString('hex');
  return {
    knows: (given) => timingSafeEqual(hashed(given), expected),
    begin() {
      for (const [key, end] of ends) if (end <= now()) ends.delete(key);
      const oldest = ends.keys().next();
      if (ends.size >= MOST_SESSIONS && !oldest.done) ends.delete(oldest.value);
      const key = randomBytes(32).toString('base64url');
      ends.set(name(key), now() + LIFETIME);
      return key;
    },
    alive: (key) => (ends.get(name(key)) ?? 0) > now(),
    end: (key) => void ends.delete(name(key)),
  };
}

/** Seconds that the cookie lives. */
export const COOKIE_AGE = LIFETIME / 1000;
export const COOKIE = 'onrecord-session';
