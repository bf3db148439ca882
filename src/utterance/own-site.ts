import { isBodyName, nameWordsOf } from '../document/body-name.js';
import type { DocumentRecord, Statement } from '../record.js';
import type { Reporting } from './reporting.js';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether a page speaks of its own outlet as of one who acts: "Ostmar Grain regrets …" begins a line of it. */
function speaksOfItself({ text, outlet }: DocumentRecord, { outletWords }: Reporting): boolean {
  const { name } = outlet;
  if (name === null || nameWordsOf(name).some((word) => outletWords.has(word))) return false;
  return text
    .split('\n')
    .some((line) => line.startsWith(`${name} `) && /^\p{Ll}/u.test(line.slice(name.length + 1)));
}

/**
 * Whether a page is a body's own and gives nobody's words but those of one speaker: a ministry's, a company's.
 * @example isOwnVoice(communique, reporting) // true
 */
export function isOwnVoice(record: DocumentRecord, reporting: Reporting): boolean {
  const quoted = record.statements.filter(({ kind }) => kind !== 'indirect');
  if (new Set(quoted.map(({ speaker }) => speaker)).size > 1) return false;
  return isBodyName(record.outlet.name, reporting) || speaksOfItself(record, reporting);
}

/** Whether a page's own outlet, not a paper by its name, is the only one who speaks on it: "Ostmar Freight states: “…”". */
const speaksAlone = (record: DocumentRecord, outlet: string, { outletWords }: Reporting): boolean =>
  !nameWordsOf(record.outlet.name).some((word) => outletWords.has(word)) &&
  record.statements.every(
    ({ speaker, kind, via }) => speaker === outlet && kind !== 'indirect' && via.length === 0,
  );

/**
 * Whether the outlet is the speaker's own: called after the speaker, the body that the speaker speaks for, or a body that
 * gives nobody else's words.
 * @param statements the page's statements that are asked about
 */
export function isOwnSite(
  record: DocumentRecord,
  statements: readonly Statement[],
  reporting: Reporting,
): boolean {
  const own = nameWordsOf(record.outlet.name);
  if (own.length === 0 || own.join('').length < 5) return false;
  if (isOwnVoice(record, reporting) && statements.every(({ via }) => via.length === 0)) return true;
  return statements.some(({ speaker, role }) => {
    const one = record.speakers.find(({ id }) => id === speaker);
    if (!one || /^unnamed\b/iu.test(one.name)) return false;
    if (one.kind === 'outlet' && !speaksAlone(record, one.id, reporting)) return false;
    const name = wordsOf(one.name);
    const told = new Set([...one.roles, role ?? '', ...one.aliases].flatMap(wordsOf));
    const spoken = own.every((word) => told.has(word) || name.includes(word));
    // A post on a platform is by its writer: "Ana Torvik on Posthorn".
    return spoken || (name.length > 1 && name.every((word) => own.includes(word)));
  });
}
