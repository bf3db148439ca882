import type {
  BylineEntry,
  Correction,
  DocumentEntry,
  Hit,
  LedgerSpeaker,
  LedgerStatement,
  Outlet,
  Quoted,
} from '../ledger/types.js';
import type { Span } from '../record.js';
import type { Cell, Column } from './column.js';

/**
 * The columns of a ledger's lists: the same names, in the same order, on the command line, from the HTTP API and in
 * exports.
 */

const joined = (spans: readonly Span[], between = ' … ') => spans.map(({ text }) => text).join(between);
const quotes = ({ quotes: quoted }: { quotes: readonly Quoted[] }) =>
  quoted.map(({ name, statements }) => `${name} (${statements})`);

/** A statement, with what a table shows of its page. */
export type StatementOnPage = Pick<Hit, 'statement' | 'url' | 'outlet' | 'published' | 'headline'>;
const of = (cell: (statement: LedgerStatement) => Cell) => (row: StatementOnPage) => cell(row.statement);

/** Of a statement: what it is and where it stands. */
export const STATEMENT_PLACE: readonly Column<StatementOnPage>[] = [
  { name: 'id', type: 'text', cell: of(({ id }) => id) },
  { name: 'document', type: 'text', cell: of(({ document }) => document) },
  { name: 'version', type: 'whole', cell: of(({ version }) => version) },
  { name: 'url', type: 'text', cell: ({ url }) => url },
  { name: 'outlet', type: 'text', cell: ({ outlet }) => outlet },
  { name: 'published', type: 'text', cell: ({ published }) => published },
  { name: 'headline', type: 'text', cell: ({ headline }) => headline },
];

/** Of a statement: who said what, when and through whom. */
export const STATEMENT_READING: readonly Column<StatementOnPage>[] = [
  { name: 'day', type: 'text', cell: of(({ day }) => day) },
  { name: 'speaker', type: 'text', cell: of(({ speakerName }) => speakerName) },
  { name: 'speaker_id', type: 'text', cell: of(({ speaker }) => speaker) },
  { name: 'speaker_kind', type: 'text', cell: of(({ speakerKind }) => speakerKind) },
  { name: 'role', type: 'text', cell: of(({ role }) => role) },
  { name: 'act', type: 'text', cell: of(({ act }) => act) },
  { name: 'kind', type: 'text', cell: of(({ kind }) => kind) },
  { name: 'about', type: 'texts', cell: of(({ aboutNames }) => aboutNames) },
  { name: 'source', type: 'text', cell: of(({ source }) => joined(source)) },
  { name: 'cue', type: 'text', cell: of(({ cue }) => joined(cue)) },
  { name: 'content', type: 'text', cell: of(({ words }) => words) },
  { name: 'quoted', type: 'text', cell: of(({ quoted }) => joined(quoted)) },
  { name: 'evidence', type: 'text', cell: of(({ evidence }) => joined(evidence, '; ')) },
  { name: 'via', type: 'texts', cell: of(({ via }) => via.map(({ name, how }) => `${name} (${how})`)) },
  { name: 'when', type: 'text', cell: of(({ occasion }) => occasion.when) },
  { name: 'where', type: 'text', cell: of(({ occasion }) => occasion.where) },
  { name: 'event', type: 'text', cell: of(({ occasion }) => occasion.event) },
  { name: 'confidence', type: 'number', cell: of(({ confidence }) => confidence) },
  { name: 'start', type: 'whole', cell: of(({ content }) => content[0]?.start ?? null) },
  { name: 'end', type: 'whole', cell: of(({ content }) => content.at(-1)?.end ?? null) },
  { name: 'content_spans', type: 'spans', cell: of(({ content }) => content) },
  { name: 'source_spans', type: 'spans', cell: of(({ source }) => source) },
  { name: 'cue_spans', type: 'spans', cell: of(({ cue }) => cue) },
  { name: 'corrections', type: 'texts', cell: of(({ corrections }) => corrections) },
];

/** Statements found by a search. */
export const STATEMENTS: readonly Column<Hit>[] = [...STATEMENT_PLACE, ...STATEMENT_READING];

/** Of a document: what the page says of itself, and where it came from. */
export const DOCUMENT_HEAD: readonly Column<Omit<DocumentEntry, 'versions' | 'statements'>>[] = [
  { name: 'id', type: 'text', cell: ({ id }) => id },
  { name: 'version', type: 'whole', cell: ({ version }) => version },
  { name: 'url', type: 'text', cell: ({ canonical, url }) => canonical ?? url },
  { name: 'outlet', type: 'text', cell: ({ outlet }) => outlet.name },
  { name: 'domain', type: 'text', cell: ({ outlet }) => outlet.domain },
  { name: 'headline', type: 'text', cell: ({ headline }) => headline },
  {
    name: 'bylines',
    type: 'texts',
    cell: ({ bylines }) => bylines.flatMap(({ name, agency }) => name ?? agency ?? []),
  },
  { name: 'place', type: 'text', cell: ({ dateline }) => dateline?.place ?? null },
  { name: 'agency', type: 'text', cell: ({ dateline }) => dateline?.agency ?? null },
  { name: 'wire', type: 'text', cell: ({ wire }) => wire },
  { name: 'published', type: 'text', cell: ({ published }) => published },
  { name: 'modified', type: 'text', cell: ({ modified }) => modified },
  { name: 'retrieved', type: 'text', cell: ({ retrieved }) => retrieved },
  { name: 'added', type: 'text', cell: ({ added }) => added },
  { name: 'language', type: 'text', cell: ({ language }) => language },
  { name: 'sha256', type: 'text', cell: ({ sha256 }) => sha256 },
];

/** Documents, without their texts. */
export const DOCUMENTS: readonly Column<DocumentEntry>[] = [
  ...DOCUMENT_HEAD,
  { name: 'statements', type: 'whole', cell: ({ statements }) => statements },
];

/** Speakers across pages. */
export const SPEAKERS: readonly Column<LedgerSpeaker>[] = [
  { name: 'id', type: 'text', cell: ({ id }) => id },
  { name: 'name', type: 'text', cell: ({ name }) => name },
  { name: 'kind', type: 'text', cell: ({ kind }) => kind },
  { name: 'statements', type: 'whole', cell: ({ statements }) => statements },
  { name: 'documents', type: 'whole', cell: ({ documents }) => documents },
  { name: 'first', type: 'text', cell: ({ first }) => first },
  { name: 'last', type: 'text', cell: ({ last }) => last },
  { name: 'roles', type: 'texts', cell: ({ roles }) => roles },
  { name: 'aliases', type: 'texts', cell: ({ aliases }) => aliases },
];

/** Outlets: what each published, and whom it quotes most. */
export const OUTLETS: readonly Column<Outlet>[] = [
  { name: 'name', type: 'text', cell: ({ name }) => name },
  { name: 'domain', type: 'text', cell: ({ domain }) => domain },
  { name: 'documents', type: 'whole', cell: ({ documents }) => documents },
  { name: 'statements', type: 'whole', cell: ({ statements }) => statements },
  { name: 'first', type: 'text', cell: ({ first }) => first },
  { name: 'last', type: 'text', cell: ({ last }) => last },
  { name: 'quotes', type: 'texts', cell: quotes },
];

/** Writers and agencies that sign pages. */
export const BYLINES: readonly Column<BylineEntry>[] = [
  { name: 'name', type: 'text', cell: ({ name }) => name },
  { name: 'agency', type: 'yes-no', cell: ({ agency }) => agency },
  { name: 'documents', type: 'whole', cell: ({ documents }) => documents },
  { name: 'statements', type: 'whole', cell: ({ statements }) => statements },
  { name: 'first', type: 'text', cell: ({ first }) => first },
  { name: 'last', type: 'text', cell: ({ last }) => last },
  { name: 'outlets', type: 'texts', cell: ({ outlets }) => outlets },
  { name: 'quotes', type: 'texts', cell: quotes },
];

/** Corrections. `statement` is empty where the newest reading has none at these words. */
export const CORRECTIONS: readonly Column<Correction>[] = [
  { name: 'id', type: 'text', cell: ({ id }) => id },
  { name: 'statement', type: 'text', cell: ({ statement }) => statement },
  { name: 'document', type: 'text', cell: ({ document }) => document },
  { name: 'author', type: 'text', cell: ({ author }) => author },
  { name: 'made', type: 'text', cell: ({ made }) => made },
  { name: 'change', type: 'text', cell: ({ change }) => JSON.stringify(change) },
  { name: 'reason', type: 'text', cell: ({ reason }) => reason },
  { name: 'undone', type: 'text', cell: ({ undone }) => undone?.at ?? null },
  { name: 'undone_by', type: 'text', cell: ({ undone }) => undone?.author ?? null },
  { name: 'words', type: 'text', cell: ({ quote }) => quote.exact },
];
