import { analyse } from 'chardet';
import { decode } from '../../document/charset.js';

/** How many bytes of words a guess is made from. */
const SAMPLE = 65_536;

/**
 * The text of a feed's bytes. What the header, the byte order mark or the XML declaration says is followed unless the
 * bytes belie it; then the charset is guessed from the words alone, since a feed is mostly markup in plain ASCII, which
 * says nothing.
 * @param contentType the Content-Type header, if the feed came with one
 * @example feedText(Buffer.from('<rss><channel><title>Новости</title></channel></rss>'))
 */
export function feedText(bytes: Uint8Array, contentType?: string): string {
  const wide = utf32Text(bytes);
  if (wide !== null) return wide;
  const header = /charset\s*=\s*["']?\s*([\w:-]{2,40})/i.exec(contentType ?? '')?.[1] ?? null;
  // Programs write their own strings' UTF-16 into the declaration, and then the file as UTF-8.
  if (
    isUtf8(bytes) &&
    /^(?:utf-?16|ucs)/i.test(header ?? declaredLabel(bytes) ?? '') &&
    !bytes.subarray(0, 64).includes(0)
  )
    return new TextDecoder().decode(bytes);
  if (isUtf8(bytes) || (header !== null && !isUtf8Label(header))) return decode(bytes, contentType);
  const declared = declaredLabel(bytes);
  if (declared !== null && !isUtf8Label(declared)) return decode(bytes);
  return guessed(bytes) ?? decode(bytes, contentType);
}

const isUtf8Label = (label: string) => /^utf-?8$/i.test(label);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function declaredLabel(bytes: Uint8Array): string | null {
  // In UTF-16 this finds nothing, and the byte order mark has been followed already.
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff)|\0/.test(head)) return 'utf-16';
  return /<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w:-]{2,40})/i.exec(head)?.[1] ?? null;
}

/** The bytes read in the charset that their words look like; null where UTF-8 nearly fits. */
function guessed(bytes: Uint8Array): string | null {
  const unicode = new TextDecoder().decode(bytes);
  const broken = unicode.split('\ufffd').length - 1;
  // eslint-disable-next-line no-control-regex
  if ((unicode.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0) > broken) return null;
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/<[^<>]*>/g, ' ');
  const words = text.match(/[a-z\u0080-\u00ff]*[\u0080-\u00ff][a-z\u0080-\u00ff]*/gi)?.join(' ') ?? '';
  const plain = words.match(/[a-z]/gi)?.length ?? 0;
  const beyond = words.match(/[\u0080-\u00ff]/g)?.length ?? 0;
  // Latin script has an accent here and there, and its words say whose; other scripts are told by their letters alone.
  const sample =
    plain > beyond
      ? text.replace(/\s+/g, ' ')
      : (text.match(/[\u0080-\u00ff]+(?:[ .,;:-]{1,3}[\u0080-\u00ff]+)*/g)?.join(' ') ?? '');
  const names = analyse(Buffer.from(sample.slice(0, SAMPLE), 'latin1')).map(({ name }) => name);
  const likely = names.find((name) => !/^utf|^ascii|^iso-2022/i.test(name) && isKnown(name));
  return decode(bytes, `text/xml; charset=${likely ?? 'windows-1252'}`);
}

function isKnown(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** The text of UTF-32, told by its mark or the zeros around its first character; null for anything else. */
function utf32Text(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  const little = start === 'fffe0000' || start === '3c000000';
  if (!little && start !== '0000feff' && start !== '0000003c') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, little);
    pieces.push(
      point <= 0x10ffff && (point & 0xfffff800) !== 0xd800 ? String.fromCodePoint(point) : '\ufffd',
    );
  }
  return pieces.join('').replace(/^\ufeff/, '');
}
