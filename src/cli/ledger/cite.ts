import { Option, type Command } from 'commander';
import type { Citation } from '../../ledger/types.js';
import { CITATIONS, type CitationForm } from '../../output/citation.js';
import { shared } from '../options.js';
import type { Actions } from '../program.js';
import { idOf, withLedger, withLedgerOption, type LedgerFlags } from './place.js';
import { print } from './show-rows.js';

/** `onrecord cite` */
export function addCite(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('cite')
      .summary('cite statements: exact words, speaker, page, evidence')
      .description(
        'Prints citations: the exact words, who said them, outlet, date and address, the offsets in the text and the SHA-256\n' +
          'of the bytes that they were read from.',
      )
      .argument('<ids...>', 'ids of statements'),
  )
    .addOption(new Option('-f, --format <name>', 'the form').choices(Object.keys(CITATIONS)).default('text'))
    .addOption(shared.out())
    .action((ids: string[], flags: LedgerFlags & { format: CitationForm; out?: string }) =>
      run((world) =>
        withLedger(flags, world, false, async (ledger) => {
          const citations: Citation[] = [];
          for (const id of ids) citations.push(await ledger.cite(await idOf(ledger, id, 's')));
          return await print(world, [CITATIONS[flags.format](citations)], flags.out);
        }),
      ),
    );
}
