import { sql, type Transaction } from 'kysely';
import type { SpeakerKind } from '../record.js';
import { meetingKeys, sameSpeakers, type NamedSpeaker } from '../speaker/aliases.js';
import { lexiconOf } from '../speaker/lexicon.js';
import { nameKey } from './ids.js';
import { english } from './language.js';
import type { Tables } from './schema/tables.js';
import { storedJson } from './store/characters.js';
import type { SpeakerRule } from './types.js';

/*
 * One speaker, one entry. A row of `speakers` is a name as pages give it; `entry_id` is the row that it is shown as. Which
 * names are one is told by `sameSpeakers`, and depends on the names that are there and on nothing else: not on the order in
 * which they came, not on who added them. A new name is compared with those only that it meets under a key, over however
 * many others, so that adding a page costs the same in a ledger of any size. Statements keep the name's own row: when two
 * names become one, none of them is touched.
 */

/** A key that more names meet under than this tells nothing about any of them. */
const MOST_UNDER_A_KEY = 40;
/** Of more names that hang together than this none is joined: no speaker has so many. */
const MOST_TOGETHER = 200;
/** The name of the lock: any number that is ours. */
const LOCK = 7460463;

/** More than this are not looked at under one key. */
const MOST_LOOKED_AT = 1000;

/** A name that a speaker had not been called by. */
export interface NewName {
  speaker: Pick<NamedSpeaker, 'name' | 'kind'> & { id: string };
  name: string;
}

type Tx = Transaction<Tables>;

/**
 * Files new names under the entries that they belong to. The last thing in a transaction: until its end others who have new
 * names wait.
 * @param fresh names that are in `speaker_names` by now
 * @param rules the user's: who is named there is joined by them alone
 */
export async function fileNames(
  tx: Tx,
  fresh: readonly NewName[],
  rules: readonly SpeakerRule[],
): Promise<void> {
  const lexicon = lexiconOf(english());
  const keys = fresh.flatMap(({ speaker, name }) =>
    meetingKeys({ ...speaker, aliases: [name] }, lexicon).map((key) => ({ key, speaker_id: speaker.id })),
  );
  if (keys.length === 0) return;
  const put = await sql<{ put: { fresh: string[]; met: string[][] } }>`
    select put_speaker_keys(${storedJson(keys)}, ${MOST_LOOKED_AT}::integer) as put`.execute(tx);
  const { fresh: own, met } = put.rows[0]?.put ?? { fresh: [], met: [] };
  // Those that meet somebody; and where a key tells nothing from now on, all who were joined under it.
  const seeds = met.filter((members) => members.filter((id) => !own.includes(id)).length <= MOST_UNDER_A_KEY);
  await fileTogether(tx, [...new Set(seeds.flat())], rules);
}

/**
 * Files speakers anew whose names are what they were, after the user's rules changed.
 * @param ids of speakers; those they hang together with are filed with them
 */
export async function fileAgain(
  tx: Tx,
  ids: readonly string[],
  rules: readonly SpeakerRule[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.deleteFrom('speaker_keys').where('speaker_id', 'in', ids).execute();
  const before = await tx.selectFrom('speakers').select(['id', 'entry_id']).where('id', 'in', ids).execute();
  const entries = before.map(({ id, entry_id: entry }) => entry ?? id);
  const joined = await tx.selectFrom('speakers').select('id').where('entry_id', 'in', entries).execute();
  await fileNames(tx, await namesOf(tx, ids), rules);
  await fileTogether(tx, [...new Set([...ids, ...entries, ...joined.map(({ id }) => id)])], rules);
}

/** Files every name that is there: for ledgers that were made before there were entries. */
export async function fileAllNames(tx: Tx, rules: readonly SpeakerRule[]): Promise<void> {
  let last = '';
  for (;;) {
    const next = await sql<{ id: string }>`
      select id from speakers where id > ${last} order by id limit 500`.execute(tx);
    const ids = next.rows.map(({ id }) => id);
    const end = ids.at(-1);
    if (end === undefined) return;
    await fileNames(tx, await namesOf(tx, ids), rules);
    last = end;
  }
}

/** Names that the user's rules speak of: who is called so is joined by the rules alone. */
export function ruledNames(rules: readonly SpeakerRule[]): Set<string> {
  return new Set(rules.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]).map(nameKey));
}

/** Two who file names at once would not see each other's. The second waits until the first is done. */
async function oneAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
}

/** Works out anew which of the speakers that hang together with these are one. */
async function fileTogether(tx: Tx, seeds: readonly string[], rules: readonly SpeakerRule[]): Promise<void> {
  if (seeds.length === 0) return;
  await oneAtATime(tx);
  const done = new Set<string>();
  const ruled = ruledNames(rules);
  for (const seed of seeds) {
    if (done.has(seed)) continue;
    const together = await hangingTogether(tx, seed);
    for (const id of together) done.add(id);
    const entries =
      together.length > MOST_TOGETHER
        ? new Map<string, string>()
        : entriesOf([...(await speakersBy(tx, together)).values()], ruled);
    const list = together.map((id) => ({ id, entry: entries.get(id) ?? null }));
    await sql`update speakers s set entry_id = x.entry
      from json_to_recordset(${storedJson(list)}::json) as x (id text, entry text)
      where s.id = x.id and s.entry_id is distinct from x.entry`.execute(tx);
  }
}

/** For those that are shown as another, which. */
function entriesOf(speakers: readonly NamedSpeaker[], ruled: ReadonlySet<string>): Map<string, string> {
  const free = speakers
    .filter(({ name }) => !ruled.has(nameKey(name)))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const entries = new Map<string, string>();
  for (const { name, keys } of sameSpeakers(free, lexiconOf(english()))) {
    const shown = free.find((one) => one.name === name && keys.includes(one.key))?.key;
    for (const key of keys) if (shown !== undefined && key !== shown) entries.set(key, shown);
  }
  return entries;
}

/** All that a speaker meets, and whom those meet, and so on; few more than are joined. */
async function hangingTogether(tx: Tx, seed: string): Promise<string[]> {
  const found = new Set([seed]);
  const followed = new Set<string>();
  let next = [seed];
  while (next.length > 0 && found.size <= MOST_TOGETHER) {
    const rows = await tx
      .selectFrom('speaker_keys')
      .select('key')
      .distinct()
      .where('speaker_id', 'in', next)
      .execute();
    const keys = rows.map(({ key }) => key).filter((key) => !followed.has(key));
    for (const key of keys) followed.add(key);
    next = [];
    for (const [, members] of await membersOf(tx, keys)) {
      if (members.length > MOST_UNDER_A_KEY) continue;
      for (const id of members)
        if (!found.has(id)) {
          found.add(id);
          next.push(id);
        }
    }
  }
  return [...found];
}

/** Who meets under keys; of more than tell anything, one more than that. */
async function membersOf(tx: Tx, keys: readonly string[]): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  if (keys.length === 0) return members;
  const rows = await sql<{ key: string; id: string }>`
    select wanted.key, m.speaker_id as id from json_array_elements_text(${storedJson(keys)}::json) as wanted (key)
    cross join lateral (
      select k.speaker_id from speaker_keys k where k.key = wanted.key order by k.speaker_id limit ${MOST_UNDER_A_KEY + 1}
    ) m`.execute(tx);
  for (const { key, id } of rows.rows) members.set(key, [...(members.get(key) ?? []), id]);
  return members;
}

/** Speakers' names, each as if it were new. */
async function namesOf(tx: Tx, ids: readonly string[]): Promise<NewName[]> {
  return [...(await speakersBy(tx, ids)).values()].flatMap(({ key: id, name, kind, aliases }) =>
    aliases.map((called) => ({ speaker: { id, name, kind }, name: called })),
  );
}

/** Speakers with all that they are called. */
async function speakersBy(tx: Tx, ids: readonly string[]): Promise<Map<string, NamedSpeaker>> {
  const rows = await sql<{ id: string; name: string; kind: SpeakerKind; called: string }>`
    select s.id, s.name, s.kind, n.name as called
    from json_array_elements_text(${storedJson(ids)}::json) as wanted (id)
    join speakers s on s.id = wanted.id join speaker_names n on n.speaker_id = s.id
    order by s.id, n.name_id`.execute(tx);
  const found = new Map<string, NamedSpeaker & { aliases: string[] }>();
  for (const { id, name, kind, called } of rows.rows) {
    const one = found.get(id) ?? { key: id, name, kind, roles: [], aliases: [] };
    one.aliases.push(called);
    found.set(id, one);
  }
  return found;
}
