import { fileURLToPath } from 'node:url';
import { loadLanguage } from './language/language.js';
import type { DocumentRecord } from './record.js';
import { utterancesOf } from './utterance/collection.js';
import { lineOf, type UtteranceLine } from './utterance/line.js';

/** What `matchUtterances` may be told. */
export interface MatchOptions {
  /** Language folder to compare with, ISO 639-1. Default `en`. */
  language?: string;
  /** Addresses that each page's text links to, by the record's id. Default: none is known. */
  links?: ReadonlyMap<string, readonly string[]>;
}

const LANGUAGES = fileURLToPath(new URL('../languages', import.meta.url));

/**
 * Finds which statements of some pages report the same act of saying, how the words travelled from page to page, and
 * where they changed or were answered. All pages are held in memory: for more than a few thousand, use a ledger.
 * The result does not depend on the order of the pages.
 * @param records pages as `read` gives them
 * @param options the language, links between the pages
 * @returns one line an utterance, the earliest first
 * @throws OnrecordError `language-missing`
 * @example
 * const records = await Promise.all(pages.map((page) => read(page)));
 * matchUtterances(records).filter(({ independent }) => independent > 1);
 */
export function matchUtterances(
  records: readonly DocumentRecord[],
  options: MatchOptions = {},
): UtteranceLine[] {
  const language = loadLanguage(LANGUAGES, options.language ?? 'en');
  const carriers = records.map((record) => ({
    record,
    links: (options.links?.get(record.id) ?? []).map((url) => ({ url, span: null })),
  }));
  const byId = new Map(carriers.map((carrier) => [carrier.record.id, carrier]));
  const found = utterancesOf(
    [...byId.values()],
    (record, statement) => `s${record.id}-${statement.id}`,
    language,
  );
  return found.map((utterance) => lineOf(utterance, byId));
}
