import { fileURLToPath } from 'node:url';
import { toDocument } from './document/document.js';
import { loadLanguage, type Language } from './language/language.js';
import type { Page } from './page.js';
import type { DocumentRecord } from './record.js';
import { resolve } from './speaker/resolve.js';
import { find } from './statement/statements.js';
import { loadTagger, type Tagger } from './statement/tagger.js';

/** What `read` may be told. */
export interface ReadOptions {
  /** Language folder to read with, ISO 639-1. Default `en`. */
  language?: string;
  /** Threads of the model; 1 unless told, 0 lets the runtime choose: more make a page little quicker and cost far more. */
  threads?: number;
  /** Statements below this confidence (0 to 1) are left out. Default 0: all are given. */
  minConfidence?: number;
}

/** A language and a model, loaded: all that reading needs. */
interface Loaded {
  language: Language;
  tagger: Tagger;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Does work that must not be cut off by the end of the thread, see `model-gate.ts`. */
export type Around = <T>(work: () => Promise<T>) => Promise<T>;

/** A tagger whose work goes through something else. */
const taggerThrough = (around: Around, tagger: Tagger): Tagger => ({
  decode: tagger.decode,
  distances: tagger.distances,
  cost: (word) => tagger.cost(word),
  tag: (...asked) => around(() => tagger.tag(...asked)),
});

/**
 * A reader whose model is loaded and run through something else.
 * @example const read = readerThrough((work) => gate.around(work))
 */
export function readerThrough(
  around: Around,
): (page: string | Uint8Array | Page, options?: ReadOptions) => Promise<DocumentRecord> {
  const loaded = new Map<string, Promise<Loaded>>();

  /** Loads once what reading in a language needs; nothing is written anywhere. */
  async function load(code: string, threads: number): Promise<Loaded> {
    const language = loadLanguage(`${ROOT}languages`, code);
    const tagger = await around(() => loadTagger(`${ROOT}models/${code}`, threads));
    return { language, tagger: taggerThrough(around, tagger) };
  }

  function ready(code: string, threads: number): Promise<Loaded> {
    const key = `${code} ${threads}`;
    let found = loaded.get(key);
    if (!found) {
      found = load(code, threads);
      // A failed load is not remembered: the next call tries again.
      found.catch(() => loaded.delete(key));
      loaded.set(key, found);
    }
    return found;
  }

  return async (page, options = {}) => {
    const given: Page =
      typeof page === 'string'
        ? { bytes: new TextEncoder().encode(page) }
        : page instanceof Uint8Array
          ? { bytes: page }
          : page;
    const { language, tagger } = await ready(options.language ?? 'en', options.threads ?? 1);
    const document = toDocument(given, language);
    const least = options.minConfidence ?? 0;
    const { attributions, links } = await find(document, tagger, language);
    const sure = least > 0 ? attributions.filter(({ confidence }) => confidence >= least) : attributions;
    return { ...document, ...resolve(document, sure, language, links) };
  };
}

const plainly = readerThrough((work) => work());

/**
 * Reads one page: who said what, in whose words, on what occasion, through whom.
 * The same bytes give the same record, ids included.
 * @param page the page's text or HTML, its bytes, or a {@link Page} with what is known about it
 * @param options language, threads, least confidence
 * @throws OnrecordError for an empty, binary or over-large page, and one without an article
 * @example
 * const record = await read('VELDIN (KPA) — “We will rebuild the bridge,” Mayor Ana Torvik said on Monday.');
 * record.statements[0]?.speaker
 */
export function read(page: string | Uint8Array | Page, options: ReadOptions = {}): Promise<DocumentRecord> {
  return plainly(page, options);
}
