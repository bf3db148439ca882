import type { Migration } from './migrations.js';
import { matchingAnew } from './0009-matching-anew.js';

/** Reports keep the offices of their speakers comparable, and full names are filed by them: all documents are matched anew. */
export const offices: Migration = { up: (tx) => matchingAnew.up(tx) };
