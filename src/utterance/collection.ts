import type { Language } from '../language/language.js';
import type { Statement } from '../record.js';
import { answerTo, soughtByClaim, type Answer } from './answers.js';
import { claimsOf, type Claim } from './claims.js';
import { clusters, type Cluster, type Pair } from './cluster.js';
import { askingIn } from './full-name.js';
import { ENOUGH, filedUnder, namesSought, soughtUnder } from './keys.js';
import { match, mayMatch, THRESHOLD } from './match.js';
import type { Carrier } from './page-text.js';
import { reportsOf, type Report } from './report.js';
import { utteranceOf, type AnswerLink, type Utterance } from './utterance.js';
import { wordingOf } from './wording.js';

/**
 * The utterances of a few pages, all in memory: the same rules that a ledger follows page by page.
 * @param carriers the pages; their ids must differ
 * @param idOf the id of a statement over all pages
 * @param language the lists that they are read with
 * @example utterancesOf(pages, (record, statement) => `${record.id}-${statement.id}`, english)
 */
export function utterancesOf(
  carriers: readonly Carrier[],
  idOf: (record: Carrier['record'], statement: Statement) => string,
  language: Language,
): Utterance[] {
  const wording = wordingOf(language);
  const byPage = new Map(carriers.map((carrier) => [carrier.record.id, carrier]));
  const reports = new Map<string, Report>();
  const claims: Claim[] = [];
  for (const { record } of carriers) {
    const own = reportsOf(record, (statement) => idOf(record, statement), language);
    for (const report of own) reports.set(report.id, report);
    claims.push(...claimsOf(record, own, language));
  }
  const filed = new Map<number, string[]>();
  for (const report of reports.values())
    for (const { key } of filedUnder(report, wording)) filed.set(key, [...(filed.get(key) ?? []), report.id]);
  const claimBy = new Map(claims.map((claim) => [claim.id, claim]));
  const pairs: Pair[] = [];
  const answers: Answer[] = [];
  for (const report of reports.values()) {
    const claim = claimBy.get(report.id);
    const met = new Map<string, number>();
    for (const { key, weight } of soughtUnder(report, wording))
      for (const id of filed.get(key) ?? []) if (id !== report.id) met.set(id, (met.get(id) ?? 0) + weight);
    const near = [...met].filter(([, weight]) => weight >= ENOUGH).map(([id]) => id);
    for (const id of near)
      if (id > report.id && mayMatch(report, reports.get(id)!)) {
        const { confidence } = match(report, reports.get(id)!, wording);
        if (confidence >= THRESHOLD) pairs.push({ a: report.id, b: id, confidence });
      }
    if (!claim) continue;
    const named = soughtByClaim(claim, report, language).flatMap((key) => filed.get(key) ?? []);
    for (const id of new Set([...claim.local.map(({ id }) => id), ...near, ...named])) {
      const to = reports.get(id);
      const answer = to ? answerTo(claim, report, to, language) : null;
      if (answer) answers.push(answer);
    }
  }
  const found = clusters([...reports.values()], pairs);
  const links = linksOf(answers, utterancesBy(found));
  const named = (cluster: Cluster): Report[] => {
    const sought = askingIn(cluster.reports).flatMap(namesSought);
    return [...new Set(sought.flatMap((key) => filed.get(key) ?? []))].map((id) => reports.get(id)!);
  };
  return found.map((cluster) =>
    utteranceOf(cluster, byPage, links.get(cluster.id) ?? [], language, named(cluster)),
  );
}

/** The utterance of each report, and when it was first reported. */
function utterancesBy(found: readonly Cluster[]): Map<string, Placed> {
  return new Map(
    found.flatMap(({ id, reports }) =>
      reports.map((report) => [report.id, { id, time: reports[0]?.time ?? null }] as const),
    ),
  );
}

/** The utterance that a report belongs to, and when that was first reported, in minutes since 1970. */
export interface Placed {
  id: string;
  time: number | null;
}

/**
 * Answers between statements, gathered to links between utterances: of all that a statement may answer, the surest.
 * @param answers all answers of the statements asked about
 * @param utteranceBy the utterance of each statement, and when it was first reported
 */
export function linksOf(
  answers: readonly Answer[],
  utteranceBy: ReadonlyMap<string, Placed>,
): Map<string, AnswerLink[]> {
  const best = new Map<string, Answer>();
  for (const answer of answers) {
    const [source, target] = [utteranceBy.get(answer.from), utteranceBy.get(answer.to)];
    if (!source || !target || source.id === target.id || isBefore(source.time, target.time)) continue;
    const known = best.get(answer.from);
    if (
      !known ||
      answer.confidence > known.confidence ||
      (answer.confidence === known.confidence && answer.to < known.to)
    )
      best.set(answer.from, answer);
  }
  const links = new Map<string, AnswerLink[]>();
  for (const answer of [...best.values()].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const [from, of] = [utteranceBy.get(answer.from)!.id, utteranceBy.get(answer.to)!.id];
    const own = links.get(from) ?? [];
    const same = own.find((link) => link.of === of && link.kind === answer.kind);
    if (same) {
      same.answers.push(answer);
      same.confidence = Math.max(same.confidence, answer.confidence);
    } else own.push({ kind: answer.kind, of, confidence: answer.confidence, answers: [answer] });
    links.set(from, own);
  }
  return links;
}

/** Clocks differ by this much; of a page that gives only a day, the hour is not known. Minutes. */
const SLACK = 60;
const DAY_ONLY_SLACK = 12 * 60;

/** What was first reported before another can't answer it. */
const isBefore = (source: number | null, target: number | null): boolean =>
  source !== null &&
  target !== null &&
  source + (source % 1440 === 0 || target % 1440 === 0 ? DAY_ONLY_SLACK : SLACK) < target;
