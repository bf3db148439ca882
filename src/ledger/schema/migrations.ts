import type { Transaction } from 'kysely';
import { ledger } from './0001-ledger.js';
import { utterances } from './0002-utterances.js';
import { feeds } from './0003-feeds.js';
import { pagesTogether } from './0004-pages-together.js';
import { speakerEntries } from './0005-speaker-entries.js';
import { pageLinks } from './0006-page-links.js';
import { facetLexemes } from './0007-facet-lexemes.js';
import { lists } from './0008-lists.js';
import { matchingAnew } from './0009-matching-anew.js';
import { reportsAnew } from './0010-reports-anew.js';
import { keysAnew } from './0011-keys-anew.js';
import { speakersAnew } from './0012-speakers-anew.js';
import { answersAnew } from './0013-answers-anew.js';
import { shortKeysAnew } from './0014-short-keys-anew.js';
import { freshTellingsAnew } from './0015-fresh-tellings-anew.js';
import { timedKeysAnew } from './0016-timed-keys-anew.js';
import type { Tables } from './tables.js';

/** One step of the schema, forward only. Once released, a step is never edited: what is wrong is put right by the next. */
export interface Migration {
  /** Runs in both stores. */
  up(tx: Transaction<Tables>): Promise<void>;
}

/**
 * Every step by its name. They run in the order of the names, each once; one that comes late (from another branch) runs
 * when it comes. To add one: a file beside these, an entry here, its tables in `tables.ts`.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-ledger': ledger,
  '0002-utterances': utterances,
  '0003-feeds': feeds,
  '0004-pages-together': pagesTogether,
  '0005-speaker-entries': speakerEntries,
  '0006-page-links': pageLinks,
  '0007-facet-lexemes': facetLexemes,
  '0008-lists': lists,
  '0009-matching-anew': matchingAnew,
  '0010-reports-anew': reportsAnew,
  '0011-keys-anew': keysAnew,
  '0012-speakers-anew': speakersAnew,
  '0013-answers-anew': answersAnew,
  '0014-short-keys-anew': shortKeysAnew,
  '0015-fresh-tellings-anew': freshTellingsAnew,
  '0016-timed-keys-anew': timedKeysAnew,
};
