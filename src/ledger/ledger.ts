import { OnrecordError } from '../errors.js';
import { idsOf } from './add.js';
import { addressOf } from './address.js';
import { backupOf, restoreInto } from './backup.js';
import { faultsOf } from './check.js';
import { citationOf } from './cite.js';
import { correctStatement, listCorrections, undoCorrection } from './corrections.js';
import { differenceOf } from './diff.js';
import { documentOf, evidenceOf, listDocuments, versionsOf } from './documents.js';
import { feedBook } from './feed-book.js';
import { groupCommit } from './group-commit.js';
import { documentId } from './ids.js';
import { listBylines, listOutlets } from './publishers.js';
import { fileSpeakersBy, rulesOf } from './rules.js';
import { facetsOf, searchStatements } from './search.js';
import { listSpeakers, speakersOf } from './speakers.js';
import { idsThatBegin, statementOf } from './statements.js';
import { statsOf } from './stats.js';
import { english } from './language.js';
import { traceIn, utteranceIds, utteranceStream } from './utterances/giving.js';
import { matchUnmatched } from './utterances/matching.js';
import { openStore, type Store } from './store/store.js';
import { documentStream, speakerStream, statementStream } from './streams.js';
import type { Added, Difference, Ledger, LedgerDocument, LedgerOptions } from './types.js';

/**
 * Opens a ledger, and makes it where there is none.
 * @param where a folder (PGlite, nothing to install; one program at a time), or `postgres://user@host/database`
 * @param options see {@link LedgerOptions}
 * @throws OnrecordError `ledger-…`
 * @example
 * const ledger = await openLedger('news');
 * const { items } = await ledger.search({ words: '"close the gates"', act: 'deny', from: '2024-05' });
 * await ledger.close();
 */
export async function openLedger(where: string, options: LedgerOptions = {}): Promise<Ledger> {
  return ledgerOver(await openStore(where, options));
}

/** A ledger over an open store; closing it closes the store. */
export function ledgerOver(store: Store): Ledger {
  /** A stream whose failures are in a reader's words. */
  async function* asked<T>(stream: AsyncGenerator<T>): AsyncGenerator<T> {
    try {
      for (;;) {
        const next = await store.ask(() => stream.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await stream.return(undefined);
    }
  }

  const needed = async (id: string, version: number): Promise<LedgerDocument> => {
    const found = await documentOf(store.db, id, version);
    if (found) return found;
    const versions = await versionsOf(store.db, id);
    throw new OnrecordError('ledger-no-version', id, String(version), String(versions.length));
  };

  const kept: Ledger['kept'] = ({ sha256, url = null, address }) =>
    store.ask(async (db): Promise<Added | null> => {
      const at = addressOf({ url, canonical: null, sha256 }, address);
      // The page's own canonical address is not known before it is read: of one host, its bytes tell.
      const row = await db
        .selectFrom('readings')
        .select(['document_id', 'version'])
        .where('sha256', '=', sha256)
        .$if(at.strong, (q) =>
          q.where((eb) => eb.or([eb('document_id', '=', documentId(at.text)), eb('url', '=', url)])),
        )
        .orderBy('version', 'desc')
        .executeTakeFirst();
      if (!row) return null;
      const { document_id: document, version } = row;
      return { outcome: 'unchanged', document, version, statements: await idsOf(db, document, version) };
    });

  const adding = groupCommit(store);

  return {
    where: store.where,
    kind: store.kind,
    add: (record, evidence, options = {}) => adding(record, evidence, options),
    kept,
    search: (query) => store.ask((db) => searchStatements(db, query)),
    facets: (query) => store.ask((db) => facetsOf(db, query)),
    statement: (id) => store.ask((db) => statementOf(db, id)),
    document: (id, version) => store.ask((db) => documentOf(db, id, version)),
    resolve: (prefix) => store.ask((db) => idsThatBegin(db, prefix)),
    documents: (query = {}) => store.ask((db) => listDocuments(db, query)),
    versions: (document) => store.ask((db) => versionsOf(db, document)),
    evidence: (document, version) => store.ask((db) => evidenceOf(db, document, version)),
    diff: (document, from, to) =>
      store.ask(async (): Promise<Difference> => {
        const last = (await versionsOf(store.db, document)).length;
        const after = await needed(document, to ?? last);
        const before = await needed(document, from ?? Math.max(1, after.version - 1));
        return differenceOf(before, after);
      }),
    speaker: (id) => store.ask(async (db) => (await speakersOf(db, [id]))[0] ?? null),
    speakers: (query = {}) => store.ask((db) => listSpeakers(db, query)),
    outlets: (query = {}) => store.ask((db) => listOutlets(db, query)),
    bylines: (query = {}) => store.ask((db) => listBylines(db, query)),
    stats: () => store.ask(() => statsOf(store)),
    cite: (statement) => store.ask((db) => citationOf(db, statement)),
    correct: (statement, request) => correctStatement(store, statement, request),
    undo: (correction, author) => undoCorrection(store, correction, author),
    corrections: (query = {}) => store.ask((db) => listCorrections(db, query)),
    fileSpeakers: (rules) => fileSpeakersBy(store, rules),
    speakerRules: () => store.ask((db) => rulesOf(db)),
    allDocuments: () => asked(documentStream(store.db)),
    allStatements: (filter = {}) => asked(statementStream(store.db, filter)),
    match: () => matchUnmatched(store, english()),
    utterances: (id) => store.ask((db) => utteranceIds(db, id)),
    trace: (utterance) => store.ask((db) => traceIn(db, utterance, english())),
    allUtterances: (filter = {}) => asked(utteranceStream(store.db, english(), filter)),
    allSpeakers: () => asked(speakerStream(store.db)),
    check: () => asked(faultsOf(store.db)),
    backup: () => asked(backupOf(store)),
    restore: (backup) => restoreInto(store, backup),
    feeds: feedBook(store),
    close: () => store.close(),
  };
}
