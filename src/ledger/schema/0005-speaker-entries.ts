import { sql } from 'kysely';
import type { Migration } from './migrations.js';
import { fileAllNames } from '../entries.js';
import { rulesOf } from '../rules.js';

/** Names of one speaker have one entry: which names are one, and the keys under which they meet; see `entries.ts`. */
const STATEMENTS = [
  `alter table speakers add column entry_id text collate "C"`,
  `create index speakers_entry on speakers (entry_id) where entry_id is not null`,
  `create table speaker_keys (
    key text collate "C" not null,
    speaker_id text collate "C" not null,
    primary key (key, speaker_id)
  )`,
  `create index speaker_keys_speaker on speaker_keys (speaker_id)`,
  // Gives whose keys are new and, for each new key that more than one has, who they are. The lock is held to the end of
  // the transaction: two who do this at once would not see each other's keys, the second waits and then does.
  `create function put_speaker_keys(given json, most integer) returns json
  language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
  declare
    new_keys text[];
    new_ids json;
    met json;
  begin
    with fresh as (
      insert into speaker_keys (key, speaker_id)
        select x.key, x.speaker_id from json_to_recordset(given) as x (key text, speaker_id text)
        order by x.speaker_id, x.key on conflict do nothing
        returning speaker_keys.key, speaker_keys.speaker_id
    )
    select array_agg(distinct fresh.key), json_agg(distinct fresh.speaker_id) into new_keys, new_ids from fresh;
    if new_keys is null then
      return json_build_object('fresh', '[]'::json, 'met', '[]'::json);
    end if;
    perform pg_advisory_xact_lock(7460463);
    select json_agg(m.members) into met from (
      select json_agg(k.speaker_id) as members
      from unnest(new_keys) as wanted (key)
      cross join lateral (select o.speaker_id from speaker_keys o where o.key = wanted.key limit most) k
      group by wanted.key having count(*) > 1
    ) m;
    return json_build_object('fresh', new_ids, 'met', coalesce(met, '[]'));
  end $$`,
];

export const speakerEntries: Migration = {
  async up(tx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
    await fileAllNames(tx, await rulesOf(tx));
  },
};
