import type { AnswerKind } from './claims.js';
import type { Evidence, Reason } from './chain.js';
import type { Change } from './changes.js';
import { addressOf, lineOf, type UtteranceLine } from './line.js';
import type { Carrier } from './page-text.js';
import { plainSentence } from './plain.js';
import type { Utterance } from './utterance.js';

/** Words of a page: where they stand in the page's text, and what they are. */
export interface TracedSpan {
  url: string;
  start: number;
  end: number;
  text: string;
}

/** A reason in plain words, with the words of the pages that show it. */
export interface TracedReason {
  why: string;
  spans: TracedSpan[];
}

/** An utterance that this one answers, or that answers it. */
export interface TracedAnswer {
  kind: AnswerKind;
  utterance: string;
  speaker: string | null;
  text: string;
  confidence: number;
  spans: Evidence[];
}

/** One utterance with all that justifies what is said of it: what `onrecord trace` shows. */
export interface Trace extends Omit<UtteranceLine, 'copies' | 'origins' | 'changes'> {
  /** How it travelled, in a sentence. */
  summary: string;
  /** ISO date on which it was said, as most reports have it. */
  day: string | null;
  /** How sure it is that all statements are of one act of saying. */
  confidence: number;
  origins: { url: string; reasons: TracedReason[]; confidence: number }[];
  copies: { url: string; of: string[]; credited: boolean; reasons: TracedReason[]; confidence: number }[];
  /** Pages that say they have it from an outlet of which the ledger has no page. */
  relays: { url: string; names: string[]; reasons: TracedReason[] }[];
  changes: (UtteranceLine['changes'][number] & { beforeSpans: TracedSpan[]; afterSpans: TracedSpan[] })[];
  answers: (Omit<TracedAnswer, 'spans'> & { spans: TracedSpan[] })[];
  answeredBy: (Omit<TracedAnswer, 'spans'> & { spans: TracedSpan[] })[];
}

/**
 * An utterance as `onrecord trace` shows it.
 * @param utterance the utterance
 * @param carriers the pages that it, and its answers, stand on
 * @param answers what it answers, and what answers it
 * @example traceOf(utterance, carriers, { answers: [], answeredBy: [] }).summary
 */
export function traceOf(
  utterance: Utterance,
  carriers: ReadonlyMap<string, Carrier>,
  { answers, answeredBy }: { answers: readonly TracedAnswer[]; answeredBy: readonly TracedAnswer[] },
): Trace {
  const { id, speaker, statements, altered, disputes, independent } = lineOf(utterance, carriers);
  const url = (page: string) => addressOf(carriers, page);
  const spans = (list: readonly Evidence[]): TracedSpan[] =>
    list.map(({ page, span }) => ({ url: url(page), start: span.start, end: span.end, text: span.text }));
  const reasonsOf = (list: readonly Reason[]) =>
    list.map(({ why, spans: shown }) => ({ why, spans: spans(shown) }));
  const answer = (one: TracedAnswer) => ({ ...one, spans: spans(one.spans) });
  const changed = ({ page, of, kind, before, after, danger, beforeSpans, afterSpans }: Change) => ({
    url: url(page),
    of: url(of),
    kind,
    before,
    after,
    danger,
    beforeSpans: spans(beforeSpans.map((span) => ({ page: of, span }))),
    afterSpans: spans(afterSpans.map((span) => ({ page, span }))),
  });
  return {
    id,
    speaker,
    statements,
    altered,
    disputes,
    independent,
    summary: plainSentence(utterance, carriers),
    day: utterance.day === null ? null : new Date(utterance.day * 86_400_000).toISOString().slice(0, 10),
    confidence: utterance.confidence,
    origins: utterance.chain.origins.map(({ page, reasons, confidence }) => ({
      url: url(page),
      reasons: reasonsOf(reasons),
      confidence,
    })),
    copies: utterance.chain.edges.map(({ page, of, credited, reasons, confidence }) => ({
      url: url(page),
      of: of.map(url),
      credited,
      reasons: reasonsOf(reasons),
      confidence,
    })),
    relays: utterance.chain.relays.map(({ page, names, reasons }) => ({
      url: url(page),
      names,
      reasons: reasonsOf(reasons),
    })),
    changes: utterance.changes.map(changed),
    answers: answers.map(answer),
    answeredBy: answeredBy.map(answer),
  };
}
