import { sql, type Selectable } from 'kysely';
import type { Store } from './store/store.js';
import type { FeedPages, Feeds } from './schema/feed-tables.js';
import { sha256 } from './ids.js';

/** A feed as it is followed. Times are ISO. */
export interface FollowedFeed {
  address: string;
  title: string | null;
  kind: string | null;
  state: Feeds['state'];
  etag: string | null;
  lastModified: string | null;
  checked: string | null;
  changed: string | null;
  next: string | null;
  /** In a row. */
  failures: number;
  error: string | null;
}

/** A page that a feed lists, as it is followed. */
export interface ListedPage {
  url: string;
  feed: string;
  state: FeedPages['state'];
  etag: string | null;
  lastModified: string | null;
  /** How often it was asked for again after it was kept. */
  asked: number;
  failures: number;
}

/** What came of asking a feed. */
export interface FeedCheck {
  title?: string | null;
  kind?: string | null;
  state: Feeds['state'];
  etag?: string | null;
  lastModified?: string | null;
  /** Whether it had something new. */
  changed?: boolean;
  failures: number;
  error: string | null;
  /** When to ask again. */
  next: Date | null;
}

/** What came of asking for a page. */
export interface PageCheck {
  state: FeedPages['state'];
  document?: string;
  etag?: string | null;
  lastModified?: string | null;
  asked?: number;
  failures: number;
  error: string | null;
  next: Date | null;
}

/** How many there are of each kind. */
export interface FeedCounts {
  alive: number;
  dead: number;
  failing: number;
  waiting: number;
  kept: number;
  failed: number;
}

/**
 * The feeds that are followed, in the ledger: several programs on one PostgreSQL share the work, each feed and page is
 * handed to one of them at a time, and what a program held that was killed is handed out again later.
 */
export interface FeedBook {
  /** Follows feeds from now on; ones that are followed already stay as they are. Gives how many are new. */
  follow(addresses: readonly string[], parent?: string | null): Promise<number>;
  /** Takes feeds that are due, the longest due first. */
  dueFeeds(limit: number): Promise<FollowedFeed[]>;
  /** Takes pages that are due. */
  duePages(limit: number): Promise<ListedPage[]>;
  /** When something is due next; null where nothing is. */
  nextDue(): Promise<Date | null>;
  /** Notes what a feed lists. Pages it did not list before, and ones it says other things of now, become due. */
  listed(
    feed: string,
    pages: readonly { url: string; face: string }[],
  ): Promise<{ new: number; changed: number }>;
  feedChecked(address: string, check: FeedCheck): Promise<void>;
  /** Follows a feed at its new address. */
  feedMoved(address: string, to: string): Promise<void>;
  pageChecked(url: string, check: PageCheck): Promise<void>;
  /** Gives back what was taken and not done. */
  returned(feeds: readonly string[], pages: readonly string[]): Promise<void>;
  feeds(): Promise<FollowedFeed[]>;
  counts(): Promise<FeedCounts>;
}

/** How long something that was taken is left to whoever took it. Milliseconds. */
const HELD = 15 * 60_000;
/** Rows written by one query. */
const TOGETHER = 500;

/** The feeds of a ledger. @example const book = feedBook(store); await book.follow(['https://kpa.example/rss.xml']) */
export function feedBook(store: Store): FeedBook {
  const now = () => store.now();
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  const held = () => new Date(now().getTime() + HELD).toISOString();
  /** Takes what is due, longest due first: till it is held no more, nobody else gets it. */
  const claimed = <Row>(table: 'feeds' | 'feed_pages', key: 'address' | 'url', limit: number) =>
    store.ask(async (db) => {
      const found = await sql<Row>`
        update ${sql.table(table)} set next = ${held()} where ${sql.ref(key)} in (
          select ${sql.ref(key)} from ${sql.table(table)} where next <= ${now().toISOString()}
          order by next limit ${limit} for update skip locked)
        returning *`.execute(db);
      return found.rows;
    });
  return {
    follow: (addresses, parent = null) =>
      store.ask(async (db) => {
        let added = 0;
        const time = now().toISOString();
        for (const some of batches([...new Set(addresses)])) {
          const rows = some.map((address) => ({
            address,
            parent,
            state: 'alive' as const,
            added: time,
            next: time,
            failures: 0,
          }));
          const result = await db
            .insertInto('feeds')
            .values(rows)
            .onConflict((on) => on.doNothing())
            .executeTakeFirst();
          added += Number(result.numInsertedOrUpdatedRows ?? 0);
        }
        return added;
      }),
    dueFeeds: async (limit) => (await claimed<Selectable<Feeds>>('feeds', 'address', limit)).map(followed),
    duePages: async (limit) =>
      (await claimed<Selectable<FeedPages>>('feed_pages', 'url', limit)).map(
        ({ url, feed, state, etag, last_modified, asked, failures }) => ({
          url,
          feed,
          state,
          etag,
          lastModified: last_modified,
          asked,
          failures,
        }),
      ),
    nextDue: () =>
      store.ask(async (db) => {
        const found = await sql<{ next: string | null }>`
          select least((select min(next) from feeds), (select min(next) from feed_pages)) as next`.execute(
          db,
        );
        const next = found.rows[0]?.next;
        return next == null ? null : new Date(next);
      }),
    listed: (feed, pages) =>
      store.transaction(async (tx) => {
        const count = { new: 0, changed: 0 };
        const time = now().toISOString();
        const unique = [...new Map(pages.map((page) => [page.url, page])).values()];
        for (const some of batches(unique)) {
          const known = await tx
            .selectFrom('feed_pages')
            .select(['url', 'face', 'feed'])
            .where(
              'url',
              'in',
              some.map(({ url }) => url),
            )
            .execute();
          const faces = new Map(known.map(({ url, ...of }) => [url, of]));
          const fresh = some.filter(({ url }) => !faces.has(url));
          if (fresh.length > 0) {
            const rows = fresh.map((page) => ({
              ...page,
              feed,
              state: 'waiting' as const,
              listed: time,
              asked: 0,
              failures: 0,
              next: time,
            }));
            // Another program may have listed it meanwhile, for another feed.
            await tx
              .insertInto('feed_pages')
              .values(rows)
              .onConflict((on) => on.doNothing())
              .execute();
            count.new += fresh.length;
          }
          for (const { url, face } of some) {
            const of = faces.get(url);
            // Two feeds may say different things of one page: only the one that listed it first is listened to.
            if (of === undefined || of.face === face || of.feed !== feed) continue;
            await tx
              .updateTable('feed_pages')
              .set({ face, next: time, asked: -1, failures: 0 })
              .where('url', '=', url)
              .execute();
            count.changed++;
          }
        }
        return count;
      }),
    feedChecked: (address, check) =>
      store.ask(async (db) => {
        const time = now().toISOString();
        await db
          .updateTable('feeds')
          .set({
            state: check.state,
            failures: check.failures,
            error: check.error,
            next: iso(check.next),
            ...(check.error === null ? { checked: time } : {}),
            ...(check.changed === true ? { changed: time } : {}),
            ...(check.title === undefined ? {} : { title: check.title }),
            ...(check.kind === undefined ? {} : { kind: check.kind }),
            ...(check.etag === undefined ? {} : { etag: check.etag }),
            ...(check.lastModified === undefined ? {} : { last_modified: check.lastModified }),
          })
          .where('address', '=', address)
          .execute();
      }),
    feedMoved: (address, to) =>
      store.transaction(async (tx) => {
        const time = now().toISOString();
        const old = await tx
          .selectFrom('feeds')
          .select(['parent', 'title', 'kind'])
          .where('address', '=', address)
          .executeTakeFirst();
        const row = {
          address: to,
          parent: old?.parent ?? null,
          title: old?.title ?? null,
          kind: old?.kind ?? null,
          state: 'alive' as const,
          added: time,
          next: time,
          failures: 0,
        };
        await tx
          .insertInto('feeds')
          .values(row)
          .onConflict((on) => on.doNothing())
          .execute();
        await tx
          .updateTable('feeds')
          .set({ state: 'moved', next: null, error: null, failures: 0 })
          .where('address', '=', address)
          .execute();
        // What it listed is listed by the new address from now on.
        await tx.updateTable('feed_pages').set({ feed: to }).where('feed', '=', address).execute();
      }),
    pageChecked: (url, check) =>
      store.ask(async (db) => {
        await db
          .updateTable('feed_pages')
          .set({
            state: check.state,
            failures: check.failures,
            error: check.error,
            next: iso(check.next),
            ...(check.document === undefined ? {} : { document_id: check.document }),
            ...(check.etag === undefined ? {} : { etag: check.etag }),
            ...(check.lastModified === undefined ? {} : { last_modified: check.lastModified }),
            ...(check.asked === undefined ? {} : { asked: check.asked }),
          })
          .where('url', '=', url)
          .execute();
      }),
    returned: (feeds, pages) =>
      store.ask(async (db) => {
        const time = now().toISOString();
        if (feeds.length > 0)
          await db
            .updateTable('feeds')
            .set({ next: time })
            .where('address', 'in', [...feeds])
            .execute();
        if (pages.length > 0)
          await db
            .updateTable('feed_pages')
            .set({ next: time })
            .where('url', 'in', [...pages])
            .execute();
      }),
    feeds: () =>
      store.ask(async (db) =>
        (await db.selectFrom('feeds').selectAll().orderBy('address').execute()).map(followed),
      ),
    counts: () =>
      store.ask(async (db) => {
        const found = await sql<FeedCounts>`select
          (select count(*) from feeds where state = 'alive') as alive,
          (select count(*) from feeds where state = 'dead') as dead,
          (select count(*) from feeds where state = 'alive' and failures > 0) as failing,
          (select count(*) from feed_pages where state = 'waiting') as waiting,
          (select count(*) from feed_pages where state = 'kept') as kept,
          (select count(*) from feed_pages where state = 'failed') as failed`.execute(db);
        return found.rows[0] ?? { alive: 0, dead: 0, failing: 0, waiting: 0, kept: 0, failed: 0 };
      }),
  };
}

function followed(row: Selectable<Feeds>): FollowedFeed {
  const { address, title, kind, state, etag, last_modified, checked, changed, next, failures, error } = row;
  return {
    address,
    title,
    kind,
    state,
    etag,
    lastModified: last_modified,
    checked,
    changed,
    next,
    failures,
    error,
  };
}

/** What a feed says of a page, short. @example faceOfEntry(['Title', null, 'Summary']) */
export function faceOfEntry(words: readonly (string | null)[]): string {
  return sha256(new TextEncoder().encode(JSON.stringify(words))).slice(0, 32);
}

function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += TOGETHER) yield all.slice(at, at + TOGETHER);
}
