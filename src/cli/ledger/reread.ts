import type { Command } from 'commander';
import { inOrder } from '../../in-order.js';
import type { Ledger, LedgerDocument } from '../../ledger/types.js';
import { oneLine } from '../../output/printable.js';
import type { Page } from '../../page.js';
import type { DocumentRecord } from '../../record.js';
import { shared } from '../options.js';
import type { Actions } from '../program.js';
import { Closed, counted, isFatal, lineOf, toSink } from '../read-command.js';
import { Readers } from '../readers.js';
import type { ExitCode, World } from '../world.js';
import { idOf, withLedger, withLedgerOption, type LedgerFlags } from './place.js';

interface RereadFlags extends LedgerFlags {
  all?: true;
  minConfidence: number;
  jobs?: number;
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
    .addOption(shared.minConfidence())
    .addOption(shared.jobs())
    .addOption(shared.quiet())
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
  const readers = new Readers(world, {
    jobs: ids.length === 1 ? 1 : (flags.jobs ?? null),
    alone: null,
    minConfidence: flags.minConfidence,
  });
  const documents = flags.all === true ? ledger.allDocuments() : named(ledger, ids);
  const readings = inOrder(documents, readers.ahead, (document) =>
    readAgain(ledger, document, readers).then(
      (read) => ({ document, read }),
      (error: unknown) => ({ document, error }),
    ),
  );
  try {
    for await (const { document, ...came } of readings)
      try {
        if ('error' in came) throw came.error;
        const added = came.read === null ? null : await ledger.add(...came.read);
        const statements = (added ?? document).statements.length;
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
  } finally {
    await readers.close();
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

/** @returns what the ledger is to be given for a document, null where its bytes are gone */
async function readAgain(
  ledger: Ledger,
  document: LedgerDocument,
  readers: Readers,
): Promise<Parameters<Ledger['add']> | null> {
  const kept = await ledger.evidence(document.id, document.version);
  if (!kept) return null;
  const { sha256: _, ...evidence } = kept;
  const contentType = evidence.headers?.['content-type'];
  const page: Page = {
    bytes: evidence.bytes,
    ...(document.input === null ? {} : { input: document.input }),
    ...(evidence.url == null ? {} : { url: evidence.url }),
    ...(evidence.retrieved == null ? {} : { retrieved: evidence.retrieved }),
    ...(contentType === undefined ? {} : { contentType }),
  };
  let record: DocumentRecord = await readers.read(page);
  // What the bytes do not say was said by whoever added the page.
  const outlet = record.outlet.name === null ? document.outlet.name : null;
  const published = record.published === null ? document.published : null;
  if (outlet !== null || published !== null)
    record = await readers.read({
      ...page,
      ...(outlet === null ? {} : { outlet }),
      ...(published === null ? {} : { published }),
    });
  return [record, evidence, { reread: true, document: document.id }];
}
