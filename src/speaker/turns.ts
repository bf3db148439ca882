import type { Entities, Entity } from './entities.js';
import type { Lexicon } from './lexicon.js';
import type { Mention } from './mentions/mention.js';
import type { Token } from './tokens.js';

/** Who speaks in a paragraph of an interview or transcript, and to whom. */
export interface Turn {
  /** Null where it is the page's writer who asks. */
  speaker: Entity | null;
  /** Null where nobody or several may be spoken to. */
  hearer: Entity | null;
}

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

/**
 * The turns of an interview or transcript, by paragraph: "Q: …", "A: …", "HOLT: …". Empty where the page is neither.
 * @param mentions the page's names, in order
 */
export function turnsByParagraph(
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
