/**
 * How well the story is found in real pages, and how fast: the public article-extraction benchmark, by the definitions
 * of `score-articles.ts`.
 *
 *     npm run bench:articles -- FOLDER [--min F1] [--most-times N] [--worst N] [--out PREDICTIONS.json]
 *
 * The folder holds `ground-truth.json` (`{KEY: {articleBody, url}}`) and `KEY.html.gz` or `KEY.html` for each page.
 * Only the page's bytes are handed over, as a file on disk would be. The extracted body is the text of the record's
 * `body` parts with the dateline that begins them. Beside it, in the same run, turn by turn on the same pages:
 * Mozilla's Readability over linkedom. Exits 1 when F1 is under `--min`, or our time over `--most-times` Readability's.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type * as DocumentModule from '../src/document/document.js';
import { argumentsOf, refuse } from './arguments.js';
import { loadEnglish, part } from './library.js';
import { comparePage, scoreArticles, type ArticleScore, type PageScore } from './score-articles.js';

/** What others reach on the 92 pages, measured once on one machine. */
const PEERS = [
  { name: 'rs_trafilatura', f1: 0.965 },
  { name: 'trafilatura', f1: 0.953 },
  { name: 'readability over linkedom', f1: 0.945 },
];

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: {
    min: { type: 'string' },
    'most-times': { type: 'string' },
    worst: { type: 'string' },
    out: { type: 'string' },
  },
});
const folder = positionals[0];
if (!folder) refuse('give the folder of pages');

const truth = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<
  string,
  { articleBody: string; url?: string }
>;
const { toDocument } = await part<typeof DocumentModule>('document/document');
const language = await loadEnglish();

function bytesOf(key: string): Buffer {
  const plain = join(folder!, `${key}.html`);
  return existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
}

/** What is under test: bytes in, the article's body out. */
interface Extractor {
  name: string;
  extract: (bytes: Buffer) => string;
}

const OURS: Extractor = {
  name: 'onrecord',
  extract: (bytes) => {
    try {
      const { text, parts } = toDocument({ bytes }, language);
      return parts
        .filter(({ kind }) => kind === 'body' || kind === 'dateline')
        .map(({ start, end }) => text.slice(start, end))
        .join('\n');
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      return '';
    }
  },
};

const READABILITY: Extractor = {
  name: 'readability over linkedom',
  extract: (bytes) => {
    const { document } = parseHTML(bytes.toString('utf8'));
    const article = new Readability(
      document as unknown as ConstructorParameters<typeof Readability>[0],
    ).parse();
    return article?.textContent ?? '';
  },
};

const keys = Object.keys(truth);
const pages = keys.map((key) => ({ key, bytes: bytesOf(key) }));
const results = [OURS, READABILITY].map((extractor) => ({
  extractor,
  seconds: 0,
  bodies: new Map<string, string>(),
}));

// Once over some pages first, so that neither pays for the engine's warming up.
for (const { bytes } of pages.slice(0, 10)) for (const { extractor } of results) extractor.extract(bytes);
for (const { key, bytes } of pages) {
  for (const result of results) {
    const before = process.cpuUsage();
    const body = result.extractor.extract(bytes);
    const { user, system } = process.cpuUsage(before);
    result.seconds += (user + system) / 1e6;
    result.bodies.set(key, body);
  }
}

const row = (name: string, figures: (string | number)[]): string =>
  name.padEnd(28) +
  figures.map((one) => (typeof one === 'number' ? one.toFixed(3) : one).padStart(11)).join('');
console.log(row('', ['pages', 'precision', 'recall', 'F1', 'accuracy', 'CPU s', 'pages/s']));
const scores = results.map(
  ({ extractor, bodies, seconds }): { score: ArticleScore; each: Map<string, PageScore> } => {
    const each = new Map(
      keys.map((key) => [key, comparePage(truth[key]!.articleBody, bodies.get(key) ?? '')]),
    );
    const score = scoreArticles([...each.values()]);
    const { precision, recall, f1, accuracy } = score;
    console.log(
      row(extractor.name, [
        String(keys.length),
        precision,
        recall,
        f1,
        accuracy,
        seconds.toFixed(1),
        (keys.length / seconds).toFixed(1),
      ]),
    );
    return { score, each };
  },
);
console.log(
  '\nF1 measured before on the 92 pages: ' + PEERS.map(({ name, f1 }) => `${name} ${String(f1)}`).join(', '),
);
const times = results[0]!.seconds / results[1]!.seconds;
console.log(`onrecord takes ${times.toFixed(2)} times the CPU time of readability over linkedom`);

const worst = Number(values.worst ?? 0);
if (worst > 0) {
  console.log('\nprecision  recall  page');
  const ranked = [...scores[0]!.each].sort(
    ([, a], [, b]) => (a.precision ?? 0) + a.recall - (b.precision ?? 0) - b.recall,
  );
  for (const [key, { precision, recall }] of ranked.slice(0, worst)) {
    console.log(
      `${(precision ?? 0).toFixed(3).padStart(9)}${recall.toFixed(3).padStart(8)}  ${key} ${truth[key]!.url ?? ''}`,
    );
  }
}
if (values.out !== undefined) {
  const bodies = Object.fromEntries(
    [...results[0]!.bodies].map(([key, articleBody]) => [key, { articleBody }]),
  );
  writeFileSync(values.out, JSON.stringify(bodies));
}

if (scores[0]!.score.f1 < Number(values.min ?? 0)) {
  console.error(`F1 ${scores[0]!.score.f1.toFixed(3)} is under ${values.min!}`);
  process.exitCode = 1;
}
if (times > Number(values['most-times'] ?? Infinity)) {
  console.error(`the time is more than ${values['most-times']!} times Readability's`);
  process.exitCode = 1;
}
