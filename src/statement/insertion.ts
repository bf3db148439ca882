import type { Offsets } from '../record.js';

/** Longest aside in round brackets, in words, that is taken for an editor's. */
const LONGEST_ASIDE = 8;

const BRACKETS = /\[[^[\]\n]{1,300}\]|\([^()\n]{1,120}\)/gu;

/** Whether round brackets only give the initials of the words before them: "the Lower Chamber Union (LCU)". */
function isAcronym(text: string, at: number, inside: string): boolean {
  const initials = inside.replace(/\W/gu, '');
  if (initials.length < 2 || initials !== initials.toUpperCase()) return false;
  const before = text
    .slice(Math.max(0, at - 120), at)
    .split(/[\s-]+/u)
    .filter((word) => /^[\p{Lu}]/u.test(word))
    .slice(-initials.length)
    .map((word) => word[0])
    .join('');
  return before.toUpperCase() === initials;
}

/**
 * Editors' hands inside quotations: words in square brackets, and short asides in round ones, which no one speaks.
 * @param text the document's text
 * @param quoted the words between quotation marks
 * @returns the brackets and what they hold, in order
 * @example insertionsIn('“They (blame) us.”', [{ start: 1, end: 17 }]) // [{ start: 6, end: 13 }]
 */
export function insertionsIn(text: string, quoted: readonly Offsets[]): Offsets[] {
  const out: Offsets[] = [];
  for (const { start, end } of quoted) {
    for (const m of text.slice(start, end).matchAll(BRACKETS)) {
      const at = start + m.index;
      if (m[0].startsWith('(')) {
        const inside = m[0].slice(1, -1);
        if (inside.trim().split(/\s+/u).length > LONGEST_ASIDE || isAcronym(text, at, inside)) continue;
      }
      out.push({ start: at, end: at + m[0].length });
    }
  }
  return out;
}
