import { stat } from 'node:fs/promises';
import { OnrecordError } from '../errors.js';
import { pagesOf, survey } from '../intake/inputs.js';
import type { Format } from '../output/format.js';
import { oneLine } from '../output/printable.js';
import type { DocumentRecord } from '../record.js';
import { openOut, type OutFile } from './out-file.js';
import { limitsOf } from './options.js';
import { progressBar, SILENT } from './progress.js';
import { Readers } from './readers.js';
import type { ExitCode, Sink, World } from './world.js';

/** The options of `onrecord read`, checked. */
export interface ReadCommand {
  inputs: readonly string[];
  format: Format;
  out?: string;
  maxBytes: number;
  /** Seconds. */
  timeout: number;
  minConfidence: number;
  colour: boolean;
  quiet: boolean;
  /** Whether a file that `out` names already is left as it is, and nothing read. */
  skipExisting: boolean;
  /** Pages read at the same time; null for as many as there are cores. */
  jobs: number | null;
  /** Threads that the model may use for a page; 0 lets it choose. */
  threads: number;
}

/** How many bad pages are listed by name; the rest are counted. */
const LISTED = 1000;

/** The reader of the output went away (`| head`): no error, only the end. */
export class Closed extends Error {}

/**
 * `onrecord read`: reads pages, several at a time, writes each in its turn as soon as it is read, and lists the bad ones at the end.
 * @param command what to read, and how to show it
 * @param world what to read from and write to
 * @returns the exit code
 * @throws OnrecordError where the output can't be written or shown, or nothing can be read at all
 * @example await readCommand({ inputs: ['examples'], format, maxBytes: 2e7, timeout: 30, minConfidence: 0, colour: false, quiet: false, skipExisting: false, jobs: null, threads: 1 }, world)
 */
export async function readCommand(command: ReadCommand, world: World): Promise<ExitCode> {
  if (command.format.binary === true && command.out === undefined && world.stdout.isTTY === true)
    throw new OnrecordError('out-terminal', command.format.name);
  if (command.skipExisting && command.out !== undefined && (await isFile(command.out))) {
    if (!command.quiet) await toSink(world.stderr, `${command.out} is there already: nothing done\n`);
    return 0;
  }
  const out = command.out === undefined ? null : await openOut(command.out);
  let progress = SILENT;
  const release = world.onStop(() => {
    progress.stop();
    out?.abandon();
  });
  const { sources, many } = await survey(command.inputs);
  // A bar between the lines of a sheet on the same terminal would spoil both.
  const seen = world.stderr.isTTY === true && (out !== null || world.stdout.isTTY !== true);
  if (many && seen && !command.quiet) progress = progressBar(world.stderr, sources);
  const bad: string[] = [];
  const count = { pages: 0, statements: 0, bad: 0 };
  /** Whether an input itself could not be read, or not to its end: another run may find more. */
  let unread = false;

  const { jobs, minConfidence, threads } = command;
  const readers = new Readers(world, {
    jobs,
    alone: many ? null : (command.inputs[0] ?? null),
    minConfidence,
    threads,
  });
  async function* records(): AsyncGenerator<DocumentRecord> {
    const fetch = (url: string) => world.fetch(url, limitsOf(command, world));
    const taken = pagesOf(command.inputs, { maxBytes: command.maxBytes, stdin: world.stdin, fetch });
    for await (const { one, ...came } of readers.each(taken, (page) => readers.read(page))) {
      try {
        if ('error' in came) throw came.error;
        const record = came.done;
        count.pages++;
        count.statements += record.statements.length;
        yield record;
      } catch (error) {
        if (isFatal(error)) throw error;
        count.bad++;
        unread ||= error instanceof OnrecordError && error.code.startsWith('input-');
        if (bad.length < LISTED) bad.push(`${oneLine(one.input)}: ${lineOf(error, world)}`);
      }
      progress.at(one.source, count.pages);
    }
  }

  try {
    const options = {
      width: world.stdout.columns ?? 80,
      colour: command.colour && out === null && colourWanted(world),
      ...(many ? { many } : {}),
    };
    for await (const piece of command.format.write(records(), options))
      await (out === null ? toSink(world.stdout, piece) : out.write(piece));
    if (command.skipExisting && unread) out?.abandon();
    else await out?.finish();
  } catch (error) {
    out?.abandon();
    if (error instanceof Closed) return 0;
    throw error;
  } finally {
    release();
    progress.stop();
    await readers.close();
  }
  return await report(command, world, out, bad, count);
}

/** Whether there is a file of a name. One that `--out` wrote is whole: it got its name when it was. */
async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

/** Errors that every page would meet alike: there is no use in going on. */
export function isFatal(error: unknown): boolean {
  return (
    error instanceof OnrecordError && (error.code === 'model-missing' || error.code === 'language-missing')
  );
}

/** Lists the bad pages on stderr, and sums up where a person looks. */
async function report(
  command: ReadCommand,
  world: World,
  out: OutFile | null,
  bad: readonly string[],
  count: { pages: number; statements: number; bad: number },
): Promise<ExitCode> {
  const lines: string[] = [];
  if (!command.quiet && world.stderr.isTTY === true && (count.pages > 1 || out !== null)) {
    const where = out === null ? '' : `, written to ${command.out ?? ''}`;
    lines.push(`${counted(count.pages, 'page')} read, ${counted(count.statements, 'statement')}${where}`);
  }
  if (count.bad > 0 && count.pages + count.bad > 1)
    lines.push(`${counted(count.bad, 'page')} could not be read:`);
  lines.push(...bad);
  if (count.bad > bad.length) lines.push(`… and ${count.bad - bad.length} more`);
  if (lines.length > 0) await toSink(world.stderr, `${lines.join('\n')}\n`).catch(() => undefined);
  return count.bad > 0 ? 1 : 0;
}

/** A number of things. @example counted(2, 'page') // '2 pages' */
export const counted = (n: number, name: string) => `${n} ${name}${n === 1 ? '' : 's'}`;

/** An error in one line; the stack only where it is asked for. */
export function lineOf(error: unknown, world: Pick<World, 'env'>): string {
  if (!(error instanceof Error)) return oneLine(new OnrecordError('unexpected', String(error)).message);
  if (world.env.ONRECORD_DEBUG === '1') return error.stack ?? error.message;
  return oneLine(
    error instanceof OnrecordError ? error.message : new OnrecordError('unexpected', error.message).message,
  );
}

/** Colours on a terminal only, unless NO_COLOR (no-color.org) or FORCE_COLOR says otherwise. */
export function colourWanted({ env, stdout }: World): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
  return stdout.isTTY === true && env.TERM !== 'dumb';
}

/** Writes and waits until it is taken, so that a slow reader holds the run back. @throws Closed where nobody reads any more */
export function toSink(sink: Sink, piece: string | Uint8Array): Promise<void> {
  return new Promise((done, fail) => {
    sink.write(piece, (error) => {
      if (!error) done();
      else if ((error as NodeJS.ErrnoException).code === 'EPIPE') fail(new Closed());
      else if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_DESTROYED') fail(new Closed());
      else fail(new OnrecordError('out-failed', 'standard output', error.message));
    });
  });
}
