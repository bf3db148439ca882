import { matchingAnew } from './0009-matching-anew.js';
import type { Migration } from './migrations.js';

/** Words that somebody is told months later were said again: ledgers of before are matched anew. */
export const freshTellingsAnew: Migration = matchingAnew;
