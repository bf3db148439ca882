import { describe, expect, it } from 'vitest';
import { toLinkedDocument } from '../../src/document/document.js';
import { english, partsOf, readPage, wordsOf } from './english.js';

const STORY = [
  'The steering of the ferry Grey Lark failed twice before it ran aground, the secretary of the guild said on Monday.',
  '“Both times the officers wrote it down,” Piet Harlow told a meeting at the fish hall in Sandry, which was packed.',
  'He called on the company’s chief executive to resign, and read from what he said was the second report.',
];
const paragraphs = STORY.map((text) => `<p>${text}</p>`).join('');

describe('an HTML page', () => {
  it('is its headline, standfirst, byline, story and biography, and nothing of the site', () => {
    const document = readPage({
      html: `<title>Steering failed, guild says | Sound Post</title><meta property="og:site_name" content="Sound Post">
        <header><nav><a href="/">News</a><a href="/x">Tides</a></nav></header>
        <div class="cookie-note">We use cookies on this website, and so do our partners, all of them.</div>
        <main><article><h1>Steering failed, guild says</h1>
        <p class="standfirst">Officers told the company two weeks before, according to the guild</p>
        <p class="byline">By <a rel="author" href="/a">Moira Tresk</a></p><time>2 September 2024, 6.20pm</time>
        <ul class="share"><li><a href="#">Share on Chirp</a></li><li><a href="#">Print</a></li></ul>
        <div class="body">${paragraphs}
        <aside class="related"><h4>Related</h4><p><a href="/y">The man who reads logbooks, and why he does</a></p></aside>
        <p>The observer of the guild will be named on Friday, when the hearings begin in Lisvarra.</p></div>
        <div class="signup"><p>Tides, news and gossip: get our Friday letter. “The only post I open,” says a reader.</p></div>
        <div class="author-bio"><p>Moira Tresk is the harbour correspondent of the Sound Post.</p></div></article>
        <section class="more"><h2>More stories</h2><p><a href="/z">Crab prices fall, says the market</a></p></section></main>
        <footer>Sound Post, 2 Net Lane, Sandry.</footer>`,
    });
    expect(document.headline).toBe('Steering failed, guild says');
    expect(partsOf(document)).toEqual([
      ['headline', 'Steering failed, guild says'],
      ['headline', 'Officers told the company two weeks before, according to the guild'],
      ['byline', 'By Moira Tresk'],
      ['byline', '2 September 2024, 6.20pm'],
      [
        'body',
        [
          ...STORY,
          'The observer of the guild will be named on Friday, when the hearings begin in Lisvarra.',
        ].join('\n\n'),
      ],
      ['bio', 'Moira Tresk is the harbour correspondent of the Sound Post.'],
    ]);
    expect(document.published).toBe('2024-09-02T18:20:00');
    expect(document.bylines).toEqual([{ name: 'Moira Tresk', agency: null }]);
    expect(document.outlet.name).toBe('Sound Post');
  });

  it('may be made of tables', () => {
    const document = readPage({
      html: `<table><tr><td colspan=2><font size=6>Sound Post</font></td></tr><tr><td><a href=/>Front page</a><br><a href=/c>City</a></td>
        <td><h1>Steering failed</h1><p><i>By Moira Tresk</i><p>SANDRY -- ${paragraphs}<p><font size=1>Copyright 2024 Post Printing Co.</font></td></table>`,
    });
    expect(document.headline).toBe('Steering failed');
    expect(document.dateline?.place).toBe('SANDRY');
    expect(wordsOf(document, 'body')).toContain(STORY[2]);
    expect(document.text).not.toContain('Front page');
  });

  it('may leave out closing tags, and html, head and body', () => {
    const document = readPage({
      html: `<h1>Steering failed</h1>${STORY.map((text) => `<p>${text}`).join('')}`,
    });
    expect(wordsOf(document, 'body')).toBe(STORY.join('\n\n'));
  });

  it('may break its lines with br only', () => {
    const document = readPage({ html: `<div>${STORY.join('<br><br>')}</div>` });
    expect(wordsOf(document, 'body')).toBe(STORY.join('\n\n'));
  });

  it('may split its story over several boxes', () => {
    const chunk = (text: string) => `<div class="grid"><div class="chunk body"><p>${text}</p></div></div>`;
    const document = readPage({
      html: `<h1>Steering failed</h1><div>${STORY.map(chunk).join('<div class="ad">Buy nets</div>')}</div>`,
    });
    expect(wordsOf(document, 'body')).toBe(STORY.join('\n\n'));
  });

  it('keeps captions as captions', () => {
    const document = readPage({
      html: `<article><h1>Steering failed</h1><p>${STORY[0]}</p><figure><img src=a><figcaption>The Grey Lark in Sandry. Photo: KPA</figcaption></figure><p>${STORY[1]}</p><p>${STORY[2]}</p></article>`,
    });
    expect(wordsOf(document, 'caption')).toBe('The Grey Lark in Sandry. Photo: KPA');
  });

  it('has no words that only show when pointed at', () => {
    const document = readPage({
      html: `<p>${STORY[0]} <span class="tooltip-content">Grey Lark: a ferry, more about it</span></p><p>${STORY[1]}</p><p hidden>Not shown to anybody who reads this page at all.</p>`,
    });
    expect(document.text).toBe(`${STORY[0]!}\n\n${STORY[1]!}`);
  });

  it('has character references resolved and white space folded', () => {
    const document = readPage({
      html: `<p>Voss&nbsp;&amp; S&#248;n said   they were “glad&rdquo;\n of it &mdash; as all of Veldin was on that day, and on the next, too.`,
    });
    expect(document.text).toBe(
      'Voss & Søn said they were “glad” of it — as all of Veldin was on that day, and on the next, too.',
    );
  });

  it('reads JSON-LD in graphs, arrays and with references, even when it is damaged', () => {
    const document = readPage({
      html: `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","name":"Sound Post"},
        {"@type":["NewsArticle","ReportageNewsArticle"],"headline":"Steering failed","datePublished":"2024-09-02T18:20:00+01:00",
         "dateModified":"2024-09-03T08:00:00+01:00","author":[{"@id":"#moira"},{"@type":"Person","name":"Len Asby"}],},
        {"@type":"Person","@id":"#moira","name":"Moira
          Tresk"}]}</script>
        <link rel="canonical" href="https://post.example/steering?x=1">${paragraphs}`,
    });
    expect(document).toMatchObject({
      headline: 'Steering failed',
      published: '2024-09-02T18:20:00+01:00',
      modified: '2024-09-03T08:00:00+01:00',
      canonical: 'https://post.example/steering?x=1',
      outlet: { name: 'Sound Post', domain: 'post.example' },
      bylines: [
        { name: 'Moira Tresk', agency: null },
        { name: 'Len Asby', agency: null },
      ],
    });
  });

  it('reads meta elements of every kind of site', () => {
    const document = readPage({
      html: `<meta name="DC.date.issued" content="2024-11-07"><meta name="author" content="Viktor Holm">
        <meta property="og:title" content="Steering failed"><meta property="og:url" content="http://post.example/a">${paragraphs}`,
    });
    expect(document).toMatchObject({
      headline: 'Steering failed',
      published: '2024-11-07',
      canonical: 'http://post.example/a',
      bylines: [{ name: 'Viktor Holm', agency: null }],
    });
  });

  it('is about the article of its own address where it describes several', () => {
    const article = (headline: string, url: string) =>
      `{"@type":"NewsArticle","headline":"${headline}","url":"${url}"}`;
    const document = readPage({
      html: `<script type="application/ld+json">[${article('Crab prices', 'https://post.example/crab')},${article('Steering failed', 'https://post.example/steering')}]</script>${paragraphs}`,
      url: 'https://www.post.example/steering/',
    });
    expect(document.headline).toBe('Steering failed');
  });

  it('gives way to what the caller knows', () => {
    const document = readPage({
      html: `<meta property="og:site_name" content="Post"><meta name="date" content="2024-01-01">${paragraphs}`,
      outlet: 'Sound Post',
      published: '2024-09-02T10:00:00Z',
      url: 'https://post.example/a',
      input: 'a.html',
      retrieved: '2024-09-03T00:00:00Z',
    });
    expect(document).toMatchObject({
      outlet: { name: 'Sound Post', domain: 'post.example' },
      published: '2024-09-02T10:00:00Z',
      url: 'https://post.example/a',
      input: 'a.html',
      retrieved: '2024-09-03T00:00:00Z',
    });
  });

  it('gives the links of its story with the words they stand on', () => {
    const { document, links } = toLinkedDocument(
      {
        html: `<nav><a href="/">Home</a></nav><p>${STORY[0]} As <a href="../dam?a=1&amp;b=2"> the Courier </a>wrote, nobody knew; see <a href="https://other.example/x">here</a> and <a href="#top">above</a>, <a href="javascript:x()">there</a>.</p><p>${STORY[1]}</p>`,
        url: 'https://post.example/news/steering',
      },
      english,
    );
    expect(links.map(({ url, start, end }) => [document.text.slice(start, end), url])).toEqual([
      ['the Courier', 'https://post.example/dam?a=1&b=2'],
      ['here', 'https://other.example/x'],
    ]);
  });
});
