import type { Language } from '../language/language.js';
import { spanOf, type DocumentRecord, type Span, type Statement } from '../record.js';
import { align } from './difference.js';
import { termsOf } from './terms.js';
import { minuteOf } from './days.js';
import { reporterText, sentenceOf, type Carrier } from './page-text.js';
import type { Report } from './report.js';
import { isOutlet, namePattern, outletOf } from './outlet-name.js';
import { reportingOf, type Reporting } from './reporting.js';
import { creditsOf, describedIn, presenceOf, type Credit, type Presence } from './sourcing.js';
import { wordingOf, type Wording } from './wording.js';

/** Words of a page that justify what is said about it. */
export interface Evidence {
  page: string;
  span: Span;
}

/** One reason, in plain words, and the words of the pages that show it. */
export interface Reason {
  why: string;
  spans: Evidence[];
}

/** One page had an utterance from others. */
export interface Edge {
  page: string;
  /** The pages that it has the words from; more than one where they can't be told apart. */
  of: string[];
  /** Whether the page says so. */
  credited: boolean;
  reasons: Reason[];
  /** 0 to 1. */
  confidence: number;
}

/** A page that says it has the words from an outlet of which no page is known. */
export interface Relay {
  page: string;
  names: string[];
  reasons: Reason[];
}

/** A page that is first-hand, and why it is held to be. */
export interface Origin {
  page: string;
  reasons: Reason[];
  confidence: number;
}

/** How an utterance travelled. */
export interface Chain {
  origins: Origin[];
  edges: Edge[];
  relays: Relay[];
}

/** One page's part in an utterance. */
interface Node {
  page: string;
  carrier: Carrier;
  reports: Report[];
  statements: Statement[];
  time: number;
  outlet: string;
  /** All that the page gives of the utterance, in the page's order. */
  text: string;
  presence: Presence;
}

/** What each sign of having been there, or of having copied, is worth. Chosen on `bench/families`. */
const SIGNS = {
  own: { statement: 4, paragraph: 2.5, page: 1.5 },
  present: { statement: 1.5, paragraph: 0.8, page: 0.4 },
  statement: { statement: 0.9, paragraph: 0.4, page: 0.2 },
  release: 5,
  agency: 2.5,
  place: 0.8,
  written: 1.3,
  byline: 0.3,
  /** Words of the same speaker that no earlier report has. */
  fresh: 1,
  /** Someone reported it before, hours before, days before. */
  later: { soon: 0.9, late: 1.2, days: 2.2 },
  /** Words around the quotation are an earlier report's, too. */
  context: 1.5,
  /** Words inside the quotation were changed. */
  changed: 1,
} as const;

/** A run of this many words outside quotations is not chance. */
const CONTEXT_RUN = 8;
/** Clocks, and pages that were dated again after a change, differ by this much. Minutes. */
const SLACK = 12 * 60;
/** Most who were there have reported by then, and all of them by then. Minutes. */
const LATE = 6 * 60;
const DAYS_LATER = 40 * 60;

/**
 * Who had an utterance from whom.
 * @param reports the reports of one utterance
 * @param carriers the pages that they stand on, by id
 * @param language its lists tell credits and presence
 * @example chainOf(cluster.reports, carriers, english).origins.map(({ page }) => page)
 */
export function chainOf(
  reports: readonly Report[],
  carriers: ReadonlyMap<string, Carrier>,
  language: Language,
): Chain {
  const reporting = reportingOf(language);
  const wording = wordingOf(language);
  const nodes = nodesOf(reports, carriers, language);
  const chain: Chain = { origins: [], edges: [], relays: [] };
  nodes.forEach((node, index) => {
    const earlier = nodes.slice(0, index);
    const credits = nodes.flatMap((other) => {
      if (other === node || sameOutlet(other, node) || other.time > node.time + SLACK) return [];
      const found = creditsOf(
        node.carrier,
        node.statements,
        outletOf(other.carrier.record),
        [other.carrier.record.url, other.carrier.record.canonical].filter((url) => url !== null),
        reporting,
      );
      return found.length > 0 ? [{ node: other, credit: found[0]!, all: found }] : [];
    });
    const released = releasedBy(node, nodes, reporting);
    const first = firstHand(node, earlier, wording);
    const isNear = ({ scope, how }: Credit) =>
      (scope === 'statement' && how !== 'wire') || (scope === 'paragraph' && how === 'link');
    const near = credits.filter(({ all }) => all.some(isNear));
    const ownWords =
      node.presence.own.some(({ scope, span }) => scope === 'statement' && !nearer(near, span, node)) ||
      (isRelease(node) && near.length === 0);
    const page = credits.filter(({ all }) => !all.some(isNear));
    const nearest = (list: typeof credits) => {
      const rank = Math.min(...list.map(({ credit }) => rankOf(credit)));
      return list.filter(({ credit }) => rankOf(credit) === rank);
    };
    if (near.length > 0 && !ownWords) {
      chain.edges.push(credited(node, nearest(near), 0.95));
      return;
    }
    if (released !== null && !ownWords) {
      chain.edges.push(released);
      return;
    }
    if (!ownWords && page.length > 0 && first.score < 3) {
      chain.edges.push(credited(node, nearest(page), 0.85));
      return;
    }
    const described = ownWords ? null : describedBy(node, nodes, wording, language);
    if (described !== null) {
      chain.edges.push(described);
      return;
    }
    const relays = ownWords ? [] : unseen(node, reporting);
    if (relays.length > 0) {
      chain.relays.push({
        page: node.page,
        names: [...new Set(relays.map(({ name }) => name))],
        reasons: [
          {
            why: 'credits an outlet of which no page is known',
            spans: relays.map(({ span }) => ({ page: node.page, span })),
          },
        ],
      });
      return;
    }
    const before = earlier.filter((other) => sameOutlet(other, node));
    if (before.length > 0) {
      chain.edges.push(repeated(node, before));
      return;
    }
    const sources = earlier;
    if (sources.length === 0 || first.score > 0) {
      chain.origins.push({
        page: node.page,
        reasons: first.reasons,
        confidence: sources.length === 0 ? (first.score > 1 ? 0.9 : 0.7) : sure(first.score),
      });
      return;
    }
    chain.edges.push(named(node, sources, reporting, wording) ?? silent(node, sources, first.score, wording));
  });
  return chain;
}

/**
 * Whether a credit to another outlet stands between words and what the page says of its own presence: "We asked her about
 * her rival, who has told the Ostmar Post that …" was asked something else.
 */
function nearer(credits: readonly { all: readonly Credit[] }[], own: Span, { statements }: Node): boolean {
  const spans = credits.flatMap(({ all }) =>
    all.flatMap((credit) => (credit.how === 'words' && credit.scope === 'statement' ? credit.spans : [])),
  );
  return statements.some(({ content }) => {
    const [words] = content;
    return words !== undefined && spans.some(({ start, end }) => own.end <= start && end <= words.start);
  });
}

const rankOf = ({ scope, how }: Credit) =>
  how === 'wire' ? 2 : { statement: 0, paragraph: 1, page: how === 'link' ? 3 : 2 }[scope];
const sure = (score: number) => Math.round(100 / (1 + Math.exp(-0.8 * Math.abs(score)))) / 100;
const isRelease = (node: Node) => node.presence.release !== null;

function nodesOf(
  reports: readonly Report[],
  carriers: ReadonlyMap<string, Carrier>,
  language: Language,
): Node[] {
  const byPage = new Map<string, Report[]>();
  for (const report of reports) byPage.set(report.page, [...(byPage.get(report.page) ?? []), report]);
  const nodes: Node[] = [];
  for (const [page, own] of byPage) {
    const carrier = carriers.get(page);
    if (!carrier) continue;
    const inOrder = [...own].sort((a, b) => (a.pieces[0]?.start ?? 0) - (b.pieces[0]?.start ?? 0));
    const statements = [...new Set(inOrder.flatMap((report) => statementOf(carrier.record, report) ?? []))];
    nodes.push({
      page,
      carrier,
      reports: inOrder,
      statements,
      time: own[0]!.time ?? minuteOf(carrier.record.published) ?? Infinity,
      outlet: (carrier.record.outlet.domain ?? carrier.record.outlet.name ?? page)
        .replace(/^www\./u, '')
        .toLowerCase(),
      text: inOrder.map(({ text }) => text).join(' '),
      presence: presenceOf(carrier, statements, reportingOf(language)),
    });
  }
  return nodes.sort((a, b) => a.time - b.time || (a.page < b.page ? -1 : 1));
}

/** A report's statement in its record: the one whose content its words stand in. */
function statementOf(record: DocumentRecord, report: Report): Statement | undefined {
  const at = report.pieces[0];
  return (
    record.statements.find(({ content }) => content[0]?.start === at?.start) ??
    record.statements.find(({ content }) =>
      content.some(({ start, end }) => at !== undefined && start <= at.start && at.start < end),
    )
  );
}

const sameOutlet = (a: Node, b: Node) => a.outlet === b.outlet;

/**
 * Where a page names another's outlet in the sentences of its statements ("Ostmar Grain said in a statement"), or
 * anywhere, outside quotation marks.
 * @param strict see `namePattern`
 */
function namings(
  { carrier: { record }, statements }: Node,
  other: Node,
  reporting: Reporting,
  scope: 'statement' | 'page' = 'statement',
  strict = false,
): Span[] {
  const name = namePattern(outletOf(other.carrier.record), reporting, strict);
  if (name === null) return [];
  const near = scope === 'page' ? null : statements.map((statement) => sentenceOf(record, statement));
  return [...reporterText(record).matchAll(new RegExp(name, 'gu'))].flatMap(({ index, 0: { length } }) => {
    const isNear = near?.some(({ start, end }) => start <= index && index < end) ?? true;
    return isNear ? [spanOf(record.text, index, index + length)] : [];
  });
}

/**
 * A page that came later and has the same words names the outlet of an earlier one, in whatever words: “…,” the mayor
 * snapped at Channel Five. Of those named in the sentence, else on the page, the nearest in words. A body's own page is
 * named as the one that speaks, too.
 */
function named(node: Node, earlier: readonly Node[], reporting: Reporting, wording: Wording): Edge | null {
  const outlets = earlier.filter((other) => !isRelease(other));
  for (const scope of ['statement', 'page'] as const) {
    const found = outlets
      .map((other) => ({ other, spans: namings(node, other, reporting, scope, true) }))
      .filter(({ spans }) => spans.length > 0);
    if (found.length === 0) continue;
    const nearest = nearestTo(node, found, wording);
    return {
      page: node.page,
      of: nearest.map(({ other }) => other.page),
      credited: true,
      reasons: nearest.map(({ other, spans }) => ({
        why: `came later, has the same words, and names ${other.carrier.record.outlet.name ?? other.page}`,
        spans: spans.map((span) => ({ page: node.page, span })),
      })),
      confidence: scope === 'statement' ? 0.8 : 0.6,
    };
  }
  return null;
}

/** Those of some pages whose words a page is nearest to. */
function nearestTo<T extends { other: Node }>(node: Node, among: readonly T[], wording: Wording): T[] {
  const far = among.map(({ other }) => distance(other, node, wording));
  const least = Math.min(...far);
  return among.filter((_, i) => far[i]! <= least + 0.5);
}

/** A credit to a statement, release, letter or transcript that is itself one of the pages. */
function releasedBy(node: Node, nodes: readonly Node[], reporting: Reporting): Edge | null {
  if (isRelease(node)) return null;
  const near = node.presence.statement.filter(({ scope }) => scope !== 'page');
  const mentions = near.length > 0 ? near : node.presence.statement;
  if (mentions.length === 0) return null;
  // What is told of elsewhere on the page is the same statement where its body is named, too.
  const isSource = (other: Node) =>
    near.length > 0
      ? isRelease(other) || namings(node, other, reporting).length > 0
      : isRelease(other) && namings(node, other, reporting, 'page').length > 0;
  const source = nodes.filter(
    (other) => other !== node && isSource(other) && other.time <= node.time + SLACK,
  );
  if (source.length === 0) return null;
  return {
    page: node.page,
    of: source.map(({ page }) => page),
    credited: true,
    reasons: [
      {
        why: 'names the statement that it quotes from',
        spans: mentions.map(({ span }) => ({ page: node.page, span })),
      },
    ],
    confidence: 0.85,
  };
}

function credited(
  node: Node,
  credits: readonly { node: Node; credit: Credit; all: Credit[] }[],
  confidence: number,
): Edge {
  return {
    page: node.page,
    of: credits.map(({ node: { page } }) => page),
    credited: true,
    reasons: credits.map(({ node: other, all }) => ({
      why: `${all.every(({ how }) => how === 'link') ? 'links to' : 'credits'} ${other.carrier.record.outlet.name ?? other.page}`,
      spans: all.flatMap(({ spans }) => spans.map((span) => ({ page: node.page, span }))),
    })),
    confidence,
  };
}

/** An outlet that gives again what it gave before: one source, whatever it says. */
function repeated(node: Node, before: readonly Node[]): Edge {
  return {
    page: node.page,
    of: [before[0]!.page],
    credited: true,
    reasons: [{ why: 'is of the same outlet, which reported it before', spans: [] }],
    confidence: 0.9,
  };
}

/** A credit to an outlet that is described and not named: the earlier pages of such outlets, else the nearest in words. */
function describedBy(node: Node, nodes: readonly Node[], wording: Wording, language: Language): Edge | null {
  const before = nodes.filter(
    (other) => other !== node && !sameOutlet(other, node) && other.time <= node.time,
  );
  const found = describedIn(node.carrier, node.statements, reportingOf(language));
  if (before.length === 0 || found.length === 0) return null;
  const outlet = (other: Node) => other.carrier.record.outlet;
  const fitting = before.filter((other) => found.some(({ fits }) => fits(outlet(other))));
  const among = fitting.length > 0 ? fitting : before;
  return {
    page: node.page,
    of: nearestTo(
      node,
      among.map((other) => ({ other })),
      wording,
    ).map(({ other }) => other.page),
    credited: true,
    reasons: [
      {
        why: 'credits an outlet that it does not name',
        spans: found.map(({ span }) => ({ page: node.page, span })),
      },
    ],
    confidence: fitting.length === 1 ? 0.8 : 0.6,
  };
}

/** Outlets that the statement itself, or the whole page, is credited to, and of which there is no page among these. */
function unseen(
  { carrier, statements, presence }: Node,
  reporting: Reporting,
): { name: string; span: Span }[] {
  const { outlet } = carrier.record;
  // "… came to our studio. “…,” he said on the programme Oak." is of its own programme.
  const host = presence.own.length > 0;
  return statements.flatMap(({ via }) =>
    via
      .filter(
        ({ how, name }) =>
          how !== 'posted' && !(how === 'aired' && host) && !isOutlet(name, outlet, reporting),
      )
      .map(({ name, span }) => ({ name, span })),
  );
}

/** Signs that a page heard the words itself, less those that it copied them. */
function firstHand(
  node: Node,
  earlier: readonly Node[],
  wording: Wording,
): { score: number; reasons: Reason[] } {
  const { presence } = node;
  const reasons: Reason[] = [];
  let score = 0;
  const count = (worth: number, why: string, spans: readonly Span[]) => {
    score += worth;
    reasons.push({ why, spans: spans.map((span) => ({ page: node.page, span })) });
  };
  const best = (
    marks: Presence['own'],
    worth: Record<'statement' | 'paragraph' | 'page', number>,
    why: string,
  ) => {
    const [mark] = [...marks].sort((a, b) => worth[b.scope] - worth[a.scope]);
    if (mark) count(worth[mark.scope], why, [mark.span]);
  };
  if (presence.release)
    count(SIGNS.release, 'is the speaker’s own statement, or its record', [presence.release]);
  best(presence.own, SIGNS.own, 'says that it was told so itself');
  best(presence.present, SIGNS.present, 'says where reporters heard it');
  best(presence.statement, SIGNS.statement, 'says that it has the statement');
  if (presence.agency) count(SIGNS.agency, 'is an agency’s own report', [presence.agency]);
  else if (presence.written) count(SIGNS.written, 'was written at the place', [presence.written]);
  else if (presence.place) count(SIGNS.place, 'was filed from the place', [presence.place]);
  if (presence.byline) count(SIGNS.byline, 'is signed by a reporter', []);
  if (earlier.length === 0) {
    count(1.5, 'is the first to report it', []);
    return { score, reasons };
  }
  const after = node.time - earlier[0]!.time;
  score -= SIGNS.later[after > DAYS_LATER ? 'days' : after > LATE ? 'late' : 'soon'];
  const fresh = freshWords(node, earlier, wording);
  if (fresh.length > 0) count(SIGNS.fresh, 'has words of the speaker that no earlier report has', fresh);
  if (Math.max(...earlier.map((other) => contextRun(node, other))) >= CONTEXT_RUN) score -= SIGNS.context;
  const isQuoted = node.reports.some(({ kind }) => kind !== 'indirect');
  if (isQuoted && Math.min(...earlier.map((other) => distance(other, node, wording))) >= 1)
    score -= SIGNS.changed;
  return { score, reasons };
}

/** Quoted words of the utterance's speaker that stand in no earlier page. */
function freshWords(node: Node, earlier: readonly Node[], wording: Wording): Span[] {
  const speakers = new Set(node.statements.map(({ speaker }) => speaker));
  const texts = earlier.map(
    ({ carrier }) => new Set(termsOf(carrier.record.text, wording).map(({ key }) => key)),
  );
  return node.carrier.record.statements
    .filter(({ speaker, kind }) => speaker !== null && speakers.has(speaker) && kind !== 'indirect')
    .flatMap(({ quoted }) => quoted)
    .filter(({ text }) => {
      const terms = termsOf(text, wording).filter(({ weight }) => weight >= 0.5);
      return (
        terms.length >= 3 &&
        texts.every((known) => terms.filter(({ key }) => !known.has(key)).length >= terms.length / 2)
      );
    });
}

/** The longest run of words outside quotations that two pages share. */
function contextRun(a: Node, b: Node): number {
  const shingles = (node: Node) => {
    const words =
      reporterText(node.carrier.record)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    return new Set(words.slice(CONTEXT_RUN - 1).map((_, i) => words.slice(i, i + CONTEXT_RUN).join(' ')));
  };
  const [x, y] = [shingles(a), shingles(b)];
  for (const shingle of x) if (y.has(shingle)) return CONTEXT_RUN;
  return 0;
}

/** How many terms inside the words of a later page differ from an earlier page's. */
function distance(before: Node, after: Node, wording: Wording): number {
  const { inner, head, tail, same } = align(before.text, after.text, wording);
  const changed = inner.reduce((sum, difference) => sum + cost(difference, before.text), 0);
  return same.length === 0 ? 1000 : changed + head.length + tail.length;
}

/** What a difference costs: dropping whole sentences is how quotations are shortened, and costs nothing. */
function cost(
  { kind, before, after }: { kind: string; before: { start: number; end: number }[]; after: unknown[] },
  text: string,
): number {
  if (kind === 'dropped' && /[.!?;]["”’]?\s*$/u.test(text.slice(before[0]!.start, before.at(-1)!.end + 2)))
    return 0;
  return Math.max(before.length, after.length);
}

/** A page that says nothing of where it has the words from: the earlier ones whose words are the nearest. */
function silent(node: Node, earlier: readonly Node[], score: number, wording: Wording): Edge {
  const measured = earlier.map((other) => ({
    other,
    far: distance(other, node, wording),
    context: contextRun(node, other),
  }));
  const least = Math.min(...measured.map(({ far, context }) => far - context / 2));
  const nearest = measured.filter(({ far, context }) => far - context / 2 <= least + 0.5);
  const only = nearest.length < measured.length && nearest.some(({ far }) => far === 0);
  return {
    page: node.page,
    of: nearest.map(({ other }) => other.page),
    credited: false,
    reasons: [
      {
        why: only
          ? 'came later, and has words that only this earlier report has'
          : 'came later, has the same words, and does not say from whom',
        spans: node.statements.flatMap(({ content }) => content.map((span) => ({ page: node.page, span }))),
      },
    ],
    confidence: sure(score),
  };
}
