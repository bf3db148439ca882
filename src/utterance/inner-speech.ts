import type { Language } from '../language/language.js';
import type { Span, Speaker, Statement } from '../record.js';
import { reportingOf } from './reporting.js';

/** What a relayed sentence says of the one who spoke: the words that name the speaker, and what was said. */
export interface InnerSpeech {
  name: string;
  content: Span[];
}

/**
 * "The minister has said the bridge will stay shut, Ostmar Today reported", "the envoy had said that …, according to a
 * transcript": where the statement found is the outlet's or the document's, the words within it that are the minister's.
 * Null where the statement is no relay, or holds no speech of another.
 * @param statement as read
 * @param speaker its speaker
 * @param language its verbs of saying
 * @example innerSpeech(statement, outlet, english)?.name // 'The minister'
 */
export function innerSpeech(
  statement: Statement,
  speaker: Speaker | undefined,
  language: Language,
): InnerSpeech | null {
  const { outletWords, innerFirst, innerLast } = reportingOf(language);
  const [content] = statement.content;
  if (!content || statement.kind === 'direct') return null;
  const source = statement.source
    .map(({ text }) => text)
    .join(' ')
    .trim();
  const last = source.split(/\s+/u).at(-1)?.toLowerCase() ?? '';
  const relays =
    speaker?.kind === 'outlet' ||
    speaker?.kind === 'document' ||
    (/^\p{Lu}|^the \p{Lu}/u.test(source) && outletWords.has(last)) ||
    /^(?:the )?\p{Lu}{2,6}$/u.test(source);
  const first = innerFirst.exec(content.text);
  if (relays && first?.groups) {
    const start = content.start + first[0].length;
    return {
      name: first.groups['name']!.replace(/,$/u, ''),
      content: [cut(content, start, content.end), ...statement.content.slice(1)],
    };
  }
  const after = relays ? innerLast.exec(content.text) : null;
  if (after?.groups)
    return {
      name: after.groups['name']!,
      content: [cut(content, content.start, content.start + after.index)],
    };
  return null;
}

const cut = (span: Span, start: number, end: number): Span => ({
  start,
  end,
  text: span.text.slice(start - span.start, end - span.start),
});
