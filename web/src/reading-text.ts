import { linesOf, type Line, type Segment } from '../../src/output/segments.ts';
import type { PartKind } from '../../src/record.ts';
import type { LedgerDocument, LedgerStatement } from '../../src/ledger/types.ts';

/** A paragraph of a page, and what kind of part it is. */
interface Paragraph {
  kind: PartKind;
  line: Line;
}

/** Paragraphs that are shown together: the story's, or a run of those that are no part of it, folded away. */
export interface Block {
  folded: boolean;
  kinds: PartKind[];
  paragraphs: Paragraph[];
}

/** Statements stand in these; all else is folded. */
const STORY = new Set<PartKind>(['headline', 'dateline', 'body', 'caption']);

/** A page's text as blocks of paragraphs, cut at every edge of every span. */
export function blocksOf(document: LedgerDocument): Block[] {
  const blocks: Block[] = [];
  for (const line of linesOf(document)) {
    if (document.text.slice(line.start, line.end).trim() === '') continue;
    const kind = kindOf(document.text, line);
    const folded = !STORY.has(kind);
    const last = blocks.at(-1);
    if (last?.folded === folded) {
      last.paragraphs.push({ kind, line });
      if (!last.kinds.includes(kind)) last.kinds.push(kind);
    } else blocks.push({ folded, kinds: [kind], paragraphs: [{ kind, line }] });
  }
  return blocks;
}

/** What a line is: the part that holds most of it; a dateline before the story is the story's. */
function kindOf(text: string, line: Line): PartKind {
  const sizes = new Map<PartKind, number>();
  for (const { part, start, end } of line.segments)
    sizes.set(part, (sizes.get(part) ?? 0) + text.slice(start, end).trim().length);
  const [most] = [...sizes]
    .filter(([kind, size]) => kind !== 'dateline' && size > 0)
    .sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? (sizes.has('dateline') ? 'dateline' : 'other');
}

/** The statement that colours a stretch: of those whose content holds it, the innermost; else source, cue, and so on. */
export function mainOf(segment: Segment): number | null {
  const order = ['content', 'source', 'cue', 'via', 'evidence'];
  const [main] = segment.claims
    .filter(({ use }) => order.includes(use))
    .sort((a, b) => order.indexOf(a.use) - order.indexOf(b.use) || a.length - b.length);
  return main?.statement ?? null;
}

/** For each stretch's start, the statements whose words begin there: where their numbers stand. */
export function numbersAt(document: LedgerDocument): Map<number, number[]> {
  const at = new Map<number, number[]>();
  document.statements.forEach(({ content, dropped }, i) => {
    const start = content[0]?.start;
    if (start !== undefined && !dropped) at.set(start, [...(at.get(start) ?? []), i]);
  });
  return at;
}

/** In the order of the text: how the keys move from one to the next. */
export function orderOf(statements: readonly LedgerStatement[]): number[] {
  return statements
    .map((statement, i) => ({ i, at: statement.content[0]?.start ?? 0, dropped: statement.dropped }))
    .filter(({ dropped }) => !dropped)
    .sort((a, b) => a.at - b.at)
    .map(({ i }) => i);
}

/** The stretch of the text that is selected in the browser; null where it is nothing of the page. */
export function selectedOffsets(): { start: number; end: number } | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = offsetAt(range.startContainer, range.startOffset);
  const end = offsetAt(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? { start, end } : null;
}

function offsetAt(node: Node, offset: number): number | null {
  const at = node instanceof Text ? node : (node.childNodes[offset] ?? node.lastChild);
  const holder = (at instanceof Element ? at : at?.parentElement)?.closest<HTMLElement>('[data-start]');
  const start = Number(holder?.dataset.start ?? NaN);
  if (Number.isNaN(start)) return null;
  return node instanceof Text ? start + offset : start;
}
