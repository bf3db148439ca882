import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { OnrecordError, type ErrorCode } from './errors.js';
import type { Page } from './page.js';
import { ModelGate } from './model-gate.js';
import { readerThrough, type Around } from './reader.js';
import type { DocumentRecord } from './record.js';

/** A page to read, and its number. */
export interface Asked {
  n: number;
  page: Page;
  minConfidence: number;
  threads: number;
}

/** What came of it: a record, an error in a form that goes from thread to thread, or that the thread's memory is full. */
export type Answer = { n: number } & (
  | { record: DocumentRecord }
  | { full: true }
  | { error: { code: ErrorCode; detail: readonly string[] } | { message: string; stack?: string } }
);

/** The part of its memory from which on V8 may give a thread up, if its collector frees too little. */
const FULL = 0.8;

const gate = new ModelGate(workerData as SharedArrayBuffer);
const answer = (given: Answer) => parentPort?.postMessage(given);
let inHand = 0;

/** Goes into the model, unless memory could run out inside: its library would take the process with it. */
const around: Around = (work) => {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  if (used < limit * FULL) return gate.around(work);
  answer({ n: inHand, full: true });
  // The thread is about to be ended.
  return new Promise<never>(() => undefined);
};
const read = readerThrough(around);

parentPort?.on('message', ({ n, page, ...options }: Asked) => {
  inHand = n;
  read(page, options).then(
    (record) => answer({ n, record }),
    (error: unknown) => {
      if (error instanceof OnrecordError)
        return answer({ n, error: { code: error.code, detail: error.detail } });
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      answer({ n, error: { message, ...(stack === undefined ? {} : { stack }) } });
    },
  );
});
