import { addAlone, addNew, prepared, type PreparedPage } from './add.js';
import { OnrecordError } from '../errors.js';
import type { DocumentRecord } from '../record.js';
import type { Store } from './store/store.js';
import type { Added, AddOptions, Evidence } from './types.js';

/** The most pages in one transaction. */
const MOST_PAGES = 16;
/** The most of their text together, UTF-16 units: a book goes alone. */
const MOST_TEXT = 1_000_000;
/** How many transactions are under way at once; the embedded store has one connection. */
const AT_ONCE = { embedded: 1, postgres: 3 } as const;

interface Waiting {
  page: PreparedPage;
  done(added: Added): void;
  failed(error: unknown): void;
}

/**
 * Adds pages so that those which wait at the same time share a transaction, as databases do with commits ("group
 * commit"): a page that comes alone goes alone and at once, and those that come while others are being put in go together
 * after them. Nobody is told that a page is kept before the transaction with it is committed. Where one page of several
 * cannot be put in, the transaction is undone and each goes alone, so that the others don't suffer for it.
 * @param store where to
 * @returns a function that adds a page; see `Ledger.add`
 */
export function groupCommit(
  store: Store,
): (record: DocumentRecord, evidence: Evidence, options: AddOptions) => Promise<Added> {
  let waiting: Waiting[] = [];
  let running = 0;
  /** Addresses of the pages that are being put in: two versions of a document go one after the other, as they came. */
  const busy = new Set<string>();

  const next = (): Waiting[] => {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const passed = new Set<string>();
    let text = 0;
    for (const one of waiting) {
      const { address, record } = one.page;
      const fits =
        taken.length === 0 || (taken.length < MOST_PAGES && text + record.text.length <= MOST_TEXT);
      if (fits && !busy.has(address.text) && !passed.has(address.text)) {
        taken.push(one);
        text += record.text.length;
        busy.add(address.text);
      } else left.push(one);
      passed.add(address.text);
    }
    waiting = left;
    return taken;
  };

  const turn = async (): Promise<void> => {
    // What is ready by now may not have had its turn yet: the embedded store leaves no room between two queries.
    await new Promise((go) => setImmediate(go));
    const taken = next();
    await together(store, taken);
    for (const { page } of taken) busy.delete(page.address.text);
  };

  const start = (): void => {
    if (running >= AT_ONCE[store.kind] || waiting.every(({ page }) => busy.has(page.address.text))) return;
    running++;
    void turn().finally(() => {
      running--;
      start();
    });
    start();
  };

  /** Settled when every page that came before is ready: pages are made ready at once, and wait in the order in which they came. */
  let line: Promise<unknown> = Promise.resolve();

  return async (record, evidence, options) => {
    const making = prepared(record, evidence, options);
    // Nothing of the pages is held by the line itself.
    const ready = Promise.allSettled([line, making]).then(() => {});
    line = ready;
    await ready;
    const page = await making;
    return await new Promise((done, failed) => {
      waiting.push({ page, done, failed });
      start();
    });
  };
}

/** Puts pages in with one transaction; those that cannot go so with one each. Never fails itself. */
async function together(store: Store, pages: readonly Waiting[]): Promise<void> {
  let left = pages;
  if (pages.length > 1)
    try {
      const added = await addNew(
        store,
        pages.map(({ page }) => page),
      );
      left = pages.filter((one, i) => {
        const of = added[i] ?? null;
        if (of !== null) one.done(of);
        return of === null;
      });
    } catch (error) {
      // A database that is gone or full is so for each of them.
      if (error instanceof OnrecordError && error.code.startsWith('ledger-'))
        return void pages.forEach(({ failed }) => failed(error));
    }
  for (const { page, done, failed } of left) await addAlone(store, page).then(done, failed);
}
