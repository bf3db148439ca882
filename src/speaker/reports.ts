import { spanOf, type Offsets, type Via } from '../record.js';
import type { Attribution } from '../statement/attribution.js';
import type { Coreference } from './coreference/coreference.js';
import type { Entity } from './entities.js';
import type { Mention } from './mentions/mention.js';
import { outletAt, outletKey, outletNamed, type Outlet } from './outlets.js';
import { tokensIn, type Token } from './tokens.js';
import type { ViaContext } from './via.js';

/** Another outlet's report that the page follows. */
export interface Report {
  via: Via;
  /** Paragraph up to which it is followed. */
  paragraph: number;
  /** Offset at which it is introduced. */
  start: number;
}

/** Paragraphs over which another outlet's report is followed. */
const REACH = 6;

/** The words of some spans, in small letters. */
const wordsIn = (spans: readonly Offsets[], { tokens }: ViaContext): string[] =>
  spans.flatMap((span) => tokensIn(tokens, span)).map(({ lower }) => lower);

/** Whether a cue is one with which an outlet gives its own report: its verb, or a mere colon. */
function isReport(cue: readonly Offsets[], via: ViaContext): boolean {
  const words = wordsIn(cue, via);
  const verb = words.find((word) => !via.hands.light.has(word));
  return cue.length > 0 && (verb === undefined || via.hands.reports.has(verb));
}

/** What follows another outlet's reports through a page. */
export interface Reporting {
  via: ViaContext;
  attributions: readonly Attribution[];
  coreference: Coreference;
  /** The outlets that people of the page work for. */
  employers: ReadonlyMap<Entity, Outlet>;
}

/** The report that a page is about: the headline names another outlet, and the page tells what that outlet reported. */
export function subjectOf({ via, attributions, coreference }: Reporting): Report | null {
  for (const mention of via.mentionAt.values()) {
    if (!mention.token.headline) break;
    const outlet =
      outletAt(via.tokens, mention.from, via.outlets)?.outlet ?? outletNamed(mention.name, via.outlets);
    if (!outlet || outlet.how === 'posted' || via.own.has(outletKey(outlet.name))) continue;
    const key = outletKey(outlet.name);
    const told = attributions.some(({ cue }, n) => {
      const name = coreference.speakers.get(n)?.entity.name;
      const named = name === undefined ? null : outletNamed(name, via.outlets);
      return (
        named !== null &&
        outletKey(named.name) === key &&
        wordsIn(cue, via).some((word) => via.hands.stories.has(word))
      );
    });
    if (!told && !tellsOf(key, via)) continue;
    const span = spanOf(via.text, mention.start, mention.end);
    return { via: { name: outlet.name, how: 'reported', span }, paragraph: Infinity, start: mention.end };
  }
  return null;
}

/** Paragraphs behind the headline in which a page says whose report it is about. */
const OPENING = 3;

/** Whether the page's first sentences say that an outlet has a story: "The Ostmar Post ran a feature on …". */
function tellsOf(key: string, { tokens, mentionAt, outlets, hands }: ViaContext): boolean {
  const body = tokens.find(({ headline }) => !headline)?.paragraph ?? 0;
  for (const mention of mentionAt.values()) {
    const { headline, quoted, paragraph, sentence } = mention.token;
    if (headline || quoted) continue;
    if (paragraph >= body + OPENING) return false;
    const outlet = outletAt(tokens, mention.from, outlets)?.outlet ?? outletNamed(mention.name, outlets);
    if (!outlet || outletKey(outlet.name) !== key || tokens[mention.to - 1]!.possessive) continue;
    for (let i = mention.to; tokens[i]?.sentence === sentence; i++) {
      if (!tokens[i]!.quoted && hands.stories.has(tokens[i]!.lower)) return true;
    }
  }
  return false;
}

/** The report that a statement begins: an outlet, or one who works for it, tells what others said. */
export function reportOf(
  n: number,
  paragraph: number,
  { via, attributions, coreference, employers }: Reporting,
): Report | null {
  const { source, cue } = attributions[n]!;
  const [first] = source;
  const speaker = coreference.speakers.get(n)?.entity;
  // The outlet is to be named here: "it" and "the paper" are too weak for what hangs on it.
  if (!first || !speaker || !/\p{Lu}/u.test(via.text.slice(first.start, first.end))) return null;
  const outlet = speaker.kind === 'person' ? employers.get(speaker) : outletNamed(speaker.name, via.outlets);
  if (!outlet || outlet.how === 'posted' || via.own.has(outletKey(outlet.name))) return null;
  if (!isReport(cue, via)) return null;
  // "Northern Star: all safe": a ship heads the page as an outlet would.
  const label = !wordsIn(cue, via).some((word) => via.hands.reports.has(word));
  if (label && isHeadline(first, via) && !via.outlets.known.has(outletKey(outlet.name))) return null;
  return {
    via: { name: outlet.name, how: 'reported', span: spanOf(via.text, first.start, first.end) },
    paragraph: paragraph + REACH,
    start: first.start,
  };
}

const isHeadline = (span: Offsets, { tokens }: ViaContext): boolean =>
  tokensIn(tokens, span)[0]?.headline === true;

/** Whether a speaker first turns up in another outlet's report. */
export function reports(report: Report, speaker: Entity, paragraph: number): boolean {
  if (paragraph > report.paragraph || (speaker.kind !== 'person' && speaker.kind !== 'name')) return false;
  const first = speaker.mentions.find(({ token }) => !token.headline);
  return first ? first.start > report.start : speaker.unnamed;
}

/** A report goes on where it is followed. */
export function prolonged(report: Report, paragraph: number): Report {
  return { ...report, paragraph: Math.max(report.paragraph, paragraph + REACH) };
}

/** The hands outside a statement: outlets in whose words it stands. */
export function relaysOf(n: number, { via, attributions, coreference, employers }: Reporting): Via[] {
  const out: Via[] = [];
  let outer = coreference.outer[n]!;
  for (let depth = 0; outer >= 0 && depth < 4; depth++, outer = coreference.outer[outer]!) {
    const speaker = coreference.speakers.get(outer)?.entity;
    const source = attributions[outer]!.source[0];
    if (!speaker || !source) continue;
    const outlet = outletNamed(speaker.name, via.outlets) ?? employers.get(speaker);
    if (!outlet || via.own.has(outletKey(outlet.name))) continue;
    out.push({ name: outlet.name, how: 'reported', span: spanOf(via.text, source.start, source.end) });
  }
  return out;
}

/** "the Ostmar Post's Jens Holt reported": a reporter's words come through the outlet. */
export function employerOf(source: readonly Mention[], cue: readonly Offsets[], via: ViaContext): Via[] {
  const [owner, person] = source;
  if (!owner || !person || person.from !== owner.to || !via.tokens[owner.to - 1]!.possessive) return [];
  const outlet = outletNamed(owner.name, via.outlets);
  if (!outlet || via.own.has(outletKey(owner.name)) || via.own.has(outletKey(outlet.name))) return [];
  const works = (word: string) => via.hands.employed.some((start) => word.startsWith(start));
  if (!wordsIn(cue, via).some(works)) return [];
  return [{ name: outlet.name, how: 'reported', span: spanOf(via.text, owner.start, owner.end) }];
}

/** The turns of a transcript or interview, and the paragraphs that they stand in. */
export interface Transcript {
  turns: ReadonlySet<number>;
  paragraphs: ReadonlySet<number>;
  /** Whether they are so many that the page gives one programme. */
  whole: boolean;
}

/** Turns from which the paragraphs behind labels are words of speakers, and those that make a whole transcript. */
const FEW = 2;
const WHOLE = 4;

/**
 * Which statements are turns of a transcript, each with its label as its source ("HOLT: Good morning."), and the
 * paragraphs that are words of their speakers.
 */
export function transcriptOf(
  attributions: readonly Attribution[],
  tokens: readonly Token[],
  text: string,
): Transcript {
  const labelled = attributions.flatMap(({ source, cue }, n) => {
    const [label] = source;
    const colon = label && /^.{0,2}:/su.test(text.slice(label.end, label.end + 3));
    const bare = cue.map(({ start, end }) => text.slice(start, end)).join(' ');
    if (!colon || !/^:?$/u.test(bare)) return [];
    return /(?:^|\n)[ \t]*$/u.test(text.slice(Math.max(0, label.start - 4), label.start)) ? [n] : [];
  });
  const turns = labelled.length >= FEW ? labelled : [];
  const paragraphs = new Set<number>();
  for (const n of turns) {
    const { source, content } = attributions[n]!;
    for (const span of [...source, ...content])
      for (const { paragraph } of tokensIn(tokens, span)) paragraphs.add(paragraph);
  }
  return { turns: new Set(turns), paragraphs, whole: turns.length >= WHOLE };
}
