import { decodeHTML } from 'entities';
import { BLOCK_ELEMENTS, LayoutBuilder, type Layout, type OpenElement } from './layout.js';

/**
 * Reads a page's HTML in one linear pass: what holds no text (scripts, styles, drawings, comments) is left out, structured
 * data is kept aside, and the rest is laid out as blocks of text in nested boxes. No tree is built, nothing recurses and
 * nothing is scanned twice, so hostile pages cost what they weigh. Closing tags that pages leave out are supplied as
 * browsers do, as far as it matters for where text stands.
 * @see https://html.spec.whatwg.org/multipage/parsing.html
 */

/** Deeper elements lose their tags and keep their words: pages nest some 40 deep. */
const DEEPEST = 120;
/** Structured data beyond these is not read. */
const MOST_JSON = 20;
const LONGEST_JSON = 2_000_000;

/** What the first pass finds. */
export interface Markup {
  /** `<meta>` and `<link>` elements: their attributes by lower-case name. */
  metas: Record<string, string>[];
  links: Record<string, string>[];
  /** The raw text of every JSON-LD script. */
  jsonLd: string[];
  title: string | null;
  /** `lang` of the html element. */
  lang: string | null;
  /** `href` of the base element. */
  base: string | null;
  layout: Layout;
}

const SKIPPED = new Set(
  'script style noscript button svg math iframe object embed canvas video audio template select textarea map applet noembed noframes xmp'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const FRAME = new Set(['html', 'head', 'body']);
/** Elements that end an open one of the kinds given; looked for up to the kinds that hold them. */
const ENDS: Record<string, { ends: Set<string>; within: Set<string> }> = {
  li: { ends: new Set(['li']), within: new Set(['ul', 'ol', 'menu', 'dir']) },
  dt: { ends: new Set(['dt', 'dd']), within: new Set(['dl']) },
  dd: { ends: new Set(['dt', 'dd']), within: new Set(['dl']) },
  tr: { ends: new Set(['tr']), within: new Set(['table']) },
  td: { ends: new Set(['td', 'th']), within: new Set(['table', 'tr']) },
  th: { ends: new Set(['td', 'th']), within: new Set(['table', 'tr']) },
  a: { ends: new Set(['a']), within: new Set(['td', 'th', 'table']) },
};
const NAME = /[a-z][a-z0-9:-]{0,30}/iy;
const ATTRIBUTE = /[\s/]*([^\s=>/"'<]{1,200})/y;

interface Tag {
  name: string;
  attributes: Record<string, string>;
  /** Where the tag ends: the character after `>`. */
  end: number;
  closed: boolean;
}

/** Reads pages tag by tag. Remembers what is known not to come any more, so that nothing is looked for twice. */
class Scanner {
  private readonly absent = new Set<string>();
  constructor(private readonly source: string) {}

  /** Index of `needle` at or after `from`, or -1. */
  find(needle: string, from: number): number {
    if (this.absent.has(needle)) return -1;
    const found = this.source.indexOf(needle, from);
    if (found < 0) this.absent.add(needle);
    return found;
  }

  /** Where the closing tag of a raw element starts, or -1. */
  closing(name: string, from: number): number {
    const key = `</${name}`;
    if (this.absent.has(key)) return -1;
    const pattern = new RegExp(`</${name}(?=[\\s>/])`, 'gi');
    pattern.lastIndex = from;
    const found = pattern.exec(this.source);
    if (!found) this.absent.add(key);
    return found ? found.index : -1;
  }

  /** The tag that opens at `<`, or null when this is no tag. */
  tag(at: number): Tag | null {
    const { source } = this;
    NAME.lastIndex = at + 1;
    const name = NAME.exec(source)?.[0].toLowerCase();
    if (!name) return null;
    const attributes: Record<string, string> = {};
    let here = at + 1 + name.length;
    for (;;) {
      ATTRIBUTE.lastIndex = here;
      const match = ATTRIBUTE.exec(source);
      if (match) {
        here = ATTRIBUTE.lastIndex;
        const [value, end] = this.value(here);
        here = end;
        attributes[match[1]!.toLowerCase()] ??= value;
        continue;
      }
      while (here < source.length && /[\s/]/.test(source[here]!)) here++;
      const unit = source[here];
      if (unit === undefined || unit === '<') return { name, attributes, end: here, closed: false };
      if (unit === '>') return { name, attributes, end: here + 1, closed: source[here - 1] === '/' };
      here++;
    }
  }

  private value(from: number): [string, number] {
    const { source } = this;
    let here = from;
    while (here < source.length && /\s/.test(source[here]!)) here++;
    if (source[here] !== '=') return ['', from];
    here++;
    while (here < source.length && /\s/.test(source[here]!)) here++;
    const quote = source[here];
    if (quote === '"' || quote === "'") {
      const end = this.find(quote, here + 1);
      if (end >= 0) return [source.slice(here + 1, end), end + 1];
      here++;
    }
    const start = here;
    while (here < source.length && !/[\s>]/.test(source[here]!)) here++;
    return [source.slice(start, here), here];
  }
}

/**
 * Text with its character references resolved.
 * @example unescapeHtml('Voss &amp; S&#248;n') // 'Voss & Søn'
 */
export function unescapeHtml(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text;
}

function unescaped(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, unescapeHtml(value)]));
}

/** The open elements, no deeper than {@link DEEPEST}, and the layout that they make. */
class Nesting {
  private readonly open: OpenElement[] = [];
  /** How many elements of each name are open beyond the limit. */
  private readonly beyond = new Map<string, number>();

  constructor(private readonly builder: LayoutBuilder) {}

  /** Enters an element. One that lies too deep leaves no more than a line break. */
  enter(name: string, attributes: Record<string, string>): void {
    const block = BLOCK_ELEMENTS.has(name);
    if (block && this.builder.muted === 0) this.endParagraph();
    const ending = ENDS[name];
    if (ending) {
      for (let at = this.open.length - 1; at >= 0; at--) {
        const other = this.open[at]!.name;
        if (ending.ends.has(other)) {
          this.leaveFrom(at);
          break;
        }
        if (ending.within.has(other)) break;
      }
    }
    if (this.open.length >= DEEPEST) {
      this.beyond.set(name, (this.beyond.get(name) ?? 0) + 1);
      if (block) this.builder.empty(name);
      return;
    }
    this.open.push(this.builder.enter(name, attributes));
  }

  /** Leaves an element. */
  leave(name: string): void {
    const block = BLOCK_ELEMENTS.has(name);
    const beyond = this.beyond.get(name) ?? 0;
    if (beyond > 0) {
      this.beyond.set(name, beyond - 1);
      if (block) this.builder.empty(name);
      return;
    }
    for (let at = this.open.length - 1; at >= 0; at--) {
      const { name: other } = this.open[at]!;
      if (other === name) {
        // An inline element that ends around blocks ends alone: they go on.
        if (!block && this.open.slice(at + 1).some((one) => BLOCK_ELEMENTS.has(one.name))) {
          this.builder.leaveEarly(this.open.splice(at, 1)[0]!);
        } else this.leaveFrom(at);
        return;
      }
    }
    if (block) this.builder.empty(name);
  }

  /** A block ends an open paragraph, inline elements in it as well. */
  private endParagraph(): void {
    for (let at = this.open.length - 1; at >= 0; at--) {
      const { name } = this.open[at]!;
      if (name === 'p') {
        this.leaveFrom(at);
        return;
      }
      if (BLOCK_ELEMENTS.has(name) || name === 'td' || name === 'th' || name === 'button') return;
    }
  }

  private leaveFrom(at: number): void {
    while (this.open.length > at) this.builder.leave(this.open.pop()!);
  }

  /** The page ends. */
  end(): Layout {
    this.leaveFrom(0);
    return this.builder.end();
  }
}

/**
 * Takes a page's HTML apart as far as one pass can.
 * @param source the page's HTML, decoded
 * @example readMarkup('<title>Dam</title><p>It broke.<script>x()</script>').title // 'Dam'
 */
export function readMarkup(source: string): Markup {
  const scanner = new Scanner(source);
  const builder = new LayoutBuilder();
  const nesting = new Nesting(builder);
  const markup: Markup = {
    metas: [],
    links: [],
    jsonLd: [],
    title: null,
    lang: null,
    base: null,
    layout: builder.layout,
  };
  let at = 0;
  while (at < source.length) {
    const open = scanner.find('<', at);
    const end = open < 0 ? source.length : open;
    if (end > at) builder.words(unescapeHtml(source.slice(at, end)));
    if (open < 0) break;
    const next = source[open + 1];
    if (next === '!' || next === '?') {
      const isComment = source.startsWith('<!--', open);
      const close = isComment ? scanner.find('-->', open + 4) : scanner.find('>', open);
      at = close < 0 ? source.length : close + (isComment ? 3 : 1);
      continue;
    }
    if (next === '/') {
      NAME.lastIndex = open + 2;
      const name = NAME.exec(source)?.[0].toLowerCase();
      const close = scanner.find('>', open);
      at = close < 0 ? source.length : close + 1;
      if (!name || FRAME.has(name) || SKIPPED.has(name)) continue;
      nesting.leave(name);
      continue;
    }
    const tag = scanner.tag(open);
    if (!tag) {
      builder.words('<');
      at = open + 1;
      continue;
    }
    at = tag.end;
    const { name, attributes } = tag;
    if (SKIPPED.has(name)) {
      if (VOID.has(name) || (tag.closed && name !== 'script' && name !== 'style')) continue;
      const close = scanner.closing(name, at);
      if (close >= 0) {
        if (name === 'script' && /ld\+json/i.test(attributes['type'] ?? '')) {
          const json = source.slice(at, close);
          if (markup.jsonLd.length < MOST_JSON && json.length <= LONGEST_JSON) markup.jsonLd.push(json);
        }
        const after = scanner.find('>', close);
        at = after < 0 ? source.length : after + 1;
      } else if (name === 'script' || name === 'style') at = source.length;
      continue;
    }
    if (name === 'title') {
      const close = scanner.closing(name, at);
      const after = close < 0 ? -1 : scanner.find('>', close);
      if (close >= 0) {
        markup.title ??=
          unescapeHtml(source.slice(at, Math.min(close, at + 2000)))
            .replace(/\s+/g, ' ')
            .trim() || null;
      }
      at = after < 0 ? at : after + 1;
      continue;
    }
    if (FRAME.has(name)) {
      if (name === 'html') markup.lang ??= attributes['lang'] ?? attributes['xml:lang'] ?? null;
      continue;
    }
    if (name === 'meta') {
      if (markup.metas.length < 2000) markup.metas.push(unescaped(attributes));
      // Microdata stands in the body, too, but it holds no words.
      continue;
    }
    if (name === 'base') {
      markup.base ??= attributes['href'] ?? null;
      continue;
    }
    if (name === 'link') {
      if (markup.links.length < 2000) markup.links.push(unescaped(attributes));
      continue;
    }
    if (VOID.has(name)) builder.empty(name);
    else nesting.enter(name, attributes);
  }
  nesting.end();
  return markup;
}
