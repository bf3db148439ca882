import { describe, expect, it } from 'vitest';
import { ownWordsOf } from '../../src/statement/own-words.js';
import { documentOf, english } from './english.js';

/** The words of a page that is one person's own, as "name: words". */
function own(text: string, outlet: string | null = null): string[] {
  const say = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return ownWordsOf(documentOf(text, true, outlet), english).map(
    ({ source, content }) => `${say(source)}: ${content.map(say).join(' / ')}`,
  );
}

describe('a page of one person’s own words', () => {
  it('is what somebody writes who says who he is', () => {
    expect(
      own('Why the weir leaks\nI am Jens Hanvik, and I built the weir.\n\nNobody asked me about my plans.'),
    ).toEqual([
      'Jens Hanvik: I am Jens Hanvik, and I built the weir.',
      'Jens Hanvik: Nobody asked me about my plans.',
    ]);
  });

  it('is what somebody writes who signs it', () => {
    expect(own('Why the weir leaks\nI built the weir.\n\nNobody asked me.\n\n— Jens Hanvik, Velm')).toEqual([
      'Jens Hanvik: I built the weir.',
      'Jens Hanvik: Nobody asked me.',
    ]);
  });

  it('is an interview whose turns begin with dashes, of whom the headline names', () => {
    expect(
      own(
        'Ana Torvik: the weir holds\n– Does it leak?\n\n– Not a drop.\n\nShe laughed.\n\n– And in spring?\n\n– No.',
      ),
    ).toEqual(['Ana Torvik: Not a drop.', 'Ana Torvik: No.']);
  });

  it.each([
    ['quotes', 'Weir\nI am Jens Hanvik, and I built it. My mother said: “No.”'],
    ['speaks of itself once', 'Weir\nI am Jens Hanvik, reporter. The weir leaks.'],
    ['is long', `Weir\nI am Jens Hanvik, and I built it.${'\nIt is my weir.'.repeat(20)}`],
    ['names nobody before its answers', 'The weir holds\n– Does it leak?\n– Not a drop.'],
  ])('is none that %s', (_, text) => {
    expect(own(text)).toEqual([]);
  });

  it('is what a body says on its own site that tells of itself', () => {
    const text =
      'Communiqué No. 4\nThe General Staff has taken note of reports from Velm.\n\nNo soldier crossed the weir.';
    expect(own(text, 'General Staff of the Ostmar Army')).toEqual([
      'General Staff: The General Staff has taken note of reports from Velm.',
      'General Staff: No soldier crossed the weir.',
    ]);
    expect(own('Notice\nThe Board’s letter of 4 May offers ten per cent.', 'Ostmar Harbour Board')).toEqual([
      'Board: The Board’s letter of 4 May offers ten per cent.',
    ]);
  });

  it.each([
    ['a paper has', 'Ostmar Union Tribune'],
    ['another body has', 'Velm Water Board'],
    ['nobody is known to have', null],
  ])('is not a page about a body that %s', (_, outlet) => {
    expect(own('Notice\nThe General Staff has taken note of it.', outlet)).toEqual([]);
  });
});
