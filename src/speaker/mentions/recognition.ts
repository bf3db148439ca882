import type { Lexicon } from '../lexicon.js';
import { outletNamed, type OutletList } from '../outlets.js';
import type { Token } from '../tokens.js';
import { spelledOut } from './acronyms.js';
import { bracketed, calledBeside } from './appositions.js';
import { beginsName, runEnd } from './boundaries.js';
import { genderOf, isCommonNoun, isSite, isThing, kindOf } from './classification.js';
import { shareSurnames } from './coordination.js';
import { isAcronym, nameWords, type Mention } from './mention.js';
import { nicknameOf } from './nicknames.js';
import { givenGender, isGivenName, isPlace, isShouted, scanOf, type Scan } from './scan.js';
import { segment, type Segments } from './segmentation.js';
import { surroundingsOf } from './surroundings.js';
import { isNamedSource, namesInTitles, titleCaseLines } from './title-case.js';

/**
 * The names in a document, in order, with the titles, roles and appositions that stand beside them.
 * @param text the document's text
 * @param tokens its words
 * @param sources words that begin the source of a statement, with the index behind its last word
 * @example mentionsIn(text, tokensOf(document, lexicon), lexicon, outlets).map((mention) => mention.name)
 */
export function mentionsIn(
  text: string,
  tokens: readonly Token[],
  lexicon: Lexicon,
  outlets: OutletList,
  sources: ReadonlyMap<number, number> = new Map(),
): Mention[] {
  const scan = scanOf(text, tokens, lexicon, outlets, sources);
  const titles = titleCaseLines(tokens, lexicon);
  const inTitle = new Set(titles.flatMap(({ words }) => words));
  const out: Mention[] = [];
  for (let i = 0; i < tokens.length;) {
    const title = inTitle.has(tokens[i]!);
    if (!beginsName(scan, i) || (title && !isNamedSource(scan, i))) {
      i++;
      continue;
    }
    const to = title ? sources.get(i)! : runEnd(scan, i);
    const mention = isSubhead(scan, i, to) ? null : mentionOf(scan, i, to);
    if (mention)
      out.push(mention.alias && isAcronym(mention.alias) ? spelledOut(scan, mention, out) : mention);
    i = to;
  }
  shareSurnames(out, scan);
  if (titles.length === 0) return out;
  const isTitle = ({ token }: Mention) => inTitle.has(token);
  const taken = new Set(out.filter(isTitle).map(({ token }) => token));
  const body = out.filter((mention) => !isTitle(mention));
  out.push(...namesInTitles(titles, body, scan).filter(({ token }) => !taken.has(token)));
  return out.sort((a, b) => a.start - b.start);
}

/** Whether a run is a line in capitals: in a subhead, only what the page names elsewhere is a name. */
function isSubhead({ tokens }: Scan, from: number, to: number): boolean {
  const { first, paragraph } = tokens[from]!;
  return to - from > 1 && first && tokens[to]?.paragraph !== paragraph && isShouted(tokens.slice(from, to));
}

/** The mention that a run of capitalised words makes, or null where it is no name. */
function mentionOf(scan: Scan, runFrom: number, runTo: number): Mention | null {
  const { tokens, lexicon, outlets } = scan;
  const segments = segment(scan, runFrom, runTo);
  if (!segments) return null;
  const { from, split, start, to, organisation } = segments;
  const words = tokens.slice(start, to);
  const first = words[0]!;
  const { name, reigns } = printedName(scan, segments);
  const place = words.length <= 3 && split === from && isPlace(scan, name);
  const around = surroundingsOf(scan, segments, organisation || place);
  const { roles, titled } = around;
  let kind = around.firm && !place ? 'organisation' : kindOf(scan, segments, name, place, titled);
  const mayBeCalled = kind === 'organisation' || (!titled && (kind === 'name' || !isGivenName(scan, start)));
  const called = mayBeCalled ? calledBeside(scan, start, to) : null;
  if (called && !place) kind = 'organisation';
  if (words.length === 1 && !titled && !place && isCommonNoun(scan, segments)) return null;
  const outlet = outletNamed(name, outlets);
  const human = kind === 'person' || kind === 'name';
  const keys = nameWords(words);
  return {
    start: first.start,
    end: tokens[to - 1]!.end,
    from: start,
    to,
    kind: kind === 'name' && outlet ? 'organisation' : kind,
    name,
    words: keys,
    gender: human ? genderOf(lexicon, words, tokens.slice(from, start), roles) : null,
    leaning: words.length === 1 && human ? givenGender(lexicon, keys[0]!) : null,
    article:
      split === from && lexicon.nameWords.articles.has(tokens[from - 1]?.lower ?? '') && tokens[from]!.joined,
    thing: kind !== 'person' && isThing(scan, start, to),
    site: kind !== 'person' && isSite(scan, segments),
    titled,
    reigns,
    roles,
    regions: around.regions,
    parties: around.parties,
    outlet: outlet?.name ?? null,
    called,
    alias: bracketed(scan, to) ?? (human ? nicknameOf(scan, start, to) : null),
    phraseStart: tokens[around.from]!.start,
    token: first,
  };
}

/** A name as the page prints it, with the title of who reigns: "Pope Lucian". */
function printedName(
  { tokens, text, lexicon }: Scan,
  { from, split, start, to }: Segments,
): { name: string; reigns: boolean } {
  const tail = tokens[to - 1]!;
  const point = lexicon.suffixes.has(tail.lower) && text[tail.end] === '.' ? '.' : '';
  const name = text.slice(tokens[start]!.start, tail.end) + point;
  const title = split > from && to - start === 1 ? tokens[split - 1]! : null;
  const reigns = title?.capital === true && lexicon.regnal.has(title.lower);
  return { name: reigns ? `${title.text} ${name}` : name, reigns };
}
