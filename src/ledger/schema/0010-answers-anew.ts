import { matchingAnew } from './0009-matching-anew.js';
import type { Migration } from './migrations.js';

/** Claims keep what their pages show of an answer as signs, to be weighed: all documents are matched anew. */
export const answersAnew: Migration = matchingAnew;
