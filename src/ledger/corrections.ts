import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { OnrecordError } from '../errors.js';
import { spanOf } from '../record.js';
import { anchorOf, type KeptChange } from './correction.js';
import { pageAfter } from './cursor.js';
import { fileNames } from './entries.js';
import { filedUnder } from './filing.js';
import { nameId, shortHash, speakerId } from './ids.js';
import { ofOneVersion } from './joins.js';
import { refresh } from './reading.js';
import { rulesOf } from './rules.js';
import type { Tables } from './schema/tables.js';
import type { Db, Store } from './store/store.js';
import type { Correction, CorrectionChange, CorrectionQuery, CorrectionRequest, Listing } from './types.js';

/** Corrects a statement, see `Ledger.correct`. */
export async function correctStatement(
  store: Store,
  id: string,
  request: CorrectionRequest,
): Promise<Correction> {
  const { author, reason, ...change } = request;
  if (Object.values(change).every((value) => value === undefined))
    throw new OnrecordError('correction-empty');
  const made = store.now().toISOString();
  const correction = `c${shortHash(`${made}${randomBytes(16).toString('hex')}`)}`;
  return await store.transaction(async (tx) => {
    const row = await tx
      .selectFrom('statements')
      .innerJoin('versions', (join) => join.on(ofOneVersion('versions', 'statements')))
      .select(['statements.reading', 'statements.document_id', 'versions.text', 'versions.sha256'])
      .where('statements.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new OnrecordError('ledger-no-id', id);
    const anchor = anchorOf(row, row.reading.content);
    await tx
      .insertInto('corrections')
      .values({
        id: correction,
        document_id: row.document_id,
        statement_id: id,
        ...anchor,
        content: JSON.stringify(anchor.content),
        change: JSON.stringify(await keptChange(tx, change, row.text, row.document_id)),
        author,
        reason: reason ?? null,
        made,
        undone: null,
        undone_by: null,
      })
      .execute();
    await refresh(tx, [id]);
    return await correctionOf(tx, correction);
  });
}

/** Takes a correction back, see `Ledger.undo`. */
export async function undoCorrection(store: Store, id: string, author: string): Promise<Correction> {
  return await store.transaction(async (tx) => {
    const found = await correctionOf(tx, id);
    if (found.undone !== null) throw new OnrecordError('ledger-undone', id);
    await tx
      .updateTable('corrections')
      .set({ undone: store.now().toISOString(), undone_by: author })
      .where('id', '=', id)
      .execute();
    if (found.statement !== null) await refresh(tx, [found.statement]);
    return await correctionOf(tx, id);
  });
}

/** A change as it is kept: the speaker's id looked up or made, the content with its words. */
async function keptChange(
  tx: Transaction<Tables>,
  { content, speaker, speakerKind, ...change }: CorrectionChange,
  text: string,
  document: string,
): Promise<KeptChange> {
  const kept: KeptChange = { ...change };
  if (content !== undefined) {
    content.forEach(({ start, end }, i) => {
      const after = content[i - 1]?.end ?? 0;
      if (!(
        Number.isInteger(start) &&
        Number.isInteger(end) &&
        start >= after &&
        start < end &&
        end <= text.length
      ))
        throw new OnrecordError('correction-span', String(text.length));
    });
    if (content.length === 0) throw new OnrecordError('correction-span', String(text.length));
    kept.content = content.map(({ start, end }) => spanOf(text, start, end));
  }
  if (speaker === null) kept.speaker = null;
  else if (speaker !== undefined) {
    if (speaker.trim() === '') throw new OnrecordError('correction-speaker');
    const known = await knownSpeaker(tx, speaker);
    const rules = await rulesOf(tx);
    const filed =
      known ?? filedUnder({ name: speaker, kind: speakerKind ?? 'person', roles: [] }, document, rules);
    if (!known) {
      await tx
        .insertInto('speakers')
        .values(filed)
        .onConflict((on) => on.doNothing())
        .execute();
      await tx
        .insertInto('speaker_names')
        .values({ speaker_id: filed.id, name_id: nameId(filed.name), name: filed.name })
        .onConflict((on) => on.doNothing())
        .execute();
      await fileNames(tx, [{ speaker: filed, name: filed.name }], rules);
    }
    kept.speaker = filed.id;
    kept.speakerName = filed.name;
  }
  return kept;
}

/** A speaker by id, or by exactly this name where only one is called so. */
async function knownSpeaker(tx: Transaction<Tables>, given: string) {
  const rows = await tx
    .selectFrom('speakers')
    .select(['id', 'name', 'kind'])
    .where((eb) =>
      eb.or([
        eb('id', '=', given),
        eb(
          'id',
          'in',
          (['person', 'organisation', 'outlet', 'document', 'group', 'author'] as const).map((kind) =>
            speakerId(given, kind),
          ),
        ),
      ]),
    )
    .execute();
  return rows.find(({ id }) => id === given) ?? (rows.length === 1 ? rows[0] : undefined);
}

function rows(db: Db) {
  return db.selectFrom('corrections').selectAll();
}

function toCorrection(row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): Correction {
  return {
    id: row.id,
    statement: row.statement_id,
    document: row.document_id,
    sha256: row.sha256,
    quote: { exact: row.exact, prefix: row.prefix, suffix: row.suffix },
    change: row.change,
    author: row.author,
    reason: row.reason,
    made: row.made,
    undone: row.undone === null ? null : { at: row.undone, author: row.undone_by ?? '' },
  };
}

async function correctionOf(db: Db, id: string): Promise<Correction> {
  const row = await rows(db).where('id', '=', id).executeTakeFirst();
  if (!row) throw new OnrecordError('ledger-no-id', id);
  return toCorrection(row);
}

/** Corrections, the newest first, a page at a time. */
export async function listCorrections(db: Db, query: CorrectionQuery): Promise<Listing<Correction>> {
  const page = pageAfter(query);
  let found = rows(db);
  if (query.statement !== undefined) found = found.where('statement_id', '=', query.statement);
  if (query.document !== undefined) found = found.where('document_id', '=', query.document);
  if (query.author !== undefined) found = found.where('author', '=', query.author);
  if (query.undone !== true) found = found.where('undone', 'is', null);
  const list = await found
    .orderBy('made', 'desc')
    .orderBy('id')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  return page.listing(list.map(toCorrection));
}
