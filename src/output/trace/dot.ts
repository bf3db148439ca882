import type { Trace } from '../../utterance/trace.js';
import { printable } from '../printable.js';
import { outletNames, partOf } from './names.js';

/** A string of the DOT language: in quotation marks, with them and backslashes escaped. */
const quoted = (text: string) =>
  `"${printable(text).replace(/\\/gu, '\\\\').replace(/"/gu, '\\"').replace(/\s+/gu, ' ')}"`;

/**
 * An utterance's chain as a graph for Graphviz (graphviz.org/doc/info/lang.html): speaker to first-hand pages, these to
 * the pages that repeat them; a dashed line is silent, a dotted one may be from either.
 * @example traceDot(trace)
 */
export function traceDot(trace: Trace): string {
  const outlet = outletNames(trace);
  const lines = [
    'digraph utterance {',
    '  rankdir=LR;',
    '  node [shape=box, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    `  speaker [shape=oval, label=${quoted(trace.speaker ?? 'not named')}];`,
  ];
  const id = new Map(
    [...new Set(trace.statements.map(({ url }) => url))].map((url, i) => [url, `p${i + 1}`]),
  );
  for (const [url, name] of id) {
    const published = trace.statements.find((one) => one.url === url)?.published ?? '';
    const heavy = partOf(trace, url) === 'first-hand' ? ', penwidth=2' : '';
    const label = `${quoted(outlet(url)).slice(0, -1)}\\n${quoted(published).slice(1)}`;
    lines.push(`  ${name} [label=${label}, URL=${quoted(url)}${heavy}];`);
  }
  for (const { url } of trace.origins) lines.push(`  speaker -> ${id.get(url)};`);
  trace.relays.forEach(({ url, names }, i) => {
    lines.push(
      `  x${i} [label=${quoted(names.join(', '))}, style=dotted];`,
      `  speaker -> x${i};`,
      `  x${i} -> ${id.get(url)};`,
    );
  });
  for (const { url, of, credited, reasons } of trace.copies)
    for (const from of of) {
      const style = [credited ? '' : 'style=dashed', `label=${quoted(credited ? 'credited' : 'silent')}`];
      const tip = `tooltip=${quoted(reasons.map(({ why }) => why).join('; '))}`;
      const unsure = of.length > 1 ? 'arrowhead=odot' : '';
      lines.push(
        `  ${id.get(from) ?? quoted(from)} -> ${id.get(url)} [${[...style, tip, unsure].filter(Boolean).join(', ')}];`,
      );
    }
  lines.push('}');
  return `${lines.join('\n')}\n`;
}
