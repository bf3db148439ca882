import { sql, type SqlBool } from 'kysely';

/**
 * Whether the row of `speakers` is the entry that another row of it is shown as, see `entries.ts`.
 * @param name what the other row is called in the query
 * @example db.selectFrom('speakers as named').innerJoin('speakers', (join) => join.on(isEntryOf('named')))
 */
export const isEntryOf = (name: string) =>
  sql<SqlBool>`speakers.id = coalesce(${sql.ref(`${name}.entry_id`)}, ${sql.ref(`${name}.id`)})`;

/** Tables whose rows belong to one version of a document. */
type OfVersion = 'versions' | 'statements' | 'page_speakers' | 'version_writers' | 'readings';

/**
 * Whether rows of two tables belong to the same version of a document.
 * @example db.selectFrom('statements').innerJoin('versions', (join) => join.on(ofOneVersion('versions', 'statements')))
 */
export const ofOneVersion = (one: OfVersion, other: OfVersion) =>
  sql<SqlBool>`${sql.ref(`${one}.document_id`)} = ${sql.ref(`${other}.document_id`)}
    and ${sql.ref(`${one}.version`)} = ${sql.ref(`${other}.version`)}`;
