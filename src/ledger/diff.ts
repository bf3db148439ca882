import { diffArrays, diffWordsWithSpace } from 'diff';
import type { LedgerDocument, LedgerStatement, Difference, StatementChange, WordChange } from './types.js';

/** Two statements with less of their words in common than this are two statements. */
const SAME = 0.5;

/** What changed between two versions of a page, statements first. Pure. */
export function differenceOf(before: LedgerDocument, after: LedgerDocument): Difference {
  return {
    document: after.id,
    from: before.version,
    to: after.version,
    statements: statementChanges(before.statements, after.statements),
    facts: factChanges(before, after),
    text: textChanges(before.text, after.text),
  };
}

const tokens = (words: string) => words.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** The words that two texts share, over those of both (Dice). */
function likeness(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b) {
    const more = left.get(word) ?? 0;
    if (more > 0) shared++;
    left.set(word, more - 1);
  }
  return a.length + b.length === 0 ? 1 : (2 * shared) / (a.length + b.length);
}

function statementChanges(
  before: readonly LedgerStatement[],
  after: readonly LedgerStatement[],
): StatementChange[] {
  const pairs: { b: number; a: number; fit: number }[] = [];
  const beforeWords = before.map(({ words }) => tokens(words));
  const afterWords = after.map(({ words }) => tokens(words));
  before.forEach((one, b) =>
    after.forEach((other, a) => {
      const like = likeness(beforeWords[b] ?? [], afterWords[a] ?? []);
      if (like < SAME) return;
      const speaker = one.speaker === other.speaker ? 0.1 : 0;
      pairs.push({ b, a, fit: like + speaker - Math.abs(b - a) / 1e6 });
    }),
  );
  pairs.sort((x, y) => y.fit - x.fit);
  const pairOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { b, a } of pairs) {
    if (pairOf.has(b) || taken.has(a)) continue;
    pairOf.set(b, a);
    taken.add(a);
  }
  const changes: { at: number; change: StatementChange }[] = [];
  before.forEach((one, b) => {
    const a = pairOf.get(b);
    const other = a === undefined ? undefined : after[a];
    if (!other)
      changes.push({
        at: b,
        change: { kind: 'gone', before: one, after: null, words: [], notes: ['the statement is gone'] },
      });
    else {
      const words = one.words === other.words ? [] : wordChanges(one.words, other.words);
      const notes = notesOf(one, other, words);
      if (notes.length > 0)
        changes.push({ at: b, change: { kind: 'changed', before: one, after: other, words, notes } });
    }
  });
  after.forEach((other, a) => {
    if (!taken.has(a))
      changes.push({
        at: a + 0.5,
        change: { kind: 'new', before: null, after: other, words: [], notes: ['the statement is new'] },
      });
  });
  return changes.sort((x, y) => x.at - y.at).map(({ change }) => change);
}

/** Two texts word by word. */
function wordChanges(before: string, after: string): WordChange[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'gained' : removed ? 'lost' : 'same',
    text: value,
  }));
}

/** What changed in a statement, in plain words. */
function notesOf(before: LedgerStatement, after: LedgerStatement, words: readonly WordChange[]): string[] {
  const notes: string[] = [];
  const what = before.kind === 'direct' || after.kind === 'direct' ? 'the quote' : 'the statement';
  for (let i = 0; i < words.length; i++) {
    const [change, next] = [words[i], words[i + 1]];
    if (!change || change.kind === 'same') continue;
    const text = change.text.trim();
    if (change.kind === 'lost' && next?.kind === 'gained' && next.text.trim() !== '' && text !== '') {
      notes.push(`in ${what}, “${text}” became “${next.text.trim()}”`);
      i++;
    } else if (text !== '') notes.push(`${what} ${change.kind} ${named(text)}`);
  }
  if (before.speaker !== after.speaker)
    notes.push(
      `the speaker was ${before.speakerName ?? 'not told'} and is ${after.speakerName ?? 'not told'}`,
    );
  if (before.kind !== after.kind)
    notes.push(
      before.kind === 'indirect'
        ? 'quotation marks were put around reported words'
        : after.kind === 'indirect'
          ? 'the quotation marks were taken off'
          : `it was ${before.kind} and is ${after.kind}`,
    );
  return notes;
}

function named(text: string): string {
  const count = tokens(text).length;
  return count === 0 ? `“${text}”` : count === 1 ? `the word “${text}”` : `the words “${text}”`;
}

function factChanges(before: LedgerDocument, after: LedgerDocument): Difference['facts'] {
  const facts = (page: LedgerDocument): Record<string, string | null> => ({
    headline: page.headline,
    bylines:
      page.bylines
        .map(({ name, agency }) => [name, agency].filter((one) => one !== null).join(' / '))
        .join(', ') || null,
    published: page.published,
    modified: page.modified,
    dateline: page.dateline
      ? [page.dateline.place, page.dateline.agency, page.dateline.date]
          .filter((one) => one !== null)
          .join(', ')
      : null,
    wire: page.wire,
    outlet: page.outlet.name ?? page.outlet.domain,
  });
  const then = facts(before);
  const now = facts(after);
  return Object.keys(then)
    .filter((name) => then[name] !== now[name])
    .map((name) => ({ name, before: then[name] ?? null, after: now[name] ?? null }));
}

/** Paragraphs that changed: where one took another's place, word by word. */
function textChanges(before: string, after: string): WordChange[][] {
  const paragraphs = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const out: WordChange[][] = [];
  let lost: string[] = [];
  const flush = () => {
    for (const text of lost) out.push([{ kind: 'lost', text }]);
    lost = [];
  };
  for (const { added, removed, value } of diffArrays(paragraphs(before), paragraphs(after))) {
    if (removed) lost.push(...value);
    else if (added)
      for (const text of value) {
        const like = lost.findIndex((one) => likeness(tokens(one), tokens(text)) >= SAME);
        if (like < 0) out.push([{ kind: 'gained', text }]);
        else out.push(wordChanges(lost.splice(like, 1)[0] ?? '', text));
      }
    else flush();
  }
  flush();
  return out;
}
