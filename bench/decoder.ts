/**
 * Chooses the decoder's numbers on documents that the tagger was not trained on (training writes them to
 * `held.gold.jsonl`): runs the tagger once, then reads with each value of each option, one at a time.
 *
 *     node out/bench/decoder.js HELD.gold.jsonl [MODEL_FOLDER]
 */
import { toDocument } from '../src/document/document.js';
import { loadLanguage } from '../src/language/language.js';
import type { DecodeOptions } from '../src/statement/decode.js';
import { findAttributions } from '../src/statement/statements.js';
import { loadTagger, type Tagged, type Tagger } from '../src/statement/tagger.js';
import { argumentsOf, refuse } from './arguments.js';
import { readGold } from './polnear.js';
import { compare, score } from './score-statements.js';

const { positionals } = argumentsOf({ allowPositionals: true });
const [gold, model = 'models/en'] = positionals;
if (!gold) refuse('give the held documents');

/** Cues below this are never asked for. */
const FLOOR = 0.15;
const VALUES: Partial<Record<keyof DecodeOptions, number[]>> = {
  least: [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55],
  leastQuoted: [0.15, 0.2, 0.25, 0.3, 0.35, 0.4],
  threshold: [0.15, 0.2, 0.25, 0.3, 0.4],
  change: [0.5, 1, 1.5, 2, 2.5, 3],
  leave: [0.5, 1, 1.5, 2, 2.5],
  end: [0, 0.25, 0.5, 0.75, 1],
  source: [0.05, 0.1, 0.15, 0.2, 0.3, 0.5],
  snap: [0.35, 0.5, 0.65],
  smallest: [0.03, 0.08, 0.15],
  same: [0.3, 0.45, 0.6, 0.75, 0.9],
};

const documents = readGold(gold);
const language = loadLanguage('languages', 'en');
const tagger = await loadTagger(model, 1);

/** The tagger, asked once for each window. */
function remembering(real: Tagger): Tagger {
  const seen = new Map<string, Tagged>();
  return {
    decode: real.decode,
    distances: real.distances,
    cost: (word) => real.cost(word),
    async tag(words, kinds, from, to, threshold) {
      const key = `${String(at)} ${String(words[0]?.start)} ${String(words.length)}`;
      const found = seen.get(key) ?? (await real.tag(words, kinds, from, to, FLOOR));
      seen.set(key, found);
      return { ...found, cues: found.cues.filter((cue) => cue.probability >= threshold) };
    },
  };
}

let at = 0;
const cached = remembering(tagger);

async function figures(options: DecodeOptions) {
  const comparisons = [];
  for (at = 0; at < documents.length; at++) {
    const { text, attributions } = documents[at]!;
    const document = toDocument({ text }, language);
    const found = await findAttributions(document, cached, language, options);
    comparisons.push(compare(text, attributions, found));
  }
  const { all, direct, tokens } = score(comparisons);
  const percent = (n: number) => (100 * n).toFixed(1).padStart(6);
  return {
    f1: all.statement.f1,
    line: [all.statement, direct.statement, all.exact, all.content, tokens]
      .map(({ f1 }) => percent(f1))
      .join(''),
  };
}

const start = await figures(tagger.decode);
console.log('option            statement direct exact content tokens (F1)');
console.log(`${'as shipped'.padEnd(18)}${start.line}`);
for (const [name, values] of Object.entries(VALUES)) {
  for (const value of values) {
    const { f1, line } = await figures({ ...tagger.decode, [name]: value });
    console.log(`${`${name} ${String(value)}`.padEnd(18)}${line}${f1 > start.f1 + 0.001 ? '  better' : ''}`);
  }
}
