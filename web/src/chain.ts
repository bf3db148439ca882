import type { Trace } from '../../src/utterance/trace.ts';

/** Who stands in a chain: the speaker, a page of an outlet, or an outlet of which no page is known. */
export interface Stand {
  id: string;
  kind: 'speaker' | 'page' | 'unseen';
  name: string;
  /** ISO time of publication. */
  time: string | null;
  firstHand: boolean;
  altered: boolean;
}

/** One hand to the next, and how it is known. */
export interface Step {
  from: string;
  to: string;
  how: 'first-hand' | 'credited' | 'silent';
  confidence: number;
  reasons: Trace['copies'][number]['reasons'];
}

const SPEAKER = 'speaker';

/** The chain of an utterance as a graph: from the speaker to the outlets. */
export function chainOf(trace: Trace): { stands: Stand[]; steps: Step[] } {
  const stands = new Map<string, Stand>();
  const steps: Step[] = [];
  stands.set(SPEAKER, {
    id: SPEAKER,
    kind: 'speaker',
    name: trace.speaker ?? 'Speaker not told',
    time: null,
    firstHand: false,
    altered: false,
  });
  for (const { url, outlet, published } of trace.statements)
    stands.set(url, {
      id: url,
      kind: 'page',
      name: outlet ?? hostOf(url),
      time: published,
      firstHand: trace.origins.some((origin) => origin.url === url),
      altered: trace.altered.includes(url),
    });
  const unseen = (name: string) => {
    const id = `unseen ${name.toLowerCase()}`;
    if (!stands.has(id)) {
      stands.set(id, { id, kind: 'unseen', name, time: null, firstHand: false, altered: false });
      steps.push({ from: SPEAKER, to: id, how: 'first-hand', confidence: 0, reasons: [] });
    }
    return id;
  };
  for (const { url, reasons, confidence } of trace.origins)
    steps.push({ from: SPEAKER, to: url, how: 'first-hand', confidence, reasons });
  for (const { url, of, credited, reasons, confidence } of trace.copies)
    for (const from of of)
      if (stands.has(from))
        steps.push({ from, to: url, how: credited ? 'credited' : 'silent', confidence, reasons });
  for (const { url, names, reasons } of trace.relays)
    for (const name of names)
      steps.push({ from: unseen(name), to: url, how: 'credited', confidence: 1, reasons });
  // A page of which nothing is known but that it carries the words still stands there.
  return { stands: [...stands.values()], steps };
}

function hostOf(url: string): string {
  return (URL.canParse(url) && new URL(url).host) || 'outlet not told';
}

/** The page of the ledger that a statement stands on: ids are made of one another. */
export function pageOf(statement: string): string {
  return `/documents/d${statement.slice(1).replace(/-\d+$/, '')}?s=${encodeURIComponent(statement)}`;
}
