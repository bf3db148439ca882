import type { Writable } from 'node:stream';
import type { ByteStream } from '../intake/bytes.js';
import type { Fetched, FetchOptions } from '../intake/fetch.js';
import type { Ledger, LedgerOptions } from '../ledger/types.js';
import type { Page } from '../page.js';
import type { PoolOptions, ReaderPool } from '../reader-pool.js';
import type { DocumentRecord } from '../record.js';

/** A place that text is written to; a terminal says so and how wide it is. */
export type Sink = Writable & { isTTY?: boolean | undefined; columns?: number | undefined };

/** All that a command touches, handed in so that a test needs no process. */
export interface World {
  stdin: ByteStream;
  stdout: Sink;
  stderr: Sink;
  env: Readonly<Record<string, string | undefined>>;
  /** Reads one page; loads the language and the model when first called. */
  read: (page: Page, options: { minConfidence?: number; threads?: number }) => Promise<DocumentRecord>;
  /** Starts a pool of threads that read pages. */
  readerPool: (options: PoolOptions) => Promise<ReaderPool>;
  fetch: (url: string, options: FetchOptions) => Promise<Fetched>;
  /** Opens a ledger; loads its store when first called. */
  openLedger: (where: string, options: LedgerOptions) => Promise<Ledger>;
  /** Which system this is, for where its users' data lie. */
  platform: NodeJS.Platform;
  /** Calls back when the process is told to stop; gives the function that takes that back. */
  onStop: (clean: () => void) => () => void;
  /** Resolves when the process is told to stop, so that it may end in good order; told again, it ends at once. */
  stopped: () => Promise<void>;
}

/** What a command ends with: 0 all fine, 1 some pages (or the output) failed, 2 wrong use. */
export type ExitCode = 0 | 1 | 2;

/** What a command does, once the command line is understood. */
export type Work = (world: World) => Promise<ExitCode>;
