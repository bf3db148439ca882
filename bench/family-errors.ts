import { statementAt, type Family } from './score-families.js';
import type { UtteranceLine } from '../src/utterance/line.js';

const short = (text: string, most = 70) => (text.length > most ? `${text.slice(0, most)}…` : text);

/**
 * What was wrong with a family, one line an error, for a person who looks for kinds of errors.
 * @param family with its truth
 * @param lines the utterances that were made of its pages alone
 */
export function errorsOf(family: Family, lines: readonly UtteranceLine[]): string[] {
  const errors: string[] = [];
  const url = new Map(family.documents.map((document) => [document.id, document.url]));
  const page = new Map(family.documents.map((document) => [document.url, document.id]));
  const name = (address: string) => page.get(address) ?? address;
  const gold = family.utterances.flatMap((utterance) =>
    utterance.statements.map(([document, words]) => ({
      document,
      words,
      utterance,
      line: statementAt(lines, url.get(document) ?? document, words),
    })),
  );
  for (const { document, words, utterance, line } of gold)
    if (!line) errors.push(`not found: ${utterance.id} ${document} “${short(words)}”`);
    else if (line.speaker !== utterance.speaker)
      errors.push(
        `speaker: ${utterance.speaker} read as ${line.speaker ?? 'nobody'}: ${document} “${short(words)}”`,
      );
  gold.forEach((a, i) => {
    for (const b of gold.slice(i + 1)) {
      const together = a.line !== undefined && a.line === b.line;
      if (together === (a.utterance === b.utterance)) continue;
      errors.push(
        `${together ? 'wrongly together' : 'not together'}: ${a.utterance.id} ${a.document} “${short(a.words, 50)}” | ${b.utterance.id} ${b.document} “${short(b.words, 50)}”`,
      );
    }
  });
  const truth = new Map<string, string>();
  for (const { line, utterance } of gold) if (line && !truth.has(line.id)) truth.set(line.id, utterance.id);
  const seen = new Set<string>();
  for (const { line, utterance } of gold) {
    if (!line || seen.has(utterance.id)) continue;
    seen.add(utterance.id);
    const found = line.origins.map(name).sort().join(', ');
    const right = [...utterance.origins].sort().join(', ');
    if (found !== right) errors.push(`origins: ${utterance.id} is ${right}, found ${found}`);
  }
  const told = (doc: string, of: readonly string[], credited: boolean) =>
    `${doc} ${credited ? 'credits' : 'copies'} ${of.join(' or ')}`;
  const right = family.copies.map(({ doc, of, credited }) => ({ doc, of: [of].flat(), credited }));
  const found = lines.flatMap(({ id, copies, statements }) =>
    copies.map(({ url: address, of, credited, why }) => ({
      doc: name(address),
      of: of.map(name),
      credited,
      why,
      by: `${truth.get(id) ?? '-'} “${short(statements[0]?.text ?? '', 40)}”`,
    })),
  );
  const hit = (a: (typeof right)[number], b: (typeof right)[number]) =>
    a.doc === b.doc && a.credited === b.credited && a.of.some((one) => b.of.includes(one));
  for (const one of right)
    if (!found.some((other) => hit(one, other)))
      errors.push(`copy missed: ${told(one.doc, one.of, one.credited)}`);
  for (const one of found)
    if (!right.some((other) => hit(other, one)))
      errors.push(`no such copy: ${told(one.doc, one.of, one.credited)} (${one.why}; ${one.by})`);
  const altered = new Set(family.altered.map(({ doc }) => doc));
  const marked = new Set(lines.flatMap((line) => line.altered.map(name)));
  for (const one of altered) if (!marked.has(one)) errors.push(`altered, not marked: ${one}`);
  for (const one of marked)
    if (!altered.has(one)) {
      const change = lines
        .flatMap(({ changes }) => changes)
        .filter(({ url: address }) => name(address) === one)
        .map(({ before, after }) => `“${short(before, 30)}” → “${short(after, 30)}”`);
      errors.push(`marked, not altered: ${one}: ${change.join(', ')}`);
    }
  const disputes = new Set(family.disputes.map(({ by, of }) => `${by} of ${of}`));
  const linked = new Map(
    lines
      .filter(({ id }) => truth.has(id))
      .flatMap((line) =>
        line.disputes.map((of) => [
          `${truth.get(line.id)} of ${truth.get(of) ?? '-'}`,
          `“${short(line.statements[0]?.text ?? '', 50)}” / “${short(lines.find(({ id }) => id === of)?.statements[0]?.text ?? '', 50)}”`,
        ]),
      ),
  );
  for (const one of disputes) if (!linked.has(one)) errors.push(`dispute missed: ${one}`);
  for (const [one, words] of linked) if (!disputes.has(one)) errors.push(`no such dispute: ${one}: ${words}`);
  return errors;
}
