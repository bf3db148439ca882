import { placeKey } from '../countries.js';
import type { Lexicon } from '../lexicon.js';
import type { Token } from '../tokens.js';
import { nameWords, type Mention } from './mention.js';
import { isGivenName, type Scan } from './scan.js';

/** Share of the longer words with a capital from which a headline is set in title case, and a line of the body. */
const TITLE_HEADLINE = 0.7;
const TITLE_LINE = 0.85;
/** Longest name that is looked for in such a line, in words. */
const LONGEST = 4;

/** A line whose words all have capitals: in it, a name is only what the rest of the page knows as one. */
export interface TitleLine {
  words: readonly Token[];
  /** Index of its first word. */
  from: number;
}

/** Whether more than a share of the longer words have capitals. */
function isTitleCase(tokens: readonly Token[], least: number): boolean {
  const long = tokens.filter((token) => token.text.length > 3);
  return long.length > 3 && long.filter((token) => token.capital).length > least * long.length;
}

/** The headline, where it is set in title case, and the lines of the body that are set like headlines. */
export function titleCaseLines(tokens: readonly Token[], lexicon: Lexicon): TitleLine[] {
  const headline = tokens.filter((token) => token.headline);
  const out = bodyLines(tokens, lexicon);
  if (isTitleCase(headline, TITLE_HEADLINE))
    out.unshift({ words: headline, from: tokens.indexOf(headline[0]!) });
  return out;
}

/** The lines of the body in title case: not mere lists of names, as words that are none have capitals, too. */
function bodyLines(tokens: readonly Token[], lexicon: Lexicon): TitleLine[] {
  const out: TitleLine[] = [];
  let to = 0;
  while (to < tokens.length) {
    const from = to;
    const { paragraph, headline } = tokens[from]!;
    while (to < tokens.length && tokens[to]!.paragraph === paragraph) to++;
    const words = tokens.slice(from, to);
    if (headline || !isTitleCase(words, TITLE_LINE)) continue;
    const set = words.some(
      ({ capital, first, lower }) =>
        capital &&
        !first &&
        ((lexicon.common.has(lower) && !lexicon.openers.has(lower)) || lexicon.sayingVerbs.has(lower)),
    );
    if (set) out.push({ words, from });
  }
  return out;
}

/** Whether the source of a statement that begins here is a given name and one or two words more: "Ana Holt" in a headline. */
export function isNamedSource(scan: Scan, at: number): boolean {
  const to = scan.sources.get(at) ?? at;
  const words = scan.tokens.slice(at, to);
  return (
    words.length > 1 && words.length <= 3 && isGivenName(scan, at) && words.every(({ capital }) => capital)
  );
}

/** The names of the body by their words, and people by their surnames, too. */
function formsOf(body: readonly Mention[]): Map<string, Mention> {
  const forms = new Map<string, Mention>();
  for (const mention of body) {
    const key = mention.words.join(' ');
    if (!forms.has(key)) forms.set(key, mention);
    if (mention.kind === 'person' && mention.words.length > 1) {
      const last = mention.words.at(-1)!;
      if (!forms.has(last)) forms.set(last, mention);
    }
  }
  return forms;
}

/** The names of the body that stand in lines in title case, the longest first, and countries. */
export function namesInTitles(lines: readonly TitleLine[], body: readonly Mention[], scan: Scan): Mention[] {
  const forms = formsOf(body);
  return lines.flatMap((line) => namesInLine(line, forms, scan));
}

function namesInLine(
  { words, from }: TitleLine,
  forms: ReadonlyMap<string, Mention>,
  { text, lexicon }: Scan,
): Mention[] {
  const out: Mention[] = [];
  for (let i = 0; i < words.length;) {
    let length = Math.min(LONGEST, words.length - i);
    let found: Mention | null = null;
    for (; length > 0 && !found; length--) found = likeIn(words.slice(i, i + length), from + i, forms, text);
    found ??= regionNamed(words[i]!, from + i, lexicon);
    if (found) out.push(found);
    i += found ? found.to - found.from : 1;
  }
  return out;
}

/** Some words of a line as a mention of whom the body names by them; null where it names nobody so. */
function likeIn(
  part: readonly Token[],
  from: number,
  forms: ReadonlyMap<string, Mention>,
  text: string,
): Mention | null {
  const [first, last] = [part[0]!, part.at(-1)!];
  if (part.some(({ joined }, k) => k > 0 && !joined) || last.text.length < 2) return null;
  const words = nameWords(part);
  const like = forms.get(words.join(' '));
  if (!like || !first.capital) return null;
  return {
    ...like,
    start: first.start,
    end: last.end,
    from,
    to: from + part.length,
    name: text.slice(first.start, last.end),
    words,
    roles: [],
    alias: null,
    phraseStart: first.start,
    token: first,
  };
}

/** A country or state that a word of a headline names, whatever the body calls it. */
function regionNamed(token: Token, at: number, lexicon: Lexicon): Mention | null {
  const region = lexicon.regions.of.get(placeKey(token.text));
  if (!region || region.as === 'demonym' || token.text.length < 2 || !token.capital) return null;
  return {
    start: token.start,
    end: token.end,
    from: at,
    to: at + 1,
    kind: 'place',
    name: token.text,
    words: nameWords([token]),
    gender: null,
    leaning: null,
    article: false,
    thing: true,
    site: false,
    titled: false,
    reigns: false,
    roles: [],
    regions: new Set([region.code]),
    parties: new Set(),
    outlet: null,
    called: null,
    alias: null,
    phraseStart: token.start,
    token,
  };
}
