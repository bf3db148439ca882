import { matchingAnew } from './0009-matching-anew.js';
import type { Migration } from './migrations.js';

/**
 * Reports keep the offices of their speakers comparable, full names are filed by them, and claims keep what their pages
 * show of an answer as signs: all documents are matched anew.
 */
export const reportsAnew: Migration = matchingAnew;
