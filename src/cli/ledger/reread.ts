import type { Command } from 'commander';
import type { Ledger, LedgerDocument } from '../../ledger/types.js';
import { oneLine } from '../../output/printable.js';
import type { Page } from '../../page.js';
import type { DocumentRecord } from '../../record.js';
import { confidence } from '../options.js';
import type { Actions } from '../program.js';
import { Closed, counted, isFatal, lineOf, toSink } from '../read-command.js';
import type { ExitCode, World } from '../world.js';
import { idOf, withLedger, withLedgerOption, type LedgerFlags } from './place.js';

interface RereadFlags extends LedgerFlags {
  all?: true;
  minConfidence: number;
  quiet?: true;
}

/** `onrecord reread` */
export function addReread(program: Command, { run }: Pick<Actions, 'run'>): void {
  withLedgerOption(
    program
      .command('reread')
      .summary('read kept pages again, from the bytes that are kept')
      .description(
        'Reads pages of the ledger again with this version and its model, from the bytes that are kept: nothing is fetched,\n' +
          'and the file need not be there any more. The new reading takes the place of the old one; corrections stay, and\n' +
          'statements whose words stand where they stood keep their ids.',
      )
      .argument('[ids...]', 'documents, by their ids or how these begin'),
  )
    .option('--all', 'every document')
    .option('--min-confidence <number>', 'leave out statements less sure than this, 0 to 1', confidence, 0)
    .option('-q, --quiet', 'print nothing but what went wrong')
    .action((ids: string[], flags: RereadFlags, command: Command) => {
      if ((ids.length === 0) !== (flags.all === true))
        command.error('error: name documents by their ids, or give --all');
      return run((world) => withLedger(flags, world, false, (ledger) => reread(ledger, ids, flags, world)));
    });
}

async function reread(
  ledger: Ledger,
  ids: readonly string[],
  flags: RereadFlags,
  world: World,
): Promise<ExitCode> {
  let failed = 0;
  let done = 0;
  try {
    for await (const document of flags.all === true ? ledger.allDocuments() : named(ledger, ids))
      try {
        const statements = await rereadOne(ledger, document, flags, world);
        done++;
        if (flags.quiet !== true)
          await toSink(
            world.stdout,
            `${document.id}  ${String(document.statements.length).padStart(4)} -> ${counted(statements, 'statement')}  ${oneLine(document.headline ?? document.url ?? '')}\n`,
          );
      } catch (error) {
        if (isFatal(error) || error instanceof Closed) throw error;
        failed++;
        await toSink(world.stderr, `${document.id}: ${lineOf(error, world)}\n`);
      }
  } catch (error) {
    if (error instanceof Closed) return 0;
    throw error;
  }
  if (done > 0) await ledger.match();
  return failed > 0 ? 1 : 0;
}

async function* named(ledger: Ledger, ids: readonly string[]): AsyncGenerator<LedgerDocument> {
  for (const given of ids) {
    const document = await ledger.document(await idOf(ledger, given, 'd'));
    if (document) yield document;
  }
}

/** @returns how many statements it has now */
async function rereadOne(
  ledger: Ledger,
  document: LedgerDocument,
  flags: RereadFlags,
  world: World,
): Promise<number> {
  const kept = await ledger.evidence(document.id, document.version);
  if (!kept) return document.statements.length;
  const { sha256: _, ...evidence } = kept;
  const contentType = evidence.headers?.['content-type'];
  const page: Page = {
    bytes: evidence.bytes,
    ...(document.input === null ? {} : { input: document.input }),
    ...(evidence.url == null ? {} : { url: evidence.url }),
    ...(evidence.retrieved == null ? {} : { retrieved: evidence.retrieved }),
    ...(contentType === undefined ? {} : { contentType }),
  };
  const options = { minConfidence: flags.minConfidence };
  let record: DocumentRecord = await world.read(page, options);
  // What the bytes do not say was said by whoever added the page.
  const outlet = record.outlet.name === null ? document.outlet.name : null;
  const published = record.published === null ? document.published : null;
  if (outlet !== null || published !== null)
    record = await world.read(
      { ...page, ...(outlet === null ? {} : { outlet }), ...(published === null ? {} : { published }) },
      options,
    );
  const added = await ledger.add(record, evidence, { reread: true, document: document.id });
  return added.statements.length;
}
