import { Worker } from 'node:worker_threads';
import { OnrecordError } from './errors.js';
import { ModelGate } from './model-gate.js';
import type { Page } from './page.js';
import type { Answer, Asked } from './reader-thread.js';
import type { DocumentRecord } from './record.js';

/** A page ended the thread that read it: by its memory, its time, or a crash. */
export class ReaderKilled extends OnrecordError {
  constructor(reason: string) {
    super('page-killed', reason);
  }
}

/** How a pool of readers works. */
export interface PoolOptions {
  threads: number;
  /** Milliseconds that one page may take, once its reading has begun. */
  timeout: number;
  /** Milliseconds that a thread has to load the model, on top of that, for its first page. Default 120 s. */
  loading?: number;
  /** Megabytes of JavaScript memory of one thread. */
  memory: number;
  minConfidence?: number;
  /** Threads of the model in each thread. Default 1: two that share a core stall each other. */
  modelThreads?: number;
  /** What a thread runs. Default: the reader. */
  script?: URL;
}

/** Reads pages in threads of their own. */
export interface ReaderPool {
  /** @throws ReaderKilled where the page ends its thread; else what reading the page says */
  read(page: Page): Promise<DocumentRecord>;
  close(): Promise<void>;
}

interface Waiting {
  page: Page;
  done: (record: DocumentRecord) => void;
  fail: (error: Error) => void;
}

/**
 * Starts a pool of reader threads; each begins when it is first needed. A page that takes too much memory or time ends
 * its thread, not the process; the next page gets a new one.
 * @example const pool = readerPool({ threads: 4, timeout: 120_000, memory: 1024 }); await pool.read(page);
 */
export function readerPool(options: PoolOptions): ReaderPool {
  const line: Waiting[] = [];
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  /** Threads that are waited for no more, and end. */
  const ending = new Set<Promise<void>>();
  let closed = false;
  const next = () => {
    while (!closed && line.length > 0) {
      let thread = idle.pop();
      if (thread === undefined) {
        if (all.size >= options.threads) return;
        thread = new Thread(options);
        all.add(thread);
      }
      const taken = line.shift();
      if (taken !== undefined) void serve(thread, taken);
    }
  };
  const serve = async (thread: Thread, { page, done, fail }: Waiting) => {
    try {
      done(await thread.read(page));
    } catch (error) {
      fail(error as Error);
    }
    if (thread.gone) {
      all.delete(thread);
      const end = thread.end('the thread is gone').finally(() => ending.delete(end));
      ending.add(end);
    } else idle.push(thread);
    next();
  };
  return {
    read: (page) =>
      new Promise((done, fail) => {
        if (closed) return fail(new ReaderKilled('the pool is closed'));
        line.push({ page, done, fail });
        next();
      }),
    close: async () => {
      closed = true;
      for (const { fail } of line.splice(0)) fail(new ReaderKilled('the pool is closed'));
      await Promise.all([...[...all].map((thread) => thread.finish('the pool is closed')), ...ending]);
    },
  };
}

/** Milliseconds that a page in hand has to be finished when the pool is closed. */
const GRACE = 5000;

class Thread {
  readonly #worker: Worker;
  readonly #options: PoolOptions;
  readonly #gate = new ModelGate();
  #n = 0;
  #loaded = false;
  #pending: { n: number; done: (record: DocumentRecord) => void; fail: (error: Error) => void } | null = null;
  /** Settled when the page in hand is. */
  #inHand: Promise<void> = Promise.resolve();
  gone = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#worker = new Worker(options.script ?? new URL('./reader-thread.js', import.meta.url), {
      workerData: this.#gate.memory,
      resourceLimits: { maxOldGenerationSizeMb: options.memory },
    });
    this.#worker.on('message', (told: Answer) => {
      if (told.n !== this.#pending?.n) return;
      if ('full' in told) return void this.end(this.#tooMuch);
      const { done, fail } = this.#pending;
      this.#pending = null;
      this.#loaded = true;
      if ('record' in told) done(told.record);
      else fail(errorOf(told.error));
    });
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#die(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? this.#tooMuch : error.message);
    });
    this.#worker.on('exit', (code) => {
      this.#gate.left();
      this.#die(`the thread ended with ${code}`);
    });
  }

  get #tooMuch(): string {
    return `more than ${this.#options.memory} MB of memory`;
  }

  read(page: Page): Promise<DocumentRecord> {
    const n = ++this.#n;
    const limit = this.#options.timeout + (this.#loaded ? 0 : (this.#options.loading ?? 120_000));
    const reading = new Promise<DocumentRecord>((done, fail) => {
      const timer = setTimeout(() => void this.end(`more than ${Math.round(limit / 1000)} s`), limit);
      const settle =
        <T>(with_: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          with_(value);
        };
      this.#pending = { n, done: settle(done), fail: settle(fail) };
      if (this.gone) this.#die('the thread is gone');
      else {
        const { minConfidence = 0, modelThreads = 1 } = this.#options;
        this.#worker.postMessage({ n, page, minConfidence, threads: modelThreads } satisfies Asked);
      }
    });
    this.#inHand = reading.then(
      () => undefined,
      () => undefined,
    );
    return reading;
  }

  /** Ends when the page in hand is read, or soon. */
  async finish(reason: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.#inHand, new Promise((go) => (timer = setTimeout(go, GRACE)))]);
    clearTimeout(timer);
    await this.end(reason);
  }

  /** Fails the page in hand at once, and ends the thread as soon as it is not inside the model. */
  async end(reason: string): Promise<void> {
    this.#die(reason);
    await this.#gate.shut();
    await this.#worker.terminate();
  }

  #die(reason: string): void {
    this.gone = true;
    const pending = this.#pending;
    this.#pending = null;
    pending?.fail(new ReaderKilled(reason));
  }
}

/** An error as it was in the other thread. */
function errorOf(told: Extract<Answer, { error: unknown }>['error']): Error {
  if ('code' in told) return new OnrecordError(told.code, ...told.detail);
  const error = new Error(told.message);
  if (told.stack !== undefined) error.stack = told.stack;
  return error;
}
