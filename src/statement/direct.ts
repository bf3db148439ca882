import { entriesOf, perLanguage, type Language } from '../language/language.js';
import { ENDS_SENTENCE, isLedOn, MARK, phraseBetween, ruled, sourceBeside, toldBeside } from './beside.js';
import { joined, shared, type Candidate, type Run } from './decode.js';
import type { Quotation } from './quotation.js';
import type { Word } from './words.js';

/** Why words between quotation marks are filed under nobody. */
export type Reason = 'title' | 'phrase';

/** Quotations of fewer words are often single terms; nothing is promised for them. */
export const SHORTEST = 3;

/** Words to a block of the index, as a power of two, and how many blocks back a speaker may speak on. */
const BLOCK = 6;
const FAR = 16;
/** Less sure than this, the tagger doubts whose a quotation is. */
const DOUBT = 0.6;

/** The verbs of saying of a language, in all their forms. */
export const sayingVerbs = perLanguage(
  (language): ReadonlySet<string> => new Set(entriesOf<{ verbs: string[] }>(language, 'speech').verbs),
);

/** The words of a quotation without its marks and punctuation. */
function bare(words: readonly Word[], q: Quotation): Word[] {
  return words.slice(q.from, q.to).filter((word) => !MARK.test(word.text));
}

/** Title Case: nearly every word of four letters or more has a capital, and there is more than the first. */
function isTitle(words: readonly Word[], q: Quotation): boolean {
  const long = bare(words, q).filter((word) => word.text.length >= 4 && /\p{L}/u.test(word.text));
  return long.length >= 2 && long.every((word) => /^\p{Lu}/u.test(word.text));
}

/** A quotation that says a whole sentence or more: it begins with a capital and ends like one. */
function isSentence(words: readonly Word[], q: Quotation): boolean {
  const first = bare(words, q)[0];
  if (!first || !/^[\p{Lu}\p{N}[(]/u.test(first.text)) return false;
  const inside = words[q.to - 2];
  const after = words[q.to];
  return (
    (inside !== undefined && /^[.!?…,]$/u.test(inside.text)) ||
    after === undefined ||
    after.first ||
    ENDS_SENTENCE.test(after.text)
  );
}

/** The quotation stands alone: it begins its paragraph, or the sentence before it has ended. */
function standsAlone(words: readonly Word[], q: Quotation): boolean {
  const first = words[q.from]!;
  const before = words[q.from - 1];
  if (first.first || !before) return true;
  return ENDS_SENTENCE.test(before.text) || before.text === '”' || before.text === '»' || before.text === '"';
}

/** A verb of saying right before the mark ("… saying, “") or right after it (",” said …", "” she said"). */
function verbBeside(words: readonly Word[], q: Quotation, verbs: ReadonlySet<string>): number | null {
  for (let i = q.from - 1; i >= Math.max(0, q.from - 4) && !words[i + 1]!.first; i--) {
    const word = words[i]!;
    if (/^[,:]$/u.test(word.text)) continue;
    if (verbs.has(word.text.toLowerCase()) && words[i - 1]?.text !== '-') return i;
    if (ENDS_SENTENCE.test(word.text)) break;
  }
  for (let i = q.to; i < Math.min(words.length, q.to + 5) && !words[i]!.first; i++) {
    const word = words[i]!;
    if (ENDS_SENTENCE.test(word.text)) break;
    if (verbs.has(word.text.toLowerCase())) return i;
  }
  return null;
}

/** Statements by where their contents stand, so that the work stays linear in the length of the page. */
class Places {
  private readonly blocks = new Map<number, Candidate[]>();

  constructor(private readonly words: readonly Word[]) {}

  enter(candidate: Candidate, run: Run): void {
    for (let b = run.from >> BLOCK; b <= (run.to - 1) >> BLOCK; b++) {
      const row = this.blocks.get(b) ?? [];
      if (!row.includes(candidate)) row.push(candidate);
      this.blocks.set(b, row);
    }
  }

  /** The statement that holds at least half of a quotation, the surest of these; null where none does. */
  covering(q: Quotation): Candidate | null {
    let best: Candidate | null = null;
    for (let b = q.from >> BLOCK; b <= (q.to - 1) >> BLOCK; b++) {
      for (const c of this.blocks.get(b) ?? []) {
        if (best && best.confidence >= c.confidence) continue;
        if (shared(c.content, [q]) * 2 >= q.to - q.from) best = c;
      }
    }
    return best;
  }

  /** The statement whose words come last before a quotation, in its paragraph or the one before. */
  before(q: Quotation): Candidate | null {
    for (let b = q.from >> BLOCK; b >= 0 && b > (q.from >> BLOCK) - FAR; b--) {
      let best: Candidate | null = null;
      let end = -1;
      for (const c of this.blocks.get(b) ?? []) {
        for (const run of c.content) {
          if (run.to > q.from || run.to <= end) continue;
          if (q.paragraph - this.words[run.to - 1]!.paragraph > 1) continue;
          end = run.to;
          best = c;
        }
      }
      if (best) return best;
    }
    return null;
  }
}

/**
 * Files the quotations that the tagger left: no closed quotation of three words or more is lost without
 * a statement or a reason. One that stands alone goes on the statement before it (the speaker speaks on);
 * one beside a verb of saying makes a statement; titles and phrases inside the writer's own sentence are named as such.
 * @param words the document's words
 * @param quotations its quotations, in order
 * @param candidates the tagger's statements, in order of their contents
 * @returns the statements, and the quotations that are none, with the reason
 * @example fileQuotations(words, quotationsOf(words), candidates, english).unattributed
 */
export function fileQuotations(
  words: readonly Word[],
  quotations: readonly Quotation[],
  candidates: readonly Candidate[],
  language: Language,
): { candidates: Candidate[]; unattributed: { quotation: Quotation; reason: Reason }[] } {
  const verbs = sayingVerbs(language);
  const out = [...candidates];
  const unattributed: { quotation: Quotation; reason: Reason }[] = [];
  const places = new Places(words);
  const enter = (c: Candidate) => {
    for (const run of c.content) places.enter(c, run);
  };
  out.forEach(enter);
  for (const q of quotations) {
    if (q.words < SHORTEST) continue;
    const covering = places.covering(q);
    const whole = isSentence(words, q);
    if (covering) {
      // The tagger doubts whose it is: the words around it may tell.
      const alone = covering.content.every(({ from, to }) => q.from <= from && to <= q.to);
      const told = alone && covering.confidence < DOUBT ? toldBeside(words, q, whole, language) : null;
      if (told) Object.assign(covering, told);
      continue;
    }
    const verb = verbBeside(words, q, verbs);
    const earlier = places.before(q);
    const alone = standsAlone(words, q) && (whole || q.continues);
    const led = whole && isLedOn(words, q);
    const title = isTitle(words, q) && !whole;
    const told = toldBeside(words, q, whole, language);
    if (title) {
      unattributed.push({ quotation: q, reason: 'title' });
    } else if (told) {
      out.push(told);
      enter(told);
    } else if (
      verb !== null &&
      !(alone && verb < q.from && ENDS_SENTENCE.test(words[verb + 1]?.text ?? ''))
    ) {
      const behind = () => phraseBetween(words, q, verb, language) ?? sourceBeside(words, verb, 1);
      const source = sourceBeside(words, verb, -1) ?? (verb >= q.to ? behind() : null);
      const found = ruled(q, source, { from: verb, to: verb + 1 });
      out.push(found);
      enter(found);
    } else if ((alone || led) && earlier) {
      earlier.content = joined([...earlier.content, { from: q.from, to: q.to }]);
      places.enter(earlier, q);
    } else if (alone) {
      const found = ruled(q, null, null);
      out.push(found);
      enter(found);
    } else if (q.closed) {
      unattributed.push({ quotation: q, reason: 'phrase' });
    }
  }
  return { candidates: out, unattributed };
}
