import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { OnrecordError } from '../errors.js';
import type { DocumentRecord } from '../record.js';
import { VERSION } from '../version.js';
import { addressOf } from './address.js';
import { dayOf } from './day.js';
import { faceOf } from './face.js';
import { documentId, outletId, nameKey, sha256 } from './ids.js';
import { insertReading, removeReading } from './reading.js';
import type { Tables } from './schema/tables.js';
import { storedJson } from './store/characters.js';
import type { Store } from './store/store.js';
import type { Added, AddOptions, Evidence, SpeakerRule } from './types.js';

const compressed = promisify(gzip);

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
 * Adds a page in one transaction, see `Ledger.add`.
 * @throws OnrecordError `evidence-mismatch`, `ledger-…`
 */
export async function addPage(
  store: Store,
  record: DocumentRecord,
  evidence: Evidence,
  options: AddOptions,
): Promise<Added> {
  if (sha256(evidence.bytes) !== record.sha256) throw new OnrecordError('evidence-mismatch');
  const bytes = await compressed(evidence.bytes);
  const face = faceOf(record);
  const added = store.now().toISOString();
  return await store.transaction(async (tx) => {
    const known = await whatIsKnown(tx, record, options);
    const { document } = known;
    if (known.same !== null && options.reread !== true)
      return {
        outcome: 'unchanged',
        document,
        version: known.same,
        statements: await idsOf(tx, document, known.same),
      };

    if (known.same === null && known.face === face) {
      // The bytes differ and nothing that is read does: the page was seen to say the same again.
      const before = await tx
        .selectFrom('readings')
        .select(({ fn }) => fn.max('n').as('n'))
        .where('document_id', '=', document)
        .where('version', '=', known.newest)
        .executeTakeFirst();
      const visit = { document, version: known.newest, record, evidence, added };
      await tx
        .insertInto('readings')
        .values(visitOf(visit, (before?.n ?? 0) + 1))
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
    const outlet = outletOf(record);
    const newest = version >= known.newest;
    const address = addressOf(record, options.address).text;
    const row = { document, version, known, address, record, evidence, bytes, face, added, outlet };
    const kept = reread ? await removeReading(tx, document, version) : new Map<string, string>();
    if (reread) await updateVersion(tx, row);
    else await insertVersion(tx, row);
    const statements = await insertReading(tx, {
      document,
      version,
      newest,
      numbered: known.numbered,
      record,
      kept,
      outlet: outlet?.id ?? null,
      day: dayOf(record.published) ?? dayOf(evidence.retrieved ?? record.retrieved),
      rules: known.rules,
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

/** The outlet of a page; a domain tells one from another better than a name. */
function outletOf({ outlet }: DocumentRecord): { id: string; name: string; domain: string | null } | null {
  const name = outlet.name ?? outlet.domain;
  if (name === null) return null;
  return { id: outletId(outlet.domain?.toLowerCase() ?? nameKey(name)), name, domain: outlet.domain };
}

async function whatIsKnown(
  tx: Transaction<Tables>,
  record: DocumentRecord,
  options: AddOptions,
): Promise<Known> {
  const address = addressOf(record, options.address);
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
  known: Known;
  address: string;
  record: DocumentRecord;
  evidence: Evidence;
  bytes: Uint8Array;
  face: string;
  added: string;
  outlet: { id: string; name: string; domain: string | null } | null;
}

/** One row, or none where the page names no outlet. */
const rowOfOutlet = (outlet: VersionGiven['outlet']) =>
  sql<{ id: string; name: string; domain: string | null }>`
    select x.id, x.name, x.domain
    from json_to_recordset(${storedJson(outlet === null ? [] : [outlet])}::json) as x (id text, name text, domain text)`;

/** What a version's row says, from the record. */
function columnsOf(given: VersionGiven) {
  const { record, evidence } = given;
  const retrieved = evidence.retrieved ?? record.retrieved;
  return {
    face: given.face,
    input: record.input,
    url: evidence.url ?? record.url,
    canonical: record.canonical,
    retrieved,
    language: record.language,
    outlet_id: given.outlet?.id ?? null,
    outlet_name: record.outlet.name,
    outlet_domain: record.outlet.domain,
    headline: record.headline,
    dateline: JSON.stringify(record.dateline),
    bylines: JSON.stringify(record.bylines),
    published: record.published,
    modified: record.modified,
    wire: record.wire,
    text: record.text,
    parts: JSON.stringify(record.parts),
    day: dayOf(record.published) ?? dayOf(retrieved),
    statements: record.statements.length,
    reader: `onrecord ${VERSION}`,
  };
}

/** The document, its evidence and this version of it, in the place of the version before. */
async function insertVersion(tx: Transaction<Tables>, given: VersionGiven): Promise<void> {
  const { record } = given;
  const page = {
    ...columnsOf(given),
    // JSON within JSON here, not text.
    dateline: record.dateline,
    bylines: record.bylines,
    parts: record.parts,
    document_id: given.document,
    version: given.version,
    address: given.address,
    newest: true,
    sha256: record.sha256,
    added: given.added,
  };
  const visit = { ...visitOf(given, 1), headers: given.evidence.headers ?? {} };
  await sql`select put_version(${storedJson(page)}, ${storedJson(given.outlet === null ? [] : [given.outlet])},
    ${given.bytes}, ${given.evidence.bytes.length}, ${storedJson(visit)})`.execute(tx);
}

/** A version as another reading of the same bytes has it. */
async function updateVersion(tx: Transaction<Tables>, given: VersionGiven): Promise<void> {
  const { url, retrieved, ...columns } = columnsOf(given);
  await tx
    .with('published', (db) =>
      db
        .insertInto('outlets')
        .columns(['id', 'name', 'domain'])
        .expression(rowOfOutlet(given.outlet))
        .onConflict((on) => on.doNothing()),
    )
    .updateTable('versions')
    .set({ ...columns, ...(url === null ? {} : { url }), ...(retrieved === null ? {} : { retrieved }) })
    .where('document_id', '=', given.document)
    .where('version', '=', given.version)
    .execute();
}

/** That the page was read, at this time, with these bytes. */
function visitOf(
  given: Pick<VersionGiven, 'document' | 'version' | 'record' | 'evidence' | 'added'>,
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
    headers: JSON.stringify(evidence.headers ?? {}),
  };
}
