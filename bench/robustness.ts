/**
 * How much worse `read` finds statements when the same pages are printed differently: straight quotation marks,
 * headlines in capitals, letters misread by a scanner, people with names from other regions.
 *
 *     npm run bench:robustness -- FILE.jsonl[.gz] [--limit N] [--most POINTS]
 *
 * `--most` fails the run when a loss in statement F1 is larger; misread letters are not held to it.
 */
import { argumentsOf, refuse } from './arguments.js';
import { loadEnglish, loadLibrary } from './library.js';
import { readGold, type GoldDocument } from './polnear.js';
import { compare, score, type AttributionSpans } from './score-statements.js';
import { capitals, renamed, smudged, straight, type Variant } from './variants.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: { limit: { type: 'string' }, most: { type: 'string' } },
});
const path = positionals[0];
if (!path) refuse('give the annotated documents');

const documents = readGold(path).slice(0, values.limit === undefined ? undefined : Number(values.limit));
const { read } = await loadLibrary();
const { given } = await names();

const VARIANTS: [name: string, vary: (document: GoldDocument) => Variant, held: boolean][] = [
  ['as printed', ({ text }) => ({ text, place: (offset) => offset }), true],
  ['straight quotation marks', ({ text }) => straight(text), true],
  ['headline in capitals', ({ text }) => capitals(text), true],
  ['1 % of letters misread', ({ text, id }) => smudged(text, id), false],
  ['names of other regions', ({ text, id }) => renamed(text, given, id), true],
];

console.log(
  `${'F1 in per cent'.padEnd(28)}${['statement', 'direct', 'exact', 'loss'].map((h) => h.padStart(10)).join('')}`,
);
let printed = 0;
for (const [name, vary, held] of VARIANTS) {
  const comparisons = [];
  for (const document of documents) {
    const { text, place } = vary(document);
    const moved = document.attributions.map((one) => movedBy(place, one));
    const page = { text, ...(document.date === null ? {} : { published: document.date }) };
    const record = await read(page, { threads: 1 }).catch(() => null);
    comparisons.push(compare(text, moved, record?.statements ?? []));
  }
  const { all, direct } = score(comparisons);
  const f1 = 100 * all.statement.f1;
  if (name === 'as printed') printed = f1;
  const cells = [f1, 100 * direct.statement.f1, 100 * all.exact.f1, printed - f1];
  console.log(name.padEnd(28) + cells.map((cell) => cell.toFixed(1).padStart(10)).join(''));
  if (held && values.most !== undefined && printed - f1 > Number(values.most)) {
    console.error(`${name}: ${(printed - f1).toFixed(1)} points lost, more than ${values.most}`);
    process.exitCode = 1;
  }
}

function movedBy(place: Variant['place'], one: AttributionSpans): AttributionSpans {
  const move = (spans: AttributionSpans['content']) =>
    spans.map(({ start, end }) => ({ start: place(start), end: place(end) }));
  return { source: move(one.source), cue: move(one.cue), content: move(one.content) };
}

async function names(): Promise<{ given: ReadonlySet<string> }> {
  const file = (await loadEnglish()).files.get('given-names');
  const { male, female } = file?.entries as { male: string; female: string };
  return { given: new Set(`${male} ${female}`.split(' ')) };
}
