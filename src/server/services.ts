import type { Fetched } from '../intake/fetch.js';
import type { Ledger } from '../ledger/types.js';
import type { Page } from '../page.js';
import type { DocumentRecord } from '../record.js';

/** All that the server touches, handed in so that a test needs no process. */
export interface Services {
  ledger: Ledger;
  /** Reads one page; loads the language and the model when first called. */
  read: (page: Page) => Promise<DocumentRecord>;
  /** Fetches one address, safely. */
  fetch: (url: string) => Promise<Fetched>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** One line for whoever runs the server. */
  log: (line: string) => void;
}

/** How the server is open to the world. */
export interface Access {
  /** Only this machine may ask: the Host header must name it, so that no other site's name can be made to lead here. */
  loopback: boolean;
  /** What a client must know; null where nobody needs to sign in. */
  secret: string | null;
  /** Nothing can be added or corrected. */
  readOnly: boolean;
  /** Requests a minute and client; null without a limit (this machine only). */
  rate: number | null;
  /** The most bytes of one page. */
  maxBytes: number;
}
