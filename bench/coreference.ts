/**
 * How well pronouns are followed: he, she, him, her and his on documents with annotated coreference (GUM, Zeldes 2017).
 *
 *     npm run bench:coreference -- coref.gum.jsonl[.gz] [--genres news,bio,interview]
 *
 * Documents with an odd number in the file were looked at when the weights of `src/speaker/attention.ts` were chosen;
 * those with an even number are kept out, and their figures stand apart. A link is right when the pronoun's entity has
 * a name that annotators gave to the pronoun's entity. Recall counts every annotated pronoun, precision those that
 * were given anyone.
 */
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as Reading from '../src/speaker/reading.js';
import type * as Languages from '../src/language/language.js';
import { readLines, toUnits } from './polnear.js';

interface Annotated {
  id: string;
  genre: string;
  text: string;
  entities: { id: string; type: string; mentions: [number, number][] }[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { genres: { type: 'string', default: 'news,bio,interview' } },
});
const path = positionals[0];
if (!path) {
  console.error('give the annotated documents: npm run bench:coreference -- coref.gum.jsonl.gz');
  process.exit(2);
}

async function built<T>(module: string): Promise<T> {
  const url = new URL(`../../dist/${module}`, import.meta.url);
  if (!existsSync(fileURLToPath(url)))
    throw new Error(`dist/${module} is missing: run "npm run build" first`);
  return (await import(url.href)) as T;
}

const { pronounsOf } = await built<typeof Reading>('speaker/reading.js');
const { loadLanguage } = await built<typeof Languages>('language/language.js');
const language = loadLanguage(fileURLToPath(new URL('../../languages', import.meta.url)), 'en');
const genres = new Set(values.genres.split(','));
const tallies = { 'looked at': { right: 0, given: 0, all: 0 }, 'kept out': { right: 0, given: 0, all: 0 } };

(readLines(path) as Annotated[])
  .filter(({ genre }) => genres.has(genre))
  .forEach((document, index) => measure(document, tallies[index % 2 === 0 ? 'looked at' : 'kept out']));

console.log(`${''.padEnd(12)}${['links', 'P', 'R', 'F1'].map((head) => head.padStart(8)).join('')}`);
for (const [name, { right, given, all }] of Object.entries(tallies)) {
  const precision = given ? right / given : 0;
  const recall = all ? right / all : 0;
  const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
  const figures = [precision, recall, f1].map((part) => (100 * part).toFixed(1).padStart(8)).join('');
  console.log(name.padEnd(12) + String(all).padStart(8) + figures);
}

/** Counts the pronouns of one document. */
function measure({ text, entities }: Annotated, tally: { right: number; given: number; all: number }): void {
  const units = toUnits(text);
  const gold = entities.map(({ mentions }) =>
    mentions.map(([start, end]) => ({ start: units(start), end: units(end) })),
  );
  const found = new Map(
    pronounsOf(text, language).map((one) => [`${String(one.start)} ${String(one.end)}`, one.names]),
  );
  for (const mentions of gold) {
    for (const { start, end } of mentions) {
      if (!/^(?:he|she|his|her|him)$/i.test(text.slice(start, end))) continue;
      tally.all++;
      const names = found.get(`${String(start)} ${String(end)}`);
      if (!names) continue;
      tally.given++;
      // Annotated spans take titles and appositions in: a name inside a span not much longer is that mention.
      const same = names.some((name) =>
        mentions.some(
          (span) =>
            span.start <= name.start &&
            name.end <= span.end + 1 &&
            span.end - span.start < name.end - name.start + 30,
        ),
      );
      if (same) tally.right++;
    }
  }
}
