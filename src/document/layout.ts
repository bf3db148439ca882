import { MARKS } from './marks.js';
import { marksOf } from './markup-marks.js';

/** A link inside a block: its address as written and where its words stand in the block's text. */
export interface BlockLink {
  href: string;
  start: number;
  end: number;
}

/** A block of a page's text: a paragraph, heading, list item, table row or line, with what its markup says of it. */
export interface Block {
  text: string;
  /** The innermost block element: `p`, `h2`, `li` … */
  tag: string;
  /** How many characters of the text are links. */
  linked: number;
  /** What inline markup that is all of the block says, {@link MARKS} or-ed together. */
  inner: number;
  /** The box that it stands in. */
  box: number;
  links: BlockLink[];
}

/** A block element of the page and the blocks inside it: from `from` up to before `to`. */
export interface Box {
  tag: string;
  /** Its class, as written. */
  name: string;
  /** The box around it; -1 for the page itself. */
  parent: number;
  /** What its own markup says, {@link MARKS} or-ed together. */
  marks: number;
  from: number;
  to: number;
}

/** A page as blocks of text in nested boxes, in the order of the page. */
export interface Layout {
  blocks: Block[];
  boxes: Box[];
}

/** Elements that begin and end lines. */
export const BLOCK_ELEMENTS = new Set(
  'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** Inline elements that stand apart from their neighbours. */
const APART = new Set(['img', 'input', 'wbr', 'label']);
const MOST_LINKS = 50;
const INVISIBLE = /(?![\s\u0085])[\p{Cc}\u00ad\u200b\u2060\ufeff]/gu;

/** White space that is not one blank already. */
const SPACES = /[^\S ]\s*| \s+/g;

/** An element that is open. */
export interface OpenElement {
  name: string;
  /** The box to go back to; null for inline elements. */
  box: number | null;
  href: string | null;
  marks: number;
}

/** Lays out a page as its elements and words come. */
export class LayoutBuilder {
  readonly layout: Layout = {
    blocks: [],
    boxes: [{ tag: 'body', name: '', parent: -1, marks: 0, from: 0, to: 0 }],
  };
  private box = 0;
  private text = '';
  /** White space is due before the next word. */
  private space = false;
  private linked = 0;
  private links: BlockLink[] = [];
  private link: { href: string; start: number } | null = null;
  /** No words of the open link have come yet. */
  private linkEmpty = true;
  private inner: { marks: number; depth: number; end: number | null } | null = null;
  private depth = 0;
  private preformatted = 0;
  /** The depth of the hidden inline element that is open; 0 for none. Its words are left out. */
  muted = 0;

  /** Adds words, character references resolved. */
  words(raw: string): void {
    if (this.muted > 0) return;
    if (this.preformatted > 0 && raw.includes('\n')) {
      raw.split('\n').forEach((line, at) => {
        if (at > 0) this.flush();
        this.words(line);
      });
      return;
    }
    const text = raw.replace(INVISIBLE, '').replace(SPACES, ' ');
    if (text === '') return;
    if (text === ' ') {
      this.space = true;
      return;
    }
    if (text.startsWith(' ')) this.space = true;
    if (this.space && this.text !== '') this.text += ' ';
    // A link that begins with white space begins at its first word.
    if (this.link && this.linkEmpty) this.link.start = this.text.length;
    const bare = text.trim();
    this.text += bare;
    if (this.link) {
      this.linked += bare.length;
      this.linkEmpty = false;
    }
    this.space = text.endsWith(' ');
  }

  /** An element begins. */
  enter(name: string, attributes: Readonly<Record<string, string>>): OpenElement {
    this.depth++;
    const marks = marksOf(name, attributes);
    if (this.muted > 0) return { name, box: null, href: null, marks: 0 };
    if (BLOCK_ELEMENTS.has(name)) {
      this.flush();
      const open: OpenElement = { name, box: this.box, href: null, marks };
      this.layout.boxes.push({
        tag: name,
        name: attributes['class'] ?? '',
        parent: this.box,
        marks,
        from: this.layout.blocks.length,
        to: 0,
      });
      this.box = this.layout.boxes.length - 1;
      if (name === 'pre') this.preformatted++;
      return open;
    }
    if ((marks & MARKS.hidden) !== 0) this.muted = this.depth;
    if (APART.has(name)) this.space = true;
    // Anchors and links inside the page lead nowhere else.
    const target = name === 'a' ? attributes['href'] : undefined;
    const href = target === undefined || target.startsWith('#') ? null : target;
    if (href !== null && !this.link) {
      this.link = { href, start: this.text.length };
      this.linkEmpty = true;
    }
    if (marks !== 0 && !this.inner && this.text === '') this.inner = { marks, depth: this.depth, end: null };
    return { name, box: null, href, marks };
  }

  /** An element ends: one that {@link enter} gave. */
  leave(open: OpenElement): void {
    if (open.box !== null) {
      this.flush();
      this.layout.boxes[this.box]!.to = this.layout.blocks.length;
      this.box = open.box;
      if (open.name === 'pre') this.preformatted--;
    } else {
      if (open.href !== null) this.endLink();
      if (this.inner && this.inner.end === null && this.inner.depth === this.depth)
        this.inner.end = this.text.length;
      if (APART.has(open.name)) this.space = true;
    }
    if (this.muted === this.depth) this.muted = 0;
    this.depth--;
  }

  /** An inline element ends while blocks inside it go on. */
  leaveEarly(open: OpenElement): void {
    if (open.href !== null) this.endLink();
    if (this.muted === this.depth) this.muted = 0;
    this.depth--;
  }

  /** A line break or an element without content. */
  empty(name: string): void {
    if (this.muted > 0) return;
    if (BLOCK_ELEMENTS.has(name)) this.flush();
    else this.space = true;
  }

  /** The whole page. */
  end(): Layout {
    this.flush();
    const { boxes, blocks } = this.layout;
    boxes[0]!.to = blocks.length;
    return this.layout;
  }

  private endLink(): void {
    const { link } = this;
    if (link && this.text.length > link.start && this.links.length < MOST_LINKS && link.href !== '') {
      this.links.push({ href: link.href, start: link.start, end: this.text.length });
    }
    this.link = null;
  }

  private flush(): void {
    const { text, linked, link } = this;
    if (link) {
      // A link that goes on over the end of the block.
      this.endLink();
      this.link = { href: link.href, start: 0 };
      this.linkEmpty = true;
    }
    if (text !== '') {
      // What an inline element is marked as holds for the block only where it is all of the block.
      const { inner } = this;
      const whole = inner && (inner.end === null || inner.end >= text.length);
      this.layout.blocks.push({
        text,
        tag: this.layout.boxes[this.box]!.tag,
        linked: Math.min(linked, text.length),
        inner: whole ? inner.marks : 0,
        box: this.box,
        links: this.links,
      });
      this.links = [];
      this.text = '';
    }
    this.linked = 0;
    this.space = false;
    this.inner = null;
  }
}

/** Marks that say what an element is, however large it is. */
const WHATEVER = MARKS.heading | MARKS.list | MARKS.quote | MARKS.table;

/** What the boxes around each block say together with the block's own markup. `ignored` boxes say nothing. */
export function marksOfBlocks({ blocks, boxes }: Layout, ignored: (box: number) => boolean): number[] {
  const around: number[] = [];
  boxes.forEach(({ parent, marks }, at) => {
    const own = marks === 0 || !ignored(at) ? marks : marks & WHATEVER;
    around[at] = own | (parent < 0 ? 0 : around[parent]!);
  });
  return blocks.map(({ box, inner }) => around[box]! | inner);
}
