import { describe, expect, it } from 'vitest';
import {
  candidateOf,
  confidenceOf,
  distinct,
  joined,
  labelsOf,
  shared,
  without,
  type Candidate,
  type DecodeOptions,
} from '../../src/statement/decode.js';
import { CONTENT, CUE, NONE, SOURCE, type TaggedCue } from '../../src/statement/tagger.js';
import { windowsOf } from '../../src/statement/windows.js';
import { wordsOf } from '../../src/statement/words.js';

const OPTIONS: DecodeOptions = {
  threshold: 0.2,
  change: 2,
  leave: 2,
  end: 1,
  ends: { before: {}, after: {}, names: 0, constant: 0 },
  source: 0.2,
  snap: 0.5,
  smallest: 0.08,
  least: 0.35,
  leastQuoted: 0.35,
  confidence: [0, 1],
  same: 0.6,
};

/** Nothing is known of where content ends. */
const ENDS = new Float32Array(40);
const same = () => 2;

/** Log-probabilities that say these labels with a certainty. */
function logpOf(labels: readonly number[], sure = 0.97): Float32Array {
  return Float32Array.from(
    labels.flatMap((label) => [0, 1, 2, 3].map((k) => Math.log(k === label ? sure : (1 - sure) / 3))),
  );
}

const cueOf = (labels: readonly number[]): TaggedCue => ({
  at: labels.indexOf(CUE),
  probability: 0.9,
  from: 0,
  logp: logpOf(labels),
});

describe('the labels of a cue', () => {
  it('are the likeliest where they are sure', () => {
    const labels = [SOURCE, CUE, NONE, NONE, CONTENT, CONTENT, CONTENT];
    expect([...labelsOf(logpOf(labels), 2, same)]).toEqual(labels);
  });

  it('do not change for one doubtful word', () => {
    const logp = logpOf([CONTENT, CONTENT, NONE, CONTENT, CONTENT], 0.6);
    expect([...labelsOf(logp, 2, same)]).toEqual([CONTENT, CONTENT, CONTENT, CONTENT, CONTENT]);
  });

  it('leave content where leaving is cheap, when the words themselves are in doubt', () => {
    const logp = logpOf([CONTENT, CONTENT, CONTENT, NONE, NONE, NONE], 0.9);
    // The third and fourth word may be either.
    for (const i of [2, 3]) logp.set([Math.log(0.49), Math.log(0.01), Math.log(0.01), Math.log(0.49)], i * 4);
    const cheapAt = (end: number) => [...labelsOf(logp, 2, (i) => (i === end ? 0 : 3))];
    for (const end of [2, 3, 4]) expect(cheapAt(end).lastIndexOf(CONTENT)).toBe(end - 1);
  });

  it('make a statement in the words of the document', () => {
    const found = candidateOf(cueOf([SOURCE, CUE, CONTENT, CONTENT, NONE, NONE]), 10, [], OPTIONS, ENDS);
    expect(found).toMatchObject({
      source: [{ from: 10, to: 11 }],
      cue: [{ from: 11, to: 12 }],
      content: [{ from: 12, to: 14 }],
    });
  });

  it('make none without content', () => {
    expect(candidateOf(cueOf([SOURCE, CUE, NONE, NONE]), 0, [], OPTIONS, ENDS)).toBeNull();
  });

  it('find a source of one word that the cost of changing hides', () => {
    const logp = logpOf([NONE, CUE, CUE, CONTENT, CONTENT, CONTENT]);
    logp.set([Math.log(0.5), Math.log(0.45), Math.log(0.025), Math.log(0.025)], 0);
    const found = candidateOf({ at: 1, from: 0, probability: 0.9, logp }, 0, [], OPTIONS, ENDS);
    expect(found?.source).toEqual([{ from: 0, to: 1 }]);
  });

  it('take a quotation whole when most of it is content', () => {
    const quotation = {
      from: 0, to: 6, start: 0, end: 6, inner: { start: 1, end: 5 }, paragraph: 0, closed: true, continues: false, words: 4,
    }; // prettier-ignore
    const found = candidateOf(
      cueOf([NONE, CONTENT, CONTENT, CONTENT, CONTENT, CONTENT, CUE, SOURCE]),
      0,
      [quotation],
      OPTIONS,
      ENDS,
    );
    expect(found?.content).toEqual([{ from: 0, to: 6 }]);
  });
});

describe('statements that meet', () => {
  const candidate = (content: [number, number], cue: number, confidence: number): Candidate => ({
    source: [],
    cue: [{ from: cue, to: cue + 1 }],
    content: [{ from: content[0], to: content[1] }],
    confidence,
    signs: [],
  });

  it('are one when they hold nearly the same words; the likelier stays', () => {
    const found = distinct([candidate([0, 10], 11, 0.6), candidate([0, 9], 12, 0.8)], 0.6);
    expect(found.map(({ confidence }) => confidence)).toEqual([0.8]);
  });
});

describe('runs', () => {
  it('join where they touch, count what they share, and leave out what is taken', () => {
    expect(joined([{ from: 3, to: 5 }, { from: 0, to: 3 }, { from: 8, to: 9 }])).toEqual([
      { from: 0, to: 5 },
      { from: 8, to: 9 },
    ]); // prettier-ignore
    expect(shared([{ from: 0, to: 5 }], [{ from: 3, to: 9 }])).toBe(2);
    expect(without([{ from: 0, to: 9 }], [{ from: 2, to: 4 }])).toEqual([
      { from: 0, to: 2 },
      { from: 4, to: 9 },
    ]);
  });
});

describe('confidence', () => {
  it('is a probability that grows with the signs', () => {
    expect(confidenceOf([0], [0, 1])).toBe(0.5);
    expect(confidenceOf([2], [0, 1])).toBeGreaterThan(confidenceOf([1], [0, 1]));
    expect(confidenceOf([1e9], [0, 1])).toBeLessThanOrEqual(1);
  });
});

describe('windows', () => {
  const words = (text: string) => wordsOf(text, [{ start: 0, end: text.length }]);
  const tagger = { cost: () => 1 };

  it('put every word in the core of exactly one, with context around it', () => {
    const all = words('one two three four five six seven\n'.repeat(60));
    const cut = windowsOf(all, tagger, { size: 64, before: 12, after: 6 });
    let next = 0;
    for (const { from, to, coreFrom, coreTo } of cut) {
      expect(coreFrom).toBe(next);
      expect(from).toBeLessThanOrEqual(coreFrom);
      expect(to).toBeGreaterThanOrEqual(coreTo);
      expect(to - from).toBeLessThanOrEqual(64);
      next = coreTo;
    }
    expect(next).toBe(all.length);
  });

  it('begin at paragraphs where they can', () => {
    const all = words('one two three four five six seven\n'.repeat(60));
    const cut = windowsOf(all, tagger, { size: 64, before: 0, after: 0 });
    expect(cut.every(({ coreFrom }) => all[coreFrom]?.first)).toBe(true);
  });

  it('come to an end where one word is larger than a window', () => {
    const cut = windowsOf(words('a b c'), { cost: () => 100 }, { size: 64, before: 12, after: 6 });
    expect(cut).toHaveLength(3);
  });
});
