/**
 * Pages that were never written: records with the measures of real ones (some 25 statements a page, words and names as
 * unevenly spread as in a language), made from a number, the same each time. Nothing is read and no model runs.
 */
import { createHash } from 'node:crypto';
import type { Act, DocumentRecord, Span, Statement } from '../src/record.js';

const ACTS: readonly Act[] = [
  'state',
  'state',
  'state',
  'claim',
  'announce',
  'warn',
  'deny',
  'accuse',
  'urge',
  'predict',
];
const ONSETS = [
  'b',
  'br',
  'd',
  'dr',
  'f',
  'g',
  'gr',
  'k',
  'kl',
  'l',
  'm',
  'n',
  'p',
  'pr',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou'];
const ENDS = ['', 'n', 'r', 's', 'l', 't', 'nd', 'rk', 'm'];

/** Numbers that look random and are the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

/** The word of a number: one to three syllables. */
function wordOf(n: number): string {
  const next = numbers(n * 7919 + 13);
  const pick = (from: readonly string[]) => from[Math.floor(next() * from.length)] ?? '';
  let word = '';
  for (let i = 0; i <= (n < 200 ? 0 : n < 3000 ? 1 : 2); i++)
    word += pick(ONSETS) + pick(VOWELS) + (i > 0 ? pick(ENDS) : '');
  return word;
}

const WORDS = Array.from({ length: 20_000 }, (_, n) => wordOf(n));
/** Zipf's law, nearly: rank r comes up in proportion to 1/r. */
const zipf = (next: () => number, size: number) => Math.floor(size ** next()) - 1;
const upper = (word: string) => (word[0] ?? '').toUpperCase() + word.slice(1);

/** The word that comes up most but for `rank` others. */
export const wordAt = (rank: number) => WORDS[rank] ?? '';
/** The name of a speaker; the first ones speak most. */
export const nameAt = (n: number) => `${upper(wordOf(500 + (n % 997)))} ${upper(wordOf(4000 + n))}`;
export const outletAt = (n: number) => `${upper(wordOf(3000 + n))} Post`;

/** How much there is of what. */
const SPEAKERS = 30_000;
const OUTLETS = 300;
const STATEMENTS = 25;

/** The day of a page: seven years, evenly. */
function dayOf(next: () => number): string {
  return new Date(Date.UTC(2018, 0, 1) + Math.floor(next() * 2555) * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The page of a number, with its bytes.
 * @param n which
 * @param statements how many statements it has; default 25
 */
export function syntheticPage(
  n: number,
  statements = STATEMENTS,
): { record: DocumentRecord; bytes: Uint8Array } {
  const next = numbers(n + 1);
  const outlet = zipf(next, OUTLETS);
  const published = dayOf(next);
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[zipf(next, WORDS.length)] ?? '').join(' ');
  const cast = Array.from({ length: 6 }, () => zipf(next, SPEAKERS));
  const speakers = [...new Set(cast)].map((who, i) => ({
    id: `sp${i + 1}`,
    name: nameAt(who),
    kind: who % 7 === 0 ? ('organisation' as const) : ('person' as const),
    roles: [`${upper(wordOf(who % 50))} minister`],
    aliases: [nameAt(who).split(' ')[1] ?? ''],
    mentions: [] as Span[],
  }));
  let text = `${upper(words(8))}\n`;
  const headline = text.trim();
  const made: Statement[] = [];
  const put = (piece: string): Span => {
    const start = text.length;
    text += piece;
    return { start, end: text.length, text: piece };
  };
  for (let i = 0; i < statements; i++) {
    const speaker = speakers[Math.floor(next() * speakers.length)]!;
    const direct = next() < 0.5;
    const source = put(speaker.name);
    speaker.mentions.push(source);
    text += ' ';
    const cue = put('said');
    text += direct ? ' ' : ' that ';
    const said = words(12 + Math.floor(next() * 20));
    const content = put(direct ? `“${said}”` : said);
    text += '.\n';
    made.push({
      id: `st${i + 1}`,
      kind: direct ? 'direct' : 'indirect',
      source: [source],
      cue: [cue],
      content: [content],
      quoted: direct ? [{ start: content.start + 1, end: content.end - 1, text: said }] : [],
      insertions: [],
      speaker: speaker.id,
      role: speaker.roles[0] ?? null,
      act: ACTS[Math.floor(next() * ACTS.length)] ?? 'state',
      about: next() < 0.3 ? [speakers[Math.floor(next() * speakers.length)]!.id] : [],
      via: [],
      occasion: { when: next() < 0.2 ? dayOf(next) : null, where: null, event: null },
      evidence: [],
      confidence: Math.round(50 + next() * 50) / 100,
    });
  }
  const url = `https://${wordOf(3000 + outlet)}.example/${n}`;
  const bytes = Buffer.from(
    `<html><title>${headline}</title><body>${text.replaceAll('\n', '<p>')}</body></html>`,
  );
  const record: DocumentRecord = {
    schema: 'onrecord/1',
    id: String(n),
    input: url,
    url,
    canonical: url,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    retrieved: `${published}T12:00:00.000Z`,
    language: 'en',
    outlet: { name: outletAt(outlet), domain: `${wordOf(3000 + outlet)}.example` },
    headline,
    dateline: null,
    bylines: [{ name: nameAt(40_000 + (outlet * 20 + Math.floor(next() * 20))), agency: null }],
    published,
    modified: null,
    wire: null,
    text,
    parts: [
      { kind: 'headline', start: 0, end: headline.length },
      { kind: 'body', start: headline.length + 1, end: text.length },
    ],
    speakers,
    statements: made,
  };
  return { record, bytes };
}
