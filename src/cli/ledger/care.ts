import type { Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import { bytesOfFile } from '../../intake/file.js';
import { inWords } from '../../intake/size.js';
import type { Ledger } from '../../ledger/types.js';
import { oneLine } from '../../output/printable.js';
import type { Actions } from '../program.js';
import { counted } from '../read-command.js';
import type { World } from '../world.js';
import { placeOf, withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { print, refuseTerminal } from './show-rows.js';

/** `onrecord check` */
export function addCheck(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('check')
      .summary('compare everything in the ledger with its evidence')
      .description(
        'Compares everything with its evidence: every hash, the words of every span, every count, what corrections make of\n' +
          'statements; and looks for what belongs to nothing. Prints one line for each fault; exit code 1 where there is one.',
      ),
  ).action((flags: LedgerFlags) =>
    run((world) =>
      withLedger(flags, world, false, async (ledger) => {
        let faults = 0;
        async function* lines() {
          for await (const { id, what } of ledger.check()) {
            faults++;
            yield `${oneLine(`${id}: ${what}`)}\n`;
          }
          if (faults === 0) {
            const { documents, statements } = await ledger.stats();
            yield `${counted(documents, 'document')}, ${counted(statements, 'statement')}: no fault found\n`;
          }
        }
        await print(world, lines());
        return faults === 0 ? 0 : 1;
      }),
    ),
  );
}

/** `onrecord backup` */
export function addBackup(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('backup')
      .summary('write the whole ledger to one file')
      .description(
        'Writes the whole ledger, as it is at one moment, to one compressed file with a checksum. The file is the same for\n' +
          'both kinds of ledger, and newer versions of onrecord read it.',
      )
      .argument('<file>', 'the file, which appears only when it is whole; - for standard output'),
  ).action((file: string, flags: LedgerFlags) =>
    run((world) =>
      withLedger(flags, world, false, async (ledger) => {
        if (file === '-') refuseTerminal(world, 'a backup');
        let size = 0;
        async function* counting() {
          for await (const piece of ledger.backup()) {
            size += piece.length;
            yield piece;
          }
        }
        const code = await print(world, counting(), file === '-' ? undefined : file);
        if (file !== '-') world.stdout.write(`${oneLine(file)}: ${inWords(size)}\n`);
        return code;
      }),
    ),
  );
}

/** `onrecord restore` */
export function addRestore(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('restore')
      .summary('fill an empty ledger from a backup')
      .description(
        'Fills a new or empty ledger from a backup: all of it, or nothing where the backup is damaged.',
      )
      .argument('<file>', 'the backup; - for standard input'),
  ).action((file: string, flags: LedgerFlags) =>
    run((world) =>
      withLedger(flags, world, true, async (ledger) => {
        await ledger.restore(file === '-' ? world.stdin : backupAt(file));
        return await told(ledger, world);
      }),
    ),
  );
}

/** The bytes of a backup. @throws OnrecordError `file-unreadable` */
async function* backupAt(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* bytesOfFile(path);
  } catch {
    throw new OnrecordError('file-unreadable', path);
  }
}

/** `onrecord move` */
export function addMove(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('move')
      .summary('copy the whole ledger to another place, such as PostgreSQL')
      .description(
        'Copies everything in the ledger, ids and corrections too, to a new or empty one: from a folder to PostgreSQL, or\n' +
          'back. All of it or nothing; the first ledger stays as it is, so delete it when the second is in use.',
      )
      .argument('<to>', 'a folder, or postgres://…'),
  ).action((to: string, flags: LedgerFlags) =>
    run((world) => {
      if (placeOf(flags, world) === to) throw new OnrecordError('ledger-not-empty', to);
      return withLedger(flags, world, false, (from) =>
        withLedger({ ledger: to }, world, true, async (ledger) => {
          await ledger.restore(from.backup());
          return await told(ledger, world);
        }),
      );
    }),
  );
}

async function told(ledger: Ledger, world: World) {
  const { documents, statements, corrections } = await ledger.stats();
  const parts = [
    counted(documents, 'document'),
    counted(statements, 'statement'),
    counted(corrections, 'correction'),
  ];
  return await print(world, [`${parts.join(', ')} (${oneLine(ledger.where)})\n`]);
}
