import { Option, type Command } from 'commander';
import { feedsOf, type FeedReading } from '../intake/feeds/inputs.js';
import { faultOf, type FeedFormat } from '../output/feed/format.js';
import { FEED_FORMATS } from '../output/feed/formats.js';
import { oneLine } from '../output/printable.js';
import { limitsOf, shared } from './options.js';
import type { Actions } from './program.js';
import { Closed, toSink } from './read-command.js';
import type { ExitCode, World } from './world.js';

interface FeedFlags {
  format: string;
  maxBytes: number;
  timeout: number;
}

/** `onrecord feed` */
export function addFeed(program: Command, { run }: Pick<Actions, 'run'>): void {
  program
    .command('feed')
    .summary('read feeds once and print their entries')
    .description(
      'Reads feeds and lists once and prints what they hold.\n\n' +
        'A feed is RSS (0.90 to 2.0, RDF), Atom (0.3, 1.0) or JSON Feed; a list is a sitemap, a news sitemap, a sitemap\n' +
        'index, an OPML file, or plain text with one address a line. Each is a file (also .gz), a web address, or\n' +
        'standard input (-, also where nothing is named). What it holds decides, not what it is called.',
    )
    .argument('[inputs...]', 'files, addresses (https://…), or - for standard input')
    .addOption(
      new Option('-f, --format <name>', 'how to show the feeds')
        .choices(FEED_FORMATS.map(({ name }) => name))
        .default(FEED_FORMATS[0].name),
    )
    .addOption(shared.maxBytes('feeds'))
    .addOption(shared.timeout())
    .addHelpText(
      'after',
      `
Formats:
${FEED_FORMATS.map(({ name, about }) => `  ${name.padEnd(8)}${about}`).join('\n')}

Examples:
  onrecord feed rss.xml
  onrecord feed https://example.org/rss.xml https://example.org/sitemap-news.xml --format ndjson
  onrecord feed https://example.org/rss.xml feeds.txt --format opml > feeds.opml
  onrecord feed rss.xml --format ndjson | jq -r '.items[].link'

Exit codes:
  0  every feed was read
  1  some feeds could not be read, or not to their end (they are listed on stderr)
  2  the command was not understood
`,
    )
    .action((inputs: string[], flags: FeedFlags, command: Command) => {
      const named = inputs.length === 0 ? ['-'] : inputs;
      if (named.filter((input) => input === '-').length > 1)
        command.error('error: - stands for standard input, which can be read once');
      const format = FEED_FORMATS.find(({ name }) => name === flags.format) ?? FEED_FORMATS[0];
      const { maxBytes, timeout } = flags;
      return run((world) => feed({ inputs: named, format, maxBytes, timeout }, world));
    });
}

/** The options of `onrecord feed`, checked. */
interface FeedCommand {
  inputs: readonly string[];
  format: FeedFormat;
  maxBytes: number;
  /** Seconds. */
  timeout: number;
}

async function feed(command: FeedCommand, world: World): Promise<ExitCode> {
  const faults: string[] = [];
  const readings = feedsOf(command.inputs, {
    maxBytes: command.maxBytes,
    stdin: world.stdin,
    fetch: (url) => world.fetch(url, { kind: 'feed', ...limitsOf(command, world) }),
  });
  async function* noted(): AsyncGenerator<FeedReading> {
    for await (const reading of readings) {
      const fault = faultOf(reading);
      if (fault !== null) faults.push(`${oneLine(reading.input)}: ${oneLine(fault)}\n`);
      yield reading;
    }
  }
  try {
    for await (const piece of command.format.write(noted())) await toSink(world.stdout, piece);
  } catch (error) {
    if (error instanceof Closed) return 0;
    throw error;
  }
  for (const fault of faults) await toSink(world.stderr, fault).catch(() => undefined);
  return faults.length > 0 ? 1 : 0;
}
