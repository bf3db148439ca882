import type { DocumentRecord, Speaker, Statement } from '../../record.js';
import { detailsOf } from '../details.js';
import { linesOf, type Line, type Segment, type Use } from '../segments.js';
import { escaped } from './escape.js';
import { COLOURS } from './style.js';

/** The order in which uses of the same words are shown: the first one names them. */
const USES: readonly Use[] = ['content', 'source', 'cue', 'via', 'evidence'];
const MUTED = new Set(['byline', 'bio', 'caption', 'trailer', 'other']);

/**
 * One page as HTML: its text with every statement marked, beside it who speaks and what they say.
 * @param record the record
 * @param n the page's number in the file, from 1; every `id` on the page starts with it
 * @example pageOf(record, 1)
 */
export function pageOf(record: DocumentRecord, n: number): string {
  const at = `p${n}`;
  return [
    `<article class="page" id="${at}">`,
    facts(record),
    `<div class="words"${record.language === null ? '' : ` lang="${escaped(record.language)}"`}>`,
    words(record, at),
    '</div>',
    `<aside class="list" aria-label="Speakers and statements">`,
    record.statements.length === 0
      ? '<p class="none">No statements found in this page.</p>'
      : speakers(record, at) + statements(record, at),
    '</aside>',
    '</article>\n',
  ].join('\n');
}

/** The classes of a speaker's colour. */
function colourOf(record: DocumentRecord, id: string | null): string {
  const index = record.speakers.findIndex((speaker) => speaker.id === id);
  return index < 0 ? 'cx' : `c${index % COLOURS} r${Math.floor(index / COLOURS) % 3}`;
}

function facts(record: DocumentRecord): string {
  const { outlet, dateline } = record;
  const bylines = record.bylines.map(({ name, agency }) =>
    [name, agency].filter((part) => part !== null).join(' / '),
  );
  const said: (string | null)[] = [
    outlet.name ?? outlet.domain,
    dateline === null
      ? null
      : [dateline.place, dateline.country, dateline.agency].filter((part) => part !== null).join(', '),
    record.published,
    bylines.join(', '),
    record.wire,
  ];
  const items = said
    .filter((fact) => fact !== null && fact !== '')
    .map((fact) => `<span>${escaped(fact ?? '')}</span>`);
  const from = record.canonical ?? record.url ?? record.input;
  if (from !== null) items.push(`<span>${linked(from)}</span>`);
  return `<p class="facts">${items.join('')}</p>`;
}

/** A web address as a link that tells the outlet nothing about the reader; anything else as text. */
function linked(address: string): string {
  const text = escaped(address);
  return /^https?:\/\//i.test(address)
    ? `<a href="${text}" rel="noreferrer noopener nofollow">${text}</a>`
    : text;
}

function words(record: DocumentRecord, at: string): string {
  const begun = new Set<number>();
  return linesOf(record)
    .filter(({ start, end }) => record.text.slice(start, end).trim() !== '')
    .map((line) => {
      const kind = kindOf(record, line);
      const label = MUTED.has(kind) && kind !== 'other' ? ` data-part="${kind}"` : '';
      const inner = line.segments.map((segment) => marked(record, segment, at, begun)).join('');
      return `<p class="${kind}"${label}>${inner}</p>`;
    })
    .join('\n');
}

/** What a line is: the part that holds most of it, the dateline aside. */
function kindOf(record: DocumentRecord, line: Line): string {
  let best = 'other';
  let most = 0;
  for (const { part, start, end } of line.segments) {
    const size = record.text.slice(start, end).trim().length;
    if (part !== 'dateline' && size > most) [best, most] = [part, size];
  }
  return most === 0 && line.segments.some(({ part }) => part === 'dateline') ? 'body' : best;
}

/** One stretch of text, linked to the innermost statement that it belongs to. */
function marked(record: DocumentRecord, segment: Segment, at: string, begun: Set<number>): string {
  const text = escaped(record.text.slice(segment.start, segment.end));
  const shown = segment.part === 'dateline' ? `<span class="dateline">${text}</span>` : text;
  const claims = segment.claims
    .filter(({ use }) => USES.includes(use))
    .sort((a, b) => USES.indexOf(a.use) - USES.indexOf(b.use) || a.length - b.length);
  // Words said are coloured by the innermost statement; a source or cue in it keeps its own line.
  const main = claims[0];
  const statement = main && record.statements[main.statement];
  if (!main || !statement) return shown;
  const uses = new Set(segment.claims.map(({ use }) => use));
  const contents = new Set(claims.filter(({ use }) => use === 'content').map((claim) => claim.statement));
  const all = [...new Set(claims.map((claim) => claim.statement))];
  const classes = [
    'seg',
    ...uses,
    ...(contents.size > 1 ? ['nested'] : []),
    colourOf(record, statement.speaker),
  ];
  // Statements that begin here: their numbers, where the entries' links lead.
  const starts = [...contents].filter((i) => !begun.has(i)).sort((x, y) => x - y);
  for (const i of starts) begun.add(i);
  const numbers = starts.map((i) => `<span class="n" id="${at}t${i + 1}">${i + 1}</span>`).join('');
  // One stop of the Tab key a statement, not one a piece.
  const tab = starts.length > 0 ? '' : ' tabindex="-1"';
  const title = all.map((i) => titleOf(record, i)).join(' | ');
  const names = all.map((i) => `${at}s${i + 1}`).join(' ');
  return `<a class="${classes.join(' ')}" href="#${at}s${main.statement + 1}"${tab} data-s="${names}" title="${escaped(title)}">${numbers}${shown}</a>`;
}

function titleOf(record: DocumentRecord, index: number): string {
  const statement = record.statements[index];
  return statement ? `${index + 1}: ${nameOf(record, statement)} (${statement.act}, ${statement.kind})` : '';
}

const speakerOf = (record: DocumentRecord, { speaker }: Statement): Speaker | undefined =>
  record.speakers.find(({ id }) => id === speaker);
const nameOf = (record: DocumentRecord, statement: Statement): string =>
  speakerOf(record, statement)?.name ?? 'speaker not told';

function speakers(record: DocumentRecord, at: string): string {
  const items = record.speakers.map((speaker) => {
    const numbers = record.statements.flatMap((statement, i) =>
      statement.speaker === speaker.id ? [i + 1] : [],
    );
    const links = numbers.map((i) => `<a href="#${at}t${i}" data-s="${at}s${i}">${i}</a>`).join(' ');
    const roles =
      speaker.roles.length === 0 ? '' : ` <span class="soft">${escaped(speaker.roles.join('; '))}</span>`;
    return `<li><span class="who ${colourOf(record, speaker.id)}">${escaped(speaker.name)}</span>${roles} ${links}</li>`;
  });
  return `<h2>Speakers</h2>\n<ul class="speakers">${items.join('\n')}</ul>\n`;
}

function statements(record: DocumentRecord, at: string): string {
  const items = record.statements.map((statement, i) => {
    const role = statement.role === null ? '' : `, ${escaped(statement.role)}`;
    const said = statement.content.map(({ text }) => text).join(' … ');
    const details = detailsOf(record, statement).map(
      ([name, value]) => `<p><span class="soft">${name}:</span> ${escaped(value)}</p>`,
    );
    return [
      `<li class="statement ${colourOf(record, statement.speaker)}" id="${at}s${i + 1}" data-s="${at}s${i + 1}">`,
      `<p><a href="#${at}t${i + 1}">${i + 1}</a> <strong>${escaped(nameOf(record, statement))}</strong>${role}</p>`,
      `<p class="soft">${statement.act} · ${statement.kind} · confidence ${statement.confidence.toFixed(2)}</p>`,
      `<p><q>${escaped(said)}</q></p>`,
      ...details,
      '</li>',
    ].join('');
  });
  return `<h2>Statements</h2>\n<ol>${items.join('\n')}</ol>`;
}
