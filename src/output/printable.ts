/* eslint-disable no-control-regex -- control characters are what this file is about */
/**
 * What a page's words may not bring along to a terminal or a sheet: C0 and C1 controls but tab and line feed (an escape
 * sequence could rewrite the screen) and marks that turn the direction of the writing ("Trojan Source", CVE-2021-42574).
 */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text without the controls that would act on a terminal. @example printable('a\u001b[31mb') // 'a[31mb' */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '').replace(/[\u2028\u2029]/g, '\n');
}

/** {@link printable} on one line: any white space becomes one space. @example oneLine('a\n b') // 'a b' */
export function oneLine(text: string): string {
  return printable(text.replace(/\r/g, ' ')).replace(/\s+/g, ' ').trim();
}

/** JSON with those controls written as escapes: the same value when parsed. @example printableJson('"\u009b"') // '"\\u009b"' */
export function printableJson(json: string): string {
  return json.replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (mark) => {
    return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
