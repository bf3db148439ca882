/**
 * A block of header lines as WARC records and HTTP messages have them (RFC 9112, ISO 28500): a first line, then
 * `Name: value` lines up to an empty one.
 */
export interface Header {
  /** The first line, which says what it is: `WARC/1.1`, `HTTP/1.1 200 OK`. */
  first: string;
  /** Values by name in lower case; of a name that comes twice, the first value. */
  fields: ReadonlyMap<string, string>;
  /** How many bytes it takes, its empty line included. */
  length: number;
}

/** No header that is meant well is longer. */
export const MAX_HEADER = 64 * 1024;

const LF = 10;
const CR = 13;

/**
 * Where the header ends that bytes start with: after its first empty line. -1 where there is none within what is meant
 * well. Lines may end with CRLF or LF.
 * @example endOfHeader(Buffer.from('A\r\nb: c\r\n\r\nrest')) // 11
 */
export function endOfHeader(bytes: Uint8Array): number {
  const last = Math.min(bytes.length, MAX_HEADER);
  for (let at = 0; at < last; at++) {
    if (bytes[at] !== LF) continue;
    if (bytes[at + 1] === LF) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}

/**
 * The header at the start of some bytes, or null where it has no end. A line that is no field is passed over; one that
 * starts with white space goes on with the value before it.
 * @param bytes UTF-8 or Latin-1; only what lies in ASCII matters to whoever asks
 * @example headerOf(Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'))?.fields.get('content-type')
 */
export function headerOf(bytes: Uint8Array): Header | null {
  const end = endOfHeader(bytes);
  if (end < 0) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('utf8');
  const [first = '', ...lines] = text.split(/\r?\n/);
  const fields = new Map<string, string>();
  let open: string | null = null;
  for (const line of lines) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (open !== null) fields.set(open, `${fields.get(open) ?? ''} ${line.trim()}`.trim());
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    open = name !== '' && !fields.has(name) ? name : null;
    if (open !== null) fields.set(open, line.slice(colon + 1).trim());
  }
  return { first: first.trim(), fields, length: end };
}
