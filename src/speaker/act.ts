import { entriesOf, perLanguage, type Language } from '../language/language.js';
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
  /** Finds a word that negates by its ending: "didn't". */
  negating: string;
  /** Finds the ending of a word that a list of judging words may lack: "badly". */
  loose: string;
  /** Cues that tell, show or retell without taking a side: their words are not looked at. */
  flat: string[];
  /** Finds the verb with which the words say the speaker's own stance: "he opposes …", "I hope …". */
  stance: string;
  /** Acts that such a verb can name. */
  stances: Act[];
  /** Finds an appeal to someone behind an asking cue: "asked the council to act". */
  appeal: string;
  /** Finds the first noun of words that are named by it: "cited concerns that …". */
  opening: string;
  /** Finds the writing that a cue says was put out: "issued a statement saying". */
  vehicle: string;
}

interface PolarityFile {
  positive: string;
  negative: string;
}

/** The act lists of a language, ready for looking up. */
interface ActLists {
  cues: ReadonlyMap<string, Act>;
  negated: Partial<Record<Act, Act>>;
  phrases: readonly [string, Act][];
  content: readonly [Act, RegExp[]][];
  irregular: ReadonlyMap<string, string>;
  endings: readonly [RegExp, readonly string[]][];
  judging: ReadonlySet<string>;
  asking: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  negating: RegExp;
  loose: RegExp;
  polarity: ReadonlyMap<string, number>;
  flat: ReadonlySet<string>;
  stance: RegExp;
  stances: ReadonlySet<Act>;
  appeal: RegExp;
  opening: RegExp;
  vehicle: RegExp;
}

/** The act lists of a language, made ready once. */
const actListsOf = perLanguage((language): ActLists => {
  const file = entriesOf<ActFile>(language, 'acts');
  const { positive, negative } = entriesOf<PolarityFile>(language, 'polarity');
  const cues = new Map<string, Act>();
  for (const [act, words] of Object.entries(file.cues) as [Act, string[]][]) {
    for (const word of words) if (!cues.has(word)) cues.set(word, act);
  }
  const polarity = new Map<string, number>();
  for (const word of positive.split(' ')) polarity.set(word, 1);
  for (const word of negative.split(' ')) polarity.set(word, -1);
  return {
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
    negating: new RegExp(file.negating, 'u'),
    loose: new RegExp(file.loose, 'u'),
    polarity,
    flat: new Set(file.flat),
    stance: new RegExp(file.stance, 'iu'),
    stances: new Set(file.stances),
    appeal: new RegExp(file.appeal, 'u'),
    opening: new RegExp(file.opening, 'u'),
    vehicle: new RegExp(file.vehicle, 'iu'),
  };
});

/** What an act is told from: the words of a statement, and whether they speak of someone beside the speaker. */
export interface Said {
  cue: string;
  content: string;
  aimed: boolean;
}

/** What told an act, for those who want to know why. */
type ActBy =
  | 'phrase'
  | 'appeal'
  | 'judgment'
  | 'cue'
  | 'tone'
  | 'opening'
  | 'question'
  | 'stance'
  | 'pattern'
  | 'polarity'
  | 'nothing';

/** An act with what told it. */
interface RuledAct {
  act: Act;
  by: ActBy;
  /** Base form of the cue that the lists know. */
  base: string | null;
}

/** The base forms that a word may have, likeliest first. */
function bases(word: string, { irregular, endings }: ActLists): string[] {
  const out = [irregular.get(word) ?? word, word];
  for (const [ending, puts] of endings) {
    if (ending.test(word)) for (const put of puts) out.push(word.replace(ending, put));
  }
  return out;
}

/** The words of a text in small letters. @example wordsOf('He didn’t.') // ['he', "didn't"] */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/’/gu, "'")
    .match(/[\p{L}'-]+/gu) ?? [];

/** Whether a word turns round what stands behind it. */
const negates = (word: string, lists: ActLists): boolean =>
  lists.negations.has(word) || lists.negating.test(word);

interface Named {
  act: Act;
  base: string;
}

/** The act that some words name: of the longest match the first that is not neutral, else a neutral one. */
function named(words: readonly string[], lists: ActLists): Named | null {
  let neutral: Named | null = null;
  for (let length = 3; length > 0; length--) {
    for (let i = 0; i + length <= words.length; i++) {
      const [head, ...rest] = words.slice(i, i + length) as [string, ...string[]];
      for (const form of bases(head, lists)) {
        const act = lists.cues.get([form, ...rest].join(' '));
        if (!act) continue;
        if (act !== 'state') return { act, base: form };
        neutral ??= { act, base: form };
        break;
      }
    }
  }
  return neutral;
}

/** Judging words that are taken for blame, and for praise: kind words are more often only polite. */
const ONE_SIDED = 1;
const PRAISE = 2;

/**
 * How words judge: positive minus negative, turned round after a negation.
 * @example judgmentOf(['not', 'a', 'disgrace'], lists) // 1
 */
function judgmentOf(words: readonly string[], lists: ActLists): number {
  let sum = 0;
  words.forEach((word, i) => {
    const value = lists.polarity.get(word) ?? lists.polarity.get(word.replace(lists.loose, '')) ?? 0;
    if (value === 0) return;
    const turned = words.slice(Math.max(0, i - 3), i).some((before) => negates(before, lists));
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

/** The stance that words say of their speaker: "he opposes the plan". */
function stanceOf(content: string, lists: ActLists): Act | null {
  const stance = lists.stance.exec(content);
  if (!stance?.[1]) return null;
  const own = named([stance[1].toLowerCase()], lists);
  if (!own || !lists.stances.has(own.act)) return null;
  return wordsOf(stance[0]).some((word) => negates(word, lists))
    ? (lists.negated[own.act] ?? own.act)
    : own.act;
}

/** The acts of which some pattern fits the words, in the order of the lists. */
const patternsIn = (content: string, { content: patterns }: ActLists): Act[] =>
  patterns.filter(([, list]) => list.some((pattern) => pattern.test(content))).map(([act]) => act);

/**
 * What words do by themselves, where nothing around them tells.
 * @param told whether a cue says that they were told: a question about someone that is told, not asked, wants no answer
 */
function actOfContent(
  content: string,
  aimed: boolean,
  told: boolean,
  lists: ActLists,
): Omit<RuledAct, 'base'> {
  if (asks(content)) return { act: aimed && told ? 'criticize' : 'ask', by: 'question' };
  const stance = stanceOf(content, lists);
  if (stance) return { act: stance, by: 'stance' };
  const [pattern] = patternsIn(content, lists);
  if (pattern) return { act: pattern, by: 'pattern' };
  const judgment = judgmentOf(wordsOf(content), lists);
  // Praise and blame need someone whom they are for; a judgment of nobody says little.
  if (aimed && judgment <= -ONE_SIDED) return { act: 'criticize', by: 'polarity' };
  if (aimed && judgment >= PRAISE) return { act: 'support', by: 'polarity' };
  return { act: 'state', by: 'nothing' };
}

/**
 * What words do by the lists alone: by their cue, and where that is neutral by the words themselves.
 * @example ruledAct({ cue: 'warned', content: 'of floods', aimed: false }, english).by // 'cue'
 */
export function ruledAct({ cue, content, aimed }: Said, language: Language): RuledAct {
  const lists = actListsOf(language);
  const words = wordsOf(cue.replace(lists.vehicle, ''));
  const found = named(words, lists);
  const base = found?.base ?? null;
  const spaced = ` ${words.join(' ')} `;
  for (const [phrase, act] of lists.phrases) {
    if (spaced.includes(` ${phrase} `)) return { act, by: 'phrase', base };
  }
  const isOf = (set: ReadonlySet<string>) =>
    found !== null && bases(found.base, lists).some((form) => set.has(form));
  // "asked him to leave" asks for something, "asked whether" does not.
  if (isOf(lists.asking) && lists.appeal.test(content)) return { act: 'urge', by: 'appeal', base };
  if (isOf(lists.judging)) {
    const judgment = judgmentOf(wordsOf(content), lists);
    if (judgment < 0) return { act: 'criticize', by: 'judgment', base };
    if (judgment >= PRAISE) return { act: 'support', by: 'judgment', base };
  }
  if (found && found.act !== 'state') {
    const negated = words.some((word) => negates(word, lists));
    return { act: negated ? (lists.negated[found.act] ?? found.act) : found.act, by: 'cue', base };
  }
  // A cue that no list knows may still judge: "had harsh words about".
  const tone = found ? 0 : judgmentOf(words, lists);
  if (tone !== 0) return { act: tone < 0 ? 'criticize' : 'support', by: 'tone', base };
  // "cited concerns that …": the first noun of the words says what they do.
  const first = lists.opening.exec(content);
  const opening = first?.[1] ? named([first[1]], lists) : null;
  if (opening && opening.act !== 'state' && opening.act !== 'ask') {
    return { act: opening.act, by: 'opening', base };
  }
  if (isOf(lists.flat)) return { act: asks(content) ? 'ask' : 'state', by: 'cue', base };
  return { ...actOfContent(content, aimed, found !== null, lists), base };
}

/**
 * What words do, by their cue, and where that is neutral by the words themselves.
 * @example actOf({ cue: 'warned', content: 'that the dam could break', aimed: false }, english) // 'warn'
 */
export function actOf(said: Said, language: Language): Act {
  return ruledAct(said, language).act;
}
