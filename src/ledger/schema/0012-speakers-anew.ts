import { matchingAnew } from './0009-matching-anew.js';
import type { Migration } from './migrations.js';

/** Reports know for which body their speakers speak: all documents are matched anew. */
export const speakersAnew: Migration = matchingAnew;
