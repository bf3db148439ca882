/**
 * The first, linear pass over a page's HTML, before any tree is built. It takes out what holds no text (scripts, styles,
 * drawings, comments), keeps structured data aside, flattens nesting that no honest page has, and lays the rest on
 * a plain skeleton of head and body. Nothing recurses and nothing is scanned twice, so hostile pages cost what they weigh.
 */

/** Deeper elements lose their tags and keep their words: parsers and extractors recurse, and pages nest some 40 deep. */
const DEEPEST = 120;
/** Structured data beyond these is not read. */
const MOST_JSON = 20;
const LONGEST_JSON = 2_000_000;

/** What the first pass finds. */
export interface Markup {
  /** Plain HTML: one head, one body, known attributes. */
  html: string;
  /** `<meta>` and `<link>` elements: their attributes by lower-case name. */
  metas: Record<string, string>[];
  links: Record<string, string>[];
  /** The raw text of every JSON-LD script. */
  jsonLd: string[];
  title: string | null;
  /** `lang` of the html element. */
  lang: string | null;
  /** How many elements the body has. */
  elements: number;
}

const SKIPPED = new Set(
  'script style noscript svg math iframe object embed canvas video audio template select textarea map applet noembed noframes xmp'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const FRAME = new Set(['html', 'head', 'body']);
const KEPT_ATTRIBUTES = new Set(
  'id class href rel itemprop itemtype itemscope property name content datetime role aria-hidden aria-label hidden lang title type'.split(
    ' ',
  ),
);
/** Elements that close an open one of their own kind. */
const SELF_CLOSING: Record<string, string[]> = {
  p: ['p'],
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  tr: ['tr', 'td', 'th'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  option: ['option'],
};
const BLOCK = new Set(
  'p div br li tr section article ul ol table blockquote h1 h2 h3 h4 h5 h6 hr pre'.split(' '),
);
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

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  middot: '·',
  bull: '•',
  eacute: 'é',
  copy: '©',
};

/**
 * Text with its character references resolved (numbers and the names that titles use).
 * @example unescapeHtml('Voss &amp; S&#248;n') // 'Voss & Søn'
 */
export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[(name as string).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hex as string, 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}

function attributeText(attributes: Record<string, string>): string {
  let text = '';
  for (const name in attributes) {
    if (KEPT_ATTRIBUTES.has(name)) {
      const value = attributes[name]!;
      if (value.length < 2000) text += ` ${name}="${value.replaceAll('"', '&quot;')}"`;
    } else if (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes[name]!)) {
      text += ' hidden=""';
    }
  }
  return text;
}

function unescaped(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, unescapeHtml(value)]));
}

/** The open elements, no deeper than {@link DEEPEST}. */
class Nesting {
  private readonly open: string[] = [];
  /** How many elements of each name are open beyond the limit. */
  private readonly beyond = new Map<string, number>();

  /** Enters an element; false when it lies too deep and its tag is to be left out. */
  enter(name: string): boolean {
    const closes = SELF_CLOSING[name];
    if (closes?.includes(this.open.at(-1) ?? '')) this.open.pop();
    if (this.open.length >= DEEPEST) {
      this.beyond.set(name, (this.beyond.get(name) ?? 0) + 1);
      return false;
    }
    this.open.push(name);
    return true;
  }

  /** Leaves an element; false when its closing tag is to be left out. */
  leave(name: string): boolean {
    const beyond = this.beyond.get(name) ?? 0;
    if (beyond > 0) {
      this.beyond.set(name, beyond - 1);
      return false;
    }
    const at = this.open.lastIndexOf(name);
    if (at < 0) return false;
    this.open.length = at;
    return true;
  }
}

/**
 * Takes a page's HTML apart as far as one pass can.
 * @param source the page's HTML, decoded
 * @example readMarkup('<title>Dam</title><p>It broke.<script>x()</script>').title // 'Dam'
 */
export function readMarkup(source: string): Markup {
  const scanner = new Scanner(source);
  const nesting = new Nesting();
  const markup: Markup = { html: '', metas: [], links: [], jsonLd: [], title: null, lang: null, elements: 0 };
  const body: string[] = [];
  let at = 0;
  while (at < source.length) {
    const open = scanner.find('<', at);
    const end = open < 0 ? source.length : open;
    if (end > at) body.push(source.slice(at, end));
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
      if (name === 'br' || name === 'p') {
        if (nesting.leave(name)) body.push(`</${name}>`);
        else body.push('<br>');
      } else if (nesting.leave(name)) body.push(`</${name}>`);
      else if (BLOCK.has(name)) body.push('<br>');
      continue;
    }
    const tag = scanner.tag(open);
    if (!tag) {
      body.push('&lt;');
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
    if (name === 'link' || name === 'base') {
      if (markup.links.length < 2000) markup.links.push(unescaped(attributes));
      continue;
    }
    if (VOID.has(name)) {
      if (name === 'br' || name === 'hr' || name === 'wbr') body.push(`<${name}>`);
      else if (name === 'input' || name === 'img') body.push(`<${name}>`);
      markup.elements++;
      continue;
    }
    if (nesting.enter(name)) {
      body.push(`<${name}${attributeText(attributes)}>`);
      markup.elements++;
    } else if (BLOCK.has(name)) body.push('<br>');
  }
  markup.html = `<!doctype html><html><head><title></title></head><body>${body.join('')}</body></html>`;
  return markup;
}
