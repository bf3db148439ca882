/**
 * How well mentions are followed on documents with annotated coreference (GUM, Zeldes 2017): the links of pronouns, and
 * the CoNLL score over the mentions that the resolver looks for.
 *
 *     npm run bench:coreference -- coref.gum.jsonl[.gz] [--genres news,bio,interview]
 *
 * Documents with an odd number in the file were looked at when the weights of `languages/en/attention.json` were learned;
 * those with an even number are kept out, and their figures stand apart.
 *
 * Links: of he, she, him, her and his, where annotated. A link is right when the pronoun's entity has a name, or a person
 * noun, that annotators gave to the pronoun's entity. Recall counts every annotated pronoun, precision those that were given anyone.
 *
 * CoNLL: the key has the annotated mentions of persons, organisations and places that are one of these pronouns or hold a
 * name (a word with a capital inside a sentence, here or elsewhere in the text); mentions by common nouns alone, first and second persons, "it",
 * "they" and all other kinds of entities are left out, so that the figure is no comparison with systems that resolve all.
 * The response has the resolver's names and pronouns, each standing for the smallest annotated span that it is the main
 * part of; what stands for none counts against precision. Clusters of one mention are left out of both.
 */
import type { Offsets } from '../src/record.js';
import type * as Reading from '../src/speaker/reading.js';
import { argumentsOf, refuse } from './arguments.js';
import { loadFittings } from './fittings.js';
import { loadEnglish, part } from './library.js';
import { readLines, toUnits } from './polnear.js';
import { PRONOUN, standsFor } from './references.js';
import { addDocument, emptyMeasures, f1Of, MEASURES } from './score-coreference.js';

interface Annotated {
  id: string;
  genre: string;
  text: string;
  entities: { id: string; type: string; mentions: [number, number][] }[];
}

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: { genres: { type: 'string', default: 'news,bio,interview' } },
});
const path = positionals[0];
if (!path) refuse('give the annotated documents');

const { clustersOf } = await part<typeof Reading>('speaker/reading');
const language = await loadEnglish();
const genres = new Set(values.genres.split(','));
const tally = () => ({ right: 0, given: 0, all: 0, measures: emptyMeasures() });
type Tally = ReturnType<typeof tally>;
const tallies = { 'looked at': tally(), 'kept out': tally() };

const NAMED = /^(?:person|organization|place)$/;

const fittingOf = await loadFittings();
const documents = (readLines(path) as Annotated[]).filter(({ genre }) => genres.has(genre));
for (const [index, document] of documents.entries())
  await measure(document, tallies[index % 2 === 0 ? 'looked at' : 'kept out']);

const heads = ['links', 'P', 'R', 'F1', ...MEASURES, 'CoNLL'];
console.log(`${''.padEnd(12)}${heads.map((head) => head.padStart(8)).join('')}`);
for (const [name, { right, given, all, measures }] of Object.entries(tallies)) {
  const precision = given ? right / given : 0;
  const recall = all ? right / all : 0;
  const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
  const scores = MEASURES.map((row) => f1Of(measures[row]));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const figures = [100 * precision, 100 * recall, 100 * f1, ...scores, mean];
  console.log(
    name.padEnd(12) + String(all).padStart(8) + figures.map((part) => part.toFixed(1).padStart(8)).join(''),
  );
}

/** Counts one document. */
async function measure({ text, entities }: Annotated, counts: Tally): Promise<void> {
  const units = toUnits(text);
  const gold = entities.map(({ type, mentions }) => ({
    named: NAMED.test(type),
    spans: mentions.map(([start, end]): Offsets => ({ start: units(start), end: units(end) })),
  }));
  const fitting = await fittingOf({ text, parts: [{ kind: 'body', start: 0, end: text.length }] });
  const clusters = clustersOf(text, language, fitting);
  const key = (span: Offsets) => `${String(span.start)} ${String(span.end)}`;
  const byPronoun = new Map(
    clusters.flatMap((cluster) => cluster.pronouns.map((pronoun) => [key(pronoun), cluster])),
  );
  for (const { spans } of gold) {
    for (const span of spans) {
      if (!PRONOUN.test(text.slice(span.start, span.end))) continue;
      counts.all++;
      const cluster = byPronoun.get(key(span));
      if (!cluster) continue;
      counts.given++;
      const same =
        cluster.names.some((name) => spans.some((other) => standsFor(name, other))) ||
        cluster.nouns.some((noun) => spans.some((other) => noun.end === other.end && standsFor(noun, other)));
      if (same) counts.right++;
    }
  }
  const capitals = capitalsOf(text);
  const wanted = gold
    .filter(({ named }) => named)
    .map(({ spans }) =>
      spans.filter((span) => PRONOUN.test(text.slice(span.start, span.end)) || isNamed(text, span, capitals)),
    );
  const all = wanted.flat().sort((a, b) => a.end - a.start - (b.end - b.start));
  const found = (span: Offsets) => {
    const pronoun = PRONOUN.test(text.slice(span.start, span.end));
    const of = all.find((one) => (pronoun ? key(one) === key(span) : standsFor(span, one)));
    return of ? key(of) : `spurious ${key(span)}`;
  };
  addDocument(
    counts.measures,
    wanted.map((spans) => [...new Set(spans.map(key))]),
    clusters.map(({ names, pronouns }) => [...new Set([...names, ...pronouns].map(found))]),
  );
}

/** The words that a text prints with a capital inside a sentence. */
function capitalsOf(text: string): Set<string> {
  return new Set([...text.matchAll(/(?<=[\p{L}\p{N},;] )\p{Lu}[\p{L}'’-]*/gu)].map(([word]) => word));
}

/** Whether an annotated span holds a name: a capital that no sentence begins with, or that stands inside one elsewhere. */
function isNamed(text: string, { start, end }: Offsets, capitals: ReadonlySet<string>): boolean {
  const words = text.slice(start, end);
  if (/\s\p{Lu}/u.test(words)) return true;
  const first = /^\p{Lu}[\p{L}'’-]*/u.exec(words)?.[0];
  if (first === undefined) return false;
  return capitals.has(first) || /[\p{L}\p{N},;] $/u.test(text.slice(Math.max(0, start - 2), start));
}
