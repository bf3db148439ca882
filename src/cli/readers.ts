import { inOrder } from '../in-order.js';
import type { Intake } from '../intake/inputs.js';
import type { ReaderPool } from '../reader-pool.js';
import type { DocumentRecord } from '../record.js';
import type { Page } from '../page.js';
import { readingJobs } from './options.js';
import type { World } from './world.js';

/** How the pages of a run are read. */
export interface ReadingOptions {
  /** Pages read at the same time; null for as many as this machine has cores. */
  jobs: number | null;
  /** The input whose name as a page says that it is the only one; null where there are several. */
  alone: string | null;
  minConfidence: number;
  /** Threads of the model for each page. */
  threads?: number;
}

/** A page, or what it should have been, and what came of it. */
export type Settled<R> = { one: Intake } & ({ done: R } | { error: unknown });

/** Pages in hand for each that is being read, so that a long one keeps the others from nothing. */
const AHEAD = 4;
/** Milliseconds for one page, and megabytes for its thread: no page that is one comes near. */
const PAGE_TIME = 600_000;
const PAGE_MEMORY = 2048;

/** Reads the pages of a run, several at a time. */
export class Readers {
  readonly #world: World;
  readonly #options: ReadingOptions;
  readonly #jobs: number;
  #pool: Promise<ReaderPool> | null = null;

  constructor(world: World, options: ReadingOptions) {
    this.#world = world;
    this.#options = options;
    this.#jobs = options.jobs ?? readingJobs();
  }

  /** How many pages are to be in hand at a time. */
  get ahead(): number {
    return this.#jobs === 1 ? 1 : this.#jobs * AHEAD;
  }

  /**
   * What comes of each page, in their order. Pages are read in threads of their own where there are several.
   * @param given pages, or what kept them from being read: that is handed on as it is
   * @param work what is done with a page that is there; it may read it
   */
  each<R>(
    given: AsyncIterable<Intake>,
    work: (page: Page, input: string) => Promise<R>,
  ): AsyncGenerator<Settled<R>> {
    return inOrder(given, this.ahead, async (one) => {
      if ('error' in one) return { one, error: one.error };
      try {
        return { one, done: await work(one.page, one.input) };
      } catch (error) {
        return { one, error };
      }
    });
  }

  /** @throws what reading the page says; ReaderKilled where the page ends its thread */
  async read(page: Page): Promise<DocumentRecord> {
    const { alone, minConfidence, threads = 1 } = this.#options;
    // One input may still hold many pages (standard input, lines): then they have names of their own.
    if (this.#jobs === 1 || (alone !== null && page.input === alone))
      return await this.#world.read(page, { minConfidence, threads });
    this.#pool ??= this.#world.readerPool({
      threads: this.#jobs,
      timeout: PAGE_TIME,
      memory: PAGE_MEMORY,
      minConfidence,
      modelThreads: threads,
    });
    return await (await this.#pool).read(page);
  }

  /** Ends the threads, each when its page in hand is read, or soon. */
  async close(): Promise<void> {
    await (await this.#pool)?.close();
  }
}
