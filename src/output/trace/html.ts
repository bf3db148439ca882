import { createHash } from 'node:crypto';
import type { Trace, TracedReason } from '../../utterance/trace.js';
import { escaped } from '../html/escape.js';
import { outletNames, partOf } from './names.js';

const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --soft: #5c5c5c; --rule: #d8d8d8; --first: #44bb99; --credited: #77aadd; --silent: #ee8866; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e9e9e6; --soft: #a3a7ad; --rule: #3a3e44; } }
body { margin: 0 auto; padding: 1.5rem; max-width: 60rem; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.1rem; margin: 0; } h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
blockquote { margin: .5rem 0; font: 1.3rem/1.45 Georgia, serif; }
.soft { color: var(--soft); font-size: .88rem; }
.report { border-left: 4px solid var(--rule); padding: .2rem 0 .2rem .9rem; margin: 0 0 1.2rem; }
.first-hand { border-color: var(--first); } .credited { border-color: var(--credited); } .silent { border-color: var(--silent); border-left-style: dashed; }
.report p { margin: .15rem 0; } .words { font-family: Georgia, serif; }
summary { cursor: pointer; color: var(--soft); font-size: .88rem; } .danger { font-weight: bold; } mark { background: color-mix(in srgb, var(--silent) 40%, var(--paper)); color: inherit; }
`;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

const linked = (url: string) =>
  /^https?:\/\//u.test(url) ? `<a href="${escaped(url)}" rel="noreferrer">${escaped(url)}</a>` : escaped(url);

/**
 * An utterance as one file for the browser: the words, the sentence, every report with its reasons to open, changes, answers.
 * @example traceHtml(trace)
 */
export function traceHtml(trace: Trace): string {
  const outlet = outletNames(trace);
  const title = `${trace.speaker ?? 'Not named'}: ${trace.statements[0]?.text ?? ''}`;
  const parts = [
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">',
    `<title>${escaped(title.slice(0, 120))} – Onrecord</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>`,
    `<h1>${escaped(trace.speaker ?? 'Not named')}${trace.day === null ? '' : `, ${escaped(trace.day)}`}</h1>`,
    `<blockquote>${escaped(trace.statements[0]?.text ?? '')}</blockquote>`,
    `<p>${escaped(trace.summary)}.</p>`,
    `<p class="soft">${escaped(trace.id)}; that all are of one act of saying: ${Math.round(100 * trace.confidence)}%</p>`,
    '<h2>Reports</h2>',
  ];
  for (const url of new Set(trace.statements.map((one) => one.url))) {
    const own = trace.statements.filter((one) => one.url === url);
    const copy = trace.copies.find((one) => one.url === url);
    const relay = trace.relays.find((one) => one.url === url);
    const origin = trace.origins.find((one) => one.url === url);
    const part = partOf(trace, url);
    const from = copy
      ? `, from ${copy.of.map(outlet).join(' or ')}`
      : relay
        ? `, from ${relay.names.join(' and ')}`
        : '';
    const sure = origin ?? copy;
    parts.push(
      `<section class="report ${part}">`,
      `<p><strong>${escaped(outlet(url))}</strong> · ${escaped(own[0]?.published ?? 'no date')} · ${escaped(part + from)}</p>`,
      `<p class="soft">${linked(url)}</p>`,
      ...own.map(({ text }) => `<p class="words">${escaped(text)}</p>`),
      reasons((origin ?? copy ?? relay)?.reasons ?? [], sure?.confidence),
      '</section>',
    );
  }
  if (trace.changes.length > 0) {
    parts.push('<h2>Changes</h2>\n<ul>');
    for (const { url, before, after, danger } of trace.changes)
      parts.push(
        `<li>${escaped(outlet(url))}: ${before === '' ? '' : `<del>${escaped(before)}</del> `}${after === '' ? '' : `<ins>${escaped(after)}</ins>`}${danger === null ? '' : ` <span class="danger">${escaped(danger)}</span>`}</li>`,
      );
    parts.push('</ul>');
  }
  for (const [name, list] of [
    ['Answers', trace.answers],
    ['Answered by', trace.answeredBy],
  ] as const) {
    if (list.length === 0) continue;
    parts.push(`<h2>${name}</h2>\n<ul>`);
    for (const { kind, speaker, text, spans } of list)
      parts.push(
        `<li>${escaped(kind)}: ${escaped(speaker ?? 'not named')}: <span class="words">${escaped(text)}</span> <span class="soft">${spans.map((span) => `<mark>${escaped(span.text)}</mark> ${linked(span.url)}`).join(', ')}</span></li>`,
      );
    parts.push('</ul>');
  }
  parts.push('</main>\n</body>\n</html>\n');
  return parts.join('\n');
}

function reasons(list: readonly TracedReason[], confidence: number | undefined): string {
  const items = list.map(({ why, spans }) => {
    const shown = spans
      .filter(({ text }) => text.trim() !== '')
      .map(({ text }) => `<mark>${escaped(text)}</mark>`);
    return `<li>${escaped(why)}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}</li>`;
  });
  const sure = confidence === undefined ? '' : ` (${Math.round(100 * confidence)}% sure)`;
  return `<details><summary>Why${sure}</summary>\n<ul>${items.join('\n')}</ul></details>`;
}
