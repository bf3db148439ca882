/**
 * Learns how much each feature of a candidate counts for pronouns and descriptions, and writes
 * `languages/en/attention.json`. Conditional logistic regression over the candidates of each expression, held near the
 * weights that are there (so that features which the documents hardly show keep theirs). As what is resolved early
 * changes what is seen later, documents are read anew after each round, and the weights are the mean of all rounds but the first.
 *
 *     npm run bench:learn-attention -- polnear.train.jsonl.gz bench/labels/references.train.jsonl coref.gum.jsonl.gz [--fitting] [--write]
 *
 * The labels say by name whom "he", "she" and descriptions that are sources mean: `{ id, pronouns: { n: name },
 * descriptions: { n: name or null } }`, null for one whom the page does not name. The open sets of `bench/families` say by the
 * speaker of each utterance whom the source of its statements means. Of GUM (annotations under CC-BY-NC-SA; nothing of
 * them is shipped) every other document of news, bio and interview is used, the others are kept out (`bench:coreference`).
 *
 * `--fitting` learns only how much it counts that the tagger finds a name fitting, and on GUM only: the tagger has learned from the
 * other documents, so that it would seem better there than it is.
 */
import { writeFileSync } from 'node:fs';
import type { DocumentRecord } from '../src/record.js';
import type { Candidate, Weights } from '../src/speaker/attention.js';
import type { Links } from '../src/statement/links.js';
import type * as ReadingModule from '../src/speaker/reading.js';
import { Adam, type Weighing } from './adam.js';
import { argumentsOf, refuse } from './arguments.js';
import { familiesIn, OPEN_SETS, readFamily } from './family-files.js';
import { loadFittings } from './fittings.js';
import { LANGUAGES, loadEnglish, loadLibrary, part } from './library.js';
import { asFound, readGold, readLines } from './polnear.js';
import {
  filedSpeakers,
  isCalled,
  openDocuments,
  PRONOUN,
  standsFor,
  UNNAMED,
  type References,
} from './references.js';
import { sameWords } from './score-families.js';

type Kind = 'pronoun' | 'description';
/** One expression: its candidates, which of them are right, and how much it counts. */
interface Example {
  candidates: readonly Candidate[];
  right: ReadonlySet<number>;
  share: number;
}
const ROUNDS = 6;
const STEPS = 400;
const RATE = 0.05;
/** How strongly weights are held where they are: there are few descriptions to learn from. */
const HELD: Record<Kind, number> = { pronoun: 0.005, description: 0.03 };
/** How much an example of the news counts beside one of GUM. */
const NEWS = 3;
/** Features that stay as they are: the documents have too few people called by a given name alone, or by two offices. */
const FIXED = new Set([
  'leaning',
  'against',
  'otherTitle',
  'takenOtherwise',
  'announced',
  'notOf',
  'onlyKin',
  'anewTheEpithet',
  'anewAged',
  'fitting',
  'unfitted',
]);
/** Learned by themselves, on what the tagger has not learned from. */
const FITTING = new Set(['fitting', 'unfitted']);

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, fitting: { type: 'boolean' } },
});
const [newsPath, labelPath, gumPath] = positionals;
if (!newsPath || !labelPath || !gumPath) refuse('give documents, labels and GUM');
const { readingOf } = await part<typeof ReadingModule>('speaker/reading');
const language = await loadEnglish();
const file = language.files.get('attention') as { source: string; entries: Record<Kind, Weights> };
const start = structuredClone(file.entries);

const labels = new Map((readLines(labelPath) as References[]).map((row) => [row.id, row]));
const filed = filedSpeakers();
const news = readGold(newsPath).filter(({ id }) => labels.has(id) || filed.has(id));
const gum = openDocuments(gumPath);

const stories = await storyPages();
const fittingOf = await loadFittings();
const fittings = new Map<string, Links>();
for (const text of [...news, ...gum, ...stories.map(({ record }) => record)].map((one) => one.text))
  fittings.set(text, await fittingOf({ text, parts: [{ kind: 'body', start: 0, end: text.length }] }));

const sums: Record<Kind, Record<string, number>> = { pronoun: {}, description: {} };
for (let round = 0; round < ROUNDS; round++) {
  const examples = collect();
  for (const kind of ['pronoun', 'description'] as const) {
    const list = examples[kind];
    const right = list.filter((one) => one.right.has(0)).length;
    console.log(`round ${String(round)}: ${kind} ${String(right)} of ${String(list.length)} right`);
    const learned = learn(list, file.entries[kind], start[kind], HELD[kind]);
    const mean: Record<string, number> = {};
    for (const name of Object.keys(learned)) {
      if (round > 0) sums[kind][name] = (sums[kind][name] ?? 0) + learned[name]! / (ROUNDS - 1);
      mean[name] = ((file.entries[kind][name] ?? 0) + learned[name]!) / 2;
    }
    file.entries[kind] = mean;
  }
}
const rounded = (weights: Record<string, number>) =>
  Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, Math.round(100 * value) / 100]));
const entries = { pronoun: rounded(sums.pronoun), description: rounded(sums.description) };
if (values.write)
  writeFileSync(
    `${LANGUAGES}/en/attention.json`,
    `${JSON.stringify({ source: file.source, entries }, null, 2)}\n`,
  );
else console.log(JSON.stringify(entries, null, 2));

/** The pages of the open families as read, with whom each utterance of them is by. */
async function storyPages(): Promise<
  { record: DocumentRecord; speakers: [words: string, speaker: string][] }[]
> {
  const library = await loadLibrary();
  const out: { record: DocumentRecord; speakers: [string, string][] }[] = [];
  for (const family of OPEN_SETS.flatMap(familiesIn)) {
    const records = await readFamily(family, library);
    family.documents.forEach(({ id }, n) => {
      const speakers = family.utterances.flatMap(({ speaker, statements }) =>
        statements.flatMap(([page, words]): [string, string][] => (page === id ? [[words, speaker]] : [])),
      );
      out.push({ record: records[n]!, speakers });
    });
  }
  return out;
}

/** Only a description may mean one who is new. */
function kindOf(candidates: readonly Candidate[]): Kind {
  return candidates.some(({ features }) => 'anew' in features) ? 'description' : 'pronoun';
}

/** Reads all documents with the weights as they are. */
function collect(): Record<Kind, Example[]> {
  const out: Record<Kind, Example[]> = { pronoun: [], description: [] };
  for (const document of values.fitting ? [] : news) {
    const { id, text, attributions } = document;
    const { pronouns = {}, descriptions = {} } = labels.get(id) ?? {};
    const headline = text.indexOf('\n');
    const parts =
      headline > 0 && headline < 200
        ? [
            { kind: 'headline' as const, start: 0, end: headline },
            { kind: 'body' as const, start: headline + 1, end: text.length },
          ]
        : [{ kind: 'body' as const, start: 0, end: text.length }];
    const seen = new Map<number, readonly Candidate[]>();
    const { tokens } = readingOf(
      { text, parts },
      asFound(document),
      language,
      fittings.get(text),
      (i, list) => seen.set(i, list),
    );
    const add = (given: Kind | null, n: string, name: string | null) => {
      const at = attributions[Number(n)]?.source[0]?.start;
      const candidates = at === undefined ? undefined : seen.get(tokens.findIndex(({ end }) => end > at));
      if (!candidates) return;
      const kind = given ?? kindOf(candidates);
      out[kind].push({ candidates, right: namedSo(candidates, name), share: NEWS });
    };
    for (const [n, name] of Object.entries(pronouns)) add('pronoun', n, name);
    for (const [n, name] of Object.entries(descriptions)) add('description', n, name);
    for (const [n, name] of filed.get(id) ?? [])
      if (!(n in pronouns) && !(n in descriptions)) add(null, n, name);
  }
  for (const { record, speakers } of values.fitting ? [] : stories) {
    const seen = new Map<number, readonly Candidate[]>();
    const { tokens } = readingOf(record, record.statements, language, fittings.get(record.text), (i, list) =>
      seen.set(i, list),
    );
    for (const { source, content } of record.statements) {
      const at = source[0];
      const words = content.map((span) => span.text).join(' ');
      const speaker = speakers.find(([said]) => sameWords(said, words))?.[1];
      const i = at ? tokens.findIndex(({ end }) => end > at.start) : -1;
      const candidates = seen.get(i);
      if (!candidates || speaker === undefined) continue;
      const right = namedSo(candidates, UNNAMED.test(speaker) ? null : speaker);
      const anew = candidates.some(({ features }) => 'anew' in features);
      // Whom the page describes and another names is not named here.
      const open = anew && right.size === 0 ? namedSo(candidates, null) : right;
      out[anew ? 'description' : 'pronoun'].push({ candidates, right: open, share: NEWS });
    }
  }
  for (const { text, entities } of gum) {
    const seen = new Map<number, readonly Candidate[]>();
    const parts = [{ kind: 'body' as const, start: 0, end: text.length }];
    const { tokens, coreference } = readingOf({ text, parts }, [], language, fittings.get(text), (i, list) =>
      seen.set(i, list),
    );
    const at = new Map(tokens.map((token, i) => [`${String(token.start)} ${String(token.end)}`, i]));
    const ends = new Map(tokens.map((token, i) => [token.end, i]));
    for (const spans of entities) {
      for (const span of spans) {
        const pronoun = PRONOUN.test(text.slice(span.start, span.end));
        const i = (pronoun ? at.get(`${String(span.start)} ${String(span.end)}`) : ends.get(span.end)) ?? -1;
        const candidates = seen.get(i);
        const described = candidates?.some(({ features }) => 'anew' in features) ?? false;
        if (!candidates || described === pronoun || (described && !standsFor(tokens[i]!, span))) continue;
        const nouns = (one: Candidate) =>
          [...coreference.met].flatMap(([noun, entity]) => (entity === one.entity ? [tokens[noun]!] : []));
        const right = candidates.flatMap((one, k) =>
          one.entity.mentions.some((name) => spans.some((other) => standsFor(name, other))) ||
          nouns(one).some((noun) => spans.some((other) => noun.end === other.end && standsFor(noun, other)))
            ? [k]
            : [],
        );
        const before = spans.some(({ start }) => start < span.start);
        const anew =
          described && !before
            ? candidates.flatMap(({ features }, k) => ('anew' in features ? [k] : []))
            : [];
        out[described ? 'description' : 'pronoun'].push({
          candidates,
          right: new Set(right.length > 0 ? right : anew),
          share: 1,
        });
      }
    }
  }
  return out;
}

/** Candidates of a name, or, for null, those without one. */
function namedSo(candidates: readonly Candidate[], name: string | null): Set<number> {
  return new Set(candidates.flatMap(({ entity }, k) => (isCalled(entity, name) ? [k] : [])));
}

/** Weights under which the right candidates are likeliest (Adam). */
function learn(
  examples: readonly Example[],
  from: Weights,
  held: Weights,
  firmly: number,
): Record<string, number> {
  const usable = examples.filter(({ right }) => right.size > 0);
  const weights: Record<string, number> = { ...from };
  const adam = new Adam(RATE);
  for (let step = 1; step <= STEPS; step++) {
    const slope: Record<string, number> = {};
    for (const { candidates, right, share } of usable) {
      const scores = candidates.map(({ features }) =>
        Object.entries(features).reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, 0),
      );
      const most = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - most));
      const all = odds.reduce((sum, value) => sum + value, 0);
      const good = odds.reduce((sum, value, k) => sum + (right.has(k) ? value : 0), 0);
      candidates.forEach(({ features }, k) => {
        const pull = (odds[k]! / all - (right.has(k) ? odds[k]! / good : 0)) * share;
        for (const [name, value] of Object.entries(features)) slope[name] = (slope[name] ?? 0) + pull * value;
      });
    }
    const moved: Weighing = {};
    for (const name of Object.keys(slope))
      if (values.fitting ? FITTING.has(name) : !FIXED.has(name))
        moved[name] = slope[name]! / usable.length + firmly * ((weights[name] ?? 0) - (held[name] ?? 0));
    adam.step(weights, moved);
  }
  return weights;
}
