import { sql } from 'kysely';
import type { Migration } from './migrations.js';

/**
 * Pages are put in several at a time, each table by one query for all of them, and what the tables of statements cost
 * besides is less:
 *
 * - No foreign keys from the tables with many rows. Both functions below put in what is referred to before what refers to
 *   it, nothing ever takes it away, and `check` looks for orphans; asking once for each row made a sixth of the time.
 * - The indices that lists are read by hold no ids: rows of one day are sorted when they are read. Without an id most
 *   entries are alike and are kept once, a quarter of the size.
 */
const STATEMENTS = [
  ...[
    ['statements', 'document_id_version'],
    ['statements', 'speaker_id'],
    ['statements', 'outlet_id'],
    ['page_speakers', 'document_id_version'],
    ['page_speakers', 'speaker_id'],
    ['statement_about', 'speaker_id'],
  ].map(([table, columns]) => `alter table ${table} drop constraint ${table}_${columns}_fkey`),
  ...[
    ['statements_speaker', 'speaker_id, day desc nulls last'],
    ['statements_outlet', 'outlet_id, day desc nulls last'],
    ['statements_day', 'day desc nulls last'],
  ].flatMap(([index, columns]) => [
    `drop index ${index}`,
    `create index ${index} on statements (${columns}) where live`,
  ]),
  `drop function put_version(json, json, bytea, integer, json)`,
  `drop function put_reading(text, integer, text, integer, json, json, json, json, json, json)`,
  // What is there already is looked up by its key, whatever the planner thinks of the size of tables that grow: plans are
  // made once a connection. Whoever is late finds it there by the time of its turn: all go in the order of the keys.
  `create function put_versions(heads json, sites json, pages json, all_bytes bytea, visits json, older boolean) returns void
  language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
  begin
    insert into evidence (sha256, bytes, size)
      select x.sha256, substring(all_bytes from x."from" for x."for"), x.size
      from json_to_recordset(heads) as x (sha256 text, "from" integer, "for" integer, size integer)
      order by x.sha256 on conflict do nothing;
    insert into outlets (id, name, domain)
      select x.id, x.name, x.domain from json_to_recordset(sites) as x (id text, name text, domain text)
      where (select o.id from outlets o where o.id = x.id) is null
      order by x.id on conflict do nothing;
    insert into documents (id, address, newest, numbered)
      select x.document_id, x.address, x.version, x.numbered
      from json_to_recordset(heads) as x (document_id text, address text, version integer, numbered integer)
      order by x.document_id
      on conflict (id) do update set newest = excluded.newest, numbered = excluded.numbered;
    insert into versions select * from json_populate_recordset(null::versions, pages);
    insert into readings select * from json_populate_recordset(null::readings, visits);
    if older then
      update versions v set newest = false
        from json_to_recordset(heads) as x (document_id text, version integer)
        where v.document_id = x.document_id and v.version < x.version and v.newest;
      update statements s set live = false
        from json_to_recordset(heads) as x (document_id text, version integer)
        where s.document_id = x.document_id and s.version < x.version and s.live;
    end if;
  end $$`,
  // Gives the names that are new, as [{"speaker_id", "name"}].
  `create function put_readings(who json, called json, on_page json, writing json, signed json, said json, spoken_of json)
  returns json language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
  declare
    made json;
  begin
    insert into speakers (id, name, kind)
      select x.id, x.name, x.kind from json_to_recordset(who) as x (id text, name text, kind text)
      where (select s.id from speakers s where s.id = x.id) is null
      order by x.id on conflict do nothing;
    with fresh as (
      insert into speaker_names (speaker_id, name_id, name)
        select x.speaker_id, x.name_id, x.name
        from json_to_recordset(called) as x (speaker_id text, name_id text, name text)
        where (select n.name_id from speaker_names n where n.speaker_id = x.speaker_id and n.name_id = x.name_id) is null
        order by x.speaker_id, x.name_id on conflict do nothing
        returning speaker_names.speaker_id, speaker_names.name
    )
    select json_agg(json_build_object('speaker_id', fresh.speaker_id, 'name', fresh.name)) into made from fresh;
    insert into page_speakers (document_id, version, n, local, speaker_id, name, kind, roles, aliases, mentions)
      select x.document_id, x.version, x.n, x.local, x.speaker_id, x.name, x.kind, x.roles, x.aliases, x.mentions
      from json_to_recordset(on_page) as x (document_id text, version integer, n integer, local text, speaker_id text,
        name text, kind text, roles json, aliases json, mentions json);
    insert into writers (id, name, agency)
      select x.id, x.name, x.agency from json_to_recordset(writing) as x (id text, name text, agency boolean)
      where (select w.id from writers w where w.id = x.id) is null
      order by x.id on conflict do nothing;
    insert into version_writers (document_id, version, writer_id)
      select x.document_id, x.version, x.writer_id
      from json_to_recordset(signed) as x (document_id text, version integer, writer_id text) on conflict do nothing;
    insert into statements (id, document_id, version, n, reading, kind, act, speaker_id, role, confidence, day,
        outlet_id, words, start, "end", live, dropped, corrected)
      select x.id, x.document_id, x.version, x.n, x.reading, x.kind, x.act, x.speaker_id, x.role, x.confidence, x.day,
        x.outlet_id, x.words, x.start, x."end", x.live, coalesce(x.dropped, false), coalesce(x.corrected, false)
      from json_to_recordset(said) as x (id text, document_id text, version integer, n integer, reading json, kind text,
        act text, speaker_id text, role text, confidence double precision, day date, outlet_id text, words text,
        start integer, "end" integer, live boolean, dropped boolean, corrected boolean);
    insert into statement_about (statement_id, n, speaker_id, name)
      select x.statement_id, x.n, x.speaker_id, x.name
      from json_to_recordset(spoken_of) as x (statement_id text, n integer, speaker_id text, name text);
    return coalesce(made, '[]');
  end $$`,
];

export const pagesTogether: Migration = {
  async up(tx) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
  },
};
