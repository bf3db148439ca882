export type * from './record.js';
export { ACTS, SCHEMA } from './record.js';
export type { Page } from './page.js';
export { OnrecordError } from './errors.js';
export type { ErrorCode } from './errors.js';
export { read } from './reader.js';
export type { ReadOptions } from './reader.js';
export { openLedger } from './ledger/ledger.js';
export type * from './ledger/types.js';
