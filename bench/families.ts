/**
 * How well reports of one utterance are seen to be of one, and who is first-hand: families of pages with the truth
 * about them (`score-families.ts` says how they are scored), with what newsrooms use today on the same pages.
 *
 *     npm run bench:families -- [FILE.json | FOLDER]… [--ledger] [--utterances FILE.ndjson] [--out FILE.ndjson] [--each] [--errors]
 *
 * Without a path a table for each set of `bench/families` (the README there says what each is for). The pages are read
 * by the library as plain text with their address, outlet and date. `--ledger` also adds them to a new embedded
 * ledger, one by one, and scores what that gives. `--utterances` scores what `onrecord export --what utterances --format
 * ndjson` wrote instead; `--pages FILE` writes the families' pages as NDJSON, for `onrecord add`, and stops. `--out`
 * writes ours; `--each` shows every family; `--errors` lists what was wrong, but never of the held sets.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentRecord } from '../src/record.js';
import type { UtteranceLine } from '../src/utterance/line.js';
import { argumentsOf } from './arguments.js';
import { errorsOf } from './family-errors.js';
import { ALL_SETS, familiesIn, isHeld, readFamily } from './family-files.js';
import { loadLibrary, type Library } from './library.js';
import { scoreFamilies, type Family, type FamilyScore } from './score-families.js';
import { byExactQuotation, byNearDuplicatePages } from './utterance-peers.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    utterances: { type: 'string' },
    pages: { type: 'string' },
    out: { type: 'string' },
    ledger: { type: 'boolean', default: false },
    each: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
  },
});

/** Families that are scored together. */
interface Table {
  name: string;
  families: Family[];
}

const tables: Table[] =
  positionals.length > 0
    ? [{ name: positionals.join(' '), families: positionals.flatMap(familiesIn) }]
    : ALL_SETS.map((name) => ({ name, families: familiesIn(name) }));

if (values.pages !== undefined) {
  const pages = tables.flatMap(({ families }) => families.flatMap(({ documents }) => documents));
  writeFileSync(values.pages, pages.map((page) => JSON.stringify(page)).join('\n') + '\n');
  console.log(`${pages.length} pages written to ${values.pages}`);
} else if (values.utterances !== undefined) {
  const lines = linesIn(values.utterances);
  for (const table of tables) {
    head(table);
    row('the ledger', scoreFamilies(table.families, lines));
  }
} else {
  const library = await loadLibrary();
  const ours: UtteranceLine[] = [];
  for (const table of tables) ours.push(...(await readAndScore(table, library)));
  if (values.out !== undefined)
    writeFileSync(values.out, ours.map((one) => JSON.stringify(one)).join('\n') + '\n');
}

function linesIn(path: string): UtteranceLine[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => JSON.parse(one) as UtteranceLine);
}

async function readAndScore(table: Table, library: Library): Promise<UtteranceLine[]> {
  const { families } = table;
  const records: DocumentRecord[] = [];
  const ours: UtteranceLine[] = [];
  head(table);
  for (const family of families) {
    const own = await readFamily(family, library);
    const lines = library.matchUtterances(own);
    if (values.each) row(family.id, scoreFamilies([family], lines));
    if (values.errors && !table.name.split(' ').some(isHeld))
      for (const error of errorsOf(family, lines)) console.log(`    ${error}`);
    ours.push(...lines);
    records.push(...own);
  }
  row('utterances', scoreFamilies(families, ours));
  if (values.ledger) row('through a ledger', scoreFamilies(families, await throughLedger(records, library)));
  row('exact quotations', scoreFamilies(families, byExactQuotation(records)));
  row('near-duplicate pages', scoreFamilies(families, byNearDuplicatePages(records)));
  console.log();
  return ours;
}

/** What a new ledger makes of the pages, added one by one. */
async function throughLedger(
  records: readonly DocumentRecord[],
  { openLedger }: Library,
): Promise<UtteranceLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-families-'));
  const ledger = await openLedger(join(folder, 'ledger'));
  try {
    for (const record of records) {
      await ledger.add(record, { bytes: Buffer.from(record.text) });
      await ledger.match();
    }
    const lines: UtteranceLine[] = [];
    for await (const line of ledger.allUtterances()) lines.push(line);
    return lines;
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function head({ name, families }: Table): void {
  const pages = families.reduce((sum, { documents }) => sum + documents.length, 0);
  console.log(`${name}: ${families.length} families, ${pages} pages; per cent`);
  console.log(
    ['', 'found', 'pairs P', 'R', 'F1', 'speaker', 'origins', 'copies', 'altered', 'disputes']
      .map((one, i) => (i === 0 ? one.padEnd(22) : one.padStart(9)))
      .join(''),
  );
}

function row(name: string, score: FamilyScore): void {
  const { pairs } = score;
  const figures = [
    score.found,
    pairs.precision,
    pairs.recall,
    pairs.f1,
    score.speaker,
    score.origins,
    score.copies.f1,
    score.altered.f1,
    score.disputes.f1,
  ];
  console.log(name.padEnd(22) + figures.map((figure) => (100 * figure).toFixed(1).padStart(9)).join(''));
}
