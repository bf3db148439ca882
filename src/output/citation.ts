import type { Citation } from '../ledger/types.js';
import { oneLine } from './printable.js';

/** The forms of a citation, by the name that `--format` has for them. */
export const CITATIONS = {
  text: asText,
  bibtex: asBibtex,
  'csl-json': (all: readonly Citation[]) => `${JSON.stringify(all.map(cslOf), null, 2)}\n`,
} as const;
export type CitationForm = keyof typeof CITATIONS;

/** Where exactly the words stand, and by which bytes that can be checked. */
const placeOf = ({ start, end, sha256, document, version, id }: Citation) =>
  `Onrecord ${id} (${document}@${version}), characters ${start}–${end}; SHA-256 ${sha256}`;

/** The words in quotation marks, if they have none of their own. */
function quoted(words: string): string {
  const plain = oneLine(words);
  return /^["“„«]/.test(plain) ? plain : `“${plain}”`;
}

/** For a footnote: the words, who said them, where they were read, and how to check it. */
function asText(all: readonly Citation[]): string {
  return all
    .map((one) => {
      const who = [one.speaker ?? 'Speaker not told', one.role].filter((part) => part !== null).join(', ');
      const said = one.kind === 'direct' ? quoted(one.words) : oneLine(one.words);
      const by = one.bylines.length > 0 ? `${one.bylines.join(', ')}, ` : '';
      const title = one.headline === null ? '' : `“${one.headline}”, `;
      const page = `${by}${title}${[one.outlet, one.published?.slice(0, 10)].filter((part) => part != null).join(', ')}`;
      const read = one.retrieved === null ? '' : ` (read ${one.retrieved.slice(0, 10)})`;
      const url = one.url === null ? '' : ` <${oneLine(one.url)}>`;
      return `${[`${oneLine(who)}: ${said}`, `${oneLine(page)}${url}${read}.`, `${placeOf(one)}.`].join('\n')}\n`;
    })
    .join('\n');
}

/** Characters that mean something to TeX. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const tex = (text: string) => oneLine(text).replace(/[\\{}&%$#_~^]/g, (mark) => TEX[mark] ?? mark);
/** An address is taken letter by letter by `url`, but braces must stand in pairs. */
const texUrl = (url: string) =>
  oneLine(url).replaceAll('{', '%7B').replaceAll('}', '%7D').replaceAll('\\', '%5C');

function asBibtex(all: readonly Citation[]): string {
  return all
    .map((one) => {
      const fields: [string, string | null][] = [
        ['author', one.bylines.map((name) => `{${tex(name)}}`).join(' and ') || null],
        ['title', one.headline === null ? null : `{${tex(one.headline)}}`],
        ['journal', one.outlet === null ? null : tex(one.outlet)],
        ['year', one.published?.slice(0, 4) ?? null],
        ['date', one.published?.slice(0, 10) ?? null],
        ['url', one.url === null ? null : texUrl(one.url)],
        ['urldate', one.retrieved?.slice(0, 10) ?? null],
        [
          'note',
          tex(
            `${one.speaker ?? 'Speaker not told'}${one.role === null ? '' : `, ${one.role}`}: ${quoted(one.words)}`,
          ),
        ],
        ['annotation', tex(placeOf(one))],
      ];
      const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}},`]));
      return `@article{${one.id},\n${lines.join('\n')}\n}\n`;
    })
    .join('\n');
}

/** An item of CSL-JSON (Citation Style Language 1.0.2). */
function cslOf(one: Citation) {
  const date = (iso: string | null) => {
    const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
    return found ? { 'date-parts': [found.slice(1).map(Number)] } : undefined;
  };
  const issued = date(one.published);
  const accessed = date(one.retrieved);
  return {
    id: one.id,
    type: 'article-newspaper',
    ...(one.headline === null ? {} : { title: oneLine(one.headline) }),
    ...(one.bylines.length === 0 ? {} : { author: one.bylines.map((name) => ({ literal: oneLine(name) })) }),
    ...(one.outlet === null ? {} : { 'container-title': oneLine(one.outlet) }),
    ...(issued === undefined ? {} : { issued }),
    ...(accessed === undefined ? {} : { accessed }),
    ...(one.url === null ? {} : { URL: one.url }),
    note: oneLine(
      `${one.speaker ?? 'Speaker not told'}${one.role === null ? '' : `, ${one.role}`}: ${quoted(one.words)}`,
    ),
    annote: placeOf(one),
    custom: {
      words: one.words,
      speaker: one.speaker,
      sha256: one.sha256,
      start: one.start,
      end: one.end,
      document: one.document,
      version: one.version,
    },
  };
}
