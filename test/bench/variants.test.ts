import { describe, expect, it } from 'vitest';
import { capitals, renamed, smudged, straight } from '../../bench/variants.js';

const TEXT = 'Maria Brandvik wins\n“No,” said Maria Brandvik. Brandvik’s deputy, John Ekdal, left.';

describe('the texts that the robustness bench reads', () => {
  it('keep their offsets where only letters and marks change', () => {
    for (const { text, place } of [straight(TEXT), capitals(TEXT), smudged(TEXT, 'a', 0.5)]) {
      expect(text).toHaveLength(TEXT.length);
      expect(place(12)).toBe(12);
    }
    expect(capitals(TEXT).text.split('\n')[0]).toBe('MARIA BRANDVIK WINS');
  });

  it('give everyone another name, the same throughout, and know where each word went', () => {
    const { text, place } = renamed(TEXT, new Set(['maria', 'john']), 'a');
    expect(text).not.toMatch(/Maria|Brandvik|John|Ekdal/u);
    const said = TEXT.indexOf('said');
    expect(text.slice(place(said), place(said + 4))).toBe('said');
    const name = TEXT.lastIndexOf('Brandvik');
    const family = text.slice(place(name), place(name + 8));
    expect(text.split(family)).toHaveLength(4);
  });

  it('are the same in every run', () => {
    expect(smudged(TEXT, 'a')).toEqual(expect.objectContaining({ text: smudged(TEXT, 'a').text }));
    expect(renamed(TEXT, new Set(['maria']), 'b').text).toBe(renamed(TEXT, new Set(['maria']), 'b').text);
  });
});
