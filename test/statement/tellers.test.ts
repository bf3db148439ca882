import { describe, expect, it } from 'vitest';
import { withinBounds } from '../../src/statement/bounds.js';
import { withClosings } from '../../src/statement/closing.js';
import type { Candidate, Run } from '../../src/statement/decode.js';
import { wordsOf } from '../../src/statement/words.js';
import { english, statementsOf } from './english.js';

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

  it.each([
    [
      'Ana Torvik came to the studio of Radio Velm. In her words to the host: “The weir has three holes, and I have counted them.”',
      'her: “The weir has three holes, and I have counted them.”',
    ],
    [
      '“The weir of Velm is no bathtub,” was the verdict of Ostmar’s Minister Jens Halder. It was raining.',
      'Ostmar’s Minister Jens Halder: “The weir of Velm is no bathtub,”',
    ],
    [
      'The paper was short. “One leak told twice” was how Jens Halder, for the town, described the result on Radio Velm.',
      'Jens Halder: “One leak told twice”',
    ],
    [
      'Mara Eklund was in the hall this morning, and so was our microphone: “For three months we have rowed without wages.”',
      'Mara Eklund: “For three months we have rowed without wages.”',
    ],
    [
      'The engineers laughed. So much for the company’s “not a single leak”.',
      'the company: “not a single leak”',
    ],
    [
      'Some heard nothing. “A great deal of coughing”, a delegate confided to the Courier.',
      'a delegate: “A great deal of coughing”',
    ],
  ])('are of whom the words around them name: %s', async (text, expected) => {
    expect(await told(text)).toContain(expected);
  });

  it('go on with the one who spoke, behind a few words without a name', async () => {
    const all = await told(
      '“Nobody rings the ferry,” Mara Eklund said to laughter.\n\nThen, more soberly: “At this price a shepherd swims.”',
    );
    expect(all).toEqual(['Mara Eklund: “Nobody rings the ferry,” … “At this price a shepherd swims.”']);
  });
});

describe('sentences without quotation marks', () => {
  it.each([
    [
      'Nobody can empty a town in an hour, pleaded its mayor, Ana Torvik, on Radio Velm.',
      'its mayor, Ana Torvik: Nobody can empty a town in an hour',
    ],
    [
      'Nobody rings the governor, Halder retorted in Velm, though she would like it.',
      'Halder: Nobody rings the governor',
    ],
    [
      'Four ferrymen have died in the fire, and no guard fired a shot, the harbour chief, Jens Halder, was shown telling Radio Velm.',
      'the harbour chief, Jens Halder: Four ferrymen have died in the fire, and no guard fired a shot',
    ],
  ])('are of whom they close with: %s', async (sentence, expected) => {
    expect(await told(`It was a long day in Velm.\n\n${sentence}`)).toContain(expected);
  });

  it('are told once, by the reader that is sure of them', () => {
    const text = 'The weir of Velm is safe until spring, Ana Torvik told the Courier.';
    const words = wordsOf(text, [{ start: 0, end: text.length }]);
    expect(withClosings(words, [], english)).toHaveLength(1);
    const [one] = withClosings(words, [], english);
    expect(withClosings(words, [one!], english)).toEqual([one]);
  });

  it.each([
    'After the vote in the council of Velm, Ana Torvik said the weir was safe.',
    'Speaking in the hall of Velm last night, Ana Torvik said.',
    'The weir of Velm is safe and sound, and Ana Torvik said so.',
  ])('are none where they only lead up to it: %s', (text) => {
    const words = wordsOf(text, [{ start: 0, end: text.length }]);
    expect(withClosings(words, [], english)).toEqual([]);
  });
});

describe('what others bring up', () => {
  it.each([
    [
      'Host Sara Velm put to him what the exporter Jens Halder had told the Courier: that nobody would give him a date for his ships.',
      'the exporter Jens Halder: that nobody would give him a date for his ships',
    ],
    [
      'We asked him to explain Ana Torvik’s remark that Velm had “received no paper”.',
      'Ana Torvik’s: that Velm had “received no paper”',
    ],
    [
      'She was replying to the harbour chief, Jens Halder, quoted in the Courier as saying that “a number is only a wish”.',
      'Jens Halder: that “a number is only a wish”',
    ],
  ])('is of who said it: %s', async (text, expected) => {
    expect(await told(text)).toContain(expected);
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
