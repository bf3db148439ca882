/**
 * Makes confidence mean something: fits the weights of the signs (logistic regression) on documents that the tagger
 * was not trained on, and reports how far confidence is from how often statements are right (expected calibration
 * error, ten bins; Guo et al., "On Calibration of Modern Neural Networks", 2017).
 *
 *     node out/bench/confidence.js HELD.gold.jsonl [CHECK.jsonl] [--model FOLDER] [--write]
 *
 * With --write the weights go into FOLDER/decoder.json; CHECK is read with them afterwards.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toDocument } from '../src/document/document.js';
import { loadLanguage } from '../src/language/language.js';
import { confidenceOf, type DecodeOptions } from '../src/statement/decode.js';
import { findCandidates } from '../src/statement/statements.js';
import { loadTagger } from '../src/statement/tagger.js';
import { argumentsOf, refuse } from './arguments.js';
import { readGold } from './polnear.js';
import { compare } from './score-statements.js';

const { values, positionals } = argumentsOf({
  allowPositionals: true,
  options: { model: { type: 'string', default: 'models/en' }, write: { type: 'boolean', default: false } },
});
const [held, check] = positionals;
if (!held) refuse('give the held documents');

interface Seen {
  signs: readonly number[];
  confidence: number;
  right: boolean;
}

const tagger = await loadTagger(values.model, 1);
const language = loadLanguage('languages', 'en');

/** Every statement the tagger sees, with whether its content and source are right. */
async function see(path: string, options: DecodeOptions): Promise<Seen[]> {
  const out: Seen[] = [];
  for (const { text, attributions } of readGold(path)) {
    const document = toDocument({ text }, language);
    const { candidates, toAttribution } = await findCandidates(document, tagger, language, options);
    const { matches } = compare(text, attributions, candidates.map(toAttribution));
    const right = new Set(matches.filter((m) => m.right.has('statement')).map((m) => m.predicted));
    candidates.forEach((c, i) => {
      if (c.signs.length > 0) out.push({ signs: c.signs, confidence: c.confidence, right: right.has(i) });
    });
  }
  return out;
}

/** Logistic regression by gradient descent on standardised signs; the weights are given for the plain ones. */
function fit(seen: readonly Seen[]): number[] {
  const n = seen[0]!.signs.length;
  const mean = Array.from({ length: n }, (_, k) => seen.reduce((s, x) => s + x.signs[k]!, 0) / seen.length);
  const sd = mean.map(
    (m, k) => Math.sqrt(seen.reduce((s, x) => s + (x.signs[k]! - m) ** 2, 0) / seen.length) || 1,
  );
  const rows = seen.map(({ signs, right }) => ({
    x: signs.map((s, k) => (s - mean[k]!) / sd[k]!),
    y: right ? 1 : 0,
  }));
  let w = new Array<number>(n + 1).fill(0);
  for (let step = 0; step < 4000; step++) {
    const gradient = w.map((value, k) => (k === 0 ? 0 : 1e-3 * value));
    for (const { x, y } of rows) {
      const error = (confidenceOf(x, w) - y) / rows.length;
      gradient[0]! += error;
      for (let k = 0; k < n; k++) gradient[k + 1]! += error * x[k]!;
    }
    w = w.map((value, k) => value - 1.0 * gradient[k]!);
  }
  const plain = w.slice(1).map((value, k) => value / sd[k]!);
  const constant = w[0]! - plain.reduce((sum, value, k) => sum + value * mean[k]!, 0);
  return [constant, ...plain].map((value) => Math.round(value * 1e4) / 1e4);
}

/** Expected calibration error, with the bins as a table. */
function calibration(seen: readonly Seen[]): string {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, sure: 0, right: 0 }));
  for (const { confidence, right } of seen) {
    const bin = bins[Math.min(9, Math.floor(confidence * 10))]!;
    bin.n++;
    bin.sure += confidence;
    if (right) bin.right++;
  }
  const error = bins.reduce((sum, b) => sum + (b.n ? Math.abs(b.sure - b.right) : 0), 0) / seen.length;
  const rows = bins.map((b, i) =>
    b.n
      ? `  ${(i / 10).toFixed(1)}  ${String(b.n).padStart(5)}  said ${(b.sure / b.n).toFixed(2)}  right ${(b.right / b.n).toFixed(2)}`
      : '',
  );
  return [
    `expected calibration error ${error.toFixed(3)} over ${String(seen.length)} statements`,
    ...rows.filter(Boolean),
  ].join('\n');
}

const all = await see(held, { ...tagger.decode, least: 0, leastQuoted: 0 });
if (all.length === 0) {
  console.error(`the tagger in ${values.model} finds no statement in ${held}: train it longer`);
  process.exit(1);
}
const weights = fit(all);
console.log(`weights ${JSON.stringify(weights)}`);
const refitted = all.map((s) => ({ ...s, confidence: confidenceOf(s.signs, weights) }));
console.log(`on the documents it was fitted on: ${calibration(refitted)}`);
if (values.write) {
  const path = join(values.model, 'decoder.json');
  const old = JSON.parse(readFileSync(path, 'utf8')) as DecodeOptions;
  writeFileSync(path, `${JSON.stringify({ ...old, confidence: weights }, null, 2)}\n`);
}
if (check) {
  const seen = await see(check, { ...tagger.decode, confidence: weights });
  console.log(`on ${check}: ${calibration(seen)}`);
}
