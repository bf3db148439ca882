import { TextDecoder } from 'node:util';
import { analyse } from 'chardet';

/** How many bytes from the start are looked at for a declaration (the WHATWG prescan reads 1,024; pages often need more). */
const PRESCAN = 4096;
/** How many bytes the guess from letter statistics reads. */
const GUESS_SAMPLE = 65_536;
const DECLARED = /<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w:-]{2,40})/i;

/** A decoder for an encoding label of the WHATWG Encoding Standard; null for labels that it does not know. */
function decoderFor(label: string | undefined): TextDecoder | null {
  if (!label) return null;
  try {
    return new TextDecoder(label.trim());
  } catch {
    return null;
  }
}

/** What windows-1252 has where Latin-1 has control characters (0x80 to 0x9F). */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Decodes; some versions of Node read windows-1252 as Latin-1, which loses dashes and quotation marks. */
function decodeWith(decoder: TextDecoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  return text.replace(/[\u0080-\u009f]/g, (unit) => WINDOWS_1252[unit.charCodeAt(0) - 0x80] ?? unit);
}

/** The label of a byte order mark, or of UTF-16 without one (every second byte of its ASCII letters is zero). */
function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 512);
  if (sample.length < 8) return null;
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]!++;
  });
  const half = sample.length / 2;
  if (zeros[1]! > 0.7 * half && zeros[0]! < 0.05 * half) return 'utf-16le';
  if (zeros[0]! > 0.7 * half && zeros[1]! < 0.05 * half) return 'utf-16be';
  return null;
}

function declaredBy(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  const header = /charset\s*=\s*["']?([\w:-]{2,40})/i.exec(contentType ?? '')?.[1];
  if (decoderFor(header)) return header;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PRESCAN)).toString(
    'latin1',
  );
  return DECLARED.exec(head)?.[1];
}

/** How many characters beyond ASCII were read, and how many bytes could not be. */
function tally(text: string): { beyond: number; broken: number } {
  let beyond = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) broken++;
    else if (unit > 0x7f) beyond++;
  }
  return { beyond, broken };
}

function guess(bytes: Uint8Array): TextDecoder {
  for (const { name } of analyse(bytes.subarray(0, GUESS_SAMPLE))) {
    if (/^utf|^ascii|^iso-2022/i.test(name)) continue;
    const decoder = decoderFor(name);
    if (decoder) return decoder;
  }
  return new TextDecoder('windows-1252');
}

/**
 * The text of a page's bytes. The charset is that of the byte order mark, else the Content-Type header, else the page's
 * own declaration, else a guess; a declaration that the bytes belie (UTF-8 said to be Latin-1, or the reverse) is
 * not followed. Broken sequences become U+FFFD. A byte order mark is no part of the text.
 * @param contentType the Content-Type header, if the page came with one
 * @example decode(new Uint8Array([0x52, 0x65, 0x6e, 0xe9]), 'text/plain; charset=iso-8859-1') // 'René'
 * @see https://encoding.spec.whatwg.org/
 */
export function decode(bytes: Uint8Array, contentType?: string): string {
  const mark = markOf(bytes);
  if (mark) return new TextDecoder(mark).decode(bytes);
  const declared = decoderFor(declaredBy(bytes, contentType));
  const unicode = new TextDecoder().decode(bytes);
  const { beyond, broken } = tally(unicode);
  // Bytes that are all valid UTF-8 are hardly ever anything else, whatever the page says.
  if (broken === 0 && (beyond > 2 || !declared)) return unicode;
  if (declared && declared.encoding !== 'utf-8') return decodeWith(declared, bytes);
  // A page that means to be UTF-8 may have a few broken places; one whose every accent breaks is in another charset.
  if (beyond > broken || (declared && beyond > 0 && broken < 20 && beyond * 4 > broken)) return unicode;
  if (declared && broken * 50 < unicode.length && beyond === 0 && broken < 3) return unicode;
  return decodeWith(guess(bytes), bytes);
}
