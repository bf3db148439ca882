import { describe, expect, it } from 'vitest';
import { traceDot } from '../../src/output/trace/dot.js';
import { traceHtml } from '../../src/output/trace/html.js';
import { traceText } from '../../src/output/trace/text.js';
import { utterancesOf } from '../../src/utterance/collection.js';
import { traceOf, type Trace } from '../../src/utterance/trace.js';
import { english } from '../utterance/pages.js';
import { agency, pages } from '../utterance/story.js';

const carriers = new Map(pages.map((page) => [page.record.id, page]));
const utterance = utterancesOf(pages, ({ id }, statement) => `s${id}-${statement.id}`, english).find(
  ({ reports }) => reports.some(({ page, text }) => page === agency.record.id && text.includes('not open')),
)!;
const trace = traceOf(utterance, carriers, { answers: [], answeredBy: [] });

const hostile: Trace = {
  ...trace,
  speaker: '<script>alert(1)</script>"\\\u001b[31m',
  statements: trace.statements.map((one) => ({
    ...one,
    url: 'javascript:alert(1)',
    outlet: '"];x -> y;"\n<b>',
    text: '</p><img src=x onerror=1>',
  })),
};

describe('a trace', () => {
  it('says in a sentence how the words travelled', () => {
    expect(trace.summary).toMatch(
      /^4 outlets carry it; 2 heard it \(Ostmar News Agency, The Quay Courier\); /u,
    );
  });

  it('keeps every span of a reason as the exact words of its page', () => {
    const text = new Map(pages.map(({ record }) => [record.url, record.text]));
    const spans = [...trace.origins, ...trace.copies].flatMap(({ reasons }) =>
      reasons.flatMap((reason) => reason.spans),
    );
    expect(spans.length).toBeGreaterThan(4);
    for (const span of spans) expect(text.get(span.url)!.slice(span.start, span.end)).toBe(span.text);
  });

  it('keeps every span of a change as the exact words of its page', () => {
    const text = new Map(pages.map(({ record }) => [record.url, record.text]));
    const spans = trace.changes.flatMap(({ beforeSpans, afterSpans }) => [...beforeSpans, ...afterSpans]);
    expect(spans.length).toBeGreaterThan(0);
    for (const span of spans) expect(text.get(span.url)!.slice(span.start, span.end)).toBe(span.text);
  });

  it('is a sheet with parts, reasons and changes', () => {
    const sheet = traceText(trace, 80);
    expect(sheet).toContain('first-hand');
    expect(sheet).toContain('“according to the Ostmar News Agency”');
    expect(sheet).toContain('(negation)');
    expect(Math.max(...sheet.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('is a graph from the speaker to the outlets, silent copies dashed', () => {
    const dot = traceDot(trace);
    expect(dot.match(/speaker -> /gu)).toHaveLength(2);
    expect(dot).toMatch(/style=dashed, label="silent"/u);
    expect(dot).toMatch(/label="credited"/u);
  });

  it('is inert whatever stands in it', () => {
    const html = traceHtml(hostile);
    expect(html).not.toMatch(/<script|<img|href="javascript/u);
    const dot = traceDot(hostile);
    for (const line of dot.split('\n').filter((one) => one.includes('label=')))
      expect(line).toMatch(/^ {2}[\w ->]+\[.*\];$/u);
    expect(traceText(hostile, 80)).not.toContain('\u001b');
  });
});
