import type { Language } from '../language/language.js';
import type { Byline } from '../record.js';
import { agencyNamed, agencySign, standsFor } from './agencies.js';

/** Where a page names who supplied it. */
export interface WireEvidence {
  bylines: readonly Byline[];
  /** The agency of the dateline. */
  dateline: string | null;
  /** Lines and names that credit a source. */
  credits: readonly string[];
  outlet: string | null;
  domain: string | null;
}

/**
 * The news agency that supplied the whole page, by its usual sign ("AP", "Reuters"); null where the outlet wrote it itself,
 * and where the outlet is the agency.
 * @example wireOf({ bylines: [], dateline: 'AP', credits: [], outlet: 'Ansel Courier', domain: null }, english) // 'AP'
 */
export function wireOf(evidence: WireEvidence, language: Language): string | null {
  const { bylines, dateline, credits, outlet, domain } = evidence;
  const named = [...bylines.flatMap(({ name, agency }) => [agency, name]), dateline, ...credits].filter(
    (one) => one !== null,
  );
  for (const words of named) {
    for (const piece of words.split(/\s*[/|,;]\s*|\s+and\s+/)) {
      const full = agencyNamed(piece, language);
      if (full === null) continue;
      const sign = agencySign(full, language);
      const own =
        (outlet !== null && (agencyNamed(outlet, language) === full || standsFor(sign, outlet))) ||
        (domain !== null && domain.toLowerCase().split('.').includes(sign.toLowerCase().replace(/\W/g, '')));
      return own ? null : sign;
    }
  }
  return null;
}
