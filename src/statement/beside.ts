import { entriesOf, perLanguage, type Language } from '../language/language.js';
import type { Candidate, Run } from './decode.js';
import { BY_RULE, lowerAt, ownerEnd, phraseAt } from './layout.js';
import type { Quotation } from './quotation.js';
import type { Word } from './words.js';

/**
 * Whose a quotation is by the words around it, where no verb of saying stands beside it: "“…” With these words Ana Holt
 * left", "in her words to the Courier: “…”", "“…” was the answer of the mayor".
 */

/** Words within which the noun stands that says whose words follow or came before. */
const NEAR = 20;
const BESIDE = 5;
/** Words that name somebody, at most. */
const LONGEST = 8;

/** A mark, as a word of its own; and one that ends a sentence. */
export const MARK = /^[“”«»„"'‘’.,:;!?…—–-]$/u;
export const ENDS_SENTENCE = /^[.!?…]$/u;

/** What stands around a quotation and tells whose it is. */
interface Tellers {
  /** What names whose words a quotation beside it is: "in the words of". */
  inWords: readonly string[][];
  /** How a sentence behind a quotation begins that tells whose it was: "with these words". */
  behind: readonly string[][];
  /** "whose words": they follow. */
  owners: ReadonlySet<string>;
  owned: ReadonlySet<string>;
  /** "her answer: …": whose it is stands before it. */
  possessives: ReadonlySet<string>;
  /** "was": joins a quotation to what it is said to be. */
  equatives: ReadonlySet<string>;
  /** "how": "… was how the mayor put it". */
  how: ReadonlySet<string>;
  articles: ReadonlySet<string>;
  /** Words behind who it is: "of the mayor on Tuesday". */
  stops: ReadonlySet<string>;
}

const tellersOf = perLanguage((language): Tellers => {
  const { tellers, closing } = entriesOf<{
    tellers: Record<Exclude<keyof Tellers, 'stops'>, string[]>;
    closing: { behind: string[] };
  }>(language, 'speech');
  const { behind, inWords, ...lists } = tellers;
  return {
    ...Object.fromEntries(Object.entries(lists).map(([name, of]) => [name, new Set(of)])),
    behind: behind.map((phrase) => phrase.split(' ')),
    inWords: inWords.map((phrase) => phrase.split(' ')),
    stops: new Set(closing.behind),
  } as unknown as Tellers;
});

/** Words of a name or pronoun next to a verb of saying: "Mayor Ana Torvik", "she", "the ministry". */
export function sourceBeside(words: readonly Word[], verb: number, step: 1 | -1): Run | null {
  let i = verb + step;
  const edge = i;
  const name = (word: Word | undefined) =>
    word !== undefined &&
    !MARK.test(word.text) &&
    (/^\p{Lu}/u.test(word.text) || /^(?:of|de|van|al)$/u.test(word.text));
  if (step < 0) {
    while (i >= 0 && name(words[i]) && !words[i + 1]!.first) i--;
    const from = i + 1;
    if (from <= edge) return { from, to: edge + 1 };
  } else {
    while (i < words.length && name(words[i]) && !words[i]!.first) i++;
    if (i > edge) return { from: edge, to: i };
  }
  const word = words[edge];
  if (word && /^(?:he|she|they|it|i|we)$/iu.test(word.text)) return { from: edge, to: edge + 1 };
  return null;
}

/** A statement of a quotation by what stands beside it, as far as that tells. */
export const ruled = (q: Quotation, source: Run | null, cue: Run | null): Candidate => ({
  source: source ? [source] : [],
  cue: cue ? [cue] : [],
  content: [{ from: q.from, to: q.to }],
  confidence: BY_RULE,
  signs: [],
});

/** Whether a colon leads up to a quotation in its paragraph. */
const isBehindColon = (words: readonly Word[], q: Quotation): boolean =>
  words[q.from - 1]?.text === ':' && !words[q.from]!.first;

/** Whose a quotation is by the sentence behind it: "“…” With these words Speaker Ana Holt ended the day." */
function toldBehind(words: readonly Word[], q: Quotation, { behind }: Tellers): Candidate | null {
  const first = words[q.to];
  if (!first || first.first || !/^\p{Lu}/u.test(first.text)) return null;
  const phrase = phraseAt(words, q.to, behind);
  if (!phrase) return null;
  const at = q.to + phrase.length;
  const article = /^the$/iu.test(words[at]?.text ?? '') ? 1 : 0;
  const name = sourceBeside(words, at + article - 1, 1);
  const from = name ? at : -1;
  // "With these words the mayor left."
  const source = name
    ? { from, to: name.to }
    : article
      ? { from: at, to: Math.min(words.length, at + 2) }
      : null;
  return source && ruled(q, source, { from: q.to, to: at });
}

/** Whose a quotation is by what leads up to it: "Jens Holt, the miller whose words were on every wall: “…”". */
function toldBefore(words: readonly Word[], q: Quotation, { owners, owned }: Tellers): Candidate | null {
  if (!isBehindColon(words, q)) return null;
  let owner = q.from - 2;
  while (
    owner > 0 &&
    !words[owner]!.first &&
    q.from - owner < NEAR &&
    !ENDS_SENTENCE.test(words[owner]!.text)
  ) {
    if (owners.has(words[owner]!.text.toLowerCase()) && owned.has(words[owner + 1]?.text.toLowerCase() ?? ''))
      break;
    owner--;
  }
  if (!owners.has(words[owner]?.text.toLowerCase() ?? '') || words[owner]!.first) return null;
  const plain = (word: Word | undefined) => word !== undefined && /^[\p{L}\p{M}'’-]+$/u.test(word.text);
  let from = owner;
  while (from > 0 && !words[from]!.first && owner - from < 5 && plain(words[from - 1])) from--;
  // "Jens Holt, the miller": the name stands before it.
  const name =
    words[from - 1]?.text === ',' && !words[from]!.first ? sourceBeside(words, from - 1, -1) : null;
  return ruled(q, { from: name?.from ?? from, to: owner }, { from: owner, to: q.from });
}

/** A name behind a word, else a phrase with an article: "of the club's chairman on Friday". */
function namedBehind(words: readonly Word[], at: number, { articles, stops }: Tellers): Run | null {
  const name = sourceBeside(words, at, 1);
  if (name) {
    // "Ostmar's Minister Holt": whose he is stands before his name.
    const own = ownerEnd(words, name.to + 2) !== null;
    return { from: name.from, to: (own ? sourceBeside(words, name.to + 1, 1)?.to : null) ?? name.to };
  }
  const from = at + 1;
  if (!articles.has(lowerAt(words, from))) return null;
  let to = from + 1;
  while (to < words.length && to - from < LONGEST && !words[to]!.first) {
    const word = words[to]!;
    if (/^[“”".,;:!?()—–]$/u.test(word.text) || stops.has(word.text.toLowerCase())) break;
    to++;
  }
  return to - from > 1 ? { from, to } : null;
}

/** Whose a quotation is by what it is said to be: "“…” was the verdict of Minister Holt", "“…” was how she put it". */
function toldToBe(words: readonly Word[], q: Quotation, tellers: Tellers): Candidate | null {
  const { equatives, how, articles, possessives, owned } = tellers;
  const be = q.to;
  if (words[be]?.first !== false || !equatives.has(lowerAt(words, be))) return null;
  if (how.has(lowerAt(words, be + 1))) {
    const source = namedBehind(words, be + 1, tellers);
    return source && ruled(q, source, { from: be, to: be + 2 });
  }
  const own = possessives.has(lowerAt(words, be + 1));
  if (!own && !articles.has(lowerAt(words, be + 1))) return null;
  let noun = be + 2;
  while (noun < be + BESIDE && !owned.has(lowerAt(words, noun))) noun++;
  if (!owned.has(lowerAt(words, noun))) return null;
  if (own) return ruled(q, { from: be + 1, to: be + 2 }, { from: be, to: noun + 1 });
  const source = namedBehind(words, noun + 1, tellers);
  return source && ruled(q, source, { from: be, to: noun + 2 });
}

/** A phrase with the name between commas behind it: "the minister, Ana Holt". */
function withName(words: readonly Word[], run: Run): Run {
  const name = words[run.to]?.text === ',' ? sourceBeside(words, run.to, 1) : null;
  return name && name.to - name.from > 1 ? { from: run.from, to: name.to } : run;
}

/** Whose words they are called beside a quotation: "“…,” in the words of the mayor", "in the words of Ana Holt, “…”". */
function toldInWords(words: readonly Word[], q: Quotation, tellers: Tellers): Candidate | null {
  const behind = words[q.to]?.text === ',' ? q.to + 1 : q.to;
  const phrase = words[behind]?.first === false ? phraseAt(words, behind, tellers.inWords) : undefined;
  if (phrase) {
    const end = behind + phrase.length;
    const source = namedBehind(words, end - 1, tellers);
    return source && ruled(q, withName(words, source), { from: behind, to: end });
  }
  if (words[q.from]!.first || !/^[,:]$/u.test(words[q.from - 1]?.text ?? '')) return null;
  for (let at = q.from - 2; at >= 0 && q.from - at < NEAR && !ENDS_SENTENCE.test(words[at]!.text); at--) {
    const opening = phraseAt(words, at, tellers.inWords);
    const source = opening ? namedBehind(words, at + opening.length - 1, tellers) : null;
    const whole = source && withName(words, source);
    if (opening && whole?.to === q.from - 1) return ruled(q, whole, { from: at, to: at + opening.length });
    if (words[at]!.first) break;
  }
  return null;
}

/** Whose words follow: "in her words to the Courier: “…”", "the mayor's answer: “…”". */
function toldAsOwn(
  words: readonly Word[],
  q: Quotation,
  { owned, possessives, articles }: Tellers,
): Candidate | null {
  if (!isBehindColon(words, q)) return null;
  for (let noun = q.from - 2; noun > 0 && q.from - noun < NEAR && !words[noun]!.first; noun--) {
    if (ENDS_SENTENCE.test(words[noun]!.text)) return null;
    if (!owned.has(lowerAt(words, noun))) continue;
    const cue = { from: noun, to: q.from };
    if (possessives.has(lowerAt(words, noun - 1))) return ruled(q, { from: noun - 1, to: noun }, cue);
    const owner = ownerBefore(words, noun, articles);
    return owner && ruled(q, owner, cue);
  }
  return null;
}

/** Who owns what stands at a word: "the company's", "Ana Holt's". */
function ownerBefore(words: readonly Word[], at: number, articles: ReadonlySet<string>): Run | null {
  const to = ownerEnd(words, at);
  if (to === null) return null;
  const name = sourceBeside(words, to, -1);
  if (name && /^\p{Lu}/u.test(words[name.from]!.text)) return name;
  let from = to - 1;
  while (from > 0 && to - from < BESIDE && !words[from]!.first && !articles.has(lowerAt(words, from))) from--;
  return articles.has(lowerAt(words, from)) ? { from, to } : null;
}

/** Somebody's words as the last of a sentence: "so much for the company's “not a single injury”". */
function toldAsOwned(words: readonly Word[], q: Quotation, { articles }: Tellers): Candidate | null {
  const next = words[q.to];
  if (words[q.from]!.first || !(next === undefined || next.first || /^[.,;!?]$/u.test(next.text)))
    return null;
  if (!/^\p{Ll}/u.test(words[q.from + 1]?.text ?? '')) return null;
  const owner = ownerBefore(words, q.from, articles);
  return owner && ruled(q, owner, { from: owner.to, to: q.from });
}

/** Who a sentence is about that leads up to a quotation: "Ana Holt was there, and so was our microphone: “…”". */
function toldByLead(words: readonly Word[], q: Quotation): Candidate | null {
  if (!isBehindColon(words, q)) return null;
  let from = q.from - 1;
  while (!words[from]!.first && from > 0 && !ENDS_SENTENCE.test(words[from - 1]!.text)) {
    if (words[from - 1]!.text === '”') return null;
    from--;
  }
  let to = from;
  while (/^\p{Lu}[\p{L}\p{M}]+$/u.test(words[to]?.text ?? '')) to++;
  return to - from > 1 ? ruled(q, { from, to }, { from: q.from - 1, to: q.from }) : null;
}

/** Whether a few words without a name lead up to a quotation, with which one speaks on: "Then, more soberly: “…”". */
export function isLedOn(words: readonly Word[], q: Quotation): boolean {
  if (!isBehindColon(words, q)) return false;
  let from = q.from - 1;
  while (!words[from]!.first && from > 0 && !ENDS_SENTENCE.test(words[from - 1]!.text)) {
    from--;
    if (q.from - from > LONGEST) return false;
  }
  return words.slice(from + 1, q.from).every(({ text }) => /^(?:\p{Ll}+|[,:])$/u.test(text));
}

/** Who says the quotation before him, named by a phrase between it and the verb: "“…”, a delegate confided". */
export function phraseBetween(
  words: readonly Word[],
  q: Quotation,
  verb: number,
  language: Language,
): Run | null {
  const from = words[q.to]?.text === ',' ? q.to + 1 : q.to;
  return tellersOf(language).articles.has(lowerAt(words, from)) && verb - from > 1
    ? { from, to: verb }
    : null;
}

/**
 * The statement of a quotation by the words around it; null where they do not tell whose it is.
 * @param words the document's words
 * @param q the quotation
 * @param whole whether it is a sentence of its own
 * @example toldBeside(words, quotation, true, english)
 */
export function toldBeside(
  words: readonly Word[],
  q: Quotation,
  whole: boolean,
  language: Language,
): Candidate | null {
  const tellers = tellersOf(language);
  return (
    toldToBe(words, q, tellers) ??
    toldInWords(words, q, tellers) ??
    toldAsOwn(words, q, tellers) ??
    (whole
      ? (toldBehind(words, q, tellers) ?? toldBefore(words, q, tellers) ?? toldByLead(words, q))
      : toldAsOwned(words, q, tellers))
  );
}
