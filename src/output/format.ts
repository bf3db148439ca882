import type { DocumentRecord } from '../record.js';

/** How records are shown. */
export interface FormatOptions {
  /** Columns of the terminal or sheet. Default 80. */
  width?: number;
  /** Whether terminal colours may be used. Default false. */
  colour?: boolean;
  /** Whether more than one page was asked for. Default: seen from the records. */
  many?: boolean;
}

/** One output format. Takes records as they are read and gives text as soon as it can. */
export interface Format {
  /** What `--format` calls it. */
  name: string;
  /** One line for `--help`. */
  about: string;
  /** File endings that mean this format. */
  endings: readonly string[];
  /** Whether it gives bytes that no terminal can show. */
  binary?: true;
  /**
   * The output, piece by piece.
   * @param records the records, in the order to show
   * @param options how to show them
   */
  write(records: AsyncIterable<DocumentRecord>, options: FormatOptions): AsyncIterable<string | Uint8Array>;
}
