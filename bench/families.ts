/**
 * How well reports of one utterance are seen to be of one, and who is first-hand: families of pages with the truth
 * about them (`score-families.ts` says how they are scored), with what newsrooms use today on the same pages.
 *
 *     npm run bench:families -- [FILE.json | FOLDER]… [--utterances FILE.ndjson] [--out FILE.ndjson] [--each]
 *
 * Without a path the families of `bench/families`. The pages are read by the library as plain text with their address,
 * outlet and date. `--utterances` scores what `onrecord export --what utterances --format ndjson` wrote instead;
 * `--pages FILE` writes the families' pages as NDJSON, for `onrecord add`, and stops. `--out` writes ours; `--each`
 * shows every family.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DocumentRecord } from '../src/record.js';
import type { UtteranceLine } from '../src/utterance/line.js';
import { loadLibrary } from './library.js';
import { scoreFamilies, type Family, type FamilyScore } from './score-families.js';
import { byExactQuotation, byNearDuplicatePages } from './utterance-peers.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    utterances: { type: 'string' },
    pages: { type: 'string' },
    out: { type: 'string' },
    each: { type: 'boolean', default: false },
  },
});

const families = (positionals.length > 0 ? positionals : ['bench/families']).flatMap(familiesIn);
if (values.pages !== undefined) {
  const pages = families.flatMap(({ documents }) => documents);
  writeFileSync(values.pages, pages.map((page) => JSON.stringify(page)).join('\n') + '\n');
  console.log(`${pages.length} pages written to ${values.pages}`);
} else if (values.utterances !== undefined) {
  const lines = readFileSync(values.utterances, 'utf8')
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => JSON.parse(one) as UtteranceLine);
  head();
  row('the ledger', scoreFamilies(families, lines));
} else await readAndScore();

function familiesIn(path: string): Family[] {
  if (statSync(path).isDirectory())
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) => familiesIn(join(path, name)));
  return [JSON.parse(readFileSync(path, 'utf8')) as Family | Family[]].flat();
}

async function readAndScore(): Promise<void> {
  const { read, matchUtterances } = await loadLibrary();
  const records: DocumentRecord[] = [];
  const ours: UtteranceLine[] = [];
  head();
  for (const family of families) {
    const own: DocumentRecord[] = [];
    for (const { text, url, outlet, published } of family.documents)
      own.push(await read({ text, url, outlet, published }, { threads: 1 }));
    const lines = matchUtterances(own);
    if (values.each) row(family.id, scoreFamilies([family], lines));
    ours.push(...lines);
    records.push(...own);
  }
  row('utterances', scoreFamilies(families, ours));
  row('exact quotations', scoreFamilies(families, byExactQuotation(records)));
  row('near-duplicate pages', scoreFamilies(families, byNearDuplicatePages(records)));
  if (values.out !== undefined)
    writeFileSync(values.out, ours.map((one) => JSON.stringify(one)).join('\n') + '\n');
}

function head(): void {
  const pages = families.reduce((sum, { documents }) => sum + documents.length, 0);
  console.log(`${families.length} families, ${pages} pages; per cent`);
  console.log(
    ['', 'found', 'pairs P', 'R', 'F1', 'speaker', 'origins', 'copies', 'altered', 'disputes']
      .map((name, i) => (i === 0 ? name.padEnd(22) : name.padStart(9)))
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
