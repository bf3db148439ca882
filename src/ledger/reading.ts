import { sql, type Transaction } from 'kysely';
import type { DocumentRecord, Offsets, Statement } from '../record.js';
import { corrected, standsOn, wordsOf, type Anchor, type KeptChange } from './correction.js';
import { dayOf } from './day.js';
import { fileNames } from './entries.js';
import { filedUnder, type Filed } from './filing.js';
import { nameId, statementId, writerId } from './ids.js';
import { ofOneVersion } from './joins.js';
import type { Tables } from './schema/tables.js';
import { storedJson } from './store/characters.js';
import type { SpeakerRule } from './types.js';

/** A machine's reading of a version, to be put in. */
export interface Reading {
  document: string;
  version: number;
  newest: boolean;
  /** How many statements of the document had ids so far. */
  numbered: number;
  record: DocumentRecord;
  /** Ids of statements that were there before, by {@link placeOf} of their content. */
  kept: ReadonlyMap<string, string>;
  outlet: string | null;
  /** The page's own day, for statements without an occasion. */
  day: string | null;
  rules: readonly SpeakerRule[];
  /** Whether there may be corrections of this document. */
  corrections: boolean;
}

/** Where a statement's content stands, as a key. */
const placeOf = (content: readonly Offsets[]) => content.map(({ start, end }) => `${start}-${end}`).join(' ');

/** A correction in force, as far as putting it over a reading needs. */
interface InForce extends Anchor {
  id: string;
  /** Where it stood so far. */
  statement_id: string | null;
  change: KeptChange;
}

/** The corrections of a document that are not undone, in the order in which they were made. */
async function correctionsInForce(tx: Transaction<Tables>, document: string): Promise<InForce[]> {
  return await tx
    .selectFrom('corrections')
    .select(['id', 'statement_id', 'sha256', 'exact', 'prefix', 'suffix', 'content', 'change'])
    .where('document_id', '=', document)
    .where('undone', 'is', null)
    .orderBy('made')
    .orderBy('id')
    .execute();
}

/** What a statement's row says besides the machine's reading: all that searches look at. */
export interface Effective {
  kind: Statement['kind'];
  act: Statement['act'];
  speaker_id: string | null;
  role: string | null;
  day: string | null;
  words: string;
  start: number;
  end: number;
  live: boolean;
  dropped: boolean;
  corrected: boolean;
}

/**
 * What holds for a statement: its reading with the changes put over it.
 * @param reading the machine's
 * @param speaker the ledger speaker that the reading is filed under
 * @param changes in the order in which they were made
 * @param page the text, the day of the page, whether it is the newest version
 */
export function effective(
  reading: Statement,
  speaker: string | null,
  changes: readonly KeptChange[],
  page: { text: string | null; day: string | null; newest: boolean },
): Effective {
  const now = changes.length === 0 ? reading : corrected(reading, changes, page.text);
  const spoken = changes.filter((change) => change.speaker !== undefined).at(-1);
  const dropped = changes.some((change) => change.notAStatement === true);
  return {
    kind: now.kind,
    act: now.act,
    speaker_id: spoken === undefined ? speaker : (spoken.speaker ?? null),
    role: now.role,
    day: dayOf(now.occasion.when) ?? page.day,
    words: wordsOf(now.content),
    start: now.content[0]?.start ?? 0,
    end: now.content.at(-1)?.end ?? 0,
    live: page.newest && !dropped,
    dropped,
    corrected: changes.length > 0,
  };
}

/** Works out again what holds for statements, from their readings and the corrections in force. */
export async function refresh(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const row = await tx
      .selectFrom('statements')
      .innerJoin('versions', (join) => join.on(ofOneVersion('versions', 'statements')))
      .leftJoin('page_speakers', (join) => join.on(ofOneVersion('page_speakers', 'statements')))
      .select([
        'statements.reading',
        'statements.document_id',
        'versions.text',
        'versions.day',
        'versions.newest',
        'page_speakers.local',
        'page_speakers.speaker_id',
      ])
      .where('statements.id', '=', id)
      .execute();
    const [one] = row;
    if (!one) continue;
    const speaker = row.find(({ local }) => local === one.reading.speaker)?.speaker_id ?? null;
    const changes = await tx
      .selectFrom('corrections')
      .select('change')
      .where('statement_id', '=', id)
      .where('undone', 'is', null)
      .orderBy('made')
      .orderBy('id')
      .execute();
    await tx
      .updateTable('statements')
      .set(
        effective(
          one.reading,
          speaker,
          changes.map(({ change }) => change),
          one,
        ),
      )
      .where('id', '=', id)
      .execute();
  }
}

/** The rows of a version's speakers and statements. */
export interface ReadingRows {
  /** The statements' ids, in the record's order. */
  ids: string[];
  /** How many statements of the document had ids by now. */
  numbered: number;
  who: Filed[];
  called: { speaker_id: string; name_id: string; name: string }[];
  onPage: object[];
  writers: { id: string; name: string; agency: boolean }[];
  signed: object[];
  said: object[];
  about: object[];
}

/**
 * A reading as rows, with corrections put over it.
 * @param changes corrections in force, by the index of the statement that they stand on
 */
export function rowsOf(given: Reading, changes: ReadonlyMap<number, readonly KeptChange[]>): ReadingRows {
  const { document, version, record } = given;
  const filed = new Map<string, Filed>();
  for (const speaker of record.speakers) filed.set(speaker.id, filedUnder(speaker, document, given.rules));
  let numbered = given.numbered;
  const free = new Map(given.kept);
  const ids = record.statements.map(({ content }) => {
    const place = free.size === 0 ? '' : placeOf(content);
    const before = free.get(place);
    free.delete(place);
    return before ?? statementId(document, ++numbered);
  });
  const said = record.statements.map((statement, n) => {
    const {
      dropped,
      corrected: changed,
      ...row
    } = effective(
      statement,
      statement.speaker === null ? null : (filed.get(statement.speaker)?.id ?? null),
      changes.get(n) ?? [],
      { text: record.text, day: given.day, newest: given.newest },
    );
    return {
      id: ids[n],
      document_id: document,
      version,
      n,
      reading: statement,
      confidence: statement.confidence,
      outlet_id: given.outlet,
      ...row,
      // Of most statements this is not so, and what is not written need not be read.
      ...(dropped ? { dropped } : {}),
      ...(changed ? { corrected: changed } : {}),
    };
  });
  const about = record.statements.flatMap((statement, n) =>
    statement.about.map((who, i) => {
      const speaker = filed.get(who);
      return { statement_id: ids[n], n: i, speaker_id: speaker?.id ?? null, name: speaker?.name ?? who };
    }),
  );
  const onPage = record.speakers.map(({ id, ...speaker }, n) => ({
    document_id: document,
    version,
    ...speaker,
    n,
    local: id,
    speaker_id: filed.get(id)?.id,
  }));
  const writers = writersOf(record);
  return {
    ids,
    numbered,
    who: [...filed.values()],
    called: namesOf(record, filed),
    onPage,
    writers,
    signed: writers.map(({ id }) => ({ document_id: document, version, writer_id: id })),
    said,
    about,
  };
}

/**
 * Puts the readings of versions in, all with one query, and files the names that are new.
 * @param rules the user's, for speakers
 */
export async function putReadings(
  tx: Transaction<Tables>,
  readings: readonly ReadingRows[],
  rules: readonly SpeakerRule[],
): Promise<void> {
  const all = <T>(of: (rows: ReadingRows) => readonly T[]) => readings.flatMap(of);
  const who = new Map(all((rows) => rows.who).map((one) => [one.id, one]));
  const called = distinct(
    all((rows) => rows.called),
    (one) => `${one.speaker_id} ${one.name_id}`,
  );
  const writers = distinct(
    all((rows) => rows.writers),
    ({ id }) => id,
  );
  const put = await sql<{
    made: { speaker_id: string; name: string }[];
  }>`select put_readings(${storedJson([...who.values()])}, ${storedJson(called)},
    ${storedJson(all((rows) => rows.onPage))}, ${storedJson(writers)}, ${storedJson(all((rows) => rows.signed))},
    ${storedJson(all((rows) => rows.said))}, ${storedJson(all((rows) => rows.about))}) as made`.execute(tx);
  const fresh = (put.rows[0]?.made ?? []).flatMap(({ speaker_id, name }) => {
    const speaker = who.get(speaker_id);
    return speaker ? [{ speaker, name }] : [];
  });
  await fileNames(tx, fresh, rules);
}

/**
 * Puts a reading's speakers and statements in, with the corrections of the document over them.
 * @returns the statements' ids
 */
export async function insertReading(tx: Transaction<Tables>, given: Reading): Promise<string[]> {
  const { document, record } = given;
  const inForce = given.corrections ? await correctionsInForce(tx, document) : [];
  const changes = new Map<number, InForce[]>();
  for (const correction of given.newest ? inForce : []) {
    const at = standsOn(correction, record, record.statements);
    if (at !== null) changes.set(at, [...(changes.get(at) ?? []), correction]);
  }
  const rows = rowsOf(
    given,
    new Map([...changes].map(([at, list]) => [at, list.map(({ change }) => change)])),
  );
  const { ids } = rows;
  await putReadings(tx, [rows], given.rules);
  await tx
    .updateTable('documents')
    .set({ numbered: rows.numbered })
    .where('id', '=', document)
    .where('numbered', '<>', rows.numbered)
    .execute();
  for (const correction of given.newest ? inForce : []) {
    const at = [...changes].find(([, list]) => list.includes(correction))?.[0];
    await tx
      .updateTable('corrections')
      .set({ statement_id: at === undefined ? null : (ids[at] ?? null) })
      .where('id', '=', correction.id)
      .execute();
  }
  // A correction stands on the newest reading; what it stood on before is the machine's again.
  const before = given.newest ? inForce.flatMap(({ statement_id: id }) => id ?? []) : [];
  await refresh(
    tx,
    before.filter((id) => !ids.includes(id)),
  );
  return ids;
}

/**
 * Takes a version's reading away, before another comes in its place.
 * @returns the ids of its statements, by where their content stands
 */
export async function removeReading(
  tx: Transaction<Tables>,
  document: string,
  version: number,
): Promise<Map<string, string>> {
  const old = await tx
    .deleteFrom('statements')
    .where('document_id', '=', document)
    .where('version', '=', version)
    .returning(['id', 'reading'])
    .execute();
  for (const table of ['page_speakers', 'version_writers'] as const)
    await tx.deleteFrom(table).where('document_id', '=', document).where('version', '=', version).execute();
  return new Map(old.map(({ id, reading }) => [placeOf(reading.content), id]));
}

function namesOf(record: DocumentRecord, filed: ReadonlyMap<string, Filed>) {
  const names = record.speakers.flatMap(({ id, name, aliases }) => {
    const speaker = filed.get(id);
    if (!speaker) return [];
    return [speaker.name, name, ...aliases].map((called) => ({
      speaker_id: speaker.id,
      name_id: nameId(called),
      name: called,
    }));
  });
  return distinct(names, (one) => `${one.speaker_id} ${one.name_id}`);
}

function writersOf({ bylines }: DocumentRecord) {
  const writers = bylines.flatMap(({ name, agency }) => [
    ...(name === null ? [] : [{ id: writerId(name, false), name, agency: false }]),
    ...(agency === null ? [] : [{ id: writerId(agency, true), name: agency, agency: true }]),
  ]);
  return distinct(writers, ({ id }) => id);
}

function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()];
}
