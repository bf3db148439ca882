import { matchingAnew } from './0009-matching-anew.js';
import type { Migration } from './migrations.js';

/** Keys of the same days lie together, and answers need a tie between their stories: ledgers of before are matched anew. */
export const timedKeysAnew: Migration = matchingAnew;
