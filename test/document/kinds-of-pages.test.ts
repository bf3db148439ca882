import { describe, expect, it } from 'vitest';
import { partsOf, readPage, wordsOf } from './english.js';

const STORY = [
  'The mayor of Veldin, Ana Torvik, said on Monday that the bridge would be rebuilt, and nobody contradicted her.',
  '“We will rebuild it,” she told reporters at the town hall, which was full to the last seat that evening.',
  'The opposition called the plan a dream, and asked for a ferry that would cost a tenth of the sum instead.',
];
const paragraphs = STORY.map((text) => `<p>${text}</p>`).join('');

describe('pages of other kinds than the plain report', () => {
  it('an AMP page', () => {
    const document = readPage({
      html: `<!doctype html><html amp lang="en"><head><style amp-boilerplate>body{visibility:hidden}</style>
        <link rel="canonical" href="https://courier.example/bridge"></head><body>
        <amp-sidebar hidden><ul><li><a href="/">Home</a></ul></amp-sidebar><article><h1>Bridge to be rebuilt</h1>
        <amp-img src=a width=1 height=1></amp-img><div class="amp-wp-byline">Ana Holm</div>${paragraphs}<amp-ad></amp-ad></article>`,
    });
    expect(document.canonical).toBe('https://courier.example/bridge');
    expect(partsOf(document)).toEqual([
      ['headline', 'Bridge to be rebuilt'],
      ['byline', 'Ana Holm'],
      ['body', STORY.join('\n\n')],
    ]);
  });

  it('a live blog keeps every update, and no clock', () => {
    const posts = [0, 1, 2]
      .map(
        (at) => `<div class="post"><time>1${at}:05 GMT</time><h2>Update ${at}</h2><p>${STORY[at]}</p></div>`,
      )
      .join('');
    const document = readPage({
      html: `<title>Veldin bridge: live updates | Courier</title><article><h1>Veldin bridge: live updates</h1>${posts}</article>`,
    });
    expect(document.outlet.name).toBe('Courier');
    for (const text of STORY) expect(wordsOf(document, 'body')).toContain(text);
    expect(wordsOf(document, 'body')).not.toContain('GMT');
  });

  it('a press release ends at its end sign and carries its date over the headline', () => {
    const document = readPage({
      html: `<main><p>FOR IMMEDIATE RELEASE</p><p>March 4, 2019</p><h1>Ministry announces bridge plan</h1>
        <p>VELDIN, March 4, 2019 /PRNewswire/ -- ${STORY[0]}</p><p>${STORY[1]}</p><p>${STORY[2]}</p><p>###</p>
        <p>Media contact: Ana Holm, ana@ministry.example</p></main>`,
    });
    expect(document).toMatchObject({
      headline: 'Ministry announces bridge plan',
      published: '2019-03-04',
      dateline: { place: 'VELDIN', agency: 'PRNewswire', date: '2019-03-04' },
      wire: 'PR Newswire',
    });
    expect(wordsOf(document, 'body')).toBe(STORY.join('\n\n'));
    expect(wordsOf(document, 'trailer')).toContain('Media contact');
  });

  it('a page that a script builds is read from its structured data', () => {
    const document = readPage({
      html: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge to be rebuilt","articleBody":"${STORY.join('\\n\\n')}"}</script><div id="root">Loading…</div>`,
    });
    expect(document.headline).toBe('Bridge to be rebuilt');
    expect(wordsOf(document, 'body')).toBe(STORY.join('\n\n'));
  });

  it('structured data with quotation marks in a string still give headline, date and writer', () => {
    const document = readPage({
      html: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"She said "no" again","datePublished":"2019-03-04T10:00:00Z","author":{"@type":"Person","name":"Ana Holm"}}</script>${paragraphs}`,
    });
    expect(document).toMatchObject({
      headline: 'She said "no" again',
      published: '2019-03-04T10:00:00Z',
      bylines: [{ name: 'Ana Holm', agency: null }],
    });
  });

  it('dates of structured data may be words or numbers', () => {
    const published = (value: string) =>
      readPage({
        html: `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":${value}}</script>${paragraphs}`,
      }).published;
    expect(published('1551693600000')).toBe('2019-03-04T10:00:00Z');
    expect(published('"March 4, 2019 10:00 EST"')).toBe('2019-03-04T10:00:00-05:00');
    expect(published('"20190304T100000Z"')).toBe('2019-03-04T10:00:00Z');
    expect(published('"soon"')).toBeNull();
  });

  it.each([
    ['Bridge to be rebuilt | Ansel Courier', 'Ansel Courier'],
    ['Ansel Courier - Bridge to be rebuilt', 'Ansel Courier'],
    ['Bridge to be rebuilt | World | Ansel Courier', 'Ansel Courier'],
    ['Bridge to be rebuilt', null],
  ])('the outlet may stand in the title: %s', (title, outlet) => {
    const document = readPage({ html: `<title>${title}</title><h1>Bridge to be rebuilt</h1>${paragraphs}` });
    expect(document.outlet.name).toBe(outlet);
    expect(document.headline).toBe('Bridge to be rebuilt');
  });
});
