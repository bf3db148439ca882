import { describe, expect, it } from 'vitest';
import { isOwnSite, isOwnVoice } from '../../src/utterance/own-site.js';
import { reportingOf } from '../../src/utterance/reporting.js';
import { english, page, read, type Said } from './pages.js';

const reporting = reportingOf(english);
const WEIR = '“The weir of Velm is sound and will open again on Friday,”';

const site = (outlet: string, says?: Said[], text = `Weir\n\n${WEIR} Ines Halvor said.`) =>
  page({
    outlet,
    published: '2025-03-04T08:00:00Z',
    text,
    says: says ?? [{ who: 'Ines Halvor', source: 'Ines Halvor', words: WEIR }],
  });

describe('a page is a body’s own', () => {
  it.each<[outlet: string, own: boolean]>([
    ['Ministry of Waterways', true],
    ['Lunden Steel plc', true],
    ['Velm University', true],
    ['Orsk County Gazette', false],
    ['Velm Weekly', false],
  ])('by its name: %s, %s', (outlet, own) => {
    const { record } = site(outlet);
    expect(isOwnVoice(record, reporting)).toBe(own);
    expect(isOwnSite(record, record.statements, reporting)).toBe(own);
  });

  it('where it speaks of itself as of one who acts', () => {
    const text = `Weir\n\nCorrow Vale regrets the delay. ${WEIR} Ines Halvor said.`;
    expect(isOwnVoice(site('Corrow Vale', undefined, text.replace('\n\n', '\n')).record, reporting)).toBe(
      true,
    );
    const other = `Weir\n\nMuch of Corrow Vale regrets it. ${WEIR} Ines Halvor said.`;
    expect(isOwnVoice(site('Corrow Vale', undefined, other).record, reporting)).toBe(false);
  });

  it('not where it gives the words of two', () => {
    const other = '“It leaks,”';
    const { record } = site(
      'Velm University',
      [
        { who: 'Ines Halvor', source: 'Ines Halvor', words: WEIR },
        { who: 'Tor Ekdal', source: 'Tor Ekdal', words: other },
      ],
      `Weir\n\n${WEIR} Ines Halvor said. ${other} Tor Ekdal said.`,
    );
    expect(isOwnVoice(record, reporting)).toBe(false);
  });

  it.each<[outlet: string, own: boolean]>([
    ['Corrow Vale', true],
    ['Velm Courier', false],
  ])('where nobody but itself speaks, and it is no paper: %s, %s', (outlet, own) => {
    const says: Said = { who: outlet, source: outlet, words: WEIR, speakerKind: 'outlet' };
    const alone = site(outlet, [says], `Weir\n\nOn Monday ${outlet} states: ${WEIR}`).record;
    expect(isOwnSite(alone, alone.statements, reporting)).toBe(own);
    const other: Said = { who: 'Tor Ekdal', source: 'Tor Ekdal', words: '“It leaks,”' };
    const text = `Weir\n\nOn Monday ${outlet} states: ${WEIR} “It leaks,” Tor Ekdal said.`;
    const beside = site(outlet, [says, other], text).record;
    expect(isOwnSite(beside, beside.statements, reporting)).toBe(false);
  });

  it('not for the words that it has through others', () => {
    const { record } = site('Velm University');
    const via = [{ name: 'Radio Velm', how: 'told' as const, span: { start: 0, end: 4, text: 'Weir' } }];
    const statements = record.statements.map((statement) => ({ ...statement, via }));
    expect(isOwnSite(record, statements, reporting)).toBe(false);
  });
});

describe('words on a body’s own page', () => {
  const story = (how: string, who = 'Ines Halvor', role?: string) =>
    page({
      outlet: 'Velm Courier',
      published: '2025-03-04T12:00:00Z',
      text: `Weir\n\n${WEIR} ${who} said ${how}.`,
      says: [
        {
          who,
          source: who,
          words: WEIR,
          ...(role === undefined ? {} : { role }),
          speakerKind: who === 'Ines Halvor' ? 'person' : 'organisation',
        },
      ],
    });
  const county = site('Orsk County');

  it.each([
    'in a statement on the county’s website',
    'in a bulletin on Tuesday',
    'in last week’s decision, which names no date',
  ])('are whose a page has them from that credits its writing: “%s”', (how) => {
    const [line, ...more] = read([county, story(how)]);
    expect(more).toEqual([]);
    expect(line!.origins).toEqual([county.record.url]);
    expect(line!.copies.map(({ of, credited }) => [of, credited])).toEqual([[[county.record.url], true]]);
  });

  it('are the body’s on a page that names it alone', () => {
    const [line, ...more] = read([county, story('in a statement', 'Orsk County')]);
    expect(more).toEqual([]);
    expect(line!.statements).toHaveLength(2);
  });
});
