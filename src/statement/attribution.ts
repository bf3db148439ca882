import type { Offsets, StatementKind } from '../record.js';

/**
 * A statement before it is filed: the attribution relation as found in the text (PARC / PolNeAR scheme).
 * Offsets are UTF-16 units of the document's text; the spans of each list stand in order and do not overlap.
 */
export interface Attribution {
  kind: StatementKind;
  /** The words that name the source ("he", "the Pakistani foreign minister"); empty where the text names none. */
  source: Offsets[];
  /** The words that attribute ("said", "according to"); may be empty for a quotation that stands alone. */
  cue: Offsets[];
  /** The words attributed, quotation marks included. */
  content: Offsets[];
  /** The parts of the content between quotation marks, without the marks. */
  quoted: Offsets[];
  /** Editors' brackets inside quotations, brackets included. */
  insertions: Offsets[];
  /** What the page's layout makes of it, where that tells it: a turn of a transcript, a post with its account's name. */
  layout?: 'turn' | 'post';
  /** 0 to 1. */
  confidence: number;
}
