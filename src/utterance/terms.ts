import { stemmer } from 'stemmer';
import { memoized } from '../memoized.js';
import type { Offsets } from '../record.js';
import type { Wording } from './wording.js';

/** What a term is to a comparison: a word of meaning, a name, a number, a word of grammar, a negation. */
export type TermKind = 'content' | 'name' | 'number' | 'function' | 'negation';

/** One word of a text as it is compared: whatever does not change who said what is taken off. */
export interface Term extends Offsets {
  /** As printed, in small letters. */
  form: string;
  /** Spelling, inflection and number words made one: `colour` and `colors`, `nineteen` and `19`. */
  key: string;
  kind: TermKind;
  /** How much it says that two texts share this term: 0 for grammar, 1 for an ordinary word of meaning. */
  weight: number;
}

const WORD = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|[%‰]/gu;
const WEIGHTS: Record<TermKind, number> = { content: 1, name: 1, number: 1.2, function: 0, negation: 0.3 };
const COMMON_WEIGHT = 0.5;

/**
 * The terms of a text, in order.
 * @param text any text; the offsets count its UTF-16 units
 * @param wording the language's lists
 * @example termsOf('Nineteen colours', wording).map((term) => term.key) // ['19', 'color']
 */
export function termsOf(text: string, wording: Wording): Term[] {
  const raw: { form: string; start: number; end: number; capital: boolean; first: boolean }[] = [];
  let last = 0;
  WORD.lastIndex = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    const spaced = start === last + 1 && text[last] === ' ';
    const first = raw.length === 0 || (!spaced && /[.!?:“"]/u.test(text.slice(last, start)));
    const plain = match[0].includes('’') ? match[0].replaceAll('’', "'") : match[0];
    const capital = isCapital(plain);
    for (const form of expanded(plain.toLowerCase(), wording)) raw.push({ form, start, end, capital, first });
    last = end;
  }
  const terms: Term[] = [];
  for (let i = 0; i < raw.length;) {
    const number = numberAt(raw, i, text, wording);
    if (number) {
      terms.push({
        form: text.slice(raw[i]!.start, raw[number.to - 1]!.end).toLowerCase(),
        key: String(number.value),
        kind: 'number',
        weight: WEIGHTS.number,
        start: raw[i]!.start,
        end: raw[number.to - 1]!.end,
      });
      i = number.to;
      continue;
    }
    const { form, start, end, capital, first } = raw[i]!;
    const { key, kind, weight } = classed(form, capital && !first, wording);
    terms.push({ form, key, kind, weight, start, end });
    i++;
  }
  return terms;
}

/** Whether a word begins with a capital. Most are ASCII, and there are very many. */
function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  return code < 128 ? code >= 65 && code <= 90 : /^\p{Lu}/u.test(word);
}

/** Contractions in full; possessive endings off. */
function expanded(form: string, wording: Wording): readonly string[] {
  const whole = wording.contractions.get(form);
  if (whole) return whole;
  if (!form.includes("'")) return [form];
  if (form.endsWith("n't")) return [form.slice(0, -3), ...(wording.contractions.get("n't") ?? [])];
  const mark = form.lastIndexOf("'");
  if (mark <= 0) return [form];
  const ending = wording.contractions.get(form.slice(mark));
  return ending ? [form.slice(0, mark), ...ending] : [form.slice(0, mark)];
}

type Class = Pick<Term, 'key' | 'kind' | 'weight'>;
const classes = new WeakMap<Wording, Record<'name' | 'other', (form: string) => Class>>();
/** Words kept: enough for those of a language. */
const MOST_CLASSED = 50_000;

/** What a word is to a comparison, looked up once. */
function classed(form: string, name: boolean, wording: Wording): Class {
  let of = classes.get(wording);
  if (!of) {
    of = {
      name: memoized(MOST_CLASSED, (word) => classOf(word, true, wording)),
      other: memoized(MOST_CLASSED, (word) => classOf(word, false, wording)),
    };
    classes.set(wording, of);
  }
  return of[name ? 'name' : 'other'](form);
}

function classOf(form: string, name: boolean, wording: Wording): Class {
  if (wording.hundredths.has(form) || form === '%')
    return { key: '%', kind: 'content', weight: COMMON_WEIGHT };
  if (wording.negations.has(form)) return { key: form, kind: 'negation', weight: WEIGHTS.negation };
  if (wording.function.has(form)) return { key: form, kind: 'function', weight: 0 };
  const key = keyOf(form, wording);
  const kind = name ? 'name' : 'content';
  return {
    key,
    kind,
    weight: wording.common.has(form) || wording.common.has(key) ? COMMON_WEIGHT : WEIGHTS[kind],
  };
}

/**
 * One key for the spellings and inflections of a word.
 * @param form in small letters
 * @example keyOf('organising', wording) === keyOf('organized', wording) // true
 */
export function keyOf(form: string, wording: Wording): string {
  let word = form.normalize('NFD').replace(/\p{M}/gu, '');
  word = wording.irregular.get(word) ?? word;
  word = wording.spellings.get(word) ?? word;
  if (word.length >= 6) {
    for (const [british, american] of wording.endings) {
      if (word.endsWith(british)) {
        word = word.slice(0, -british.length) + american;
        break;
      }
    }
  }
  return stemmer(word.slice(0, 64));
}

interface Raw extends Offsets {
  form: string;
}

/** The number that begins at a word, in digits or in words, with its scale: `1.4 million`, `thirty-four`. */
function numberAt(
  raw: readonly Raw[],
  from: number,
  text: string,
  wording: Wording,
): { value: number; to: number } | null {
  const { form } = raw[from]!;
  if (!/^\d/u.test(form) && !wording.numbers.has(form) && !wording.one.has(form)) return null;
  const gap = (i: number) => text.slice(raw[i - 1]!.end, raw[i]!.start);
  const near = (i: number) => i < raw.length && /^[\s-]*$/u.test(gap(i)) && raw[i]!.start > raw[i - 1]!.start;
  let value: number;
  let to = from + 1;
  if (/^\d/u.test(form)) {
    value = Number(
      /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(form) ? form.replace(/,/gu, '') : form.replace(',', '.'),
    );
    if (!Number.isFinite(value)) return null;
    const scale = near(to) ? wording.scales.get(raw[to]!.form) : undefined;
    return scale === undefined ? { value, to } : { value: rounded(value * scale), to: to + 1 };
  }
  const first = wording.numbers.get(form);
  const unit =
    wording.one.has(form) && near(to) && wording.scales.has(raw[to]!.form) && raw[to]!.form.length > 2;
  if (first === undefined && !unit) return null;
  value = 0;
  let part = first ?? 1;
  for (; near(to); to++) {
    const word = raw[to]!.form;
    const scale = word.length > 2 ? wording.scales.get(word) : undefined;
    const next = wording.numbers.get(word) ?? (word === 'one' ? 1 : undefined);
    if (scale !== undefined) {
      if (scale === 100) part *= 100;
      else {
        value += part * scale;
        part = 0;
      }
    } else if (next !== undefined && (part === 0 || (next < 10 && part % 10 === 0) || part % 100 === 0))
      part += next;
    else if (
      word === 'and' &&
      part % 100 === 0 &&
      part > 0 &&
      near(to + 1) &&
      wording.numbers.has(raw[to + 1]!.form)
    )
      continue;
    else break;
  }
  return { value: rounded(value + part), to };
}

const rounded = (value: number): number => Number(value.toPrecision(12));
