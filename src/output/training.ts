import type { Ledger } from '../ledger/types.js';
import type { Span } from '../record.js';

/** Spans as PolNeAR's attributions have them. */
const offsets = (spans: readonly Span[]) => spans.map(({ start, end }) => [start, end]);

/**
 * Corrected pages as training data, one a line, in the form of PolNeAR (Newell, Margolin, Ruths 2018) that `training/`
 * reads: the text with its attributions as offsets, every one as the corrections leave it. A page is given whole, because
 * what a model must learn not to find is as much part of it as what it must find.
 * @param ledger where corrections are kept
 */
export async function* trainingLines(ledger: Ledger): AsyncGenerator<string> {
  let last: string | null = null;
  for await (const { statement } of ledger.allStatements({ corrected: true, dropped: true })) {
    if (statement.document === last) continue;
    last = statement.document;
    const page = await ledger.document(statement.document);
    if (!page) continue;
    const corrections = new Set(page.statements.flatMap((one) => one.corrections));
    const authors = new Set<string>();
    for (const { id, author } of (await ledger.corrections({ document: page.id, limit: 1000 })).items)
      if (corrections.has(id)) authors.add(author);
    yield `${JSON.stringify({
      id: page.id,
      annotator: [...authors].sort().join(', '),
      publisher: page.outlet.name ?? page.outlet.domain,
      date: page.published?.slice(0, 10) ?? null,
      title: page.headline,
      author: page.bylines.flatMap(({ name }) => name ?? []).join(', ') || null,
      wire: page.wire,
      text: page.text,
      attributions: page.statements
        .filter(({ dropped }) => !dropped)
        .map((one) => ({
          source: offsets(one.source),
          cue: offsets(one.cue),
          content: offsets(one.content),
          kind: one.kind,
          act: one.act,
          speaker: one.speakerName,
          corrected: one.corrections.length > 0,
        })),
    })}\n`;
  }
}
