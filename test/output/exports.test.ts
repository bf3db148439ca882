import { parquetReadObjects } from 'hyparquet';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import type { DocumentEntry, Ledger, LedgerStatement } from '../../src/ledger/types.js';
import { exported, type ExportFormat } from '../../src/output/exports.js';
import { CITATIONS } from '../../src/output/citation.js';
import { sampleRecord, whole, wholeBytes } from '../record.js';

const { text, parts, schema, speakers, statements, ...head } = sampleRecord();
void [text, parts, schema];
const document: DocumentEntry = {
  ...head,
  id: 'd1',
  version: 1,
  versions: 1,
  statements: 3,
  added: '2024-05-08T00:00:00.000Z',
  headline: '=HYPERLINK("x")',
};
const statement: LedgerStatement = {
  ...statements[1]!,
  id: 's1-2',
  document: 'd1',
  version: 1,
  speaker: 'p1',
  speakerName: '@Tor Ekdal',
  speakerKind: 'person',
  about: ['p2', 'the tide'],
  aboutNames: [speakers[0]!.name, 'the tide'],
  day: '2024-05-07',
  words: statements[1]!.content[0]!.text,
  corrections: [],
  dropped: false,
};

async function* rows() {
  yield await Promise.resolve({ statement, document });
  yield {
    statement: { ...statement, id: 's1-3', speaker: null, speakerName: null, about: [], aboutNames: [] },
    document: { ...document, url: 'javascript:alert(1)' },
  };
}
// Only what an export of statements asks for.
const ledger = { allStatements: rows } as unknown as Ledger;
const written = (format: ExportFormat) => whole(exported(ledger, 'statements', format));

describe('the export of a ledger', () => {
  it('as CSV opens right in a spreadsheet, and runs nothing there', async () => {
    const csv = await written('csv');
    expect(csv.startsWith('id,document,version,url,')).toBe(true);
    const bytes = await wholeBytes(exported(ledger, 'statements', 'csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [, first, second] = csv.split('\r\n');
    expect(first).toContain(`"'=HYPERLINK(""x"")"`);
    expect(first).toContain("'@Tor Ekdal");
    expect(second).toContain('s1-3');
    expect(first).toContain('Ilse Brandvik; the tide');
  });

  it('as Parquet has typed columns and exact offsets', async () => {
    const bytes = await wholeBytes(exported(ledger, 'statements', 'parquet'));
    const [row] = (await parquetReadObjects({ file: Uint8Array.from(bytes).buffer })) as Record<
      string,
      unknown
    >[];
    expect(row).toMatchObject({
      id: 's1-2',
      version: 1,
      about: ['Ilse Brandvik', 'the tide'],
      content_spans: statement.content,
    });
  });

  it('as JSON-LD is what a processor reads, without fetching anything', async () => {
    const offline = { documentLoader: () => Promise.reject(new Error('fetched')), safe: true };
    const [first, second] = (await jsonld.expand(
      JSON.parse(await written('jsonld')) as object,
      offline,
    )) as Record<string, unknown>[];
    expect(first!['@type']).toEqual([
      'https://schema.org/Quotation',
      'http://www.w3.org/ns/oa#Annotation',
      'http://www.w3.org/ns/prov#Entity',
    ]);
    expect(JSON.stringify(first)).toContain('http://www.w3.org/ns/oa#TextPositionSelector');
    expect(JSON.stringify(first)).toContain('http://www.w3.org/ns/oa#TextQuoteSelector');
    expect(first!['http://www.w3.org/ns/prov#wasAttributedTo']).toEqual([{ '@id': 'urn:onrecord:p1' }]);
    expect(first!['https://schema.org/spokenByCharacter']).toMatchObject([
      { '@id': 'urn:onrecord:p1', '@type': ['https://schema.org/Person'] },
    ]);
    expect(JSON.stringify(second)).not.toContain('javascript:');
    const quads = await jsonld.toRDF(JSON.parse(await written('jsonld')) as object, {
      ...offline,
      format: 'application/n-quads',
    });
    expect(String(quads)).toContain('<http://www.w3.org/ns/oa#hasSelector>');
  });

  it('as NDJSON has the statement with the head of its page', async () => {
    expect(JSON.parse((await written('ndjson')).split('\n')[0]!)).toMatchObject({
      id: 's1-2',
      outlet: { name: 'Ostmar Post' },
      sha256: document.sha256,
    });
  });
});

describe('a citation', () => {
  const cited = {
    id: 's1-2',
    words: 'the {tide} 100% & \\more',
    kind: 'direct' as const,
    speaker: 'Tor_Ekdal',
    role: 'deputy',
    headline: 'A #1 story',
    bylines: ['Jon Feld', 'NKA'],
    outlet: 'Ostmar Post',
    published: '2024-05-07T10:00:00Z',
    url: 'https://a.example/x_{1}',
    retrieved: null,
    sha256: 'a'.repeat(64),
    start: 3,
    end: 9,
    document: 'd1',
    version: 2,
  };

  it('as text gives words, speaker, page, offsets and hash', () => {
    expect(CITATIONS.text([cited])).toBe(
      `Tor_Ekdal, deputy: “the {tide} 100% & \\more”\nJon Feld, NKA, “A #1 story”, Ostmar Post, 2024-05-07 <https://a.example/x_{1}>.\nOnrecord s1-2 (d1@2), characters 3–9; SHA-256 ${'a'.repeat(64)}.\n`,
    );
  });

  it('as BibTeX escapes what TeX would take for its own', () => {
    const bibtex = CITATIONS.bibtex([cited]);
    expect(bibtex).toContain('title = {{A \\#1 story}},');
    expect(bibtex).toContain('author = {{Jon Feld} and {NKA}},');
    expect(bibtex).toContain('the \\{tide\\} 100\\% \\& \\textbackslash{}more');
    expect(bibtex).toContain('url = {https://a.example/x_%7B1%7D},');
  });

  it('as CSL-JSON has names, dates and the offsets', () => {
    expect(JSON.parse(CITATIONS['csl-json']([cited]))).toMatchObject([
      {
        id: 's1-2',
        author: [{ literal: 'Jon Feld' }, { literal: 'NKA' }],
        issued: { 'date-parts': [[2024, 5, 7]] },
        custom: { start: 3, end: 9 },
      },
    ]);
  });
});
