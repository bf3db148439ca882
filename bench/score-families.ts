/**
 * How well a ledger sees that reports are of one utterance, who heard it and who repeats it.
 *
 * A family is a few pages of one story with the truth about them. A predicted statement stands for a true one of the
 * same page when their words overlap by half, or one holds all the words of the other and at least three.
 */
import type { UtteranceLine } from '../src/utterance/line.js';

export interface Family {
  id: string;
  documents: { id: string; outlet: string; url: string; published: string; text: string }[];
  utterances: {
    id: string;
    speaker: string;
    statements: [document: string, words: string][];
    origins: string[];
  }[];
  copies: { doc: string; of: string | string[]; credited: boolean }[];
  altered: { doc: string }[];
  disputes: { by: string; of: string }[];
}

export interface Figures {
  precision: number;
  recall: number;
  f1: number;
}

export interface FamilyScore {
  found: number;
  pairs: Figures;
  speaker: number;
  origins: number;
  copies: Figures;
  altered: Figures;
  disputes: Figures;
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);

/** Whether words stand for other words of the same page. */
export function sameWords(a: string, b: string): boolean {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  const shared = [...x].filter((word) => y.has(word)).length;
  if (shared === 0) return false;
  return shared / (x.size + y.size - shared) >= 0.5 || (shared === Math.min(x.size, y.size) && shared >= 3);
}

function figures(hitGold: number, gold: number, hitFound: number, found: number): Figures {
  const recall = gold === 0 ? 1 : hitGold / gold;
  const precision = found === 0 ? 0 : hitFound / found;
  const both = precision + recall;
  return { precision, recall, f1: both > 0 ? (2 * precision * recall) / both : 0 };
}

function ofSets(gold: ReadonlySet<string>, found: ReadonlySet<string>): Figures {
  if (gold.size === 0 && found.size === 0) return { precision: 1, recall: 1, f1: 1 };
  const hit = [...gold].filter((one) => found.has(one)).length;
  return figures(hit, gold.size, hit, found.size);
}

/** The utterance of which a statement on a page stands for true words. */
export function statementAt(
  lines: readonly UtteranceLine[],
  url: string,
  words: string,
): UtteranceLine | undefined {
  return lines.find((line) =>
    line.statements.some((statement) => statement.url === url && sameWords(statement.text, words)),
  );
}

/**
 * Scores utterances against families.
 * @example scoreFamilies(families, lines).pairs.f1
 */
export function scoreFamilies(families: readonly Family[], lines: readonly UtteranceLine[]): FamilyScore {
  const gold = families.flatMap((family) => {
    const url = new Map(family.documents.map((document) => [document.id, document.url]));
    return family.utterances.flatMap((utterance) =>
      utterance.statements.map(([document, words]) => ({
        url: url.get(document) ?? '',
        words,
        key: `${family.id}/${utterance.id}`,
        speaker: utterance.speaker,
        origins: new Set(utterance.origins.map((id) => url.get(id) ?? id)),
      })),
    );
  });
  const at = gold.map(({ url, words }) => statementAt(lines, url, words));
  const goldPairs = new Set<string>();
  const foundPairs = new Set<string>();
  for (let i = 0; i < gold.length; i++)
    for (let j = i + 1; j < gold.length; j++) {
      if (gold[i]!.key === gold[j]!.key) goldPairs.add(`${i} ${j}`);
      if (at[i] && at[i]?.id === at[j]?.id) foundPairs.add(`${i} ${j}`);
    }
  const truths = new Map<string, string[]>();
  at.forEach((line, i) => {
    if (line) truths.set(line.id, [...(truths.get(line.id) ?? []), gold[i]!.key]);
  });
  const truthOf = new Map([...truths].map(([id, keys]) => [id, mostCommon(keys)]));
  const found = at.filter(Boolean).length;
  const seen = new Set<string>();
  let right = 0;
  gold.forEach(({ key, origins }, i) => {
    const line = at[i];
    if (!line || seen.has(key)) return;
    seen.add(key);
    if (line.origins.length === origins.size && line.origins.every((url) => origins.has(url))) right++;
  });
  const pages = new Set(families.flatMap(({ documents }) => documents.map(({ url }) => url)));
  const copy = (url: string, of: readonly string[], credited: boolean) => ({ url, of, credited });
  const goldCopies = families.flatMap((family) => {
    const url = (id: string) => family.documents.find((document) => document.id === id)?.url ?? id;
    return family.copies.map(({ doc, of, credited }) => copy(url(doc), [of].flat().map(url), credited));
  });
  const foundCopies = [
    ...new Map(
      lines
        .flatMap(({ copies }) => copies)
        .filter(({ url }) => pages.has(url))
        .map(({ url, of, credited }) => [
          `${url} ${[...of].sort().join(' ')} ${String(credited)}`,
          copy(url, of, credited),
        ]),
    ).values(),
  ];
  const hit = (a: (typeof goldCopies)[number], b: (typeof goldCopies)[number]) =>
    a.url === b.url && a.credited === b.credited && a.of.some((url) => b.of.includes(url));
  const goldAltered = new Set(
    families.flatMap((family) =>
      family.altered.map(({ doc }) => family.documents.find(({ id }) => id === doc)?.url ?? doc),
    ),
  );
  const foundAltered = new Set(lines.flatMap(({ altered }) => altered).filter((url) => pages.has(url)));
  const goldDisputes = new Set(
    families.flatMap((family) =>
      family.disputes.map(({ by, of }) => `${family.id}/${by} ${family.id}/${of}`),
    ),
  );
  const foundDisputes = new Set(
    lines
      .filter(({ id }) => truthOf.has(id))
      .flatMap(({ id, disputes }) => disputes.map((of) => `${truthOf.get(id)} ${truthOf.get(of) ?? '-'}`)),
  );
  return {
    found: found / gold.length,
    pairs: ofSets(goldPairs, foundPairs),
    speaker: at.filter((line, i) => line && line.speaker === gold[i]!.speaker).length / Math.max(1, found),
    origins: right / Math.max(1, seen.size),
    copies: figures(
      goldCopies.filter((one) => foundCopies.some((other) => hit(one, other))).length,
      goldCopies.length,
      foundCopies.filter((one) => goldCopies.some((other) => hit(other, one))).length,
      foundCopies.length,
    ),
    altered: ofSets(goldAltered, foundAltered),
    disputes: ofSets(goldDisputes, foundDisputes),
  };
}

function mostCommon(keys: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
