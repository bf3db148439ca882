import { entriesOf, type Language } from '../language/language.js';
import type { Act } from '../record.js';

interface ActFile {
  cues: Record<Act, string[]>;
  negated: Partial<Record<Act, Act>>;
  phrases: [string, Act][];
  content: Partial<Record<Act, string[]>>;
}

/** The act lists of a language, ready for looking up. */
interface Acts {
  cues: ReadonlyMap<string, Act>;
  negated: Partial<Record<Act, Act>>;
  phrases: readonly [string, Act][];
  content: readonly [Act, RegExp[]][];
}

const built = new WeakMap<Language, Acts>();

function actsOf(language: Language): Acts {
  let found = built.get(language);
  if (!found) {
    const file = entriesOf<ActFile>(language, 'acts');
    const cues = new Map<string, Act>();
    for (const [act, words] of Object.entries(file.cues) as [Act, string[]][]) {
      for (const word of words) if (!cues.has(word)) cues.set(word, act);
    }
    const content = (Object.entries(file.content) as [Act, string[]][]).map(
      ([act, patterns]): [Act, RegExp[]] => [act, patterns.map((pattern) => new RegExp(pattern, 'iu'))],
    );
    found = { cues, negated: file.negated, phrases: file.phrases, content };
    built.set(language, found);
  }
  return found;
}

/** The base forms that an English verb or noun form may have, likeliest first. */
function bases(word: string): string[] {
  const out = [word];
  const stem = (ending: RegExp, ...puts: string[]) => {
    if (ending.test(word)) for (const put of puts) out.push(word.replace(ending, put));
  };
  stem(/ied$|ies$/u, 'y');
  stem(/(.)\1ed$|(.)\2ing$/u, '$1$2');
  stem(/ed$/u, '', 'e');
  stem(/ing$/u, '', 'e');
  stem(/es$/u, '', 'e');
  stem(/s$/u, '');
  return out;
}

const IRREGULAR: Readonly<Record<string, string>> = {
  said: 'say',
  told: 'tell',
  wrote: 'write',
  written: 'write',
  thought: 'think',
  knew: 'know',
  known: 'know',
  felt: 'feel',
  saw: 'see',
  seen: 'see',
  found: 'find',
  sought: 'seek',
  spoke: 'speak',
  spoken: 'speak',
  swore: 'swear',
  meant: 'mean',
  held: 'hold',
  heard: 'hear',
  went: 'go',
  put: 'put',
  made: 'make',
  began: 'begin',
  understood: 'understand',
  forgot: 'forget',
  foresaw: 'foresee',
  withdrew: 'withdraw',
  took: 'take',
};

/**
 * What words do, by their cue, and where that is neutral by the words themselves.
 * @param cue the words that attribute
 * @param content the words attributed
 * @example actOf('warned', 'that the dam could break', english) // 'warn'
 */
export function actOf(cue: string, content: string, language: Language): Act {
  const acts = actsOf(language);
  const lower = cue.toLowerCase().replace(/’/gu, "'").replace(/\s+/gu, ' ');
  for (const [phrase, act] of acts.phrases) if (lower.includes(phrase)) return act;
  const words = lower.match(/[\p{L}'-]+/gu) ?? [];
  let found: Act | null = null;
  for (let length = 3; length > 0 && !found; length--) {
    for (let i = 0; i + length <= words.length && !found; i++) {
      const [head, ...rest] = words.slice(i, i + length) as [string, ...string[]];
      const forms = [IRREGULAR[head] ?? head, ...bases(head)];
      for (const form of forms) {
        const act = acts.cues.get([form, ...rest].join(' '));
        if (act && (act !== 'state' || length > 1)) {
          found = act;
          break;
        }
      }
    }
  }
  if (found) {
    const negated = words.some(
      (word) => word === 'not' || word === 'never' || word === 'no' || /n't$/u.test(word),
    );
    return negated ? (acts.negated[found] ?? found) : found;
  }
  for (const [act, patterns] of acts.content)
    if (patterns.some((pattern) => pattern.test(content))) return act;
  return 'state';
}
