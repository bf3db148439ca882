import type { AsyncLocalStorage } from 'node:async_hooks';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import { restored, stored, StoredText } from './characters.js';

/** A connection that lets every text through, whatever stands in it; see `characters.ts`. */
class FitConnection implements DatabaseConnection {
  constructor(readonly inner: DatabaseConnection) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.inner.executeQuery<R>(fit(query));
    for (const row of result.rows) restoreRow(row as Record<string, unknown>);
    return result;
  }

  async *streamQuery<R>(query: CompiledQuery, size: number): AsyncIterableIterator<QueryResult<R>> {
    for await (const result of this.inner.streamQuery<R>(fit(query), size)) {
      for (const row of result.rows) restoreRow(row as Record<string, unknown>);
      yield result;
    }
  }
}

function fit(query: CompiledQuery): CompiledQuery {
  return { ...query, parameters: query.parameters.map(fitValue) };
}

function fitValue(value: unknown): unknown {
  if (typeof value === 'string') return stored(value);
  return value instanceof StoredText ? value.text : value;
}

function restoreRow(row: Record<string, unknown>): void {
  for (const name in row) {
    const value = row[name];
    if (typeof value === 'string') row[name] = restored(value);
  }
}

/** Set while the code at hand is inside a transaction of one store; `begun` once that has its connection. */
export type Inside = AsyncLocalStorage<{ begun: boolean }>;

/** A driver of either store whose connections are {@link FitConnection}s. */
export class FitDriver implements Driver {
  readonly #inner: Driver;

  constructor(
    inner: Driver,
    readonly inside: Inside,
  ) {
    this.#inner = inner;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    // A query beside one's own transaction would not see what it did, and in the embedded store wait for ever.
    const inside = this.inside.getStore();
    if (inside?.begun === true)
      throw new Error('inside a transaction, ask through its own handle and not through the store');
    if (inside) inside.begun = true;
    return new FitConnection(await this.#inner.acquireConnection());
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#inner.beginTransaction((connection as FitConnection).inner, settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#inner.commitTransaction((connection as FitConnection).inner);
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#inner.rollbackTransaction((connection as FitConnection).inner);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection((connection as FitConnection).inner);
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}
