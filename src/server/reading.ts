import { OnrecordError } from '../errors.js';
import type { Added } from '../ledger/types.js';
import type { Page } from '../page.js';
import { Refusal } from './problem.js';
import type { Services } from './services.js';

/** What a page is asked to be read from: an address, or the page itself. */
export type Request =
  | { url: string }
  | {
      bytes: Uint8Array;
      contentType?: string;
      name?: string;
      about?: Pick<Page, 'url' | 'outlet' | 'published'>;
    };

/** Where the reading of a page stands. */
export type Stage =
  | { stage: 'waiting'; ahead: number }
  | { stage: 'fetching' }
  | { stage: 'reading'; bytes: number }
  | { stage: 'keeping'; statements: number }
  | { stage: 'done'; added: Added };

/** Pages that may wait for their turn; more are sent away with "busy". */
const MOST_WAITING = 50;

export interface Reading {
  /**
   * Reads a page and keeps it. Its promise resolves only when the ledger has it for good.
   * @param request the page
   * @param told hears of every stage
   */
  read(request: Request, told: (stage: Stage) => void): Promise<Added>;
}

/**
 * Reads pages one after the other: the model takes all of the processor it gets, so two at once would make both late.
 * @param services the reader, the fetcher and the ledger
 * @param changed is called when the ledger has another page
 * @example await readingOf(services, () => undefined).read({ url: 'https://kpa.example/story' }, console.log)
 */
export function readingOf(
  { ledger, read, fetch }: Pick<Services, 'ledger' | 'read' | 'fetch'>,
  changed: () => void,
): Reading {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    async read(request, told) {
      if (waiting >= MOST_WAITING)
        throw new Refusal(503, `${MOST_WAITING} pages wait to be read already: try again in a minute`);
      waiting++;
      try {
        const { page, bytes, url } = await pageOf(request, fetch, told);
        if (bytes.length === 0) throw new OnrecordError('page-empty');
        told({ stage: 'waiting', ahead: waiting - 1 });
        const added = await inTurn(async () => {
          told({ stage: 'reading', bytes: bytes.length });
          const record = await read(page);
          told({ stage: 'keeping', statements: record.statements.length });
          return ledger.add(record, { bytes, ...(url === null ? {} : { url }) });
        });
        changed();
        told({ stage: 'done', added });
        return added;
      } finally {
        waiting--;
      }
    },
  };
}

async function pageOf(
  request: Request,
  fetch: Services['fetch'],
  told: (stage: Stage) => void,
): Promise<{ page: Page; bytes: Uint8Array; url: string | null }> {
  if ('url' in request) {
    told({ stage: 'fetching' });
    const { bytes, url, contentType, retrieved } = await fetch(request.url);
    return {
      page: { bytes, url, retrieved, input: request.url, ...(contentType === null ? {} : { contentType }) },
      bytes,
      url,
    };
  }
  const { bytes, contentType, name, about } = request;
  return {
    page: {
      bytes,
      ...about,
      ...(name === undefined ? {} : { input: name }),
      ...(contentType === undefined ? {} : { contentType }),
    },
    bytes,
    url: about?.url ?? null,
  };
}
