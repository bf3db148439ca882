import type { Attribution } from '../statement/attribution.js';
import type { OutletList } from './outlets.js';
import type { SourceContext } from './source.js';
import { tokenAt, tokensIn } from './tokens.js';

/** Words from the start of a clause within which its verb of saying stands. */
const REACH = 14;

/**
 * A sentence that closes with who relayed it ("Holt says the dam is safe, Radio Ostmar reported") is the statement of
 * the one it is about. Where such a sentence was found under the outlet, its statement is taken out of the clause; the
 * outlet stays beside it and belongs to the chain of reporting.
 * @returns the statements, as many and in the same order
 */
export function unfolded(
  attributions: readonly Attribution[],
  context: SourceContext,
  outlets: OutletList,
): Attribution[] {
  const { text, tokens, lexicon } = context;
  return attributions.map((one) => {
    const [source] = one.source;
    const [cue] = one.cue;
    const [content] = one.content;
    if (!source || !cue || !content || one.content.length !== 1 || source.start < content.end) return one;
    if (!outlets.relayCues.has(text.slice(cue.start, cue.end).toLowerCase())) return one;
    const clause = tokensIn(tokens, content);
    // The statement may have been found in the clause already.
    const found = attributions.some(
      (other) =>
        other !== one &&
        other.source[0] &&
        content.start <= other.source[0].start &&
        other.source[0].end <= content.end,
    );
    if (found) return one;
    const verb = clause
      .slice(0, REACH)
      .findIndex((token, i) => i > 0 && !token.quoted && lexicon.sayingVerbs.has(token.lower));
    const first = clause[0];
    if (verb < 1 || !first) return one;
    const subject = { start: first.start, end: clause[verb - 1]!.end };
    const named = context.mentionsIn(subject).some(({ end }) => end === subject.end);
    if (!named && !(verb === 1 && lexicon.pronouns.has(first.lower))) return one;
    if (/[,;:“”"]/u.test(text.slice(subject.start, subject.end))) return one;
    const said = clause[verb]!;
    const begin = tokens[tokenAt(tokens, said.end)];
    if (!begin || begin.start >= content.end) return one;
    const inner = { start: begin.start, end: content.end };
    return {
      ...one,
      source: [subject],
      cue: [{ start: said.start, end: said.end }],
      content: [inner],
      quoted: one.quoted.filter(({ start }) => start >= inner.start),
    };
  });
}
