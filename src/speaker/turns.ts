import type { Attribution } from '../statement/attribution.js';
import { voicesOf } from '../statement/turns.js';
import { Described } from './descriptions/described.js';
import type { Entities, Entity, Referent } from './entities.js';
import type { Lexicon } from './lexicon.js';
import type { Mention } from './mentions/mention.js';
import { roleNoun } from './role.js';
import { segmentsOf } from './source.js';
import { tokenAt, tokensIn, type Token } from './tokens.js';

/** Who speaks in a paragraph of an interview or transcript, and to whom. */
export interface Turn {
  /** Null where it is the page's writer who asks. */
  speaker: Entity | null;
  /** Null where nobody or several may be spoken to. */
  hearer: Entity | null;
}

/** Who speaks where on a page that is an interview or transcript. */
export interface Turns {
  /** By paragraph. */
  byParagraph: Map<number, Turn>;
  /** By the number of the statement that is a turn; null where the label is that of nobody in particular. */
  voices: Map<number, Referent | null>;
}

/** How sure it is whom a label means: by name, and by what it is said to be. */
const BY_NAME = 0.95;
const BY_OFFICE = 0.9;
/** How sure it is who answers where only the letters tell. */
const BY_LETTER = 0.7;

/** Paragraphs over which a turn goes on without a label. */
const GOES_ON = 4;
/** Turns from which a page is a transcript: fewer labels are those of a list. */
const FEWEST = 3;

type Label = 'question' | 'answer' | Mention;

/** "Q: Why?", also where the layout lost what stood behind the letter: "QThere is …". */
function letterOf(token: Token, next: Token | undefined, lexicon: Lexicon): 'question' | 'answer' | null {
  const marked = next?.paragraph === token.paragraph && /^[:.]\s/u.test(next.gap);
  if (marked && lexicon.turns.questions.has(token.lower)) return 'question';
  if (marked && lexicon.turns.answers.has(token.lower)) return 'answer';
  const glued = /^\p{Lu}(?=\p{Lu}\p{Ll})/u.exec(token.text);
  return glued && lexicon.turns.questions.has(glued[0].toLowerCase()) ? 'question' : null;
}

/** The one whom an interview is with: the person whom the page names most before the first question. */
function interviewee(before: readonly Mention[], entities: Entities, lexicon: Lexicon): Entity | null {
  const counts = new Map<Entity, number>();
  for (const mention of before) {
    const entity = entities.of.get(mention)!;
    if (entity.kind !== 'person' || entity.roles.some(({ head }) => lexicon.pressRoles.has(head))) continue;
    counts.set(entity, (counts.get(entity) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  for (const [entity, count] of counts) if (count === most) return entity;
  return null;
}

/** What reading turns needs to know of its document. */
export interface TurnContext {
  tokens: readonly Token[];
  mentions: readonly Mention[];
  entities: Entities;
  lexicon: Lexicon;
  attributions: readonly Attribution[];
}

/** A label in its pieces: the name or office, then what stands behind commas and in brackets. */
type LabelPieces = readonly (readonly Token[])[];

const namesIn = (piece: readonly Token[], mentions: readonly Mention[]): Mention[] => {
  const [first, last] = [piece[0], piece.at(-1)];
  if (!first || !last) return [];
  return mentions.filter(({ start, end }) => start < last.end && end > first.start);
};

/** Whether a piece is nothing but an office: "The Speaker", "Minister of Finance". */
const isOffice = (piece: readonly Token[], lexicon: Lexicon): boolean =>
  piece.some(({ lower }) => roleNoun(lexicon, lower) !== null) &&
  piece.every(
    ({ lower }) =>
      roleNoun(lexicon, lower) !== null ||
      lexicon.nameWords.articles.has(lower) ||
      lexicon.roleModifiers.has(lower),
  );

/** Whom a label names: the name it begins with, or the person in brackets behind an office. */
function namedBy(pieces: LabelPieces, { mentions, entities, lexicon }: TurnContext): Entity | null {
  const [main, ...rest] = pieces;
  if (!main) return null;
  const named = namesIn(main, mentions).at(-1);
  if (named && !isOffice(main, lexicon))
    return named.end >= main.at(-1)!.end ? entities.of.get(named)! : null;
  if (!main.some(({ lower }) => roleNoun(lexicon, lower) !== null)) return null;
  for (const piece of rest) {
    const holder = namesIn(piece, mentions).find(
      ({ kind, words }) => kind === 'person' || (kind === 'name' && words.length > 1),
    );
    if (holder) return entities.of.get(holder)!;
  }
  return null;
}

/**
 * Who speaks in the turns that the layout tells: whom the label names, the one whom an earlier label names with the same
 * office ("The Speaker (Ana Holt)", then "The Speaker"), whom the interview is with, or someone who asks.
 */
function turnsIn(context: TurnContext): Turns {
  const { tokens, mentions, entities, lexicon, attributions } = context;
  const turns = attributions.flatMap((one, n) => (one.layout === 'turn' ? [{ one, n }] : []));
  const out: Turns = { byParagraph: new Map(), voices: new Map() };
  const [opening] = turns;
  if (!opening) return out;
  const askers = new Described();
  const before = mentions.filter(({ start }) => start < opening.one.source[0]!.start);
  const asked = interviewee(before, entities, lexicon);
  const labels = turns.map(({ one }) => segmentsOf(one.source.flatMap((span) => tokensIn(tokens, span))));
  const first = (pieces: LabelPieces) => (pieces[0]?.length === 1 ? pieces[0][0]!.lower : '');
  const telling = (pieces: LabelPieces) =>
    pieces.flat().flatMap(({ lower }) => (lexicon.nameWords.articles.has(lower) ? [] : [lower]));
  const voices = voicesOf(labels.map(telling));
  const known = new Map<number, Entity>();
  const speakers = labels.map((pieces, k): Referent | null | undefined => {
    if (lexicon.turns.questions.has(first(pieces))) {
      const outlet = pieces.slice(1).map((piece) => piece.map(({ text }) => text).join(' '));
      return {
        entity: askers.unnamed([...outlet, lexicon.turns.asker].join(' '), 'person'),
        sure: BY_LETTER,
      };
    }
    if (lexicon.turns.answers.has(first(pieces))) return asked && { entity: asked, sure: BY_LETTER };
    const named = namedBy(pieces, context);
    const voice = voices[k]!;
    const earlier = known.get(voice);
    if (earlier && (!named || named.words.length < 2)) return { entity: earlier, sure: BY_OFFICE };
    if (!named) return undefined;
    known.set(voice, named);
    return { entity: named, sure: BY_NAME };
  });
  const named = new Set(speakers.flatMap((found) => (found && !found.entity.unnamed ? [found.entity] : [])));
  turns.forEach(({ one, n }, k) => {
    const found = speakers[k];
    if (found !== undefined) out.voices.set(n, found);
    const speaker = found?.entity ?? null;
    const others = [...named].filter((other) => other !== speaker);
    const turn = { speaker, hearer: others.length === 1 ? others[0]! : null };
    for (const span of one.content) {
      const last = tokens[tokenAt(tokens, span.end) - 1];
      for (let p = tokens[tokenAt(tokens, span.start)]!.paragraph; last && p <= last.paragraph; p++)
        out.byParagraph.set(p, turn);
    }
  });
  return out;
}

/** Whose account a post is: whom its name line names, or one of that name where the page knows none. */
function holderOf(pieces: LabelPieces, { mentions, entities }: TurnContext, made: Described): Entity | null {
  const main = pieces[0] ?? [];
  const [first, last] = [main[0], main.at(-1)];
  if (!first || !last) return null;
  const named = namesIn(main, mentions).find(({ start, end }) => start <= first.start && end >= last.end);
  if (named) return entities.of.get(named)!;
  const name = main.map(({ text }) => text).join(' ');
  const person = main.length > 1 && main.length < 5 && main.every(({ capital }) => capital);
  return (
    entities.byName.get(name.toLowerCase()) ??
    made.make(name, person ? 'person' : 'organisation', false, null)
  );
}

/** Who speaks in the posts of a page, by the numbers of their statements. */
function holdersIn(context: TurnContext): Map<number, Referent> {
  const made = new Described();
  const out = new Map<number, Referent>();
  context.attributions.forEach(({ layout, source }, n) => {
    if (layout !== 'post') return;
    const pieces = segmentsOf(source.flatMap((span) => tokensIn(context.tokens, span)));
    const entity = holderOf(pieces, context, made);
    if (entity) out.set(n, { entity, sure: BY_NAME });
  });
  return out;
}

/**
 * The turns of an interview or transcript: "Q: …", "A: …", "HOLT: …". Empty where the page is neither. Where the
 * statements are not told by the layout, paragraphs with labels are. Posts are their holders'.
 * @example turnsOf(context).voices.get(0)?.entity.name // 'Ana Holt'
 */
export function turnsOf(context: TurnContext): Turns {
  const found = turnsIn(context);
  for (const [n, holder] of holdersIn(context)) found.voices.set(n, holder);
  if (found.voices.size > 0 || found.byParagraph.size > 0) return found;
  const { tokens, mentions, entities, lexicon } = context;
  return { byParagraph: turnsByParagraph(tokens, mentions, entities, lexicon), voices: new Map() };
}

function turnsByParagraph(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  entities: Entities,
  lexicon: Lexicon,
): Map<number, Turn> {
  const out = new Map<number, Turn>();
  const byFrom = new Map(mentions.map((mention) => [mention.from, mention]));
  const labels: { paragraph: number; at: number; label: Label }[] = [];
  let last = 0;
  tokens.forEach((token, i) => {
    last = token.paragraph;
    if (token.paragraph === tokens[i - 1]?.paragraph || token.headline) return;
    const letter = letterOf(token, tokens[i + 1], lexicon);
    const name = byFrom.get(i);
    const behind = name && tokens[name.to];
    if (letter) labels.push({ paragraph: token.paragraph, at: i, label: letter });
    else if (name && behind?.paragraph === token.paragraph && /^:\s/u.test(behind.gap))
      labels.push({ paragraph: token.paragraph, at: i, label: name });
  });
  const whom = ({ label }: (typeof labels)[number]) =>
    typeof label === 'string' ? label : entities.of.get(label)!;
  const voices = new Set(labels.map(whom));
  if (labels.length < FEWEST || voices.size < 2 || voices.size > labels.length / 1.5) return out;
  const first = labels[0]!;
  const asked = interviewee(
    mentions.filter(({ from }) => from < first.at),
    entities,
    lexicon,
  );
  labels.forEach((one, n) => {
    const voice = whom(one);
    let turn: Turn;
    if (voice === 'question') turn = { speaker: null, hearer: asked };
    else if (voice === 'answer') turn = { speaker: asked, hearer: null };
    else {
      const others = [...voices].filter((other) => other !== voice && typeof other !== 'string');
      turn = { speaker: voice, hearer: others.length === 1 ? (others[0] as Entity) : null };
    }
    const end = Math.min(labels[n + 1]?.paragraph ?? last + 1, one.paragraph + GOES_ON);
    for (let paragraph = one.paragraph; paragraph < end; paragraph++) out.set(paragraph, turn);
  });
  return out;
}
