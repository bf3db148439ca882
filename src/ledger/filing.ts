import type { Speaker, SpeakerKind } from '../record.js';
import { nameKey, speakerId } from './ids.js';
import type { SpeakerRule } from './types.js';

/** Under whom a page's speaker is filed. */
export interface Filed {
  id: string;
  name: string;
  kind: SpeakerKind;
}

/** Names that mean nobody outside their page. */
const UNNAMED = /^unnamed:/i;

/**
 * Under whom a speaker of one page is filed across pages: by the user's rules, else by name and kind. The unnamed stay
 * with their page: two senior aides are two people until somebody knows better.
 * @param speaker as the page has it
 * @param document the page's id
 * @param rules the user's
 */
export function filedUnder(
  speaker: Pick<Speaker, 'name' | 'kind' | 'roles'>,
  document: string,
  rules: readonly SpeakerRule[],
): Filed {
  const { name, kind } = speaker;
  if (UNNAMED.test(name)) return { id: speakerId(name, kind, document), name, kind };
  const key = nameKey(name);
  const roles = speaker.roles.map(nameKey);
  for (const rule of rules) {
    if (rule.kind !== undefined && rule.kind !== kind) continue;
    if (rule.roles?.some((role) => roles.includes(nameKey(role))) === false) continue;
    if (![rule.name, ...(rule.aliases ?? [])].some((alias) => nameKey(alias) === key)) continue;
    return { id: speakerId(rule.name, rule.kind ?? kind), name: rule.name, kind: rule.kind ?? kind };
  }
  return { id: speakerId(name, kind), name, kind };
}
