import { matchingAnew } from './0009-matching-anew.js';
import type { Migration } from './migrations.js';

/** Short stretches of words are found months later, too, and a body's words go by its whole name: ledgers of before are matched anew. */
export const shortKeysAnew: Migration = matchingAnew;
