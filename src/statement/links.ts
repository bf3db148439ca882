import type { Offsets } from '../record.js';

/** Buckets of the distance between a pronoun and a name before it: one for each doubling, from 1 word on. */
const DISTANCES = 9;

/** How well each distance fits: what the model adds for a name that stands so far before a pronoun, in log odds. */
export type Distances = readonly number[];

/** The vectors of one window: for each word what it asks for, and behind that what it has. */
interface Vectors {
  data: Float32Array;
  /** Numbers of a word: of what it asks for and of what it has together. */
  width: number;
  /** Number, in the document, of the window's first word. */
  from: number;
}

/**
 * How well names fit pronouns, as the tagger sees it: the same layers that find
 * statements tell it. Trained on labelled pronouns, and on names in whose place a pronoun was put (training/links.py).
 */
export class Links {
  private readonly starts = new Map<number, number>();
  private readonly ends = new Map<number, number>();
  /** The window of each word; undefined for those that the tagger didn't see. */
  private readonly windows: Vectors[] = [];

  constructor(
    words: readonly Offsets[],
    private readonly distances: Distances,
  ) {
    words.forEach(({ start, end }, i) => {
      this.starts.set(start, i);
      this.ends.set(end, i);
    });
  }

  /** Notes the vectors of the next window, of which the words up to `to`, from where the last one ended, are its own. */
  note(vectors: Vectors, to: number): void {
    for (let word = this.windows.length; word < to; word++) this.windows.push(vectors);
  }

  /**
   * How well a name fits a word, in log odds; null where the tagger didn't see both.
   * @param word offset at which the pronoun begins
   * @param name offset at which the name ends
   * @example links.fit(text.indexOf('he said'), text.indexOf('Torvik') + 'Torvik'.length)
   */
  fit(word: number, name: number): number | null {
    const asking = this.starts.get(word);
    const named = this.ends.get(name);
    if (asking === undefined || named === undefined || named >= asking) return null;
    const one = this.windows[asking];
    const other = this.windows[named];
    if (!one || !other) return null;
    const half = one.width / 2;
    const q = (asking - one.from) * one.width;
    const k = (named - other.from) * other.width + half;
    let sum = 0;
    for (let i = 0; i < half; i++) sum += one.data[q + i]! * other.data[k + i]!;
    const doublings = Math.min(DISTANCES - 1, Math.floor(Math.log2(asking - named)));
    return sum / Math.sqrt(half) + (this.distances[doublings] ?? 0);
  }
}
