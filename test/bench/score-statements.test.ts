import { describe, expect, it } from 'vitest';
import { compare, score, tokensOf, type AttributionSpans } from '../../bench/score-statements.js';
import { errorsOf } from '../../bench/statement-errors.js';

const text = 'Mira Tolen said the dam would hold. “We checked every gate twice,” she added.';

/** An attribution by its words; null for a part that is absent. */
function said(source: string | null, cue: string | null, content: string): AttributionSpans {
  const find = (words: string | null) => {
    if (words === null) return [];
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`not in the text: ${words}`);
    return [{ start, end: start + words.length }];
  };
  return { source: find(source), cue: find(cue), content: find(content) };
}

const gold = [
  said('Mira Tolen', 'said', 'the dam would hold'),
  said('she', 'added', '“We checked every gate twice,”'),
];

describe('scoring statements', () => {
  it('gives full marks to the gold itself', () => {
    const result = score([compare(text, gold, gold)]);
    expect(result.all.statement).toEqual({ precision: 1, recall: 1, f1: 1 });
    expect(result.direct.exact.f1).toBe(1);
    expect(result.counts).toEqual({
      documents: 1,
      gold: 2,
      predicted: 2,
      goldDirect: 1,
      predictedDirect: 1,
    });
  });

  it('gives none where nothing was found', () => {
    const result = score([compare(text, gold, [])]);
    expect(result.all.content).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(result.tokens.recall).toBe(0);
  });

  it('does not mind quotation marks, commas and spaces at an edge', () => {
    const result = score([compare(text, gold, [said('she', 'added', 'We checked every gate twice')])]);
    expect(result.direct.exact.f1).toBe(1);
    expect(result.all.exact).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 });
  });

  it('counts a content that overlaps by half as found, but not as exact', () => {
    const result = score([compare(text, gold, [said('Mira Tolen', 'said', 'the dam')])]);
    expect(result.all.content.precision).toBe(1);
    expect(result.all.exact.precision).toBe(0);
    const less = score([compare(text, gold, [said('Mira Tolen', 'said', 'hold')])]);
    expect(less.all.content.precision).toBe(0);
  });

  it('asks for the right source, or for none where there is none', () => {
    const wrong = score([compare(text, gold, [said('she', 'said', 'the dam would hold')])]);
    expect([wrong.all.content.precision, wrong.all.statement.precision, wrong.all.cue.precision]).toEqual([
      1, 0, 1,
    ]);
    const none = score([compare(text, gold, [said(null, null, 'the dam would hold')])]);
    expect([none.all.statement.precision, none.all.cue.precision]).toEqual([0, 0]);
    const bare = [said(null, null, 'the dam would hold')];
    expect(score([compare(text, bare, bare)]).all.statement.f1).toBe(1);
  });

  it('lets the source decide between two predictions with the same content', () => {
    const predicted = [
      said('she', 'said', 'the dam would hold'),
      said('Tolen', 'said', 'the dam would hold'),
    ];
    const result = score([compare(text, gold.slice(0, 1), predicted)]);
    expect(result.all.statement).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3 });
  });

  it('reads words of any script, and an underscore, as tokens', () => {
    expect(
      tokensOf('Ново_1 café—naïve ½ 東京!').map(({ start, end }) =>
        'Ново_1 café—naïve ½ 東京!'.slice(start, end),
      ),
    ).toEqual(['Ново_1', 'café', 'naïve', '½', '東京']);
  });

  it('names what went wrong', () => {
    const predicted = [said('she', 'added', 'every gate twice'), said('Mira Tolen', 'said', 'We')];
    const kinds = errorsOf('d', text, gold, predicted, compare(text, gold, predicted));
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'content: too short',
      'missed: read with other content',
      'made up: a marked cue with other content',
    ]);
    expect(kinds[1]?.gold).toBe('[Mira Tolen] said: the dam would hold');
  });
});
