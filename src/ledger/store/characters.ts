/**
 * PostgreSQL's text holds neither U+0000 nor half surrogate pairs, and pages hold both. They are kept as a noncharacter
 * and four hex digits, so that what comes back is, unit for unit, what went in.
 */
const MARK = '\ufdd0';
// eslint-disable-next-line no-control-regex
const SUSPECT = /[\u0000\ufdd0\ud800-\udfff]/;
// With the u flag the class of surrogates matches only halves that stand alone.
// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000\ufdd0\ud800-\udfff]/gu;

/** A text as the store can hold it. @example stored('a\0') // 'a\ufdd00000' */
export function stored(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(UNFIT, (unit) => MARK + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** The text that {@link stored} was given. @example restored('a\ufdd00000') // 'a\0' */
export function restored(text: string): string {
  if (!text.includes(MARK)) return text;
  return text.replace(/\ufdd0([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** A parameter that is given to the store as it is: its text has been through {@link stored}. */
export class StoredText {
  constructor(readonly text: string) {}
}

/** What JSON shows of characters that the store does not hold: it escapes them, but for the mark. */
const SUSPECT_JSON = /\\u0000|\\ud[89a-f]|\ufdd0/;

/** Values as JSON that the store can take apart: every string in it fit to be kept. */
export function storedJson(value: unknown): StoredText {
  // Looking at every string costs more than all the rest, and hardly any page needs it.
  const json = JSON.stringify(value);
  if (!SUSPECT_JSON.test(json)) return new StoredText(json);
  return new StoredText(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? stored(inner) : inner)),
  );
}

/** The value that JSON from the store stands for. */
export function restoredJson(json: string): unknown {
  if (!json.includes(MARK)) return JSON.parse(json);
  return JSON.parse(json, (_, inner: unknown) => (typeof inner === 'string' ? restored(inner) : inner));
}
