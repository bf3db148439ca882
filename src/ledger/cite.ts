import { OnrecordError } from '../errors.js';
import { statementOf } from './statements.js';
import { documentHead } from './documents.js';
import type { Db } from './store/store.js';
import type { Citation } from './types.js';

/** All that a citation of a statement needs, see `Ledger.cite`. */
export async function citationOf(db: Db, id: string): Promise<Citation> {
  const statement = await statementOf(db, id);
  const document = statement && (await documentHead(db, statement.document, statement.version));
  if (!statement || !document) throw new OnrecordError('ledger-no-id', id);
  return {
    id,
    words: statement.words,
    kind: statement.kind,
    speaker: statement.speakerName,
    role: statement.role,
    headline: document.headline,
    bylines: document.bylines.flatMap(({ name, agency }) => [name, agency].filter((one) => one !== null)),
    outlet: document.outlet.name ?? document.outlet.domain,
    published: document.published,
    url: document.canonical ?? document.url,
    retrieved: document.retrieved,
    sha256: document.sha256,
    start: statement.content[0]?.start ?? 0,
    end: statement.content.at(-1)?.end ?? 0,
    document: statement.document,
    version: statement.version,
  };
}
