import { CommanderError, type Command } from 'commander';
import { OnrecordError } from '../errors.js';
import { buildProgram } from './program.js';
import { lineOf, readCommand } from './read-command.js';
import type { ExitCode, World } from './world.js';

/** Errors that say that the command, not the world, has to change. */
const WRONG_USE: ReadonlySet<string> = new Set(['out-folder', 'out-terminal']);

/**
 * Runs the command line.
 * @param args what stands after `onrecord`
 * @param world what the commands touch
 * @returns the exit code; never throws
 * @example process.exitCode = await run(process.argv.slice(2), world)
 */
export async function run(args: readonly string[], world: World): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = buildProgram({
    read: async (command) => {
      code = await readCommand(command, world);
    },
    run: async (work) => {
      code = await work(world);
    },
    print: (text) =>
      new Promise((done) => {
        world.stdout.write(text, () => done());
      }),
  });
  for (const command of [program, ...program.commands]) talkTo(command, world);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    world.stderr.write(`onrecord: ${lineOf(error, world)}\n`);
    return error instanceof OnrecordError && WRONG_USE.has(error.code) ? 2 : 1;
  }
}

function talkTo(command: Command, world: World): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => void world.stdout.write(text),
    writeErr: (text) => void world.stderr.write(text),
    getOutHelpWidth: () => world.stdout.columns ?? 80,
    getErrHelpWidth: () => world.stderr.columns ?? 80,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
}
