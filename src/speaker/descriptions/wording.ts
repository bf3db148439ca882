import type { Offsets } from '../../record.js';
import { placeKey } from '../countries.js';
import type { Lexicon } from '../lexicon.js';
import type { Description, SourceContext } from '../source.js';
import { onOneLine, printed, tokensIn } from '../tokens.js';

/** Words behind "of" beyond which they are left out of a short name. */
const LONGEST_COMPLEMENT = 6;

/** A description as it is printed, without what only tells more of it. */
export function printedDescription({ of, noun, tokens }: Description, text: string): string {
  const { end } = of.at(-1) ?? noun ?? tokens.at(-1)!;
  return printed(text, { start: tokens[0]!.start, end });
}

/** The words of a description without article, and without what only tells more of it. */
export function shortName(form: Description, context: SourceContext): string {
  const { noun } = form;
  const { articles, leading, nameless, pairs } = context.lexicon.sources;
  const first = form.tokens.findIndex(
    ({ lower, start }) =>
      !articles.has(lower) &&
      context.lexicon.pronouns.get(lower) !== 'relative' &&
      !(leading.has(lower) && pairs.has(lower)) &&
      !(nameless.has(lower) && noun && start < noun.start),
  );
  const tokens = form.tokens.slice(Math.max(0, first));
  // "a nurse at the health post" is a nurse, "a member of the board" is no member.
  const where =
    form.kind === 'person' && !form.plural && !context.lexicon.nameWords.belonging.has(form.ofWord ?? '');
  const last = noun && (form.of.length === 0 || where) ? noun : (form.of.at(-1) ?? tokens.at(-1)!);
  const end = form.of.length > LONGEST_COMPLEMENT && noun ? noun.end : last.end;
  return withoutOpeningCapital({ start: tokens[0]!.start, end: Math.max(end, tokens[0]!.end) }, context);
}

/** Words as the page prints them, but without the capital that only the start of a sentence or a headline gives. */
export function withoutOpeningCapital(span: Offsets, context: SourceContext): string {
  const { text, tokens, lexicon, mentionsIn } = context;
  const names = mentionsIn(span);
  let out = '';
  let at = span.start;
  for (const token of tokensIn(tokens, span)) {
    const named =
      names.some(({ start, end }) => start <= token.start && token.end <= end) ||
      lexicon.regions.of.has(placeKey(token.text)) ||
      lexicon.partyWords.has(token.lower) ||
      /^\P{Ll}{2,}$/u.test(token.text);
    const small = (token.first || token.headline) && !named;
    out += text.slice(at, token.start) + (small ? token.text.toLowerCase() : token.text);
    at = token.end;
  }
  return onOneLine(out + text.slice(at, span.end)).trim();
}

/** Whether a description marks one not named before: "another official", "the second official". */
export function isOther({ tokens }: Description, { sources }: Lexicon): boolean {
  const [first, second] = tokens;
  return (
    sources.others.has(first!.lower) ||
    (second !== undefined && sources.others.has(second.lower) && !sources.articles.has(second.lower))
  );
}
