import type { Trace } from '../../utterance/trace.js';

/** What a page is called in a trace: its outlet, else its address. */
export function outletNames(trace: Trace): (url: string) => string {
  const names = new Map(trace.statements.map(({ url, outlet }) => [url, outlet ?? url]));
  return (url) => names.get(url) ?? url;
}

/** A page's part in an utterance, in a word or two. */
export function partOf(trace: Trace, url: string): 'first-hand' | 'credited' | 'silent' | 'relays' {
  if (trace.origins.some((origin) => origin.url === url)) return 'first-hand';
  const copy = trace.copies.find((one) => one.url === url);
  if (copy) return copy.credited ? 'credited' : 'silent';
  return 'relays';
}
