import { nameId, nameKey } from './ids.js';
import { filedUnder } from './filing.js';
import { refresh } from './corrections.js';
import type { Store } from './store/store.js';
import type { SpeakerRule } from './types.js';

/**
 * Files speakers by a user's rules: those that the ledger has, and all that come. The rules take the place of those that
 * were there before; without a rule a speaker goes back under its own name.
 * @returns how many entries of pages are filed under another speaker now
 */
export async function fileSpeakersBy(store: Store, rules: readonly SpeakerRule[]): Promise<number> {
  return await store.transaction(async (tx) => {
    const before = (await tx.selectFrom('speaker_rules').select('rule').execute()).map(({ rule }) => rule);
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
      for (const name of new Set([filed.name, entry.name]))
        await tx
          .insertInto('speaker_names')
          .values({ speaker_id: filed.id, name_id: nameId(name), name })
          .onConflict((on) => on.doNothing())
          .execute();
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
    return moved;
  });
}

/** The rules in force, in their order. */
export async function rulesOf({ db }: Store): Promise<SpeakerRule[]> {
  return (await db.selectFrom('speaker_rules').select('rule').orderBy('n').execute()).map(({ rule }) => rule);
}
