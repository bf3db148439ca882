import { matchingAnew } from './0009-matching-anew.js';
import type { Migration } from './migrations.js';

/** What an answer is beside says whether the page has it from another outlet: ledgers of before are matched anew. */
export const answersAnew: Migration = matchingAnew;
