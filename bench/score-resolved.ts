/**
 * How well statements are filed: speaker, act, hands and day against labels that a careful reader gave. Only labelled
 * statements that were found (content overlap of one half, paired one to one as in `score-statements.ts`) are judged.
 *
 * | row | right when |
 * | --- | --- |
 * | speaker | the same name, case and titles aside; for `unnamed: x` no speaker, an unnamed one, or a name with x's last word; for `author` no speaker or `author` |
 * | speaker, hard | the same where the source's own words do not spell the full name |
 * | without source, pronoun, described, named | the speakers by how the source is written: not at all, in small letters, with a capital |
 * | act | the same act |
 * | via | the same set of outlets, short forms counted ("Times" is "New York Times") |
 * | via, some | the same where there is a hand at all |
 * | when | the same day, where the label has one |
 */

/** One labelled statement. What the labels do not tell of it is not judged. */
export interface Label {
  n: number;
  speaker?: string;
  kind?: string;
  via?: { name: string }[];
  act?: string;
  when?: string | null;
}

/** One read statement, by name. */
export interface ReadStatement {
  speaker: string | null;
  act: string;
  via: string[];
  when: string | null;
  /** How sure the speaker is, 0 to 1. */
  sure: number;
}

export const RESOLVED_ROWS = [
  'found',
  'speaker',
  'speaker, hard',
  'without source',
  'pronoun',
  'described',
  'named',
  'act',
  'via',
  'via, some',
  'when',
] as const;
export type ResolvedRow = (typeof RESOLVED_ROWS)[number];

/** Right and all, by row. */
export type Tally = Record<ResolvedRow, { right: number; all: number }>;

const TITLES =
  /^(?:(?:the|mr|mrs|ms|dr|sen|senator|rep|representative|gov|governor|president|vice|secretary|gen|general|judge|justice|former|prime minister|minister)\.?\s+)+/i;

/** A name without titles, marks and capitals. @example plainName('Sen. Tim Kaine') // 'tim kaine' */
export function plainName(name: string | null): string {
  return (name ?? '')
    .replace(TITLES, '')
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Whether a read name is the labelled one. @example sameSpeaker('unnamed: critics', null) // true */
export function sameSpeaker(label: string, read: string | null): boolean {
  if (label.startsWith('unnamed')) {
    const last = label
      .slice(label.indexOf(':') + 1)
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu)
      ?.at(-1);
    if (!read || read.toLowerCase().startsWith('unnamed')) return true;
    return last !== undefined && read.toLowerCase().includes(last.replace(/s+$/u, ''));
  }
  if (label === 'author') return !read || read.toLowerCase() === 'author';
  return plainName(label) === plainName(read);
}

/** Whether two names are of one outlet. @example sameOutlet('Times', 'New York Times') // true */
export function sameOutlet(one: string, other: string): boolean {
  const [a, b] = [plainName(one), plainName(other)];
  return a === b || a.endsWith(` ${b}`) || b.endsWith(` ${a}`);
}

const PRONOUN =
  /^(?:both |all )?(?:he|she|they|it|we|i|you|who|whom|which|that|him|her|them|his|their|its)\b/i;

/** How a source is written. @example writtenAs('the ministry') // 'described' */
export function writtenAs(source: string): 'without source' | 'pronoun' | 'described' | 'named' {
  if (source.trim() === '') return 'without source';
  if (PRONOUN.test(source.trim())) return 'pronoun';
  return /\p{Lu}/u.test(source.trim().slice(1)) || /^(?!(?:The|An?|Some|Many)\b)\p{Lu}/u.test(source.trim())
    ? 'named'
    : 'described';
}

/** An empty tally. */
export function emptyTally(): Tally {
  return Object.fromEntries(RESOLVED_ROWS.map((row) => [row, { right: 0, all: 0 }])) as Tally;
}

/**
 * Adds one labelled statement to a tally.
 * @param source the words of the labelled source
 * @param read what was read of it; null where it was not found
 * @returns whether the speaker is right; null where the statement was not found or its speaker is not labelled
 */
export function judge(
  tally: Tally,
  label: Label,
  source: string,
  read: ReadStatement | null,
): boolean | null {
  const count = (row: ResolvedRow, right: boolean) => {
    tally[row].all++;
    if (right) tally[row].right++;
  };
  count('found', read !== null);
  if (!read) return null;
  if (label.act !== undefined) count('act', label.act === read.act);
  if (label.when) count('when', (read.when ?? '').slice(0, 10) === label.when);
  if (label.via) {
    const wanted = label.via.map(({ name }) => name);
    const same =
      wanted.length === read.via.length &&
      wanted.every((name) => read.via.some((other) => sameOutlet(name, other)));
    count('via', same);
    if (wanted.length > 0) count('via, some', same);
  }
  if (label.speaker === undefined) return null;
  const right = sameSpeaker(label.speaker, read.speaker);
  count('speaker', right);
  const named = /^(?:person|organisation|outlet)$/.test(label.kind ?? '');
  count(writtenAs(source), right);
  if (named && !plainName(source).includes(plainName(label.speaker))) count('speaker, hard', right);
  return right;
}
