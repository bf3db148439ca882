import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import type { Ledger } from '../../ledger/types.js';
import { oneLine } from '../../output/printable.js';
import type { Access } from '../../server/services.js';
import { add } from '../ledger/add.js';
import { withLedger, withLedgerOption, type LedgerFlags } from '../ledger/place.js';
import { limitsOf, shared } from '../options.js';
import type { Actions } from '../program.js';
import { lineOf, toSink } from '../read-command.js';
import type { ExitCode, World } from '../world.js';

interface ServeFlags extends LedgerFlags {
  port: number;
  host: string;
  token?: string;
  password?: string;
  readOnly?: true;
  public?: true;
  rate: number;
  maxBytes: number;
  quiet?: true;
}

/** Requests a minute that one client may make where others than this machine can ask. */
const RATE = 600;
/** How long an address may take when a page is read in the browser, in seconds. */
const FETCH_TIMEOUT = 30;
const SCREENS = fileURLToPath(new URL('../../../dist/web', import.meta.url));

/** `onrecord serve` */
export function addServe(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('serve')
      .summary('open the ledger in the browser, and answer the HTTP API')
      .description(
        'Opens the ledger in the browser and answers the HTTP API under /api/v1. Pages named are read in first.\n' +
          'Only this machine can reach it, unless --host says otherwise; then a token or password is needed.',
      )
      .argument('[inputs...]', 'pages to read in first: files, folders, addresses (https://…)'),
  )
    .addOption(
      new Option('-p, --port <number>', 'the port; 0 for any that is free').argParser(port).default(4747),
    )
    .option(
      '--host <address>',
      'the address to listen on; 0.0.0.0 for every one of this machine',
      '127.0.0.1',
    )
    .option('--token <text>', 'what clients must send to be let in (better: $ONRECORD_TOKEN)')
    .option('--password <text>', 'the same, for people to type (better: $ONRECORD_PASSWORD)')
    .option('--read-only', 'nothing can be added or corrected')
    .option('--public', 'let anyone read without signing in; only with --read-only')
    .addOption(
      new Option('--rate <number>', 'requests a minute for each client, where others can ask')
        .argParser(rate)
        .default(RATE),
    )
    .addOption(shared.maxBytes())
    .option('-q, --quiet', 'print nothing but the address and what goes wrong')
    .addHelpText(
      'after',
      `
Examples:
  onrecord serve
  onrecord serve examples --ledger out/try
  onrecord serve --ledger postgres://ana@db.example/news --port 8080
  ONRECORD_PASSWORD='…' onrecord serve --host 0.0.0.0
  onrecord serve --host 0.0.0.0 --read-only --public
`,
    )
    .action((inputs: string[], flags: ServeFlags) =>
      run(async (world) => {
        // Before the ledger is opened: what is refused is refused at once.
        const access = accessOf(flags, world);
        return await withLedger(flags, world, true, (ledger) =>
          serve(ledger, inputs, { flags, access, world }),
        );
      }),
    );
}

/**
 * Who may do what, from the options and the environment.
 * @throws OnrecordError `host-open`, `public-writable`, `secret-short`
 */
export function accessOf(flags: ServeFlags, { env }: Pick<World, 'env'>): Access {
  const given = flags.token ?? flags.password ?? env.ONRECORD_TOKEN ?? env.ONRECORD_PASSWORD ?? '';
  const secret = given === '' ? null : given;
  const isPublic = flags.public === true;
  if (isPublic && flags.readOnly !== true) throw new OnrecordError('public-writable');
  if (secret !== null && secret.length < 8) throw new OnrecordError('secret-short');
  const here = isLoopback(flags.host);
  if (!here && secret === null && !isPublic) throw new OnrecordError('host-open', flags.host);
  return {
    // Behind a proxy the Host header is another's name; then there is a secret, or nothing to keep.
    loopback: here && secret === null && !isPublic,
    secret: isPublic ? null : secret,
    readOnly: flags.readOnly === true,
    rate: here && secret === null && !isPublic ? null : flags.rate,
    maxBytes: flags.maxBytes,
  };
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

async function serve(
  ledger: Ledger,
  inputs: readonly string[],
  { flags, access, world }: { flags: ServeFlags; access: Access; world: World },
): Promise<ExitCode> {
  // Loaded here, so that no other command waits for it.
  const { appOf } = await import('../../server/app.js');
  const { listen } = await import('../../server/listen.js');
  const { loadWebFiles } = await import('../../server/web-files.js');
  const files = await loadWebFiles(SCREENS).catch(() => {
    throw new OnrecordError('screens-missing', SCREENS);
  });
  if (inputs.length > 0)
    await add(
      ledger,
      inputs,
      {
        format: 'text',
        minConfidence: 0,
        maxBytes: flags.maxBytes,
        timeout: FETCH_TIMEOUT,
        quiet: true,
      },
      world,
    );
  const app = appOf(
    {
      ledger,
      read: (page) => world.read(page, {}),
      fetch: (url) => world.fetch(url, limitsOf({ maxBytes: flags.maxBytes, timeout: FETCH_TIMEOUT }, world)),
      now: Date.now,
      log: (line) => void world.stderr.write(`onrecord: ${line}\n`),
    },
    access,
    files,
    true,
  );
  const server = await listen(app, {
    host: flags.host === 'localhost' ? '127.0.0.1' : flags.host,
    port: flags.port,
  });
  const more = flags.quiet === true ? '' : `  (ledger: ${oneLine(ledger.where)}; Ctrl+C ends it)`;
  try {
    await toSink(world.stdout, `${server.url}${more}\n`);
    await world.stopped();
  } catch (error) {
    world.stderr.write(`onrecord: ${lineOf(error, world)}\n`);
    return 1;
  } finally {
    await server.close();
  }
  return 0;
}

function port(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('Give a whole number from 0 to 65535.');
  return value;
}

function rate(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return value;
}
