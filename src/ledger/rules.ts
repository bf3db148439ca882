import { sql, type Transaction } from 'kysely';
import { fileAgain } from './entries.js';
import { nameId, nameKey } from './ids.js';
import type { Tables } from './schema/tables.js';
import { filedUnder } from './filing.js';
import { refresh } from './reading.js';
import type { Db, Store } from './store/store.js';
import type { SpeakerRule } from './types.js';

/**
 * Files speakers by a user's rules: those that the ledger has, and all that come. The rules take the place of those that
 * were there before; without a rule a speaker goes back under its own name.
 * @returns how many entries of pages are filed under another speaker now
 */
export async function fileSpeakersBy(store: Store, rules: readonly SpeakerRule[]): Promise<number> {
  return await store.transaction(async (tx) => {
    const before = await rulesOf(tx);
    await tx.deleteFrom('speaker_rules').execute();
    if (rules.length > 0)
      await tx
        .insertInto('speaker_rules')
        .values(rules.map((rule, n) => ({ n, rule: JSON.stringify(rule) })))
        .execute();
    // Only the names that a rule speaks of, now or before, can be filed otherwise.
    const names = new Set([...before, ...rules].flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]));
    const ids = new Set([...names].map(nameId));
    const keys = new Set([...names].map(nameKey));
    if (ids.size === 0) return 0;
    const entries = await tx
      .selectFrom('page_speakers')
      .select(['document_id', 'version', 'n', 'local', 'speaker_id', 'name', 'kind', 'roles'])
      .where('speaker_id', 'in', (eb) =>
        eb
          .selectFrom('speaker_names')
          .select('speaker_names.speaker_id')
          .where('name_id', 'in', [...ids]),
      )
      .execute();
    let moved = 0;
    const touched = new Set<string>();
    for (const entry of entries) {
      if (!keys.has(nameKey(entry.name))) continue;
      const filed = filedUnder(entry, entry.document_id, rules);
      if (filed.id === entry.speaker_id) continue;
      moved++;
      await tx
        .insertInto('speakers')
        .values(filed)
        .onConflict((on) => on.doNothing())
        .execute();
      touched.add(entry.speaker_id).add(filed.id);
      await tx
        .updateTable('page_speakers')
        .set({ speaker_id: filed.id })
        .where('document_id', '=', entry.document_id)
        .where('version', '=', entry.version)
        .where('n', '=', entry.n)
        .execute();
      const spoken = await tx
        .selectFrom('statements')
        .select(['id', 'speaker_id'])
        .where('document_id', '=', entry.document_id)
        .where('version', '=', entry.version)
        .where('speaker_id', '=', entry.speaker_id)
        .execute();
      await refresh(
        tx,
        spoken.map(({ id }) => id),
      );
      await tx
        .updateTable('statement_about')
        .set({ speaker_id: filed.id, name: filed.name })
        .where('speaker_id', '=', entry.speaker_id)
        .where('statement_id', 'in', (eb) =>
          eb
            .selectFrom('statements')
            .select('statements.id')
            .where('document_id', '=', entry.document_id)
            .where('version', '=', entry.version),
        )
        .execute();
    }
    if (touched.size > 0) await renameAll(tx, [...touched]);
    // Whom a rule names is joined with others by the rules alone, and by what the names tell when they are gone.
    const called = await tx
      .selectFrom('speaker_names')
      .innerJoin('speakers', 'speakers.id', 'speaker_names.speaker_id')
      .select(['speakers.id', 'speakers.name'])
      .distinct()
      .where('name_id', 'in', [...ids])
      .execute();
    for (const { id, name } of called) if (keys.has(nameKey(name))) touched.add(id);
    await fileAgain(tx, [...touched], rules);
    return moved;
  });
}

/** What speakers are called, from their own names and the pages that are filed under them now. */
async function renameAll(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  const called = await sql<{ id: string; name: string }>`
    select id, name from speakers where id in (${sql.join(ids)})
    union select speaker_id, name from page_speakers where speaker_id in (${sql.join(ids)})
    union select speaker_id, json_array_elements_text(aliases) from page_speakers
      where speaker_id in (${sql.join(ids)})`.execute(tx);
  await tx.deleteFrom('speaker_names').where('speaker_id', 'in', ids).execute();
  const names = called.rows.map(({ id, name }) => ({ speaker_id: id, name_id: nameId(name), name }));
  for (const name of names)
    await tx
      .insertInto('speaker_names')
      .values(name)
      .onConflict((on) => on.doNothing())
      .execute();
}

/** The rules in force, in their order. */
export async function rulesOf(db: Db): Promise<SpeakerRule[]> {
  return (await db.selectFrom('speaker_rules').select('rule').orderBy('n').execute()).map(({ rule }) => rule);
}
