import { Option, type Command } from 'commander';
import { OnrecordError } from '../../errors.js';
import { pagesOf } from '../../intake/inputs.js';
import { oneLine, printableJson } from '../../output/printable.js';
import { queued, type QueuedPage } from '../../queue/job.js';
import type { Queue, QueueProgress } from '../../queue/queue.js';
import { placeOf, withLedgerOption, type LedgerFlags } from '../ledger/place.js';
import { count, shared } from '../options.js';
import type { Actions } from '../program.js';
import { counted, lineOf, toSink } from '../read-command.js';
import type { ExitCode, World } from '../world.js';

/** Pages put in together. */
const TOGETHER = 200;

interface EnqueueFlags extends LedgerFlags {
  maxBytes: number;
}

/** `onrecord enqueue` */
export function addEnqueue(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('enqueue')
      .summary('put pages into the queue, for onrecord work')
      .description(
        'Puts pages into the queue of a ledger on PostgreSQL. Addresses are fetched later, by whoever works; files go in with\n' +
          'their bytes, so that workers on other machines can read them. A page that is in the queue already stays as it is.',
      )
      .argument(
        '<inputs...>',
        'files, folders, addresses (https://…), or - for standard input; as for onrecord read',
      ),
  )
    .addOption(shared.maxBytes())
    .addHelpText(
      'after',
      `
Examples:
  onrecord enqueue archive --ledger postgres://ana@db.example/news
  onrecord enqueue https://example.org/news/story
  onrecord feed https://example.org/sitemap.xml --format ndjson | jq -r '.items[].link' | xargs onrecord enqueue
`,
    )
    .action((inputs: string[], flags: EnqueueFlags) =>
      run((world) => withQueue(flags, world, (queue) => enqueue(queue, inputs, flags, world))),
    );
}

async function enqueue(
  queue: Queue,
  inputs: readonly string[],
  flags: EnqueueFlags,
  world: World,
): Promise<ExitCode> {
  const isAddress = (input: string) => /^https?:\/\//i.test(input);
  let held: QueuedPage[] = [];
  let added = 0;
  let all = 0;
  let bad = 0;
  const put = async () => {
    added += await queue.put(held);
    all += held.length;
    held = [];
  };
  const hold = async (page: QueuedPage) => {
    held.push(page);
    if (held.length >= TOGETHER) await put();
  };
  for (const input of inputs) {
    if (isAddress(input)) {
      await hold({ input, url: input });
      continue;
    }
    const fetch = () => Promise.reject(new OnrecordError('url-invalid'));
    for await (const one of pagesOf([input], { maxBytes: flags.maxBytes, stdin: world.stdin, fetch }))
      if ('page' in one) await hold(queued(one.input, one.page));
      else {
        bad++;
        await toSink(world.stderr, `${oneLine(one.input)}: ${lineOf(one.error, world)}\n`);
      }
  }
  await put();
  const known = all - added;
  await toSink(
    world.stdout,
    `${counted(added, 'page')} put into the queue${known > 0 ? `, ${known} in it already` : ''}\n`,
  );
  return bad > 0 ? 1 : 0;
}

interface QueueFlags extends LedgerFlags {
  setAside?: true;
  replay?: string[] | true;
  limit: number;
  format: 'text' | 'ndjson';
}

/** `onrecord queue` */
export function addQueue(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('queue')
      .summary('show how far the queue is, and what was set aside')
      .description(
        'Shows how many pages of the queue wait, are in hand, are done, or were set aside: by what is wrong with them, or since\n' +
          'they ended the worker that read them twice. What was set aside waits until you put it back.',
      ),
  )
    .option('--set-aside', 'list the pages that were set aside, with why')
    .option(
      '--replay [ids...]',
      'put pages that were set aside back into the queue: all, or those with these ids',
    )
    .option('--limit <number>', 'the most pages to list', count, 100)
    .addOption(
      new Option('-f, --format <name>', 'how to show it').choices(['text', 'ndjson']).default('text'),
    )
    .addHelpText(
      'after',
      `
Examples:
  onrecord queue --ledger postgres://ana@db.example/news
  onrecord queue --set-aside
  onrecord queue --replay 3f2a9c 81d0
`,
    )
    .action((flags: QueueFlags) =>
      run((world) => withQueue(flags, world, (queue) => show(queue, flags, world))),
    );
}

async function show(queue: Queue, flags: QueueFlags, world: World): Promise<ExitCode> {
  const json = flags.format === 'ndjson';
  const say = (value: object, text: string) =>
    toSink(world.stdout, json ? `${printableJson(JSON.stringify(value))}\n` : `${oneLine(text)}\n`);
  if (flags.replay !== undefined) {
    const replayed = await queue.replay(flags.replay === true ? undefined : flags.replay);
    await say({ replayed }, `${counted(replayed, 'page')} put back into the queue`);
    return 0;
  }
  if (flags.setAside === true) {
    for (const letter of await queue.dead(flags.limit))
      await say(
        letter,
        `${letter.id.slice(0, 8)}  ${letter.since.slice(0, 16).replace('T', ' ')}  ${letter.input}: ${letter.error}`,
      );
    return 0;
  }
  const progress = await queue.progress();
  await say(progress, inWords(progress));
  return 0;
}

/** How far a queue is, on one line. */
export function inWords({ waiting, again, active, done, dead }: QueueProgress): string {
  return `${waiting} waiting${again > 0 ? ` (${again} to be tried again)` : ''}, ${active} in hand, ${done} done, ${dead} set aside`;
}

/** Does something with the queue of a ledger, and closes it whatever happens. */
export async function withQueue(
  flags: LedgerFlags,
  world: World,
  work: (queue: Queue) => Promise<ExitCode>,
): Promise<ExitCode> {
  const where = placeOf(flags, world);
  if (!/^postgres(?:ql)?:\/\//i.test(where)) throw new OnrecordError('queue-no-server', where);
  const { openQueue } = await import('../../queue/queue.js');
  const queue = await openQueue(where);
  try {
    return await work(queue);
  } finally {
    await queue.close();
  }
}
