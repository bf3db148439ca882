import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { toLinkedDocument, type PageLink } from '../../document/document.js';
import type { Language } from '../../language/language.js';
import { spanOf, type Span } from '../../record.js';
import type { Tables } from '../schema/tables.js';
import { storedJson } from '../store/characters.js';

const unpacked = promisify(gunzip);

/** The most links of one page that are kept. */
const MOST_LINKS = 300;
/** Longer addresses are no pages. */
const LONGEST_ADDRESS = 2000;

/**
 * Keeps the links inside the texts of documents, in the place of those kept before. They are read out of the bytes of the
 * newest version; a page that cannot be read any more has none.
 * @param tx the transaction that the documents are matched in
 * @param documents ids
 * @param language the lists that pages are read with
 */
export async function keepLinks(
  tx: Transaction<Tables>,
  documents: readonly string[],
  language: Language,
): Promise<void> {
  await tx.deleteFrom('page_links').where('document_id', 'in', documents).execute();
  const rows: { document_id: string; n: number; url: string; span: Span | null }[] = [];
  for (const document of documents) {
    const page = await tx
      .selectFrom('versions')
      .innerJoin('evidence', 'evidence.sha256', 'versions.sha256')
      .select(['versions.url', 'versions.text', 'evidence.bytes'])
      .where('versions.document_id', '=', document)
      .where('versions.newest', '=', true)
      .executeTakeFirst();
    if (!page) continue;
    const links = await linksOf(page.bytes, page.url, language);
    links.slice(0, MOST_LINKS).forEach(({ url, words, start, end }, n) => {
      if (url.length > LONGEST_ADDRESS) return;
      // Read by another version of the program, the text may stand elsewhere.
      const here = page.text.slice(start, end) === words;
      rows.push({ document_id: document, n, url, span: here ? spanOf(page.text, start, end) : null });
    });
  }
  if (rows.length === 0) return;
  await sql`insert into page_links (document_id, n, url, span)
    select document_id, n, url, span from json_to_recordset(${storedJson(rows)}::json)
      as x (document_id text, n integer, url text, span json)`.execute(tx);
}

async function linksOf(
  packed: Uint8Array,
  url: string | null,
  language: Language,
): Promise<(PageLink & { words: string })[]> {
  try {
    const bytes = await unpacked(packed);
    // Most plain texts are told at once.
    if (!/<a\s/iu.test(bytes.toString('latin1'))) return [];
    const { document, links } = toLinkedDocument({ bytes, ...(url === null ? {} : { url }) }, language);
    return links.map((link) => ({ ...link, words: document.text.slice(link.start, link.end) }));
  } catch {
    // Whatever was given as bytes is no page that can be read: it links to nothing.
    return [];
  }
}
