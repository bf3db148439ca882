import { describe, expect, it } from 'vitest';
import { withinBounds } from '../../src/statement/bounds.js';
import type { Candidate, Run } from '../../src/statement/decode.js';
import { wordsOf } from '../../src/statement/words.js';
import { statementsOf } from './english.js';

const told = async (text: string) =>
  (await statementsOf(text)).map(({ source, content }) => `${source}: ${content.join(' … ')}`);

describe('quotations that the sentences around them tell of', () => {
  it('are of whom the sentence behind names', async () => {
    expect(
      await told(
        '“The crane is paid for, and the matter is closed.” With these words Mayor Mara Eklund ended the longest sitting of the year.',
      ),
    ).toContain('Mayor Mara Eklund: “The crane is paid for, and the matter is closed.”');
  });

  it('are of whose words they are said to be', async () => {
    expect(
      await told(
        'In the last row sat Jens Halder, the ferryman whose words went round the country: “Nobody rang, nobody wrote, nobody came.” He had been invited.',
      ),
    ).toContain('Jens Halder, the ferryman: “Nobody rang, nobody wrote, nobody came.”');
  });
});

describe('figures', () => {
  it('are told by whom they are put at something', async () => {
    expect(
      await told('Jens Halder looked at his field. He put the damage at 3,000 hectares. It rained again.'),
    ).toContain('He: the damage at 3,000 hectares');
  });

  it('are none where something else is put somewhere', async () => {
    const all = await told('She put the kettle on the stove at 7. He put the boat at the pier.');
    expect(all.filter((one) => one.includes('kettle') || one.includes('boat'))).toEqual([]);
  });
});

describe('statements', () => {
  const words = (text: string) => wordsOf(text, [{ start: 0, end: text.length }]);
  const one = (source: Run, cue: Run, content: Run): Candidate => ({
    source: [source],
    cue: [cue],
    content: [content],
    confidence: 0.9,
    signs: [],
  });

  it('have their source in one paragraph', () => {
    const text = words('Harbour Mission\nOrsk, 3 May\nMara Eklund said: no.');
    const [found] = withinBounds(text, 0, [
      one({ from: 0, to: 8 }, { from: 8, to: 9 }, { from: 10, to: 11 }),
    ]);
    expect(found?.source).toEqual([{ from: 6, to: 8 }]);
  });

  it('of a headline end with it', () => {
    const text = words('Clerk defends her count\n“It is right.”');
    const [found] = withinBounds(text, 4, [one({ from: 0, to: 1 }, { from: 1, to: 2 }, { from: 2, to: 9 })]);
    expect(found?.content).toEqual([{ from: 2, to: 4 }]);
  });
});
