import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { findAttributions } from '../../src/statement/statements.js';
import { documentOf, english, shippedTagger, statementsOf } from './english.js';

describe('the statements of a page', () => {
  it('have source, cue and content, in one piece or several', async () => {
    const [first] = await statementsOf(
      '“The bridge will open in May,” Mayor Ana Torvik told the council on Monday, “and not a day later.”',
    );
    expect(first).toMatchObject({
      kind: 'direct',
      source: 'Mayor Ana Torvik',
      content: ['“The bridge will open in May,”', '“and not a day later.”'],
      quoted: ['The bridge will open in May,', 'and not a day later.'],
    });
    expect(first?.cue).toContain('told');
  });

  it('are indirect where nothing is quoted and mixed where some words are', async () => {
    const [plain] = await statementsOf('The minister said that the harbour would stay closed until spring.');
    expect(plain).toMatchObject({ kind: 'indirect', source: 'The minister', quoted: [] });
    expect(plain?.content.join(' ')).toContain('the harbour would stay closed');
    const [mixed] = await statementsOf(
      'Ruud said the plan to close the harbour was “a gift to smugglers” and would be withdrawn before spring.',
    );
    expect(mixed).toMatchObject({ kind: 'mixed', source: 'Ruud', quoted: ['a gift to smugglers'] });
  });

  it('are found after "according to"', async () => {
    const [found] = await statementsOf(
      'According to the Veldin Water Board, the reservoir lost a third of its water in a single week.',
    );
    expect(found?.source).toContain('Veldin Water Board');
    expect(found?.content.join(' ')).toContain('the reservoir lost a third of its water');
  });

  it('are found in headlines', async () => {
    const text =
      'Orsk warns of water shortage in the south\nThe river is low, and the pumps stand still in every village.';
    const [found] = await statementsOf(text, true);
    expect(found).toMatchObject({ source: 'Orsk' });
    expect(found?.content.join(' ')).toContain('water shortage');
  });

  it('name the editors’ words inside a quotation', async () => {
    const [found] = await statementsOf(
      '“We never saw [the letter] and there is an effort to (blame) us,” Dag Ruud said in Orsk.',
    );
    expect(found?.insertions).toEqual(['[the letter]', '(blame)']);
  });

  it('go on over paragraphs of one quotation', async () => {
    const text =
      '“The pumps were checked in March,” said engineer Ilse Marrow.\n\n“We found nothing wrong with them. Nothing at all.\n\n“Then the rain came and the valley was under water.”';
    const all = await statementsOf(text);
    const words = all.flatMap(({ content }) => content).join(' ');
    expect(words).toContain('Nothing at all.');
    expect(words).toContain('the valley was under water.”');
  });

  it('are those of whoever spoke, not of the outlet that relays them', async () => {
    const all = await statementsOf(
      'The Kest Press Agency reported that Foreign Minister Dag Ruud said the border would stay closed.',
    );
    expect(all.map(({ source }) => source)).toEqual(['Foreign Minister Dag Ruud']);
  });

  it('are so too where the outlet behind them cites another', async () => {
    const all = await statementsOf(
      'Ostmar has warned that it will go to the River Court if Velm does not open the gates by July 1, the Kest Courier reported on Wednesday, citing the country’s news agency.',
    );
    expect(all.map(({ source }) => source)).toContain('Ostmar');
  });

  it('leave the credit at the end of a sentence to the chain of reporting', async () => {
    const all = await statementsOf(
      'Foreign Minister Dag Ruud says the border will stay closed until the talks are over, the Kest Press Agency reported.',
    );
    expect(all).toHaveLength(1);
    expect(all[0]?.source).toContain('Dag Ruud');
    expect(all[0]?.content.join(' ')).not.toContain('reported');
  });

  it('are the same with straight quotation marks as with curly ones', async () => {
    const curly =
      '“The bridge will open in May,” Ana Torvik said. The council had asked for “a quiet year” before that, she added.';
    const straight = curly.replaceAll(/[“”]/gu, '"');
    const spans = async (text: string) =>
      (await findAttributions(documentOf(text), await shippedTagger(), english)).map(
        ({ source, cue, content }) => ({ source, cue, content }),
      );
    expect(await spans(straight)).toEqual(await spans(curly));
  });

  it('come in the order of the text, with spans inside the text, in order and apart, whatever the text', async () => {
    const tagger = await shippedTagger();
    const piece = fc.constantFrom(
      '“', '”', '"', '‘', '’', '«', '»', '[', ']', '(', ')', ',', '.', ':', '—', '\n', '\n\n', ' ', 'said', 'Ruud', 'Torvik',
      'he', 'that the dam is safe', 'warned', 'According to', 'told', '😀', 'İ', 'QUOTE:', '\u0301', '‮',
    ); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const text = pieces.join(' ');
        const found = await findAttributions(documentOf(text), tagger, english);
        let last = 0;
        for (const one of found) {
          expect(one.content.length).toBeGreaterThan(0);
          expect(one.content[0]!.start).toBeGreaterThanOrEqual(last);
          last = one.content[0]!.start;
          expect(one.confidence).toBeGreaterThanOrEqual(0);
          expect(one.confidence).toBeLessThanOrEqual(1);
          for (const spans of [one.source, one.cue, one.content, one.quoted, one.insertions]) {
            let end = 0;
            for (const span of spans) {
              expect(span.start).toBeGreaterThanOrEqual(end);
              expect(span.end).toBeGreaterThan(span.start);
              expect(span.end).toBeLessThanOrEqual(text.length);
              end = span.end;
            }
          }
        }
        expect(await findAttributions(documentOf(text), tagger, english)).toEqual(found);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('are read in time that grows no faster than the page', async () => {
    const tagger = await shippedTagger();
    const paragraph = '“We will not sell the lock,” Ana Torvik said. Ruud denied that anyone had asked.\n\n';
    const cpu = async (times: number) => {
      const before = process.cpuUsage();
      await findAttributions(documentOf(paragraph.repeat(times)), tagger, english);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / times;
    };
    await cpu(20);
    const [small, large] = [await cpu(50), await cpu(400)];
    expect(large).toBeLessThan(3 * small);
  }, 60_000);
});
