import type { Carrier } from './page-text.js';
import type { Utterance } from './utterance.js';

const counted = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const listed = (names: readonly string[], most = 4) =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/**
 * How an utterance travelled, in a sentence for people.
 * @param utterance the utterance
 * @param carriers the pages that it stands on, by id
 * @example plainSentence(utterance, carriers) // '4 outlets carry it; 2 heard it (KPA, The Ostmar Post); 2 repeat KPA, one of them without saying so'
 */
export function plainSentence(utterance: Utterance, carriers: ReadonlyMap<string, Carrier>): string {
  const { chain, reports } = utterance;
  const outlet = (page: string) =>
    carriers.get(page)?.record.outlet.name ?? carriers.get(page)?.record.outlet.domain ?? page;
  const outlets = new Set(reports.map(({ page }) => outlet(page)));
  const parts = [`${counted(outlets.size, 'outlet')} ${outlets.size === 1 ? 'carries' : 'carry'} it`];
  const heard = [...new Set(chain.origins.map(({ page }) => outlet(page)))];
  if (outlets.size > 1 || heard.length === 0) {
    if (heard.length > 0) parts.push(`${heard.length} heard it (${listed(heard)})`);
    else parts.push('none is known to have heard it');
  }
  const groups = new Map<string, { total: number; silent: number }>();
  for (const { of, credited } of chain.edges) {
    const names = [...new Set(of.map(outlet))].sort().join(' or ');
    const group = groups.get(names) ?? { total: 0, silent: 0 };
    group.total++;
    if (!credited) group.silent++;
    groups.set(names, group);
  }
  for (const [names, { total, silent }] of [...groups].sort(
    (a, b) => b[1].total - a[1].total || (a[0] < b[0] ? -1 : 1),
  ))
    parts.push(`${total} ${total === 1 ? 'repeats' : 'repeat'} ${names}${silenceOf(total, silent)}`);
  for (const { page, names } of chain.relays)
    parts.push(`${outlet(page)} has it from ${names.join(' and ')}, which is not in the ledger`);
  if (utterance.altered.length > 0) {
    const changed = [...new Set(utterance.altered.map(outlet))];
    parts.push(`${counted(changed.length, 'outlet')} changed the words (${listed(changed)})`);
  }
  return parts.join('; ');
}

function silenceOf(total: number, silent: number): string {
  if (silent === 0) return '';
  if (silent === total) return ' without saying so';
  return silent === 1 ? ', one of them without saying so' : `, ${silent} of them without saying so`;
}
