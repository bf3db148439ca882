import { matchingAnew } from './0009-matching-anew.js';
import type { Migration } from './migrations.js';

/** Reports are filed under other keys (seasons, what is remembered): all documents are matched anew. */
export const keysAnew: Migration = matchingAnew;
