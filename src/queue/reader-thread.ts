import { parentPort } from 'node:worker_threads';
import { OnrecordError } from '../errors.js';
import type { Page } from '../page.js';
import { read } from '../reader.js';

/** A page to read, and its number. */
export interface Asked {
  n: number;
  page: Page;
  minConfidence: number;
}

// One thread of the model in each thread of the pool: two that share a core stall each other.
parentPort?.on('message', ({ n, page, minConfidence }: Asked) => {
  read(page, { threads: 1, minConfidence }).then(
    (record) => parentPort?.postMessage({ n, record }),
    (error: unknown) => {
      const { message } = error as Error;
      parentPort?.postMessage({
        n,
        error: { code: error instanceof OnrecordError ? error.code : null, message },
      });
    },
  );
});
