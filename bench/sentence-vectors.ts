/**
 * Whether sentence vectors of the shipped encoder would help to match reports: how well they, and the words alone, tell
 * pairs of statements of one utterance from pairs of two.
 *
 *     npm run bench:sentence-vectors -- [FILE.json | FOLDER]…
 *
 * Without a path the families of `bench/families` and `bench/families/second`. Of all pairs of true statements on two
 * pages of a family, the area under the ROC curve (0.5 is chance, 1 is perfect) is printed for the cosine of the means of
 * word vectors (each output of the encoder), for the words (what `agreementOf` weighs), and for both together.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import * as ort from 'onnxruntime-node';
import type * as Agreements from '../src/utterance/agreement.js';
import type { Report } from '../src/utterance/report.js';
import type * as Wordings from '../src/utterance/wording.js';
import { argumentsOf } from './arguments.js';
import { familiesIn } from './family-files.js';
import { loadEnglish, part } from './library.js';

const { positionals } = argumentsOf({ allowPositionals: true });
const { agreementOf } = await part<typeof Agreements>('utterance/agreement');
const { wordingOf } = await part<typeof Wordings>('utterance/wording');
const wording = wordingOf(await loadEnglish());

const json = (name: string) => JSON.parse(readFileSync(join('models/en', name), 'utf8')) as object;
const tokenizer = new Tokenizer(json('tokenizer.json'), json('tokenizer_config.json'));
const encoder = await ort.InferenceSession.create('models/en/encoder.onnx', { intraOpNumThreads: 1 });
const OUTPUTS = ['of_word', 'of_cue'] as const;

/** The means of the vectors of a text's words, one for each output. */
async function vectorsOf(text: string): Promise<Float64Array[]> {
  const id = (token: string) => tokenizer.token_to_id(token) ?? 0;
  const ids = [id('[CLS]')];
  const first: number[] = [];
  for (const word of text.match(/[\p{L}\p{N}'’]+|[^\s\p{L}\p{N}]/gu) ?? []) {
    first.push(ids.length);
    ids.push(...tokenizer.encode(word, { add_special_tokens: false }).ids);
  }
  ids.push(id('[SEP]'));
  const tensor = (list: readonly number[], dims: number[]) =>
    new ort.Tensor('int32', Int32Array.from(list), dims);
  const found = await encoder.run({
    ids: tensor(ids, [1, ids.length]),
    kinds: tensor(new Array<number>(ids.length).fill(0), [1, ids.length]),
    first: tensor(first, [first.length]),
  });
  return OUTPUTS.map((name) => {
    const { data, dims } = found[name]!;
    const width = dims.at(-1)!;
    const mean = new Float64Array(width);
    (data as Float32Array).forEach((value, i) => (mean[i % width]! += value));
    return mean;
  });
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [dot, x, y] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    x += a[i]! ** 2;
    y += b[i]! ** 2;
  }
  return dot / Math.sqrt(x * y);
}

interface Pair {
  together: boolean;
  oneSpeaker: boolean;
  /** The share of the shorter one's words that the other has. */
  covered: number;
  scores: Record<string, number>;
}

const wordsOnly = (id: string, text: string): Report => ({
  id,
  statement: id,
  page: id,
  kind: /[“"]/u.test(text) ? 'mixed' : 'indirect',
  act: 'state',
  text,
  pieces: [{ at: 0, start: 0, length: text.length }],
  quoted: [...text.matchAll(/[“"]([^”"]*)[”"]/gu)].map((match) => ({
    start: match.index + 1,
    end: match.index + match[0].length - 1,
  })),
  who: {
    name: null,
    kind: null,
    words: [],
    aliases: [],
    roles: [],
    explicit: false,
    described: false,
    definite: false,
  },
  said: null,
  published: null,
  time: null,
  headline: false,
  opening: false,
  back: false,
  fresh: false,
  story: [],
  topics: [],
});

const pairs: Pair[] = [];
const paths = positionals.length > 0 ? positionals : ['bench/families', 'bench/families/second'];
for (const family of paths.flatMap(familiesIn)) {
  const all: { id: string; speaker: string; document: string; report: Report; vectors: Float64Array[] }[] =
    [];
  for (const { id, speaker, statements } of family.utterances)
    for (const [document, text] of statements)
      all.push({
        id,
        speaker,
        document,
        report: wordsOnly(`${family.id} ${all.length}`, text),
        vectors: await vectorsOf(text),
      });
  all.forEach((a, i) => {
    for (const b of all.slice(i + 1)) {
      if (a.document === b.document) continue;
      const { shared, missing, extra } = agreementOf(a.report, b.report, wording);
      const words = shared - 0.6 * missing - 0.12 * Math.min(6, extra);
      const [ofWord, ofCue] = OUTPUTS.map((_, k) => cosine(a.vectors[k]!, b.vectors[k]!)) as [number, number];
      pairs.push({
        together: a.id === b.id,
        oneSpeaker: a.speaker === b.speaker,
        covered: shared / (shared + missing + 1e-9),
        scores: { 'vectors, of words': ofWord, 'vectors, of cues': ofCue, words, both: words + ofWord },
      });
    }
  });
}

/** Area under the ROC curve. */
function area(list: readonly Pair[], score: string): number {
  const of = (together: boolean) =>
    list.filter((pair) => pair.together === together).map(({ scores }) => scores[score]!);
  const [right, wrong] = [of(true), of(false)];
  let sum = 0;
  for (const x of right) for (const y of wrong) sum += x > y ? 1 : x === y ? 0.5 : 0;
  return sum / (right.length * wrong.length);
}

const sets = {
  'all pairs': pairs,
  'of one speaker': pairs.filter(({ oneSpeaker }) => oneSpeaker),
  'and less than 3/4 of the words': pairs.filter(({ oneSpeaker, covered }) => oneSpeaker && covered < 0.75),
};
const scores = Object.keys(pairs[0]!.scores);
console.log([''.padEnd(32), 'pairs'.padStart(10), ...scores.map((name) => name.padStart(19))].join(''));
for (const [name, list] of Object.entries(sets)) {
  const right = list.filter(({ together }) => together).length;
  const cells = scores.map((score) => area(list, score).toFixed(3).padStart(19));
  console.log([name.padEnd(32), `${right}/${list.length - right}`.padStart(10), ...cells].join(''));
}
