/**
 * Writes what teaches the tagger whom "he", "she" and "the mayor" mean, one JSON object a line: `{ id, text, people: [{ gender, person, names }],
 * pronouns: [[start, end, person]] }`, offsets in code points. Of descriptions it is the noun
 * that stands among the pronouns. `training/links.py` reads it.
 *
 *     node out/bench/link-examples.js polnear.train.jsonl.gz bench/labels/references.train.jsonl > links.jsonl
 *
 * People and their names are as the resolver clusters them. Pronouns are those of which labels tell whom they mean: in
 * documents of PolNeAR and in the open families (the speaker of each utterance). GUM is left to choose and to measure by.
 */
import type { Offsets } from '../src/record.js';
import type { Attribution } from '../src/statement/attribution.js';
import type { Entity } from '../src/speaker/entities.js';
import type * as ReadingModule from '../src/speaker/reading.js';
import { argumentsOf, refuse } from './arguments.js';
import { familiesIn, OPEN_SETS, readFamily } from './family-files.js';
import { loadEnglish, loadLibrary, part } from './library.js';
import { asFound, readGold, readLines, toPoints } from './polnear.js';
import { filedSpeakers, isCalled, PRONOUN, UNNAMED, type References } from './references.js';
import { sameWords } from './score-families.js';

/** Up to four words in small letters behind "the" or the like, the last of which is the noun. */
const DESCRIPTION = /^(?:the|his|her|their|that|this)(?: [\p{Ll}-]+){0,3} (\p{Ll}+)$/iu;

const { positionals } = argumentsOf({ allowPositionals: true, options: {} });
const [newsPath, labelPath] = positionals;
if (!newsPath || !labelPath) refuse('give documents and labels');
const { readingOf } = await part<typeof ReadingModule>('speaker/reading');
const language = await loadEnglish();

const labels = new Map((readLines(labelPath) as References[]).map((row) => [row.id, row]));
const filed = filedSpeakers();
for (const document of readGold(newsPath)) {
  const { id, text, attributions } = document;
  const { pronouns = {}, descriptions = {} } = labels.get(id) ?? {};
  const named = new Map([
    ...(filed.get(id) ?? []),
    ...Object.entries(descriptions),
    ...Object.entries(pronouns),
  ]);
  write(
    id,
    text,
    asFound(document),
    [...named].flatMap(([n, name]) => {
      const source = attributions[Number(n)]?.source[0];
      return source && name !== null ? [{ source, is: (one: Entity) => isCalled(one, name) }] : [];
    }),
  );
}
const library = await loadLibrary();
for (const family of OPEN_SETS.flatMap(familiesIn)) {
  const records = await readFamily(family, library);
  family.documents.forEach(({ id }, k) => {
    const { text, statements } = records[k]!;
    const said = family.utterances.flatMap((one) =>
      one.statements.flatMap(([page, words]) => (page === id ? [{ words, speaker: one.speaker }] : [])),
    );
    write(
      `${family.id} ${id}`,
      text,
      statements,
      statements.flatMap(({ source, content }) => {
        const words = content.map((span) => span.text).join(' ');
        const name = said.find((one) => sameWords(one.words, words))?.speaker;
        return source[0] && name !== undefined && !UNNAMED.test(name)
          ? [{ source: source[0], is: (one: Entity) => isCalled(one, name) }]
          : [];
      }),
    );
  });
}
/** Writes a document: its people, and the pronouns of which it is known whom they mean. */
function write(
  id: string,
  text: string,
  found: readonly Attribution[],
  known: readonly { source: Offsets; is: (one: Entity) => boolean }[],
): void {
  const parts = [{ kind: 'body' as const, start: 0, end: text.length }];
  const { entities } = readingOf({ text, parts }, found, language);
  const points = toPoints(text);
  const people = entities.all.filter(
    ({ kind, article, mentions }) =>
      (kind === 'person' || kind === 'name') && !article && mentions.length > 0,
  );
  const pronouns = known.flatMap(({ source, is }) => {
    const word = standIn(text, source);
    const person = word ? people.findIndex(is) : -1;
    return word && person >= 0 ? [[points(word.start), points(word.end), person]] : [];
  });
  const rows = people.map(({ gender, leaning, mentions, kind }) => ({
    gender: gender ?? leaning,
    person: kind === 'person',
    names: mentions.map(({ start, end }) => [points(start), points(end)]),
  }));
  console.log(JSON.stringify({ id, text, people: rows, pronouns }));
}

/** The word that stands for someone: "he", or the noun of a short description, "the old deckhand"; null for other words. */
function standIn(text: string, { start, end }: Offsets): Offsets | null {
  const words = text.slice(start, end);
  if (PRONOUN.test(words)) return { start, end };
  const noun = DESCRIPTION.exec(words)?.[1];
  return noun === undefined ? null : { start: end - noun.length, end };
}
