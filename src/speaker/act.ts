import { entriesOf, type Language } from '../language/language.js';
import type { Act } from '../record.js';

interface ActFile {
  /** Base forms by act. */
  cues: Record<Act, string[]>;
  /** What an act turns into after "not". */
  negated: Partial<Record<Act, Act>>;
  /** Phrases that win over single words. */
  phrases: [string, Act][];
  /** Patterns tried on the words themselves where the cue is neutral, in this order. */
  content: Partial<Record<Act, string[]>>;
  /** Forms that the endings do not give, and endings with what stands for them in the base form. */
  irregular: Record<string, string>;
  endings: [string, string[]][];
  /** Cues that give a name or a judgment to something: "called the plan a disgrace". */
  judging: string[];
  /** Cues that ask for an action when "to" follows: "asked him to leave". */
  asking: string[];
  negations: string[];
  /** Patterns of words that assert against doubt. */
  asserting: string[];
  /** Finds the verb with which the words say the speaker's own stance: "he opposes …", "I hope …". */
  stance: string;
  /** Acts that such a verb can name. */
  stances: Act[];
  /** Finds an appeal to someone behind an asking cue: "asked the council to act". */
  appeal: string;
}

interface PolarityFile {
  positive: string;
  negative: string;
}

/** The act lists of a language, ready for looking up. */
interface Acts {
  cues: ReadonlyMap<string, Act>;
  negated: Partial<Record<Act, Act>>;
  phrases: readonly [string, Act][];
  content: readonly [Act, RegExp[]][];
  irregular: ReadonlyMap<string, string>;
  endings: readonly [RegExp, readonly string[]][];
  judging: ReadonlySet<string>;
  asking: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  polarity: ReadonlyMap<string, number>;
  asserting: readonly RegExp[];
  stance: RegExp;
  stances: ReadonlySet<Act>;
  appeal: RegExp;
}

const built = new WeakMap<Language, Acts>();

function actsOf(language: Language): Acts {
  const known = built.get(language);
  if (known) return known;
  const file = entriesOf<ActFile>(language, 'acts');
  const { positive, negative } = entriesOf<PolarityFile>(language, 'polarity');
  const cues = new Map<string, Act>();
  for (const [act, words] of Object.entries(file.cues) as [Act, string[]][]) {
    for (const word of words) if (!cues.has(word)) cues.set(word, act);
  }
  const polarity = new Map<string, number>();
  for (const word of positive.split(' ')) polarity.set(word, 1);
  for (const word of negative.split(' ')) polarity.set(word, -1);
  const made: Acts = {
    cues,
    negated: file.negated,
    phrases: file.phrases,
    content: (Object.entries(file.content) as [Act, string[]][]).map(([act, patterns]) => [
      act,
      patterns.map((pattern) => new RegExp(pattern, 'iu')),
    ]),
    irregular: new Map(Object.entries(file.irregular)),
    endings: file.endings.map(([ending, puts]) => [new RegExp(`${ending}$`, 'u'), puts]),
    judging: new Set(file.judging),
    asking: new Set(file.asking),
    negations: new Set(file.negations),
    polarity,
    asserting: file.asserting.map((pattern) => new RegExp(pattern, 'iu')),
    stance: new RegExp(file.stance, 'iu'),
    stances: new Set(file.stances),
    appeal: new RegExp(file.appeal, 'u'),
  };
  built.set(language, made);
  return made;
}

/** The base forms that a word may have, likeliest first. */
function bases(word: string, { irregular, endings }: Acts): string[] {
  const out = [irregular.get(word) ?? word, word];
  for (const [ending, puts] of endings) {
    if (ending.test(word)) for (const put of puts) out.push(word.replace(ending, put));
  }
  return out;
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/’/gu, "'")
    .match(/[\p{L}'-]+/gu) ?? [];

/** The act that some words name: of the longest match the first that is not neutral, else a neutral one. */
function named(words: readonly string[], acts: Acts): { act: Act; base: string } | null {
  let neutral: { act: Act; base: string } | null = null;
  for (let length = 3; length > 0; length--) {
    for (let i = 0; i + length <= words.length; i++) {
      const [head, ...rest] = words.slice(i, i + length) as [string, ...string[]];
      for (const form of bases(head, acts)) {
        const act = acts.cues.get([form, ...rest].join(' '));
        if (!act) continue;
        if (act !== 'state') return { act, base: form };
        neutral ??= { act, base: form };
        break;
      }
    }
  }
  return neutral;
}

/** Judging words that are taken for one-sided. */
const ONE_SIDED = 1;

/** How the words judge: positive minus negative, turned round after a negation. */
function judgmentOf(words: readonly string[], acts: Acts): number {
  let sum = 0;
  words.forEach((word, i) => {
    const value = acts.polarity.get(word) ?? acts.polarity.get(word.replace(/(?:ly|s)$/u, '')) ?? 0;
    if (value === 0) return;
    const turned = words
      .slice(Math.max(0, i - 3), i)
      .some((before) => acts.negations.has(before) || /n't$/u.test(before));
    sum += turned ? -value : value;
  });
  return sum;
}

/** What is said is a question when most of its sentences are, or its only one. */
function asks(content: string): boolean {
  const ends = content.match(/[.!?…]+(?=[\s”"’')\]]|$)/gu) ?? [];
  const questions = ends.filter((end) => end.includes('?')).length;
  return questions > 0 && questions * 2 >= ends.length && /\?[\s”"’')\]]*$/u.test(content);
}

/** What words do by themselves, where nothing around them tells. */
function actOfContent(content: string, aimed: boolean, acts: Acts): Act {
  if (asks(content)) return 'ask';
  const stance = acts.stance.exec(content);
  if (stance?.[1]) {
    const own = named([stance[1].toLowerCase()], acts);
    const not = wordsOf(stance[0]).some((word) => acts.negations.has(word) || /n't$/u.test(word));
    const act = own && acts.stances.has(own.act) ? own.act : null;
    if (act) return not ? (acts.negated[act] ?? act) : act;
  }
  for (const [act, patterns] of acts.content)
    if (patterns.some((pattern) => pattern.test(content))) return act;
  const judgment = judgmentOf(wordsOf(content), acts);
  // Praise and blame need someone whom they are for; a judgment of nobody is a claim.
  if (judgment <= -ONE_SIDED) return aimed ? 'criticize' : 'claim';
  if (judgment >= 2) return aimed ? 'support' : 'claim';
  return acts.asserting.some((pattern) => pattern.test(content)) ? 'claim' : 'state';
}

/**
 * What words do, by their cue, and where that is neutral by the words themselves.
 * @param cue the words that attribute
 * @param content the words attributed
 * @param aimed whether the words speak of someone beside the speaker
 * @example actOf('warned', 'that the dam could break', false, english) // 'warn'
 */
export function actOf(cue: string, content: string, aimed: boolean, language: Language): Act {
  const acts = actsOf(language);
  const words = wordsOf(cue);
  const spaced = ` ${words.join(' ')} `;
  for (const [phrase, act] of acts.phrases) if (spaced.includes(` ${phrase} `)) return act;
  const found = named(words, acts);
  // "asked him to leave" asks for something, "asked whether" does not.
  if (found && bases(found.base, acts).some((base) => acts.asking.has(base)) && acts.appeal.test(content))
    return 'urge';
  if (found && bases(found.base, acts).some((base) => acts.judging.has(base))) {
    const judgment = judgmentOf(wordsOf(content), acts);
    if (judgment !== 0) return judgment < 0 ? 'criticize' : 'support';
  }
  if (found && found.act !== 'state') {
    const negated = words.some((word) => acts.negations.has(word) || /n't$/u.test(word));
    return negated ? (acts.negated[found.act] ?? found.act) : found.act;
  }
  // A cue that no list knows may still judge: "had harsh words about".
  const tone = found ? 0 : judgmentOf(words, acts);
  if (tone !== 0) return tone < 0 ? 'criticize' : 'support';
  // "cited concerns that …": the first noun of the words says what they do.
  const first =
    /^\W*(?:(?:the|a|an|his|her|their|its|some|new|more|similar|serious|deep) )*(\p{Ll}+)(?= (?:that|about|of|over|by|from)\b)/u.exec(
      content,
    );
  const opening = first ? named([first[1]!], acts) : null;
  if (opening && opening.act !== 'state' && opening.act !== 'ask') return opening.act;
  return actOfContent(content, aimed, acts);
}
