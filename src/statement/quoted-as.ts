import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { indicesOf, inOrder, joined, without, type Candidate, type Run } from './decode.js';
import { BY_RULE, isEdge, lowerAt } from './layout.js';
import type { Quotation } from './quotation.js';
import type { Word } from './words.js';

/** Words of a noun phrase beside the verb, at most: "quoted an unnamed member of the review board as saying". */
const LONGEST = 14;
/** Words behind the verb of saying within which the words may yet be opened: "as saying on Tuesday that …". */
const BEFORE_OPENING = 5;
/** Words of what is said, where nothing but the clause tells that it is. */
const FURTHEST = 80;

interface QuotedAs {
  /** Verbs of who hands words on: "quoted". */
  verbs: ReadonlySet<string>;
  /** The word that joins the verb of saying to them: "as". */
  joints: ReadonlySet<string>;
  /** The verb of saying behind it: "saying". */
  sayings: ReadonlySet<string>;
  /** Those of them that another verb completes: "having said". */
  perfects: ReadonlySet<string>;
  /** Forms of "be" that make the speaker the subject. */
  passives: ReadonlySet<string>;
  /** What then names who hands the words on: "by". */
  agents: ReadonlySet<string>;
  /** What then names where the words stood: "in". */
  places: ReadonlySet<string>;
  /** Words that open what is said: "that". */
  openings: ReadonlySet<string>;
  /** A time before the speaker: "Last week the governor was quoted …". */
  times: RegExp;
}

/** How a language says that someone quotes another as saying something. */
const listsOf = perLanguage((language): QuotedAs => {
  const { times, ...lists } = entriesOf<{ quotedAs: Record<keyof QuotedAs, string[]> }>(
    language,
    'speech',
  ).quotedAs;
  return {
    ...Object.fromEntries(Object.entries(lists).map(([name, of]) => [name, new Set(of)])),
    times: new RegExp(`^(?:${times.join('|')}),? ?`, 'iu'),
  } as unknown as QuotedAs;
});

/** A clause of this kind, in word indices. */
interface Clause {
  speaker: Run;
  cue: Run[];
  /** All of it that is not said: the speaker, the verbs, and who hands the words on where that stands among them. */
  frame: Run[];
  /** Where what is said opens behind the verb of saying. */
  opens: number;
  /** What is said, where the clause closes its sentence. */
  before?: Run | null;
}

/**
 * Files words that someone quotes under who said them: "the agency quoted the minister as saying that …", "…, the minister
 * was quoted by the agency as saying". Trained annotators mark the agency as the source, and the tagger does as they do;
 * here it belongs to the chain of reporting, which tells it from the words around.
 * @param words the document's words
 * @param candidates statements in order
 * @param quotations the document's quotations: one may be all that is said
 * @example quotedAs(words, candidates, quotations, english)
 */
export function quotedAs(
  words: readonly Word[],
  candidates: readonly Candidate[],
  quotations: readonly Quotation[],
  language: Language,
): Candidate[] {
  const lists = listsOf(language);
  const byCue = new Map<number, Candidate[]>();
  for (const one of candidates)
    for (const i of one.cue.flatMap(indicesOf)) {
      const there = byCue.get(i);
      if (there) there.push(one);
      else byCue.set(i, [one]);
    }
  const opened = new Map(quotations.map(({ from, to }) => [from, { from, to }]));
  const gone = new Set<Candidate>();
  const filed: Candidate[] = [];
  let rest = [...candidates];
  for (let joint = 1; joint + 1 < words.length; joint++) {
    if (!lists.joints.has(lowerAt(words, joint)) || !lists.sayings.has(lowerAt(words, joint + 1))) continue;
    const clause = clauseAt(words, joint, lists);
    if (!clause) continue;
    const at = clause.cue.flatMap(indicesOf);
    const beside = [...new Set(at.flatMap((i) => byCue.get(i) ?? []))].filter((one) => !gone.has(one));
    const read = without(joined(beside.flatMap((one) => one.content)), [
      ...clause.frame,
      { from: joint, to: clause.opens },
    ])
      .filter((run) => hasLetters(words, run))
      .map((run) => (words[run.from]!.text === ':' ? { ...run, from: run.from + 1 } : run));
    const said = read.length > 0 ? read : openedAt(words, clause.opens, opened);
    const content = clause.before ? [clause.before] : said;
    const surest = beside.reduce<Candidate | null>(
      (most, one) => (most && most.confidence >= one.confidence ? most : one),
      null,
    );
    if (!surest) {
      if (clause.before) continue;
      const swallowed = swallowing(words, rest, clause, quotations);
      if (swallowed) rest = rest.map((one) => (one === swallowed.by ? swallowed.left : one));
      const told = swallowed?.told ?? unread(words, rest, clause, quotations, opened);
      if (told) filed.push(told);
      continue;
    }
    if (content.length === 0) continue;
    for (const one of beside) gone.add(one);
    filed.push({ ...surest, source: [clause.speaker], cue: clause.cue, content });
  }
  return filed.length === 0 ? [...candidates] : inOrder([...rest.filter((one) => !gone.has(one)), ...filed]);
}

/**
 * A clause that stands unread at the end of what another says: "she said one letter had come; the envoy was cited as
 * having asked twice". It is taken out of those words.
 * @returns whose words hold it, what is left of them, and the clause as a statement; null where nobody's do
 */
function swallowing(
  words: readonly Word[],
  candidates: readonly Candidate[],
  { speaker, cue, opens }: Clause,
  quotations: readonly Quotation[],
): { by: Candidate; left: Candidate; told: Candidate } | null {
  const verb = cue[0]!.from;
  if (quotations.some(({ from, to }) => from <= verb && verb < to)) return null;
  const holds = ({ from, to }: Run) => from <= verb && opens < to;
  const by = candidates.find(({ content }) => content.some(holds));
  const within = by?.content.find(holds);
  if (!by || !within || by.content[0]!.from >= speaker.from) return null;
  const content = without(by.content, [{ from: speaker.from, to: within.to }]);
  if (content.length === 0) return null;
  return {
    by,
    left: { ...by, content },
    told: { ...by, source: [speaker], cue, content: [{ from: opens, to: within.to }], confidence: BY_RULE },
  };
}

/** A clause that nobody's words hold, as a statement: what is said goes on to the end of the sentence or clause. */
function unread(
  words: readonly Word[],
  candidates: readonly Candidate[],
  { speaker, cue, opens }: Clause,
  quotations: readonly Quotation[],
  opened: ReadonlyMap<number, Run>,
): Candidate | null {
  const verb = cue[0]!.from;
  const within = ({ from, to }: Run) => from <= verb && verb < to;
  if (quotations.some(within) || candidates.some(({ content }) => content.some(within))) return null;
  let to = opens;
  while (to < words.length && to - opens < FURTHEST && !(words[to]!.first && to > opens)) {
    const quotation = opened.get(to);
    if (!quotation && /^[.!?…;]$/u.test(words[to]!.text)) break;
    to = quotation?.to ?? to + 1;
  }
  const content = trimmed(words, { from: opens, to });
  return content && hasLetters(words, content)
    ? { source: [speaker], cue, content: [content], confidence: BY_RULE, signs: [] }
    : null;
}

const hasLetters = (words: readonly Word[], { from, to }: Run): boolean =>
  words.slice(from, to).some(({ text }) => /[\p{L}\p{N}]/u.test(text));

/** The first word of the phrase that ends before `to`. */
function phraseStart(words: readonly Word[], to: number): number {
  let from = to;
  while (from > 0 && to - from < LONGEST && !isEdge(words[from - 1]) && !words[from]?.first) from--;
  return from;
}

/** The phrase without commas at its ends; null where nothing is left. */
function trimmed(words: readonly Word[], { from, to }: Run): Run | null {
  const run = { from, to };
  while (run.from < run.to && words[run.from]!.text === ',') run.from++;
  while (run.to > run.from && words[run.to - 1]!.text === ',') run.to--;
  return run.to > run.from ? run : null;
}

/** The clause whose "as saying" begins at a word. */
function clauseAt(words: readonly Word[], joint: number, lists: QuotedAs): Clause | null {
  const from = phraseStart(words, joint);
  let verb = joint - 1;
  while (verb >= from && !lists.verbs.has(lowerAt(words, verb))) verb--;
  if (verb < from) return null;
  const saying = joint + 1;
  let said = saying + 1;
  // "as having said"
  if (lists.perfects.has(lowerAt(words, saying))) said++;
  const cue = [
    { from: verb, to: verb + 1 },
    { from: joint, to: said },
  ];
  const between = trimmed(words, { from: verb + 1, to: joint });
  const opens = openingAt(words, said, lists);
  // "the chief, Ana Holt, quoted in the Courier as saying"
  const reduced =
    words[verb - 1]?.text === ',' && between !== null && lists.places.has(lowerAt(words, between.from));
  if (reduced) {
    const subject = trimmed(words, { from: phraseStart(words, verb - 1), to: verb - 1 });
    return (
      subject && { speaker: named(words, subject), cue, frame: [subject, { from: verb, to: said }], opens }
    );
  }
  if (!lists.passives.has(lowerAt(words, verb - 1)))
    return (
      between && {
        speaker: between,
        cue,
        frame: [between, { from: verb, to: said }],
        opens,
        before: saidBefore(words, verb, opens, lists),
      }
    );
  const phrase = trimmed(words, { from: phraseStart(words, verb - 1), to: verb - 1 });
  const subject = phrase && trimmed(words, behindTime(words, phrase, lists));
  // "was quoted by the agency as saying", "was quoted as saying by the agency"
  if (!subject || (between && !lists.agents.has(lowerAt(words, between.from)))) return null;
  const agent = between ? null : agentAt(words, said, lists);
  return {
    speaker: subject,
    cue,
    frame: [subject, { from: verb - 1, to: said }, ...(agent ? [agent] : [])],
    opens: agent ? openingAt(words, agent.to, lists) : opens,
  };
}

/** The last of a phrase that stands for somebody: "She was replying to the chief, Ana Holt" ends in whom it is of. */
function named(words: readonly Word[], { from, to }: Run): Run {
  let start = to;
  while (start > from && (/^\p{Lu}/u.test(words[start - 1]!.text) || words[start - 1]!.text === ',')) start--;
  while (start < to && words[start]!.text === ',') start++;
  return start < to ? { from: start, to } : { from, to };
}

/** The phrase without a time at its start: "Last week the governor". */
function behindTime(words: readonly Word[], { from, to }: Run, { times }: QuotedAs): Run {
  const text = words
    .slice(from, to)
    .map((word) => word.text)
    .join(' ');
  const time = times.exec(text)?.[0].trim();
  const gone = time ? time.split(' ').length : 0;
  return gone > 0 && from + gone < to ? { from: from + gone, to } : { from, to };
}

/**
 * What is said before a clause that closes its sentence: "…, the agency quoted him as saying on Monday." Null where
 * something is said behind the verb, or nothing before who hands the words on.
 * @param opens where words behind the verb of saying begin
 */
function saidBefore(words: readonly Word[], verb: number, opens: number, lists: QuotedAs): Run | null {
  let behind = opens;
  while (behind < words.length && behind - opens < BEFORE_OPENING && !words[behind]!.first) {
    if (/^[.!?]$/u.test(words[behind]!.text)) break;
    if (lists.openings.has(lowerAt(words, behind)) || /^[:“]$/u.test(words[behind]!.text)) return null;
    behind++;
  }
  const closed = words[behind];
  if (closed !== undefined && !closed.first && !/^[.!?]$/u.test(closed.text)) return null;
  let to = phraseStart(words, verb);
  for (let i = verb - 1; i > to; i--) if (words[i]!.text === ',') to = i;
  // Right behind the words stands a comma, or the mark that closes them.
  if (words[to]?.text === ',') return sentenceBefore(words, to);
  return words[to - 1]?.text === '”' ? sentenceBefore(words, to) : null;
}

/** The sentence up to a word, from the mark that opens it where it is a quotation. */
function sentenceBefore(words: readonly Word[], to: number): Run | null {
  let from = to;
  let within = false;
  while (from > 0 && !words[from]!.first) {
    const { text } = words[from - 1]!;
    if (text === '”') within = true;
    if (text === '“') within = false;
    if (!within && /^[.!?]$/u.test(text) && words[from]!.spaced) break;
    if (words[from - 1]!.first) {
      from--;
      break;
    }
    from--;
  }
  return to - from > 2 ? { from, to } : null;
}

/** Who hands the words on, behind the verb of saying: up to the word or mark that opens what is said. */
function agentAt(words: readonly Word[], at: number, lists: QuotedAs): Run | null {
  if (!lists.agents.has(lowerAt(words, at))) return null;
  let to = at + 1;
  while (to < words.length && to - at < LONGEST && !isEdge(words[to]) && words[to]!.text !== ',') {
    if (lists.openings.has(lowerAt(words, to))) break;
    to++;
  }
  return { from: at, to };
}

/** The quotation that opens at a word, or behind the colon or comma there. */
function openedAt(words: readonly Word[], at: number, opened: ReadonlyMap<number, Run>): Run[] {
  const found = opened.get(/^[:,]$/u.test(words[at]?.text ?? '') ? at + 1 : at);
  return found ? [found] : [];
}

/** Where what is said opens: right behind, or at a "that" or quotation mark a few words on ("on Tuesday that"). */
function openingAt(words: readonly Word[], at: number, lists: QuotedAs): number {
  for (let i = at; i < Math.min(words.length, at + BEFORE_OPENING); i++) {
    if (lists.openings.has(lowerAt(words, i)) || words[i]!.text === '“') return i;
    if (isEdge(words[i])) break;
  }
  return at;
}
