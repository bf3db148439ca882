import type { Trace, TracedReason } from '../../utterance/trace.js';
import { oneLine } from '../printable.js';
import { wrapped } from '../wrap.js';
import { outletNames, partOf } from './names.js';

const percent = (confidence: number) => `${Math.round(100 * confidence)}%`;

/**
 * An utterance as a sheet to read.
 * @param trace the utterance
 * @param width columns
 * @example traceText(trace, 80)
 */
export function traceText(trace: Trace, width: number): string {
  const columns = Math.min(width, 100);
  const outlet = outletNames(trace);
  const lines: string[] = [];
  const put = (text: string, indent = 0) => {
    const pad = ' '.repeat(indent);
    for (const line of wrapped([{ text: oneLine(text) }], columns - indent)) lines.push(pad + line);
  };
  put(`${trace.speaker ?? '(not named)'}${trace.day === null ? '' : `, ${trace.day}`}`);
  put(trace.statements[0]?.text ?? '', 2);
  lines.push('');
  put(`${trace.summary}.`);
  put(`${trace.id}; that all are of one act of saying: ${percent(trace.confidence)}`);
  lines.push('', 'Reports');
  for (const url of new Set(trace.statements.map((one) => one.url))) {
    const own = trace.statements.filter((one) => one.url === url);
    put(`${outlet(url)} · ${own[0]?.published ?? 'no date'} · ${partOf(trace, url)}`, 2);
    put(url, 4);
    for (const { id, text } of own) put(`${id}  ${text}`, 4);
    for (const one of trace.origins.filter((origin) => origin.url === url))
      putReasons(one.reasons, one.confidence);
    for (const one of trace.copies.filter((copy) => copy.url === url)) {
      put(`from ${one.of.map(outlet).join(' or ')}`, 4);
      putReasons(one.reasons, one.confidence);
    }
    for (const one of trace.relays.filter((relay) => relay.url === url)) {
      put(`from ${one.names.join(' and ')}, of which the ledger has no page`, 4);
      putReasons(one.reasons);
    }
  }
  if (trace.changes.length > 0) {
    lines.push('', 'Changes');
    for (const change of trace.changes) {
      const what =
        change.kind === 'dropped'
          ? `dropped “${change.before}”`
          : change.kind === 'added'
            ? `added “${change.after}”`
            : change.kind === 'quoted'
              ? `put “${change.after}” in quotation marks`
              : `put “${change.after}” for “${change.before}”`;
      put(`${outlet(change.url)} ${what}${change.danger === null ? '' : ` (${change.danger})`}`, 2);
    }
  }
  for (const [name, list] of [
    ['Answers', trace.answers],
    ['Answered by', trace.answeredBy],
  ] as const) {
    if (list.length === 0) continue;
    lines.push('', name);
    for (const { kind, utterance, speaker, text, confidence, spans } of list) {
      put(`${kind} ${utterance}  ${speaker ?? '(not named)'}: ${text} (${percent(confidence)})`, 2);
      for (const span of spans) put(`“${span.text}” ${span.url}`, 4);
    }
  }
  return `${lines.join('\n')}\n`;

  function putReasons(reasons: readonly TracedReason[], confidence?: number): void {
    for (const { why, spans } of reasons) {
      const shown = [...new Set(spans.map(({ text }) => text).filter((text) => text.trim() !== ''))];
      put(`${why}${shown.length === 0 ? '' : `: “${shown.join('”, “')}”`}`, 6);
    }
    if (confidence !== undefined) put(`sure: ${percent(confidence)}`, 6);
  }
}
