/**
 * How well the agency that supplied a page is told (`wire`): PolNeAR, whose files name it for each document.
 *
 *     npm run bench:wire -- FILE.jsonl[.gz] [--errors]
 *
 * Each document is handed over as a reader of the page has it: its text, with the line of its byline under the headline
 * ("By …", from `author`) and the line of its credit at the foot (from `credit`), where the file has them; the publisher's name
 * as the outlet, and the date. `wire` itself is not handed over. The second row is the text alone, without byline and credit.
 * A page counts as told when the agency is the right one; `None` and `NA` are pages without an agency.
 */
import type * as AgenciesModule from '../src/document/agencies.js';
import type * as DocumentModule from '../src/document/document.js';
import { argumentsOf, refuse } from './arguments.js';
import { loadEnglish, part } from './library.js';
import { readLines } from './polnear.js';

interface WireDocument {
  id: string;
  text: string;
  publisher?: string | null;
  date?: string | null;
  author?: string | null;
  credit?: string | null;
  wire?: string | null;
}

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: { errors: { type: 'boolean' } },
});
const path = positionals[0];
if (!path) refuse('give the documents');
const { toDocument } = await part<typeof DocumentModule>('document/document');
const { agencyNamed } = await part<typeof AgenciesModule>('document/agencies');
const language = await loadEnglish();

const given = (value: string | null | undefined): string | null =>
  value === null || value === undefined || value === 'None' || value === 'NA' || value.trim() === ''
    ? null
    : value.trim();

/** The full name of an agency in any spelling: the files have "reuters" and "Reuters". */
const named = (wire: string | null): string | null =>
  wire === null ? null : (agencyNamed(wire, language) ?? agencyNamed(wire.toUpperCase(), language) ?? wire);

/** A document as a page, with the lines around the text or without them. */
function textOf(document: WireDocument, whole: boolean): string {
  const [headline = '', ...rest] = document.text.split('\n\n');
  const author = whole ? given(document.author) : null;
  const credit = whole ? given(document.credit) : null;
  return [
    headline,
    ...(author === null ? [] : [`By ${author}`]),
    ...rest,
    ...(credit === null ? [] : [credit]),
  ].join('\n\n');
}

const documents = readLines(path) as WireDocument[];
console.log(
  `${''.padEnd(28)}${['pages', 'with wire', 'told', 'right', 'precision', 'recall'].map((one) => one.padStart(11)).join('')}`,
);
for (const whole of [true, false]) {
  let wanted = 0;
  let told = 0;
  let right = 0;
  for (const document of documents) {
    const { wire } = toDocument(
      {
        text: textOf(document, whole),
        ...(given(document.publisher) === null ? {} : { outlet: given(document.publisher)! }),
        ...(given(document.date) === null ? {} : { published: given(document.date)! }),
      },
      language,
    );
    const truth = named(given(document.wire));
    const found = named(wire);
    if (truth !== null) wanted++;
    if (found !== null) told++;
    if (truth !== null && found === truth) right++;
    else if (values.errors && found !== truth) {
      console.error(
        `${document.id}: ${found ?? 'none'} for ${truth ?? 'none'}: ${JSON.stringify(document.text.slice(0, 200))}`,
      );
    }
  }
  const figures = [documents.length, wanted, told, right, right / told, right / wanted];
  const row = figures.map((one, at) => (at < 4 ? String(one) : one.toFixed(3)).padStart(11)).join('');
  console.log(`${(whole ? 'text, byline and credit' : 'text alone').padEnd(28)}${row}`);
}
