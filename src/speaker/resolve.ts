import type { Language } from '../language/language.js';
import { spanOf, type Document, type Offsets, type Span, type Speaker, type Statement } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import { actOf } from './act.js';
import { follow } from './coreference.js';
import { entitiesOf } from './entities.js';
import { lexiconOf } from './lexicon.js';
import { mentionsIn, type Mention } from './mentions.js';
import { outletsOf } from './outlets.js';
import { Roster } from './roster.js';
import { tokensOf } from './tokens.js';

/** What `resolve` gives: the page's statements, each filed under its speaker. */
export interface Resolved {
  speakers: Speaker[];
  statements: Statement[];
}

/** Speakers less sure than this are not given. */
const LEAST_SURE = 0.2;

/** The names that begin in a span, found by halving. */
function namesIn(mentions: readonly Mention[]): (span: Offsets) => Mention[] {
  return ({ start, end }) => {
    let low = 0;
    let high = mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (mentions[middle]!.end <= start) low = middle + 1;
      else high = middle;
    }
    const out: Mention[] = [];
    for (let i = low; i < mentions.length && mentions[i]!.start < end; i++) out.push(mentions[i]!);
    return out;
  };
}

/**
 * Files each statement under its speaker, and says what the words do, through whom they came and on what occasion.
 * @param document the page as read
 * @param attributions its statements as found
 * @param language its word lists
 * @example resolve(document, attributions, english).speakers.map(({ name }) => name)
 */
export function resolve(
  document: Document,
  attributions: readonly Attribution[],
  language: Language,
): Resolved {
  const { text } = document;
  const lexicon = lexiconOf(language);
  const tokens = tokensOf(document, lexicon);
  const mentions = mentionsIn(text, tokens, lexicon);
  const entities = entitiesOf(mentions, lexicon);
  const given = { text, tokens, lexicon, mentionsIn: namesIn(mentions), entities, attributions };
  const { speakers, byAuthor } = follow(given, mentions);

  const roster = new Roster(text, outletsOf(language));
  const spans = (list: readonly Offsets[]): Span[] => list.map(({ start, end }) => spanOf(text, start, end));
  const words = (list: readonly Offsets[]) => list.map(({ start, end }) => text.slice(start, end)).join(' ');
  const statements = attributions.map((one, n): Statement => {
    const referent = speakers.get(n);
    const speaker = byAuthor.has(n)
      ? roster.author()
      : referent && referent.sure >= LEAST_SURE
        ? roster.of(referent.entity)
        : null;
    return {
      id: `st${String(n + 1)}`,
      kind: one.kind,
      source: spans(one.source),
      cue: spans(one.cue),
      content: spans(one.content),
      quoted: spans(one.quoted),
      insertions: spans(one.insertions),
      speaker: speaker?.id ?? null,
      role: speaker?.roles[0] ?? null,
      act: actOf(words(one.cue), words(one.content), language),
      about: [],
      via: [],
      occasion: { when: null, where: null, event: null },
      evidence: [],
      confidence: one.confidence,
    };
  });
  return { speakers: roster.speakers, statements };
}
