import { Argument, Command, Option } from 'commander';
import { formatNamed, formatOfFile, FORMATS } from '../output/formats.js';
import { VERSION } from '../version.js';
import { completionFor, SHELLS, type Shell } from './completion.js';
import { addFeed } from './feed-command.js';
import { ledgerCommands } from './ledger/commands.js';
import { shared, threads } from './options.js';
import type { ReadCommand } from './read-command.js';
import { addEnqueue, addQueue } from './queue/queue.js';
import { addWork } from './queue/work.js';
import { addServe } from './serve/serve.js';
import { addWatch } from './watch/watch.js';
import type { Work } from './world.js';

/** What the commands do, handed in so that the command tree can be made without doing it. */
export interface Actions {
  read(command: ReadCommand): Promise<void>;
  run(work: Work): Promise<void>;
  print(text: string): Promise<void>;
}

interface ReadFlags {
  format?: string;
  out?: string;
  maxBytes: number;
  timeout: number;
  minConfidence: number;
  color: boolean;
  quiet?: true;
  skipExisting?: true;
  jobs?: number;
  threads: number;
}

/** The codes a command ends with, as `--help` and the documentation say them. */
const EXIT_CODES = `
Exit codes:
  0  every page was read
  1  some pages could not be read (they are listed on stderr), or the output could not be written
  2  the command was not understood
`;

/**
 * The command tree: every command and option, its help and its checks.
 * @param actions what the commands do
 * @example await buildProgram(actions).parseAsync(process.argv)
 */
export function buildProgram(actions: Actions): Command {
  const program = new Command('onrecord')
    .description('Reads the news: who said what, in whose words, on what occasion, and through whom.')
    .version(VERSION, '-V, --version', 'print the version')
    .showHelpAfterError('(onrecord --help shows how it is used)')
    .addHelpText(
      'after',
      `
Examples:
  onrecord read story.html              a sheet of who said what
  onrecord read archive --format csv    a table of all statements in a folder
  onrecord feed https://example.org/rss the entries of a feed
  onrecord read --help                  everything that read can do
${EXIT_CODES}`,
    );

  program
    .command('read')
    .summary('read pages and show their statements')
    .description(
      'Reads news pages and shows every statement under its speaker.\n\n' +
        'A page is a file (HTML or plain text, also .gz), every such file in a folder, a web address, or standard input (-).\n' +
        'Files .ndjson and .jsonl hold one page a line: {"id", "url", "outlet", "published", "html" or "text"}.\n' +
        'Web archives (.warc, .warc.gz, .wacz) hold the pages that a crawler stored.',
    )
    .argument('<inputs...>', 'files, folders, addresses (https://…), or - for standard input')
    .addOption(
      new Option(
        '-f, --format <name>',
        'how to show the statements (default: by the ending of --out, else text)',
      ).choices(FORMATS.map(({ name }) => name)),
    )
    .addOption(shared.out())
    .option('--skip-existing', 'do nothing when the file of --out is there: it was finished before')
    .addOption(shared.minConfidence())
    .addOption(shared.maxBytes())
    .addOption(shared.timeout())
    .addOption(shared.jobs())
    .addOption(
      new Option(
        '--threads <number>',
        'threads that the model may use for a page; 0 takes as many as there are cores',
      )
        .argParser(threads)
        .default(1),
    )
    .option('--no-color', 'no colours on a terminal (NO_COLOR=1 does the same)')
    .option('-q, --quiet', 'nothing on stderr but what went wrong')
    .addHelpText(
      'after',
      `
Formats:
${FORMATS.map(({ name, about }) => `  ${name.padEnd(8)}${about}`).join('\n')}

Examples:
  onrecord read story.html
  onrecord read https://example.org/news/story --timeout 10
  onrecord read archive --out statements.csv
  onrecord read crawl.warc.gz --out crawl.parquet --skip-existing
  onrecord read pages.ndjson.gz --format ndjson | head -n 1
  curl -s https://example.org/news/story | onrecord read - --format html --out sheet.html
${EXIT_CODES}`,
    )
    .action(async (inputs: string[], flags: ReadFlags, command: Command) => {
      if (inputs.filter((input) => input === '-').length > 1)
        command.error('error: - stands for standard input, which can be read once');
      if (flags.skipExisting && flags.out === undefined)
        command.error('error: --skip-existing looks for the file of --out: give both');
      await actions.read({
        inputs,
        format: formatNamed(flags.format ?? '') ?? formatOfFile(flags.out ?? '') ?? FORMATS[0],
        ...(flags.out === undefined ? {} : { out: flags.out }),
        maxBytes: flags.maxBytes,
        timeout: flags.timeout,
        minConfidence: flags.minConfidence,
        colour: flags.color,
        quiet: flags.quiet === true,
        skipExisting: flags.skipExisting === true,
        jobs: flags.jobs ?? null,
        threads: flags.threads,
      });
    });

  addFeed(program, actions);
  for (const addCommand of ledgerCommands) addCommand(program, actions);
  addServe(program, actions);
  addWatch(program, actions);
  addEnqueue(program, actions);
  addWork(program, actions);
  addQueue(program, actions);

  program
    .command('completion')
    .summary('print a completion script for a shell')
    .description('Prints a script that completes commands, options and file names in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  eval "$(onrecord completion bash)"     in ~/.bashrc
  eval "$(onrecord completion zsh)"      in ~/.zshrc, after compinit
  onrecord completion fish | source      in ~/.config/fish/config.fish
`,
    )
    .action((shell: Shell) => actions.print(completionFor(program, shell)));

  for (const command of program.commands)
    command.showHelpAfterError(`(onrecord ${command.name()} --help shows how it is used)`);
  return program;
}
