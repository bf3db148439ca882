import { entriesOf, perLanguage, type Language } from '../language/language.js';
import type { Byline } from '../record.js';
import { agencyNamed, agencySign, standsFor } from './agencies.js';

/** Where a page names who supplied it. */
export interface WireEvidence {
  bylines: readonly Byline[];
  /** The agency of the dateline. */
  dateline: string | null;
  /** Lines and names that credit a source. */
  credits: readonly string[];
  /** The last words of the story, and the lines behind them. */
  ending: readonly string[];
  outlet: string | null;
  domain: string | null;
}

/** Short forms and names by which an agency is known for one. */
const AGENCY = /^\p{Lu}[\p{Lu}\d&.-]{1,6}$|\b(?:Agency|Newswire|News Service|Press Service|Wire)$/u;

interface WireWords {
  /** Finds credits of a part in the story only. */
  partly: RegExp;
  /** What stands before the name of a source in a credit. */
  label: RegExp;
  /** Forms by which an agency's stories are known, with its full name. */
  signatures: [string, RegExp][];
}

const wordsOf = perLanguage((language): WireWords => {
  const lists = entriesOf<{ partly: string[]; labels: string[]; signatures: [string, ...string[]][] }>(
    language,
    'wire',
  );
  return {
    partly: new RegExp(`(?<!\\p{L})(?:${lists.partly.join('|')})(?!\\p{L})`, 'iu'),
    label: new RegExp(`^(?:${lists.labels.join('|')})(?:\\s*:\\s*|\\s+)`, 'iu'),
    signatures: lists.signatures.flatMap(([name, ...patterns]) =>
      patterns.map((pattern): [string, RegExp] => [name, new RegExp(pattern, 'iu')]),
    ),
  };
});

/** Whether an agency is the outlet itself. */
function isOutlet(
  sign: string,
  full: string | null,
  { outlet, domain }: WireEvidence,
  language: Language,
): boolean {
  const bare = sign.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (outlet !== null) {
    const name = outlet.toLowerCase();
    if (full !== null && agencyNamed(outlet, language) === full) return true;
    if (
      standsFor(sign, outlet) ||
      name === bare ||
      name.startsWith(`${bare} `) ||
      name.startsWith(`${bare}.`)
    )
      return true;
    if (sign.length > 6 && name.includes(sign.toLowerCase())) return true;
  }
  return (domain ?? '')
    .toLowerCase()
    .split('.')
    .slice(0, -1)
    .some(
      (label) => label === bare || label === `${bare}news` || (bare.length > 3 && label.startsWith(bare)),
    );
}

/**
 * The news agency that supplied the whole page, by its usual sign ("AP", "Reuters"); null where the outlet wrote it
 * itself, and where the outlet is the agency.
 * @param evidence what the page says of its writers and sources
 * @example wireOf({ bylines: [], dateline: 'AP', credits: [], ending: [], outlet: 'Ansel Courier', domain: null }, english) // 'AP'
 */
export function wireOf(evidence: WireEvidence, language: Language): string | null {
  const { bylines, dateline, credits, ending, outlet } = evidence;
  const { partly, label, signatures } = wordsOf(language);
  const named = [
    ...bylines.flatMap(({ name, agency }) => [agency, name]),
    dateline,
    ...credits
      .filter((credit) => !partly.test(credit))
      .map((credit) => credit.replace(label, '').replace(/\.$/, '')),
  ].filter((one) => one !== null);
  for (const words of named) {
    for (const piece of words.slice(0, 300).split(/\s*[/|,;]\s*|\s+and\s+/)) {
      const full = agencyNamed(piece, language);
      if (full === null) continue;
      const sign = agencySign(full, language);
      return isOutlet(sign, full, evidence, language) ? null : sign;
    }
  }
  for (const line of ending) {
    const full = signatures.find(([, pattern]) => pattern.test(line.slice(-600)))?.[0];
    if (full === undefined) continue;
    const sign = agencySign(full, language);
    return isOutlet(sign, full, evidence, language) ? null : sign;
  }
  // An agency that no list has, in the dateline of a page that is known to be another's.
  if (
    dateline !== null &&
    outlet !== null &&
    AGENCY.test(dateline) &&
    !isOutlet(dateline, null, evidence, language)
  ) {
    return bylines.some(({ agency }) => agency !== null && isOutlet(agency, null, evidence, language))
      ? null
      : dateline;
  }
  return null;
}
