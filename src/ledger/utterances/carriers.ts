import type { DocumentRecord, Speaker } from '../../record.js';
import { SCHEMA } from '../../record.js';
import type { Carrier, CarrierLink } from '../../utterance/page-text.js';
import { entryOf, entryRows } from '../documents.js';
import { isEntryOf, ofOneVersion } from '../joins.js';
import { statementRows, statementsOf } from '../statements.js';
import type { Db } from '../store/store.js';

/**
 * The newest versions of documents as pages that carry utterances: corrections put over the reading, what was dropped
 * left out. Six queries at most, however many documents.
 * @param db where to read
 * @param ids of documents; those that are not there are left out
 * @example const carriers = await carriersOf(db, ['d4k9x2m7q1a'])
 */
export async function carriersOf(db: Db, ids: readonly string[]): Promise<Map<string, Carrier>> {
  if (ids.length === 0) return new Map();
  const versions = await entryRows(db)
    .select(['versions.text', 'versions.parts'])
    .where('versions.document_id', 'in', ids)
    .where('versions.newest', '=', true)
    .execute();
  const rows = await statementRows(db)
    .where('statements.document_id', 'in', ids)
    .where('statements.live', '=', true)
    .orderBy('statements.document_id')
    .orderBy('statements.n')
    .execute();
  const statements = await statementsOf(db, rows);
  const speakers = await db
    .selectFrom('page_speakers')
    .innerJoin('versions', (join) => join.on(ofOneVersion('versions', 'page_speakers')))
    .innerJoin('speakers as named', 'named.id', 'page_speakers.speaker_id')
    .innerJoin('speakers', (join) => join.on(isEntryOf('named')))
    .select([
      'page_speakers.document_id',
      'speakers.id',
      'page_speakers.name',
      'page_speakers.kind',
      'page_speakers.roles',
      'page_speakers.aliases',
      'page_speakers.mentions',
    ])
    .where('page_speakers.document_id', 'in', ids)
    .where('versions.newest', '=', true)
    .orderBy('page_speakers.document_id')
    .orderBy('page_speakers.n')
    .execute();
  const links = await db
    .selectFrom('page_links')
    .select(['document_id', 'url', 'span'])
    .where('document_id', 'in', ids)
    .orderBy('document_id')
    .orderBy('n')
    .execute();
  const carriers = new Map<string, Carrier>();
  for (const version of versions) {
    const id = version.document_id;
    const own = statements.filter(({ document }) => document === id);
    const known: Speaker[] = speakers
      .filter((speaker) => speaker.document_id === id)
      .map(({ id: speaker, name, kind, roles, aliases, mentions }) => ({
        id: speaker,
        name,
        kind,
        roles,
        aliases,
        mentions,
      }));
    // A correction may have filed a statement under someone whom the page does not name.
    for (const { speaker, speakerName, speakerKind } of own)
      if (speaker !== null && speakerName !== null && !known.some((one) => one.id === speaker))
        known.push({
          id: speaker,
          name: speakerName,
          kind: speakerKind ?? 'person',
          roles: [],
          aliases: [],
          mentions: [],
        });
    const record: DocumentRecord = {
      schema: SCHEMA,
      ...entryOf(version),
      text: version.text,
      parts: version.parts,
      speakers: known,
      statements: own,
    };
    carriers.set(id, {
      record,
      links: links
        .filter((link) => link.document_id === id)
        .map(({ url, span }): CarrierLink => ({ url, span })),
    });
  }
  return carriers;
}
