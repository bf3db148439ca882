import { OnrecordError } from '../errors.js';
import type { Piece } from './frames.js';
import { endOfHeader, headerOf, MAX_HEADER } from './header.js';
import { inWords } from './size.js';

/** What the head of a record says of it. */
interface Head {
  /** `response`, `request`, `warcinfo`, `revisit`, … An ARC record is a `response`. */
  type: string;
  url: string | null;
  /** When it was captured, ISO 8601 in UTC. */
  date: string | null;
  /** The Content-Type of the content: `application/http` where it is a whole HTTP message. */
  contentType: string;
  /** Whether the record says that its content was cut. */
  truncated: boolean;
  /** How many bytes the content has. */
  size: number;
  /** Whether this is an ARC record. */
  arc: boolean;
}

/** One record of a web archive: WARC (ISO 28500, 1.0 and 1.1) or ARC (the format before it). */
export interface ArchiveRecord extends Head {
  /** Where it starts: a byte of the file, and `+` the byte in that gzip member where it is not the member's first. */
  at: string;
  /** The content. Of one over the limit only the first part: then `size` is larger than it. */
  block: Uint8Array;
}

/** A record, or what is wrong at a place where one should be. */
export type RecordTaken =
  { record: ArchiveRecord } | { at: string; url: string | null; error: OnrecordError };

/** What reading records may be told. */
export interface RecordOptions {
  /** The most bytes of a record's content that are held. */
  limit: number;
  /**
   * Whether a record can end at this byte of the file, where that can be looked up without reading up to it. It unmasks
   * a length that would swallow the records after it.
   */
  endsAt?: (offset: number) => Promise<boolean>;
}

const ARC_LINE = /^(filedesc:|https?:)\S* \S+ (\d{12,14}) (\S+)(?: .*)? (\d{1,15})$/;
const ascii = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** Whether bytes are the start of a WARC or ARC record. @example startsRecord(Buffer.from('WARC/1.0\r\n')) // true */
export function startsRecord(start: Uint8Array): boolean {
  const text = ascii(start.subarray(0, 4096));
  return /^\s*WARC\/\d/.test(text) || ARC_LINE.test(/^[^\r\n]*/.exec(text)?.[0] ?? '');
}

/**
 * The records of an archive, one after the other. A record that is damaged, cut or says a wrong length is one error;
 * reading goes on at the next one that can be told. What stands inside a record whose length is right is never taken
 * for a record, whatever it looks like: a page could forge one. Holds one record.
 * @param pieces the archive's bytes
 * @param options limits
 * @example for await (const taken of recordsOf(plainFrame(file), { limit: 2e7 })) …
 */
export async function* recordsOf(
  pieces: AsyncIterable<Piece>,
  options: RecordOptions,
): AsyncGenerator<RecordTaken> {
  const frames = new Frames(pieces);
  try {
    while (await frames.next()) {
      let told = false;
      for (;;) {
        await frames.skipBlank();
        if (!(await frames.fill(1))) break;
        const taken = await recordOf(frames, options);
        told = 'error' in taken;
        yield taken;
      }
      if (frames.damage !== null && !told) yield { at: frames.place, url: null, error: frames.damage };
    }
  } finally {
    await frames.close();
  }
}

/** The record at hand, or what is wrong with it; moves to where the next one starts. */
async function recordOf(frames: Frames, { limit, endsAt }: RecordOptions): Promise<RecordTaken> {
  const at = frames.place;
  const head = await takeHead(frames);
  if (head === null) {
    await frames.findRecord();
    return { at, url: null, error: frames.damage ?? new OnrecordError('archive-record') };
  }
  const { size, url, arc } = head;

  /** The length leads nowhere. The content is searched for the records that it would have swallowed. */
  const misled = async (): Promise<RecordTaken> => {
    const cut = !frames.compressed && frames.ended && frames.held.length < size;
    const found = await frames.findRecord();
    const code = cut && !found ? 'archive-cut' : 'archive-length';
    return { at, url, error: frames.damage ?? new OnrecordError(code, inWords(size)) };
  };

  if (size > limit) {
    await frames.fill(Math.min(size, MAX_HEADER));
    if (endsAt && !(await endsAt(frames.position + size))) return misled();
    // Its own copy, for the rest of the content goes by.
    const block = Uint8Array.from(frames.held.subarray(0, Math.min(size, MAX_HEADER)));
    if ((await frames.skip(size)) < size) return misled();
    return { record: { ...head, at, block } };
  }
  if (!(await frames.fill(size))) return misled();
  const next = await frames.after(size, arc);
  if (next === 'nothing') return misled();
  const block = frames.held.subarray(0, size);
  frames.drop(size);
  if (next === 'end' && frames.damage !== null) return { at, url, error: frames.damage };
  return { record: { ...head, at, block } };
}

/** Takes the head of a record; null, with nothing taken, where there is none. */
async function takeHead(frames: Frames): Promise<Head | null> {
  await frames.fill(5);
  const isWarc = ascii(frames.held.subarray(0, 5)) === 'WARC/';
  const endOf = isWarc ? endOfHeader : endOfLine;
  let end: number;
  while ((end = endOf(frames.held)) < 0)
    if (frames.held.length >= MAX_HEADER || !(await frames.fill(frames.held.length + 1))) return null;
  const head = (isWarc ? warcHead : arcHead)(frames.held.subarray(0, end));
  if (head !== null) frames.drop(end);
  return head;
}

/** Where the line ends that bytes start with; -1 where it goes on. */
const endOfLine = (bytes: Uint8Array) => bytes.indexOf(10) + 1 || -1;

function warcHead(bytes: Uint8Array): Head | null {
  const header = headerOf(bytes);
  const size = header?.fields.get('content-length') ?? '';
  if (!header || !/^WARC\/\d+\.\d+$/.test(header.first) || !/^\d{1,15}$/.test(size)) return null;
  const { fields } = header;
  return {
    type: fields.get('warc-type')?.toLowerCase() ?? '',
    // Some writers put it between angle brackets, as the grammar of 1.0 asked for by mistake.
    url: fields.get('warc-target-uri')?.replace(/^<(.*)>$/, '$1') ?? null,
    date: isoTime(fields.get('warc-date') ?? ''),
    contentType: fields.get('content-type') ?? '',
    truncated: fields.has('warc-truncated'),
    size: Number(size),
    arc: false,
  };
}

/** The one line before an ARC record: `URL IP YYYYMMDDhhmmss type length` (version 2 has more between the last two). */
function arcHead(bytes: Uint8Array): Head | null {
  const line = ascii(bytes).trim();
  const found = ARC_LINE.exec(line);
  if (!found) return null;
  const [, scheme, time = '', , size] = found;
  const [year, month, day, hour, minute, second = '00'] = time.match(/^\d{4}|\d\d/g) ?? [];
  return {
    type: scheme === 'filedesc:' ? 'warcinfo' : 'response',
    url: line.slice(0, line.indexOf(' ')),
    date: isoTime(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second}Z`),
    contentType: 'application/http',
    truncated: false,
    size: Number(size),
    arc: true,
  };
}

/** A time as it is written, where it is one. */
function isoTime(written: string): string | null {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(written) && !Number.isNaN(Date.parse(written)) ? written : null;
}

/** Bytes that are copied beyond those asked for: blank lines and the next head are among them. */
const AHEAD = 4096;

/** The frame at hand: what is held of it, from `position` on. */
class Frames {
  held: Uint8Array = new Uint8Array();
  /** Bytes of the frame before what is held. */
  position = 0;
  ended = false;
  /** What was wrong with the frame; known at its end. */
  damage: OnrecordError | null = null;
  #offset: number | null = null;
  /** The last piece, and where it begins in what is held: not all of it is held yet. */
  #last: { bytes: Uint8Array; at: number } | null = null;
  readonly #iterator: AsyncIterator<Piece>;

  constructor(pieces: AsyncIterable<Piece>) {
    this.#iterator = pieces[Symbol.asyncIterator]();
  }

  get compressed(): boolean {
    return this.#offset !== null;
  }

  /** Where what is held starts, for a person or a tool to find it again. */
  get place(): string {
    if (this.#offset === null) return String(this.position);
    return this.position > 0 ? `${this.#offset}+${this.position}` : String(this.#offset);
  }

  /** Goes to the next frame; says whether there is one. */
  async next(): Promise<boolean> {
    const next = await this.#iterator.next();
    if (next.done) return false;
    const piece = next.value;
    this.#offset = piece.offset;
    this.position = 0;
    this.#last = null;
    this.ended = piece.kind === 'end';
    this.held = piece.kind === 'bytes' ? piece.bytes : new Uint8Array();
    this.damage = piece.kind === 'end' ? piece.damage : null;
    return true;
  }

  /** The next bytes of the frame; null at its end. */
  async #more(): Promise<Uint8Array | null> {
    if (this.ended) return null;
    const next = await this.#iterator.next();
    if (!next.done && next.value.kind === 'bytes') return next.value.bytes;
    this.ended = true;
    this.damage = !next.done && next.value.kind === 'end' ? next.value.damage : null;
    return null;
  }

  /** Holds at least so many bytes, or all that are left; says whether that many are there. */
  async fill(least: number): Promise<boolean> {
    if (this.held.length >= least) return true;
    const chunks = [this.held];
    let size = this.held.length;
    if (this.#last !== null) {
      chunks[0] = this.held.subarray(0, this.#last.at);
      chunks.push(this.#last.bytes);
      size = this.#last.at + this.#last.bytes.length;
    }
    while (size < least) {
      const bytes = await this.#more();
      if (bytes === null) break;
      chunks.push(bytes);
      size += bytes.length;
    }
    if (chunks.length === 1) return false;
    // Of the last piece only what is asked for is copied, and a little more for what comes after it.
    const last = chunks.pop() ?? new Uint8Array();
    const at = size - last.length;
    const wanted = last.subarray(0, least - at + AHEAD);
    this.held = at === 0 ? last : Buffer.concat([...chunks, wanted]);
    this.#last = at > 0 && wanted.length < last.length ? { bytes: last, at } : null;
    return size >= least;
  }

  drop(bytes: number): void {
    this.held = this.held.subarray(bytes);
    this.position += bytes;
    if (this.#last === null) return;
    // Once all that is held lies in the last piece, it is seen there, whole and without a copy.
    this.#last.at -= bytes;
    if (this.#last.at > 0) return;
    this.held = this.#last.bytes.subarray(-this.#last.at);
    this.#last = null;
  }

  /** Passes bytes by without holding them; gives how many there were. */
  async skip(bytes: number): Promise<number> {
    let passed = 0;
    for (;;) {
      const here = Math.min(bytes - passed, this.held.length);
      this.drop(here);
      passed += here;
      if (passed === bytes) return passed;
      if (this.held.length > 0) continue;
      const more = await this.#more();
      if (more === null) return passed;
      this.held = more;
    }
  }

  /** Passes the blank lines between records by. */
  async skipBlank(): Promise<void> {
    do {
      let blank = 0;
      while (this.held[blank] === 13 || this.held[blank] === 10) blank++;
      this.drop(blank);
    } while (this.held.length === 0 && (await this.fill(1)));
  }

  /**
   * What stands after so many bytes: the end of a record (two line ends as the standard asks for, or fewer and another
   * record), the end of the frame, or something else.
   */
  async after(bytes: number, arc: boolean): Promise<'record' | 'end' | 'nothing'> {
    // Nobody writes more blank lines than that; they are not held.
    await this.fill(bytes + 64);
    let at = bytes;
    while (at < bytes + 64 && (this.held[at] === 13 || this.held[at] === 10)) at++;
    if (at >= this.held.length) return 'end';
    await this.fill(at + 5);
    const next = ascii(this.held.subarray(bytes, at + 5));
    return (arc ? /^\s*[a-z][a-z0-9+.:-]*$/i : /^\r\n\r\n|^\s*WARC\//).test(next) ? 'record' : 'nothing';
  }

  /** Goes to the next line that starts a WARC record, or to the end of the frame; says whether there was one. */
  async findRecord(): Promise<boolean> {
    for (;;) {
      const held = Buffer.from(this.held.buffer, this.held.byteOffset, this.held.length);
      const found = held.indexOf('\nWARC/');
      if (found >= 0) {
        this.drop(found + 1);
        return true;
      }
      this.drop(Math.max(this.held.length - 5, 0));
      if (await this.fill(this.held.length + 1)) continue;
      this.drop(this.held.length);
      return false;
    }
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
