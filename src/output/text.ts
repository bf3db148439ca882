import { styleText } from 'node:util';
import type { DocumentRecord, Offsets, Span, Statement } from '../record.js';
import { detailsOf } from './details.js';
import type { Format, FormatOptions } from './format.js';
import { oneLine, printable } from './printable.js';
import { wrapped, type Run } from './wrap.js';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style) => (text: string) => string;

/** Colours of speakers, as far as a terminal has ones that differ on dark and light alike. */
const COLOURS = ['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'] as const;

/** A sheet to read: the page's head, then each statement with its speaker and the exact words. */
export const text: Format = {
  name: 'text',
  about: 'a sheet to read: each statement with its speaker and the exact words',
  endings: ['.txt'],
  async *write(records, options) {
    let first = true;
    for await (const record of records) {
      yield (first ? '' : '\n') + sheet(record, options);
      first = false;
    }
  },
};

/** The sheet of one page. */
function sheet(record: DocumentRecord, options: FormatOptions): string {
  const width = Math.min(options.width ?? 80, 100);
  const paints = new Map<Style, (text: string) => string>();
  const paint: Paint = (style) => {
    if (options.colour !== true) return (words) => words;
    // One function a style, so that neighbours of one style are painted at once.
    let known = paints.get(style);
    if (!known) paints.set(style, (known = (words) => styleText(style, words, { validateStream: false })));
    return known;
  };
  const lines = [...head(record, width, paint), ''];
  if (record.statements.length === 0) lines.push('No statements found in this page.');
  record.statements.forEach((statement, i) => {
    if (i > 0) lines.push('');
    for (const line of entry(record, statement, i + 1, width, paint)) lines.push(line);
  });
  return `${lines.join('\n')}\n`;
}

/** Headline, outlet, dateline, date, byline, and where the page was read. */
function head(record: DocumentRecord, width: number, paint: Paint): string[] {
  const { outlet, dateline, wire } = record;
  const lines = wrapped([{ text: oneLine(record.headline ?? '(no headline)'), paint: paint('bold') }], width);
  const bylines = record.bylines.map(({ name, agency }) =>
    name !== null && agency !== null ? `${name} / ${agency}` : (name ?? agency),
  );
  const filed = dateline
    ? [dateline.place, dateline.country, dateline.date].filter((part) => part !== null).join(', ') +
      (dateline.agency === null ? '' : ` (${dateline.agency})`)
    : null;
  const facts: [string, string | null][] = [
    ['outlet', outlet.name ?? outlet.domain],
    ['dateline', filed],
    ['published', record.published],
    ['modified', record.modified],
    ['by', bylines.filter((name) => name !== null).join(', ')],
    ['wire', wire],
    ['read from', record.input ?? record.url],
  ];
  const dim = paint('dim');
  for (const [name, value] of facts) {
    if (value === null || oneLine(value) === '') continue;
    for (const line of labelled(name, [{ text: oneLine(value) }], width, dim, '')) lines.push(line);
  }
  return lines;
}

/** One statement: number and speaker, what kind of saying it is, the words, and how they came here. */
function entry(
  record: DocumentRecord,
  statement: Statement,
  n: number,
  width: number,
  paint: Paint,
): string[] {
  const at = record.speakers.findIndex(({ id }) => id === statement.speaker);
  const speaker = record.speakers[at];
  const dim = paint('dim');
  const colour = speaker ? paint(['bold', COLOURS[at % COLOURS.length] ?? 'cyan']) : paint('bold');
  const indent = '    ';
  const who: Run[] = [{ text: speaker ? oneLine(speaker.name) : '(speaker not told)', paint: colour }];
  if (statement.role !== null) who.push({ text: `, ${oneLine(statement.role)}` });
  const number = `${n}.`.padEnd(4);
  const [firstLine = '', ...rest] = wrapped(who, width - 4);
  const lines = [dim(number) + firstLine, ...rest.map((line) => indent + line)];
  const facts = `${statement.act} · ${statement.kind} · confidence ${statement.confidence.toFixed(2)}`;
  lines.push(indent + dim(facts));
  // One by one: a statement can have more lines than a call can have arguments.
  for (const line of wrapped(contentRuns(statement, paint), width - 6))
    lines.push(`${indent}${dim('│')} ${line}`);
  for (const [name, value] of detailsOf(record, statement))
    for (const line of labelled(name, [{ text: oneLine(value) }], width, dim, indent)) lines.push(line);
  return lines;
}

/** The exact words; what stands in quotation marks is bright, what the editor put in is underlined. */
function contentRuns(statement: Statement, paint: Paint): Run[] {
  const inside = (spans: readonly Offsets[], at: number) =>
    spans.some(({ start, end }) => start <= at && at < end);
  const runs: Run[] = [];
  statement.content.forEach((piece: Span, i) => {
    if (i > 0) runs.push({ text: ' … ' });
    const edges = [...statement.quoted, ...statement.insertions]
      .flatMap(({ start, end }) => [start, end])
      .filter((edge) => edge > piece.start && edge < piece.end)
      .sort((a, b) => a - b);
    let from = piece.start;
    for (const edge of [...edges, piece.end]) {
      if (edge === from) continue;
      // A run keeps the white space at its ends, which parts it from its neighbours.
      const text = printable(piece.text.slice(from - piece.start, edge - piece.start).replace(/\r/g, ' '));
      if (inside(statement.insertions, from)) runs.push({ text, paint: paint(['dim', 'underline']) });
      else if (inside(statement.quoted, from)) runs.push({ text, paint: paint('bold') });
      else runs.push({ text });
      from = edge;
    }
  });
  return runs.length > 0 ? runs : [{ text: '(no words)' }];
}

/** A fact with its name before it, wrapped beside it. */
function labelled(
  name: string,
  runs: Run[],
  width: number,
  dim: (text: string) => string,
  indent: string,
): string[] {
  const label = `${name}:`.padEnd(11);
  return wrapped(runs, width - indent.length - label.length).map(
    (line, i) => indent + (i === 0 ? dim(label) : ' '.repeat(label.length)) + line,
  );
}
