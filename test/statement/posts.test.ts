import { describe, expect, it } from 'vitest';
import { postsOf } from '../../src/statement/posts.js';
import { english, statementsOf } from './english.js';

/** The posts of a page, as "name: words". */
function posts(text: string): string[] {
  const say = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return postsOf(text, english).map(
    ({ source, content }) => `${say(source)}: ${content.map(say).join(' / ')}`,
  );
}

describe('a saved post', () => {
  it.each<[form: string, text: string, found: string[]]>([
    [
      'has its handle on a line of its own',
      'Mara Eklund, Mayor of Orsk\n@maraeklund\n\n3 May 2024\n\nThe crane is paid for.\n\nEvery krone of it.\n\n611 replies · 2,045 reposts · Posted from Orsk',
      ['Mara Eklund, Mayor of Orsk: The crane is paid for. / Every krone of it.'],
    ],
    [
      'has its handle beside the name, and its day below the words',
      'Mara Eklund (@maraeklund) · 2h\nReplying to @orskpost\nThe crane is paid for.\n10:04 AM · May 3, 2024 · 12.3K Views\n12 Reposts 3 Quotes 40 Likes',
      ['Mara Eklund: The crane is paid for.'],
    ],
    [
      'has no handle but a day and counters',
      'Orsk Harbour Board\n3 May at 10:04 · Public\nThe crane is paid for.\nLike · Comment · Share',
      ['Orsk Harbour Board: The crane is paid for.'],
    ],
    [
      'may be shared by another',
      'Jens Halder reposted\nMara Eklund\n@mara@orsk.social\nThe crane is paid for.\n4 boosts, 2 favourites',
      ['Mara Eklund: The crane is paid for.'],
    ],
    [
      'may quote another, whose words are theirs',
      'Jens Halder\n@jhalder · 3 May 2024\nNobody believes this.\nMara Eklund\n@maraeklund · 2 May 2024\nThe crane is paid for.\n12 replies 4 reposts',
      ['Jens Halder: Nobody believes this.', 'Mara Eklund: The crane is paid for.'],
    ],
  ])('%s', (_, text, found) => {
    expect(posts(text)).toEqual(found);
  });

  it('is no article under its writer’s handle, and no release under its day', () => {
    expect(
      posts(
        'Orsk pays for crane\nMara Eklund\n@maraeklund\n3 May 2024\nThe council has paid for the crane.\n12 comments',
      ),
    ).toEqual([]);
    expect(posts('Club statement\n\n11 July 2024\n\nThe club has read the remarks.')).toEqual([]);
    expect(posts('Mara Eklund\n@maraeklund\nMara Eklund is a reporter in Orsk.')).toEqual([]);
  });

  it('is one direct statement of the account’s holder, with what others are quoted with', async () => {
    const all = await statementsOf(
      'Mara Eklund\n@maraeklund\n\n3 May 2024\n\nI never asked for a crane. The harbour master told the council that it would cost nothing.\n\n611 replies · 2,045 reposts',
      true,
    );
    expect(
      all.filter(({ kind }) => kind === 'direct').map(({ source, content }) => [source, ...content]),
    ).toEqual([
      [
        'Mara Eklund',
        'I never asked for a crane. The harbour master told the council that it would cost nothing.',
      ],
    ]);
    expect(all.every(({ source }) => source !== 'I')).toBe(true);
  });
});
