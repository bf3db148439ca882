import { Option, type Command } from 'commander';
import type { Stats } from '../../ledger/types.js';
import { inWords } from '../../intake/size.js';
import { printableJson } from '../../output/printable.js';
import type { Actions } from '../program.js';
import { withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { print } from './show-rows.js';

/** `onrecord stats` */
export function addStats(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('stats')
      .summary('say how much is in the ledger')
      .description('Says how much is in the ledger.'),
  )
    .addOption(new Option('-f, --format <name>', 'how to show it').choices(['text', 'json']).default('text'))
    .action((flags: LedgerFlags & { format: string }) =>
      run((world) =>
        withLedger(flags, world, false, async (ledger) => {
          const stats = await ledger.stats();
          return await print(world, [
            flags.format === 'json'
              ? `${printableJson(JSON.stringify(stats, null, 2))}\n`
              : sheet(stats, ledger.where),
          ]);
        }),
      ),
    );
}

function sheet(stats: Stats, where: string): string {
  const spread = (counts: readonly { value: string; count: number }[]) =>
    counts.map(({ value, count }) => `${value} ${count}`).join(', ');
  const lines: [string, string | number][] = [
    ['ledger', where],
    ['documents', `${stats.documents} in ${stats.versions} ${stats.versions === 1 ? 'version' : 'versions'}`],
    ['statements', stats.statements],
    ['speakers', stats.speakers],
    ['outlets', stats.outlets],
    ['corrections', stats.corrections],
    ['evidence', `${inWords(stats.evidenceBytes)}, compressed`],
    ['days', stats.first === null ? '' : `${stats.first} to ${stats.last}`],
    ['acts', spread(stats.acts)],
    ['kinds', spread(stats.kinds)],
    ['languages', spread(stats.languages)],
  ];
  return lines
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${`${name}:`.padEnd(13)}${value}\n`)
    .join('');
}
