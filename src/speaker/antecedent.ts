import type { Mention } from './mentions/mention.js';
import { isPluralRole, roleNoun } from './role.js';
import { readPhrase, segmentsOf, type SourceContext, type SourceForm } from './source.js';
import type { Token } from './tokens.js';

/** Words before a relative pronoun in which its noun phrase stands. */
const REACH = 30;

const isNamed = ({ kind }: Mention) => kind === 'person' || kind === 'name';

/** The words of the sentence before a relative pronoun. */
function before(at: number, { tokens }: SourceContext): Token[] {
  const { sentence } = tokens[at]!;
  let from = at;
  while (from > 0 && at - from < REACH && tokens[from - 1]!.sentence === sentence) from--;
  return tokens.slice(from, at);
}

/** The name that a stretch ends in, also before the place that belongs to it: "Senator Jens Holt of Iowa". */
function nameClosing(
  segment: readonly Token[],
  { mentionsIn, tokens, lexicon }: SourceContext,
): Mention | null {
  const last = segment.at(-1);
  if (!last) return null;
  const mentions = mentionsIn({ start: segment[0]!.start, end: last.end });
  const name = mentions.at(-1);
  if (name?.end !== last.end || tokens[name.to - 1]!.possessive) return null;
  const joint = tokens[name.from - 1];
  const owner = mentions.at(-2);
  const belongs =
    owner &&
    isNamed(owner) &&
    owner.to === name.from - 1 &&
    lexicon.sources.complements.has(joint?.lower ?? '');
  return belongs && !isNamed(name) ? owner : name;
}

/** The name of which a stretch says what it is: "Ana Torvik is the prosecutor (who …)". */
function nameOfCopula(segment: readonly Token[], { mentionsIn, lexicon }: SourceContext): Mention | null {
  const first = segment[0];
  if (!first) return null;
  const name = mentionsIn({ start: first.start, end: segment.at(-1)!.end })[0];
  const next = name && segment.find(({ start }) => start >= name.end);
  return name && isNamed(name) && next && lexicon.sources.copulas.has(next.lower) ? name : null;
}

/** Whether a stretch says more of the name before it: ", the deputy minister of Ulvania,". */
function isApposition(segment: readonly Token[], { lexicon }: SourceContext): boolean {
  const [first] = segment;
  if (!first) return false;
  return (
    lexicon.sources.definite.has(first.lower) ||
    lexicon.sources.others.has(first.lower) ||
    lexicon.roleModifiers.has(first.lower) ||
    roleNoun(lexicon, first.lower) !== null ||
    lexicon.regions.of.has(first.lower) ||
    /^\p{N}/u.test(first.text)
  );
}

/** Index of the first of the same relative pronouns a few words before one in its sentence; null where there is none. */
function sameBefore(at: number, { tokens }: SourceContext): number | null {
  const { sentence, lower } = tokens[at]!;
  let found: number | null = null;
  for (let i = at - 2; i > at - REACH && tokens[i]?.sentence === sentence; i--)
    if (tokens[i]!.lower === lower) found = i;
  return found;
}

/** Whether a relative clause between commas stands beside one of the same pronoun that ends in no person. */
function isParallel(at: number, context: SourceContext): boolean {
  const { tokens, lexicon } = context;
  if (!/^, $/u.test(tokens[at]!.gap)) return false;
  const last = segmentsOf(before(at, context)).at(-1) ?? [];
  const closing = last.at(-1);
  return (
    closing !== undefined &&
    last.some(({ lower }) => lower === tokens[at]!.lower) &&
    nameClosing(last, context) === null &&
    roleNoun(lexicon, closing.lower) === null &&
    !isPluralRole(lexicon, closing.lower)
  );
}

/**
 * The noun phrase that a relative pronoun belongs to: the name right before it, the one that an apposition before it
 * speaks of, the one that a copula tells of, or the words back to the start of their phrase.
 * @param pronoun index of the relative pronoun
 * @example // "Senator Jens Holt of Iowa, who said …": Jens Holt
 */
export function antecedentOf(pronoun: number, context: SourceContext): SourceForm {
  const { tokens, lexicon } = context;
  const person = lexicon.personalRelatives.has(tokens[pronoun]!.lower);
  // "a mayor who closed the mine and who left office", "the mayor who closed the mine for his profit, who left …"
  const again =
    person && (lexicon.sources.joiners.has(tokens[pronoun - 1]?.lower ?? '') || isParallel(pronoun, context));
  const at = (again ? sameBefore(pronoun, context) : null) ?? pronoun;
  const segments = segmentsOf(before(at, context)).filter((segment) => !isBracket(segment, context));
  // "a dentist from Velm, Ulvania, who …"
  while (person && segments.length > 1 && isPlaceAlone(segments.at(-1)!, context)) segments.pop();
  const last = segments.at(-1);
  if (!last) return { form: 'none' };
  const near = nameClosing(last, context);
  const bearer = person && near ? bearerOf(near, segments, context) : null;
  if (bearer) return { form: 'names', mentions: [bearer] };
  if (near && (isNamed(near) || !person) && near.kind !== 'place') {
    const joint = person ? null : jointOf(near, context);
    return { form: 'names', mentions: joint ? [joint, near] : [near] };
  }
  // "…, the ranking member of the council, who …"
  if (person && /,/u.test(tokens[at]!.gap) && isApposition(last, context)) {
    for (const segment of segments.slice(0, -1).reverse()) {
      const name = nameClosing(segment, context);
      if (name && isNamed(name)) return { form: 'names', mentions: [name] };
      if (!isApposition(segment, context) && segment.length > 3) break;
    }
  }
  const told = person ? nameOfCopula(last, context) : null;
  if (told) return { form: 'names', mentions: [told] };
  const nearest = person ? nearestPerson(last, context) : null;
  if (nearest) return nearest;
  // Drop what belongs to the clause before: keep what follows the last verb-like or linking word. Where people are told
  // of and that is none of them, what stands behind its "of" ("most of the voters who"), or what it hangs on by a
  // preposition ("a pollster with the party who").
  const { relativeStops, prepositions, complements } = lexicon.sources;
  let first: SourceForm = { form: 'none' };
  for (let end = last.length; end > 0;) {
    const stop = last.findLastIndex(({ lower }, i) => i < end && relativeStops.has(lower));
    const phrase = last.slice(stop + 1);
    const form: SourceForm = phrase.length > 0 ? readPhrase(phrase, context) : { form: 'none' };
    if (first.form === 'none') first = form;
    const of = phrase.findLastIndex(({ lower }) => complements.has(lower));
    const part = of < 0 ? null : readPhrase(phrase.slice(of + 1), context);
    if (person && form.form === 'pronoun' && part && isPersonal(part)) return part;
    if (!person || isPersonal(form)) {
      const whole = stop < 0 && form.form === 'description' && !form.plural && isApposition(last, context);
      const name = whole && person ? nameClosing(segments.at(-2) ?? [], context) : null;
      return name && isNamed(name) ? { form: 'names', mentions: [name] } : form;
    }
    if (part && isPersonal(part)) return part;
    if (stop < 0 || !prepositions.has(last[stop]!.lower)) break;
    end = stop;
  }
  return first;
}

/**
 * The noun phrase that a stretch ends in, where it stands behind other words of its clause and its last word is a person
 * noun: "She brushed aside a local economist (, who …)".
 */
function nearestPerson(segment: readonly Token[], context: SourceContext): SourceForm | null {
  const { sources } = context.lexicon;
  const from = segment.findLastIndex(
    ({ lower }) => sources.articles.has(lower) || sources.possessives.has(lower),
  );
  if (from <= 0 || sources.relativeStops.has(segment[from - 1]!.lower)) return null;
  const phrase = segment.slice(from);
  if (phrase.some(({ lower }) => sources.relativeStops.has(lower) || sources.prepositions.has(lower)))
    return null;
  const form = readPhrase(phrase, context);
  const ends = form.form === 'description' && form.noun === phrase.at(-1);
  return ends && isPersonal(form) ? form : null;
}

/** Whether a stretch is the name of a place and nothing else. */
function isPlaceAlone(segment: readonly Token[], { mentionsIn }: SourceContext): boolean {
  const { start } = segment[0]!;
  const { end } = segment.at(-1)!;
  return mentionsIn({ start, end }).some(
    (name) => name.kind === 'place' && name.start <= start && end <= name.end,
  );
}

/** Whom an apposition that ends in another name tells of: "Jens Holt, the leader of the party in Velm, who …". */
function bearerOf(name: Mention, segments: readonly Token[][], context: SourceContext): Mention | null {
  const { tokens, lexicon } = context;
  const [before, last] = [segments.at(-2), segments.at(-1)!];
  const joint = tokens[name.from - 1]?.lower ?? '';
  if (!before || name.token === last[0] || !isApposition(last, context)) return null;
  if (!lexicon.sources.prepositions.has(joint) && !lexicon.sources.articles.has(joint)) return null;
  const bearer = nameClosing(before, context);
  return bearer && isNamed(bearer) ? bearer : null;
}

/** Whether a phrase is of people. */
function isPersonal(form: SourceForm): boolean {
  if (form.form === 'names') return form.mentions.some(isNamed);
  if (form.form === 'description')
    return form.noun !== null && (form.kind === 'person' || form.kind === 'group');
  return form.form === 'pronoun';
}

/** What stands in brackets: "(R-Idaho)". */
function isBracket(segment: readonly Token[], { text }: SourceContext): boolean {
  return segment[0]!.gap.endsWith('(') && text[segment.at(-1)!.end] === ')';
}

/** The name that is joined to another by "and", where a relative clause tells of both. */
function jointOf(name: Mention, { mentionsIn, text, tokens, lexicon }: SourceContext): Mention | null {
  const first = tokens[Math.max(0, name.from - 8)]!;
  const before = mentionsIn({ start: first.start, end: name.phraseStart }).at(-1);
  const [joint, ...rest] = text
    .slice(before?.end ?? name.phraseStart, name.phraseStart)
    .trim()
    .split(/\s+/u);
  const joined =
    joint !== undefined &&
    lexicon.sources.joiners.has(joint.toLowerCase()) &&
    rest.every((word) => lexicon.nameWords.articles.has(word.toLowerCase()));
  return before && joined ? before : null;
}
