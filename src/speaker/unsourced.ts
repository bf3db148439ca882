import { entriesOf, perLanguage } from '../language/language.js';
import type { Attribution } from '../statement/attribution.js';
import type { Entity, Referent } from './entities.js';
import type { Token } from './tokens.js';

/** Who spoke in a statement, and where. */
export interface Voice {
  entity: Entity;
  statement: number;
  token: Token;
}

/** What is known where a statement has no source. */
export interface Unsourced {
  statement: Attribution;
  /** Where it is met: its cue, else its words. */
  token: Token;
  text: string;
  /** The subject of the sentence. */
  subject: Entity | null;
  /** Who spoke last before it. */
  last: Voice | null;
  /** Who speaks the words that it stands in. */
  outer: Entity | null;
  /** The only person whom the page has named so far; null where there are several, or none. */
  only: () => Entity | null;
}

/** Paragraphs within which who spoke last answers a question. */
const ANSWERED = 2;

type PatternList = 'answered' | 'passive' | 'impersonal' | 'asked' | 'participles' | 'verbs';

/** How a language reports without saying who (`unsourced.json` says what each pattern is). */
export type UnsourcedPatterns = Readonly<Record<PatternList, RegExp>>;

/** The patterns of a language, compiled once. @example unsourcedOf(english).passive.test('is expected') // true */
export const unsourcedOf = perLanguage((language): UnsourcedPatterns => {
  const lists = entriesOf<Record<PatternList, string[]>>(language, 'unsourced');
  const compiled = Object.entries(lists).map(([name, patterns]) => [
    name,
    new RegExp(`^(?:${patterns.join('|')})`, 'iu'),
  ]);
  return Object.fromEntries(compiled) as UnsourcedPatterns;
});

/** Whether a question stands right before a place, so that what is quoted there answers it. */
function isAsked(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && /\s/u.test(text[i]!)) i--;
  return text[i] === '?';
}

/**
 * Whom a statement without a source is to be filed under: who goes on speaking, the subject of the sentence, or
 * nobody.
 */
export function impliedBy(
  { statement, token, text, subject, last, outer, only }: Unsourced,
  patterns: UnsourcedPatterns,
): Referent | null {
  const cue = statement.cue.map(({ start, end }) => text.slice(start, end)).join(' ');
  const sameSentence = last?.token.sentence === token.sentence;
  const sameParagraph = last !== null && token.paragraph - last.token.paragraph === 0;
  const bare = cue === '' || /^[:—–-]$/u.test(cue);
  if (statement.kind === 'direct' && (bare || patterns.answered.test(cue))) {
    const answers = isAsked(text, statement.content[0]?.start ?? 0);
    const near = last && token.paragraph - last.token.paragraph <= ANSWERED && last.entity.kind === 'person';
    const entity = answers ? (near ? last.entity : only()) : null;
    if (entity) return { entity, sure: 0.6 };
  }
  if (bare) {
    // A quotation that stands alone goes on with the speaker of the one before.
    if (last && token.paragraph - last.token.paragraph <= 1 && statement.kind !== 'indirect') {
      return { entity: last.entity, sure: sameParagraph ? 0.8 : 0.6 };
    }
    return null;
  }
  if (patterns.passive.test(cue) || patterns.impersonal.test(cue) || patterns.asked.test(cue)) return null;
  if (patterns.participles.test(cue)) {
    if (sameSentence) return { entity: last.entity, sure: 0.7 };
    if (subject) return { entity: subject, sure: 0.5 };
    return sameParagraph ? { entity: last.entity, sure: 0.4 } : null;
  }
  if (outer && token.quoted) return { entity: outer, sure: 0.4 };
  if (sameSentence) return { entity: last.entity, sure: 0.5 };
  if (statement.kind === 'direct' && sameParagraph) return { entity: last.entity, sure: 0.6 };
  if (subject && patterns.verbs.test(cue)) return { entity: subject, sure: 0.35 };
  return null;
}
