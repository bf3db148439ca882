/**
 * Labels that say whom pronouns and descriptions mean: for those who learn from them.
 */
import type { Offsets } from '../src/record.js';
import type { Entity } from '../src/speaker/entities.js';
import { readLines, toUnits } from './polnear.js';
import { plainName } from './score-resolved.js';

/** Labels of the sources of one document of PolNeAR, by the number of the statement. */
export interface References {
  id: string;
  pronouns: Record<string, string>;
  /** Null for one whom the page does not name. */
  descriptions: Record<string, string | null>;
}

/** Labels that say who speaks, whatever the source. */
const SPEAKERS = ['resolved', 'speakers', 'speakers.hard', 'fresh'].map(
  (name) => `bench/labels/${name}.train.jsonl`,
);
/** Letters that an annotated span may have around a name. */
const AROUND = 30;
const GENRES = /^(?:news|bio|interview)$/;
/** Speakers whom the page doesn't name. */
export const UNNAMED = /^unnamed/;
export const PRONOUN = /^(?:he|she|his|her|him)$/i;

/** The speakers that the labels of whole documents give, but those of documents that are kept out; null for the unnamed. */
export function filedSpeakers(): Map<string, ReadonlyMap<string, string | null>> {
  return new Map(
    SPEAKERS.flatMap((path) => {
      const rows = readLines(path) as {
        id: string;
        held?: boolean;
        labels: { n: number; speaker: string }[];
      }[];
      return rows
        .filter(({ held }) => !held)
        .map(({ id, labels }): [string, ReadonlyMap<string, string | null>] => [
          id,
          new Map(labels.map(({ n, speaker }) => [String(n), UNNAMED.test(speaker) ? null : speaker])),
        ]);
    }),
  );
}

/** A document of GUM with the mentions of each entity. */
export interface AnnotatedDocument {
  id: string;
  text: string;
  entities: Offsets[][];
}

/** Every other document of news, bio and interview of GUM; the others are kept out (`bench:coreference`). */
export function openDocuments(path: string): AnnotatedDocument[] {
  type Row = { id: string; genre: string; text: string; entities: { mentions: [number, number][] }[] };
  return (readLines(path) as Row[])
    .filter(({ genre }) => GENRES.test(genre))
    .filter((_, n) => n % 2 === 0)
    .map(({ id, text, entities }) => {
      const units = toUnits(text);
      const spans = entities.map(({ mentions }) =>
        mentions.map(([from, to]): Offsets => ({ start: units(from), end: units(to) })),
      );
      return { id, text, entities: spans };
    });
}

/** Whether a name or noun is the main part of an annotated span, which takes titles and appositions in. */
export function standsFor(name: Offsets, span: Offsets): boolean {
  return (
    span.start <= name.start &&
    name.end <= span.end + 1 &&
    span.end - span.start < name.end - name.start + AROUND
  );
}

/** Whether an entity is the one that a label calls by a name; null is one whom the page doesn't name. */
export function isCalled(entity: Entity, name: string | null): boolean {
  if (name === null) return entity.unnamed;
  const wanted = plainName(name);
  const last = wanted.split(' ').at(-1);
  const names = [entity.name, ...entity.aliases].map(plainName);
  const short = wanted === last || !names[0]!.includes(' ');
  return names.includes(wanted) || (short && names[0]!.split(' ').at(-1) === last);
}
