import type { ColumnType } from 'kysely';

/** ISO time. */
type Time = ColumnType<string, string, string>;
type MaybeTime = ColumnType<string | null, string | null, string | null>;

/** A feed that is followed. */
export interface Feeds {
  address: string;
  /** The list that it came from. */
  parent: string | null;
  title: string | null;
  kind: string | null;
  /** `alive`; `dead`: asked once a week; `moved`: followed at another address. */
  state: 'alive' | 'dead' | 'moved';
  etag: string | null;
  last_modified: string | null;
  added: Time;
  /** When it was last read, or found unchanged. */
  checked: MaybeTime;
  /** When it last had something new. */
  changed: MaybeTime;
  /** When it is to be asked; null for never. */
  next: MaybeTime;
  /** In a row. */
  failures: number;
  error: string | null;
}

/** A page that a feed lists. */
export interface FeedPages {
  url: string;
  /** The first feed that listed it. */
  feed: string;
  /** Hash of what the feed says of it: another one means that it was edited. */
  face: string;
  /** `waiting` for its first reading, `kept` in the ledger, `failed` for good. */
  state: 'waiting' | 'kept' | 'failed';
  document_id: string | null;
  etag: string | null;
  last_modified: string | null;
  listed: Time;
  /** How often it was asked for again since it was kept or last edited; -1 until it is read after an edit. */
  asked: number;
  /** In a row. */
  failures: number;
  next: MaybeTime;
  error: string | null;
}
