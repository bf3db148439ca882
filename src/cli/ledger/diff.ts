import { styleText } from 'node:util';
import { Option, type Command } from 'commander';
import type { Difference, WordChange } from '../../ledger/types.js';
import { oneLine, printableJson } from '../../output/printable.js';
import { wrapped } from '../../output/wrap.js';
import { shared, version } from '../options.js';
import type { Actions } from '../program.js';
import { colourWanted } from '../read-command.js';
import type { World } from '../world.js';
import { idOf, withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { print } from './show-rows.js';

interface DiffFlags extends LedgerFlags {
  from?: number;
  to?: number;
  format: 'text' | 'json';
  color: boolean;
}

/** `onrecord diff` */
export function addDiff(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('diff')
      .summary('show what changed between versions of a page')
      .description(
        'Shows what changed between two versions of a page: statements first, then its facts, then its text.',
      )
      .argument('<document>', 'the id of a document'),
  )
    .option('--from <version>', 'the older version (default: the one before --to)', version)
    .option('--to <version>', 'the newer version (default: the newest)', version)
    .addOption(new Option('-f, --format <name>', 'how to show it').choices(['text', 'json']).default('text'))
    .addOption(shared.noColor())
    .action((document: string, flags: DiffFlags) =>
      run((world) =>
        withLedger(flags, world, false, async (ledger) => {
          const difference = await ledger.diff(await idOf(ledger, document, 'd'), flags.from, flags.to);
          return await print(world, [
            flags.format === 'json'
              ? `${printableJson(JSON.stringify(difference, null, 2))}\n`
              : sheet(difference, flags.color && colourWanted(world), world),
          ]);
        }),
      ),
    );
}

function sheet(difference: Difference, colour: boolean, world: World): string {
  const { document, from, to, statements, facts, text } = difference;
  if (from === to) return `${document} has one version.\n`;
  const width = Math.min(world.stdout.columns ?? 80, 100);
  const lines = [`${document}: version ${from} → ${to}`];
  const words = (changes: readonly WordChange[]) => {
    // Where there is no colour, brackets of their own mark what went and what came.
    const runs = changes.map(({ kind, text: piece }) => {
      if (kind === 'same') return { text: piece };
      if (!colour) return { text: kind === 'lost' ? `[-${piece.trim()}-] ` : `{+${piece.trim()}+} ` };
      const style = kind === 'lost' ? (['red', 'strikethrough'] as const) : (['green', 'bold'] as const);
      return {
        text: piece,
        paint: (painted: string) => styleText([...style], painted, { validateStream: false }),
      };
    });
    return wrapped(runs, width - 4).map((line) => `    ${line}`);
  };
  if (statements.length === 0) lines.push('', 'No statement changed.');
  for (const { kind, before, after, words: changes, notes } of statements) {
    const one = after ?? before;
    const mark = kind === 'gone' ? '-' : kind === 'new' ? '+' : '~';
    lines.push('', `${mark} ${oneLine(one?.speakerName ?? '(speaker not told)')}  ${one?.id ?? ''}`);
    for (const note of notes)
      lines.push(...wrapped([{ text: note }], width - 4).map((line) => `    ${line}`));
    if (changes.length > 0) lines.push(...words(changes));
    else if (kind !== 'changed') lines.push(...words([{ kind: 'same', text: one?.words ?? '' }]));
  }
  if (facts.length > 0) lines.push('', 'The page:');
  for (const { name, before, after } of facts)
    lines.push(`  ${name}: ${oneLine(before ?? '(none)')} → ${oneLine(after ?? '(none)')}`);
  if (text.length > 0) lines.push('', 'The text:');
  for (const paragraph of text) lines.push(...words(paragraph), '');
  return `${lines.join('\n').trimEnd()}\n`;
}
