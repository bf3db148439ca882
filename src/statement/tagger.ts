import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import * as ort from 'onnxruntime-node';
import { OnrecordError } from '../errors.js';
import { memoized } from '../memoized.js';
import type { DecodeOptions } from './decode.js';
import type { Distances } from './links.js';
import type { Word } from './words.js';

/** What a word is to a cue. The order is the model's. */
export const LABELS = ['none', 'source', 'cue', 'content'] as const;
export const NONE = 0;
export const SOURCE = 1;
export const CUE = 2;
export const CONTENT = 3;

/** A cue that the tagger sees in a window: where it starts, how sure, and what each word of the window is to it. */
export interface TaggedCue {
  /** Index in the window of the cue's first word. */
  at: number;
  /** Probability, 0 to 1, that a cue starts here. */
  probability: number;
  /** Index in the window of the first labelled word: labels are given for the words around the cue only. */
  from: number;
  /** Log-probabilities of the four labels for each word from there on: `logp[(word - from) * 4 + label]`. */
  logp: Float32Array;
}

/** What the tagger sees in a window. */
export interface Tagged {
  cues: TaggedCue[];
  /** For each word of the window what it asks for and what it has (`links.ts`): `width` numbers. */
  links: { data: Float32Array; width: number };
}

/** Reads a window of words. The model behind it is loaded once and handed in, so that reading stays pure. */
export interface Tagger {
  /** How its labels are best decoded. */
  readonly decode: DecodeOptions;
  /** How well a name so far before a pronoun fits it. */
  readonly distances: Distances;
  /** How many pieces a word costs. */
  cost(word: string): number;
  /**
   * @param words the window
   * @param kinds the kind of each word (`kindsOf` of the whole document)
   * @param from first word at which a cue may start
   * @param to the word after the last at which a cue may start
   * @param threshold cues less probable than this are left out
   */
  tag(
    words: readonly Word[],
    kinds: readonly number[],
    from: number,
    to: number,
    threshold: number,
  ): Promise<Tagged>;
}

/** Words are cut to this many pieces: a longer one is no word of a language. */
const LONGEST_WORD = 8;
/** Words whose pieces are kept. */
const MOST_WORDS = 200_000;
/** Cues labelled in one run of the head: bounds its memory on windows full of cues. */
const CUES_AT_ONCE = 32;

/** Words before and after a cue that are labelled for it. */
interface Reach {
  before: number;
  after: number;
}

/** What the tagger was trained with (training/model.py): hardly a statement reaches further. */
const WHOLE: Reach = { before: 80, after: 112 };
/** Where nearly every statement ends: enough unless something is labelled at the edge. */
const NEAR: Reach = { before: 40, after: 56 };
/** Words at an edge whose labels don't count: the head looks four words to both sides. */
const EDGE = 6;

/** Bucket of the distance of a word from the cue, in words. */
function bucketOf(distance: number): number {
  if (distance === 0) return 0;
  const b = Math.min(8, Math.floor(Math.log2(Math.abs(distance)))) + 1;
  return distance > 0 ? b : b + 10;
}

/** What a run of the head needs of an encoded window. */
interface Encoded {
  words: readonly Word[];
  width: number;
  ofCue: Float32Array;
  ofWord: ort.Tensor;
}

class OnnxTagger implements Tagger {
  private readonly piecesOf = memoized(MOST_WORDS, (word): readonly number[] => {
    const { ids } = this.tokenizer.encode(word.slice(0, 100), { add_special_tokens: false });
    return ids.length > 0 ? ids.slice(0, LONGEST_WORD) : [this.special.unknown];
  });

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly encoder: ort.InferenceSession,
    private readonly head: ort.InferenceSession,
    readonly decode: DecodeOptions,
    readonly distances: Distances,
    private readonly special: { cls: number; sep: number; unknown: number },
  ) {}

  cost(word: string): number {
    return this.piecesOf(word).length;
  }

  async tag(
    words: readonly Word[],
    kinds: readonly number[],
    from: number,
    to: number,
    threshold: number,
  ): Promise<Tagged> {
    const ids: number[] = [this.special.cls];
    const kindOf: number[] = [0];
    const first: number[] = [];
    words.forEach((word, i) => {
      first.push(ids.length);
      for (const id of this.piecesOf(word.text)) {
        ids.push(id);
        kindOf.push(kinds[i] ?? 0);
      }
    });
    ids.push(this.special.sep);
    kindOf.push(0);
    const tensor = (values: ArrayLike<number>, dims: number[]) =>
      new ort.Tensor('int32', Int32Array.from(values), dims);
    const encoded = await this.encoder.run({
      ids: tensor(ids, [1, ids.length]),
      kinds: tensor(kindOf, [1, ids.length]),
      first: tensor(first, [first.length]),
    });
    const scores = encoded.cue!.data as Float32Array;
    const window: Encoded = {
      words,
      width: encoded.of_cue!.dims[1]!,
      ofCue: encoded.of_cue!.data as Float32Array,
      ofWord: encoded.of_word!,
    };
    const cues: Cue[] = [];
    for (let at = from; at < to; at++) {
      const probability = 1 / (1 + Math.exp(-scores[at]!));
      if (probability >= threshold) cues.push({ at, probability });
    }
    const near = await this.labels(window, cues, NEAR);
    const far = near
      .filter((cue) => reachesEdge(cue, words.length))
      .map(({ at, probability }) => ({ at, probability }));
    const whole = new Map((await this.labels(window, far, WHOLE)).map((cue) => [cue.at, cue]));
    return {
      cues: near.map((cue) => whole.get(cue.at) ?? cue),
      links: { data: encoded.link!.data as Float32Array, width: encoded.link!.dims[1]! },
    };
  }

  /** The labels of the words within reach of each cue. */
  private async labels(
    window: Encoded,
    cues: readonly Cue[],
    { before, after }: Reach,
  ): Promise<TaggedCue[]> {
    const { words, width, ofCue, ofWord } = window;
    const reach = before + 1 + after;
    const distance = Int32Array.from({ length: reach }, (_, r) => bucketOf(r - before));
    const out: TaggedCue[] = [];
    for (let i = 0; i < cues.length; i += CUES_AT_ONCE) {
      const some = cues.slice(i, i + CUES_AT_ONCE);
      const rows = new Float32Array(some.length * width);
      const word = new Int32Array(some.length * reach).fill(-1);
      const paragraph = new Int32Array(some.length * reach);
      some.forEach(({ at }, c) => {
        rows.set(ofCue.subarray(at * width, (at + 1) * width), c * width);
        const home = words[at]!.paragraph;
        const first = at - before;
        for (let w = Math.max(0, first); w < Math.min(words.length, at + after + 1); w++) {
          word[c * reach + w - first] = w;
          paragraph[c * reach + w - first] = Math.max(-2, Math.min(2, words[w]!.paragraph - home)) + 2;
        }
      });
      const dims = [some.length, reach];
      const { logp } = await this.head.run({
        of_cue: new ort.Tensor('float32', rows, [some.length, width]),
        of_word: ofWord,
        word: new ort.Tensor('int32', word, dims),
        distance: new ort.Tensor('int32', distance, [reach]),
        paragraph: new ort.Tensor('int32', paragraph, dims),
      });
      const all = logp!.data as Float32Array;
      some.forEach((cue, c) => {
        const first = cue.at - before;
        const from = Math.max(0, first);
        const to = Math.min(words.length, cue.at + after + 1);
        const start = c * reach - first;
        out.push({
          ...cue,
          from,
          logp: all.subarray((start + from) * LABELS.length, (start + to) * LABELS.length),
        });
      });
    }
    return out;
  }
}

type Cue = Pick<TaggedCue, 'at' | 'probability'>;

/** Whether something of the statement may stand beyond the labelled words: one at the edge is likelier a part of it than not. */
function reachesEdge({ from, logp }: TaggedCue, length: number): boolean {
  const n = logp.length / LABELS.length;
  const part = (i: number) => logp[i * LABELS.length + NONE]! < Math.log(0.5);
  for (let i = 0; i < Math.min(EDGE, n); i++) {
    if (from > 0 && part(i)) return true;
    if (from + n < length && part(n - 1 - i)) return true;
  }
  return false;
}

/**
 * Loads the shipped tagger.
 * @param folder the model's folder (`encoder.onnx`, `head.onnx`, `tokenizer.json`, `tokenizer_config.json`, `decoder.json`, `ends.json`,
 *   `links.json`)
 * @param threads threads of the model; 0 lets the runtime choose
 * @throws OnrecordError `model-missing`
 * @example const tagger = await loadTagger('models/en', 1)
 */
export async function loadTagger(folder: string, threads: number): Promise<Tagger> {
  const at = (name: string) => {
    const path = join(folder, name);
    if (!existsSync(path)) throw new OnrecordError('model-missing', path);
    return path;
  };
  const json = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) as object;
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // The files are optimized when they are made (training/export.py), without a fusion that is slower on CPUs.
    graphOptimizationLevel: 'basic',
    logSeverityLevel: 3,
  };
  const [encoder, head] = await Promise.all([
    ort.InferenceSession.create(at('encoder.onnx'), options),
    ort.InferenceSession.create(at('head.onnx'), options),
  ]);
  const tokenizer = new Tokenizer(json('tokenizer.json'), json('tokenizer_config.json'));
  const id = (token: string) => tokenizer.token_to_id(token) ?? 0;
  const decode = { ...json('decoder.json'), ends: json('ends.json') } as DecodeOptions;
  const { distances } = json('links.json') as { distances: Distances };
  return new OnnxTagger(tokenizer, encoder, head, decode, distances, {
    cls: id('[CLS]'),
    sep: id('[SEP]'),
    unknown: id('[UNK]'),
  });
}
