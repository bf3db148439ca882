import { OnrecordError } from '../../errors.js';
import { flatHead, flatRow, type Column } from '../../output/column.js';
import { csvOf } from '../../output/csv.js';
import { printableJson } from '../../output/printable.js';
import { aligned } from '../../output/table.js';
import { openOut } from '../out-file.js';
import { Closed, toSink } from '../read-command.js';
import type { ExitCode, World } from '../world.js';

/** How lists are shown. */
export const LIST_FORMATS = ['text', 'json', 'ndjson', 'csv'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/**
 * Writes pieces to standard output, or to a file that appears when it is whole.
 * @returns 0; a reader that goes away is no failure
 */
export async function print(
  world: World,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  path?: string,
): Promise<ExitCode> {
  const out = path === undefined ? null : await openOut(path);
  const release = world.onStop(() => out?.abandon());
  try {
    for await (const piece of pieces) await (out === null ? toSink(world.stdout, piece) : out.write(piece));
    await out?.finish();
    return 0;
  } catch (error) {
    out?.abandon();
    if (error instanceof Closed) return 0;
    throw error;
  } finally {
    release();
  }
}

/** Bytes go to no terminal. @throws OnrecordError `out-terminal` */
export function refuseTerminal(world: World, what: string, path?: string): void {
  if (path === undefined && world.stdout.isTTY === true) throw new OnrecordError('out-terminal', what);
}

/** A list in the format that was asked for. @param nothing what text says where the list is empty */
export async function printList<Row>(
  world: World,
  format: ListFormat,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  nothing: string,
): Promise<ExitCode> {
  const cells = (row: Row) => flatRow(columns, row);
  switch (format) {
    case 'json':
      return await print(world, [`${printableJson(JSON.stringify(rows, null, 2))}\n`]);
    case 'ndjson':
      return await print(
        world,
        rows.map((row) => `${printableJson(JSON.stringify(row))}\n`),
      );
    case 'csv':
      return await print(world, [csvOf([flatHead(columns), ...rows.map(cells)])]);
    case 'text':
      return await print(world, [
        rows.length === 0 ? `${nothing}\n` : aligned(flatHead(columns), rows.map(cells)),
      ]);
  }
}
