import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { OnrecordError } from '../errors.js';
import type { DocumentRecord } from '../record.js';
import { VERSION } from '../version.js';
import { addressOf, type Address } from './address.js';
import { dayOf } from './day.js';
import { faceOf } from './face.js';
import { documentId, outletId, nameKey, sha256 } from './ids.js';
import { insertReading, putReadings, removeReading, rowsOf } from './reading.js';
import { rulesOf } from './rules.js';
import type { Tables } from './schema/tables.js';
import { storedJson } from './store/characters.js';
import type { Store } from './store/store.js';
import type { Added, AddOptions, Evidence, SpeakerRule } from './types.js';

const compressed = promisify(gzip);

/** A page that is ready to be put in: all that is worked out without the store. */
export interface PreparedPage {
  record: DocumentRecord;
  evidence: Evidence;
  options: AddOptions;
  address: Address;
  /** The evidence, compressed. */
  bytes: Uint8Array;
  face: string;
}

/** What the ledger knows about a page before it is added. */
interface Known {
  document: string;
  /** Whether the document is there. */
  there: boolean;
  newest: number;
  numbered: number;
  /** The version that these bytes were read as. */
  same: number | null;
  /** The face of the newest version. */
  face: string | null;
  rules: SpeakerRule[];
}

/**
 * Makes a page ready.
 * @throws OnrecordError `evidence-mismatch`
 */
export async function prepared(
  record: DocumentRecord,
  evidence: Evidence,
  options: AddOptions,
): Promise<PreparedPage> {
  if (sha256(evidence.bytes) !== record.sha256) throw new OnrecordError('evidence-mismatch');
  return {
    record,
    evidence,
    options,
    address: addressOf(record, options.address),
    bytes: await compressed(evidence.bytes),
    face: faceOf(record),
  };
}

/**
 * Adds one page in a transaction of its own, whatever the ledger has of it already.
 * @throws OnrecordError `ledger-…`
 */
export async function addAlone(store: Store, page: PreparedPage): Promise<Added> {
  const { record, evidence, options } = page;
  const added = store.now().toISOString();
  return await store.transaction(async (tx) => {
    const known = await whatIsKnown(tx, page);
    const { document } = known;
    if (known.same !== null && options.reread !== true)
      return {
        outcome: 'unchanged',
        document,
        version: known.same,
        statements: await idsOf(tx, document, known.same),
      };

    if (known.same === null && known.face === page.face) {
      // The bytes differ and nothing that is read does: the page was seen to say the same again.
      const before = await tx
        .selectFrom('readings')
        .select(({ fn }) => fn.max('n').as('n'))
        .where('document_id', '=', document)
        .where('version', '=', known.newest)
        .executeTakeFirst();
      const visit = visitOf(
        { document, version: known.newest, record, evidence, added },
        (before?.n ?? 0) + 1,
      );
      await tx
        .insertInto('readings')
        .values({ ...visit, headers: JSON.stringify(visit.headers) })
        .execute();
      return {
        outcome: 'unchanged',
        document,
        version: known.newest,
        statements: await idsOf(tx, document, known.newest),
      };
    }

    const reread = known.same !== null;
    const version = known.same ?? known.newest + 1;
    const row: VersionGiven = { document, version, page, added, outlet: outletOf(record) };
    const kept = reread ? await removeReading(tx, document, version) : new Map<string, string>();
    if (reread) await updateVersion(tx, row);
    else await putVersions(tx, [{ ...row, numbered: known.numbered }]);
    const statements = await insertReading(tx, {
      ...readingOf(row, known.rules),
      newest: version >= known.newest,
      numbered: known.numbered,
      kept,
      corrections: known.there,
    });
    return {
      outcome: reread ? 'reread' : known.there ? 'version' : 'new',
      document,
      version,
      statements,
    };
  });
}

/**
 * Adds pages that the ledger has nothing of yet, all in one transaction.
 * @returns what became of each; null for one that is not new here, which is to be added alone
 * @throws OnrecordError `ledger-…` when none of them was put in
 */
export async function addNew(store: Store, pages: readonly PreparedPage[]): Promise<(Added | null)[]> {
  const added = store.now().toISOString();
  return await store.transaction(async (tx) => {
    const documents = pages.map(({ address }) => documentId(address.text));
    const asked = pages.map(({ address, record }, n) => ({
      n,
      document: documents[n],
      sha256: address.strong ? null : record.sha256,
    }));
    const known = await sql<{ known: number[] | null; rules: SpeakerRule[] | null }>`
      select (select json_agg(x.n) from json_to_recordset(${storedJson(asked)}::json)
            as x (n integer, document text, sha256 text)
          where (select d.id from documents d where d.id = x.document) is not null
            or (select v.document_id from versions v where v.sha256 = x.sha256 limit 1) is not null) as known,
        (select json_agg(s.rule order by s.n) from speaker_rules s) as rules`.execute(tx);
    const { known: there, rules } = known.rows[0] ?? { known: null, rules: null };
    const seen = new Set<string>();
    const fresh = pages.flatMap((page, n) => {
      const document = documents[n] ?? '';
      // Two with the same bytes, or at the same address, may be one document.
      const keys = [document, ...(page.address.strong ? [] : [page.record.sha256])];
      if (
        page.options.document !== undefined ||
        there?.includes(n) === true ||
        keys.some((key) => seen.has(key))
      )
        return [];
      for (const key of keys) seen.add(key);
      return [{ n, row: { document, version: 1, page, added, outlet: outletOf(page.record) } }];
    });
    const readings = fresh.map(({ row }) => rowsOf(readingOf(row, rules ?? []), new Map()));
    if (fresh.length > 0) {
      await putVersions(
        tx,
        fresh.map(({ row }, i) => ({ ...row, numbered: readings[i]?.numbered ?? 0 })),
      );
      await putReadings(tx, readings, rules ?? []);
    }
    const out: (Added | null)[] = pages.map(() => null);
    fresh.forEach(({ n, row: { document, version } }, i) => {
      out[n] = { outcome: 'new', document, version, statements: readings[i]?.ids ?? [] };
    });
    return out;
  });
}

/** A new document's reading. */
const readingOf = ({ document, version, page, outlet }: VersionGiven, rules: readonly SpeakerRule[]) => ({
  document,
  version,
  newest: true,
  numbered: 0,
  record: page.record,
  kept: new Map<string, string>(),
  outlet: outlet?.id ?? null,
  day: dayOf(page.record.published) ?? dayOf(page.evidence.retrieved ?? page.record.retrieved),
  rules,
  corrections: false,
});

/** The outlet of a page; a domain tells one from another better than a name. */
function outletOf({ outlet }: DocumentRecord): { id: string; name: string; domain: string | null } | null {
  const name = outlet.name ?? outlet.domain;
  if (name === null) return null;
  return { id: outletId(outlet.domain?.toLowerCase() ?? nameKey(name)), name, domain: outlet.domain };
}

async function whatIsKnown(
  tx: Transaction<Tables>,
  { record, address, options }: PreparedPage,
): Promise<Known> {
  if (options.document !== undefined)
    return await knownAs(tx, options.document, record.sha256, await rulesOf(tx));
  for (let longer = 0; ; longer += 2) {
    const document = documentId(address.text, longer);
    const found = await sql<{
      address: string | null;
      newest: number | null;
      numbered: number | null;
      face: string | null;
      same: number | null;
      elsewhere: string | null;
      rules: SpeakerRule[] | null;
    }>`
      select d.address, d.newest, d.numbered, v.face,
        (select r.version from readings r where r.document_id = ${document} and r.sha256 = ${record.sha256}
          order by r.version desc limit 1) as same,
        ${address.strong ? sql`null::text` : sql`(select o.document_id from versions o where o.sha256 = ${record.sha256} limit 1)`}
          as elsewhere,
        (select json_agg(s.rule order by s.n) from speaker_rules s) as rules
      from (select 1) one
      left join documents d on d.id = ${document}
      left join versions v on v.document_id = d.id and v.version = d.newest`.execute(tx);
    const row = found.rows[0];
    if (row?.address != null && row.address !== address.text) continue;
    // A page without an address of its own is known by its bytes, wherever the file lies now.
    if (row?.same == null && row?.elsewhere != null)
      return await knownAs(tx, row.elsewhere, record.sha256, row.rules ?? []);
    return {
      document,
      there: row?.address != null,
      newest: row?.newest ?? 0,
      numbered: row?.numbered ?? 0,
      same: row?.same ?? null,
      face: row?.face ?? null,
      rules: row?.rules ?? [],
    };
  }
}

async function knownAs(
  tx: Transaction<Tables>,
  document: string,
  bytes: string,
  rules: SpeakerRule[],
): Promise<Known> {
  const found = await tx
    .selectFrom('documents')
    .innerJoin('versions', 'versions.document_id', 'documents.id')
    .select(['documents.newest', 'documents.numbered', 'versions.version'])
    .where('documents.id', '=', document)
    .where('versions.sha256', '=', bytes)
    .executeTakeFirstOrThrow();
  const { newest, numbered, version } = found;
  return { document, there: true, newest, numbered, same: version, face: null, rules };
}

/** The ids of a version's statements, in the record's order. */
export async function idsOf(
  tx: Transaction<Tables> | Store['db'],
  document: string,
  version: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('statements')
    .select('id')
    .where('document_id', '=', document)
    .where('version', '=', version)
    .orderBy('n')
    .execute();
  return rows.map(({ id }) => id);
}

interface VersionGiven {
  document: string;
  version: number;
  page: PreparedPage;
  /** ISO time. */
  added: string;
  outlet: { id: string; name: string; domain: string | null } | null;
}

/** What a version's row says, from the record; JSON as values. */
function columnsOf({ page, outlet }: VersionGiven) {
  const { record, evidence } = page;
  const retrieved = evidence.retrieved ?? record.retrieved;
  return {
    face: page.face,
    input: record.input,
    url: evidence.url ?? record.url,
    canonical: record.canonical,
    retrieved,
    language: record.language,
    outlet_id: outlet?.id ?? null,
    outlet_name: record.outlet.name,
    outlet_domain: record.outlet.domain,
    headline: record.headline,
    dateline: record.dateline,
    bylines: record.bylines,
    published: record.published,
    modified: record.modified,
    wire: record.wire,
    text: record.text,
    parts: record.parts,
    day: dayOf(record.published) ?? dayOf(retrieved),
    statements: record.statements.length,
    reader: `onrecord ${VERSION}`,
  };
}

/**
 * Documents, the evidence and versions of them, in the place of the versions before.
 * @param all with how many statements of the document have ids
 */
async function putVersions(
  tx: Transaction<Tables>,
  all: readonly (VersionGiven & { numbered: number })[],
): Promise<void> {
  let from = 1;
  const heads = all.map(({ document, version, page, numbered }) => {
    const head = {
      document_id: document,
      address: page.address.text,
      version,
      numbered,
      sha256: page.record.sha256,
      size: page.evidence.bytes.length,
      from,
      for: page.bytes.length,
    };
    from += page.bytes.length;
    return head;
  });
  const sites = new Map(all.flatMap(({ outlet }) => (outlet === null ? [] : [[outlet.id, outlet]])));
  const versions = all.map((given) => ({
    ...columnsOf(given),
    document_id: given.document,
    version: given.version,
    newest: true,
    sha256: given.page.record.sha256,
    added: given.added,
  }));
  const visits = all.map((given) =>
    visitOf({ ...given, record: given.page.record, evidence: given.page.evidence }, 1),
  );
  const bytes = Buffer.concat(all.map(({ page }) => page.bytes));
  await sql`select put_versions(${storedJson(heads)}, ${storedJson([...sites.values()])}, ${storedJson(versions)},
    ${bytes}, ${storedJson(visits)}, ${all.some(({ version }) => version > 1)})`.execute(tx);
}

/** A version as another reading of the same bytes has it. */
async function updateVersion(tx: Transaction<Tables>, given: VersionGiven): Promise<void> {
  const { url, retrieved, dateline, bylines, parts, ...columns } = columnsOf(given);
  if (given.outlet !== null)
    await tx
      .insertInto('outlets')
      .values(given.outlet)
      .onConflict((on) => on.doNothing())
      .execute();
  await tx
    .updateTable('versions')
    .set({
      ...columns,
      dateline: JSON.stringify(dateline),
      bylines: JSON.stringify(bylines),
      parts: JSON.stringify(parts),
      ...(url === null ? {} : { url }),
      ...(retrieved === null ? {} : { retrieved }),
    })
    .where('document_id', '=', given.document)
    .where('version', '=', given.version)
    .execute();
}

/** That the page was read, at this time, with these bytes. */
function visitOf(
  given: Pick<VersionGiven, 'document' | 'version' | 'added'> & Pick<PreparedPage, 'record' | 'evidence'>,
  n: number,
) {
  const { record, evidence } = given;
  const at = evidence.retrieved ?? record.retrieved;
  return {
    document_id: given.document,
    version: given.version,
    n,
    sha256: record.sha256,
    at: at !== null && !Number.isNaN(Date.parse(at)) ? at : given.added,
    url: evidence.url ?? record.url,
    headers: evidence.headers ?? {},
  };
}
