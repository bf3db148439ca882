/**
 * One page handed to `read`: its bytes or text, and what the caller knows about it.
 * Give `html` or `text`; `bytes` are sniffed. What the caller says (`url`, `outlet`, `published`) wins over the page.
 */
export interface Page {
  /** The page's bytes, HTML or plain text in any charset. */
  bytes?: Uint8Array;
  /** The page's HTML, already decoded. */
  html?: string;
  /** The page's plain text: `document.text` will be this, character for character. */
  text?: string;
  /** Where the page was read from (path, URL, NDJSON id); comes back as `input`. */
  input?: string;
  url?: string;
  /** The outlet's name. */
  outlet?: string;
  /** ISO date or date-time of publication. */
  published?: string;
  /** ISO time of fetching. */
  retrieved?: string;
  /** The Content-Type header the page came with, for its charset and kind. */
  contentType?: string;
}
