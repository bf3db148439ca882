import type { Change } from './changes.js';
import type { Carrier } from './page-text.js';
import type { Report } from './report.js';
import type { Utterance } from './utterance.js';

/** One utterance as `export --what utterances` gives it, one a line. Pages are named by address, else by id. */
export interface UtteranceLine {
  id: string;
  speaker: string | null;
  statements: { id: string; url: string; outlet: string | null; published: string | null; text: string }[];
  /** Pages that are first-hand. */
  origins: string[];
  copies: { url: string; of: string[]; credited: boolean; why: string; confidence: number }[];
  /** Pages whose words are not those of the first-hand reports. */
  altered: string[];
  changes: {
    url: string;
    of: string;
    kind: Change['kind'];
    before: string;
    after: string;
    danger: Change['danger'];
  }[];
  /** Utterances that this one denies, rejects or disputes. */
  disputes: string[];
  /** Independent first-hand sources. */
  independent: number;
}

/** What a page is called by: its address, else its id. */
export function addressOf(carriers: ReadonlyMap<string, Carrier>, page: string): string {
  const record = carriers.get(page)?.record;
  return record?.canonical ?? record?.url ?? page;
}

/** Reports as statements: the quotations of one statement are one again. */
function statementsOf(reports: readonly Report[]): { id: string; page: string; text: string }[] {
  const statements = new Map<string, Report[]>();
  for (const report of reports)
    statements.set(report.statement, [...(statements.get(report.statement) ?? []), report]);
  return [...statements].map(([id, own]) => ({
    id,
    page: own[0]!.page,
    text: own
      .sort((a, b) => (a.pieces[0]?.start ?? 0) - (b.pieces[0]?.start ?? 0))
      .map(({ text }) => text)
      .join(' '),
  }));
}

/**
 * An utterance in the format of the export.
 * @example JSON.stringify(lineOf(utterance, carriers))
 */
export function lineOf(utterance: Utterance, carriers: ReadonlyMap<string, Carrier>): UtteranceLine {
  const address = (page: string) => addressOf(carriers, page);
  return {
    id: utterance.id,
    speaker: utterance.speaker,
    statements: statementsOf(utterance.reports).map(({ id, page, text }) => ({
      id,
      url: address(page),
      outlet: carriers.get(page)?.record.outlet.name ?? null,
      published: carriers.get(page)?.record.published ?? null,
      text,
    })),
    origins: utterance.chain.origins.map(({ page }) => address(page)),
    copies: utterance.chain.edges.map(({ page, of, credited, reasons, confidence }) => ({
      url: address(page),
      of: of.map(address),
      credited,
      why: reasons.map(({ why }) => why).join('; '),
      confidence,
    })),
    altered: utterance.altered.map(address),
    changes: utterance.changes.map(({ page, of, kind, before, after, danger }) => ({
      url: address(page),
      of: address(of),
      kind,
      before,
      after,
      danger,
    })),
    disputes: utterance.answers.filter(({ kind }) => kind === 'disputes').map(({ of }) => of),
    independent: utterance.independent,
  };
}
