import type { Citation } from '../../src/ledger/types.ts';
import { dayOf, timeOf } from './dates.ts';
import { plain } from './plain.ts';

/**
 * A citation in one paragraph: the exact words, who, where, when, and what proves it.
 * @param cited the facts
 * @example citationText(await api.cite('s4k9x2m7q1a-14'))
 */
export function citationText(cited: Citation): string {
  const who = [cited.speaker, cited.role].filter((one) => one !== null).join(', ');
  const quoted =
    cited.kind === 'indirect' ? cited.words : /^[“"«‘']/.test(cited.words) ? cited.words : `“${cited.words}”`;
  const page = [
    cited.bylines.length > 0 ? cited.bylines.join(', ') : null,
    cited.headline === null ? null : `“${cited.headline}”`,
    cited.outlet,
    dayOf(cited.published) || null,
  ].filter((one) => one !== null);
  const proof = [
    cited.url,
    cited.retrieved === null ? null : `read ${timeOf(cited.retrieved)}`,
    `SHA-256 ${cited.sha256.slice(0, 16)}…`,
    `characters ${cited.start}–${cited.end}`,
    `onrecord ${cited.id}`,
  ].filter((one) => one !== null);
  return plain(
    `${quoted} (${who === '' ? 'speaker not told' : who}; ${cited.kind}). ${page.join(', ')}. ${proof.join('; ')}.`,
  );
}
