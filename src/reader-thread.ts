import { parentPort, workerData } from 'node:worker_threads';
import { OnrecordError, type ErrorCode } from './errors.js';
import type { Page } from './page.js';
import { ModelGate } from './model-gate.js';
import { readerThrough } from './reader.js';
import type { DocumentRecord } from './record.js';

/** A page to read, and its number. */
export interface Asked {
  n: number;
  page: Page;
  minConfidence: number;
  threads: number;
}

/** What came of it: a record, or an error in a form that goes from thread to thread. */
export type Answer = { n: number } & (
  | { record: DocumentRecord }
  | { error: { code: ErrorCode; detail: readonly string[] } | { message: string; stack?: string } }
);

const gate = new ModelGate(workerData as SharedArrayBuffer);
const read = readerThrough((work) => gate.around(work));
const answer = (given: Answer) => parentPort?.postMessage(given);

parentPort?.on('message', ({ n, page, ...options }: Asked) => {
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
