import { constants, crc32, createInflateRaw, inflateRawSync, type InflateRaw } from 'node:zlib';
import { OnrecordError } from '../errors.js';
import type { ByteStream } from './bytes.js';

/**
 * An archive's bytes, decompressed, in frames. A frame is one gzip member (RFC 1952), or the whole of a stream that is
 * not compressed. Writers of web archives start a member with each record, so that a frame's end is a second witness of
 * where a record ends, and a damaged record spoils no other.
 */
export type Piece =
  | { kind: 'bytes'; offset: number | null; bytes: Uint8Array }
  /** The end of a frame, and what was wrong with it. */
  | { kind: 'end'; offset: number | null; damage: OnrecordError | null };

/** A member up to this size, compressed, is undone in one go: five times as fast as a stream for each. */
const WINDOW = 1 << 20;
/** And up to this size once undone. What is larger goes through a stream. */
const WHOLE = 8 << 20;
/** Bytes handed to that stream at once: deflate makes at most 1,032 of one, which bounds what is held. */
const STEP = 32 * 1024;
const CHUNK = 128 * 1024;

/** A stream that is not compressed, as one frame. @example plainFrame(bytesOfFile('crawl.warc')) */
export async function* plainFrame(stream: ByteStream): AsyncGenerator<Piece> {
  for await (const bytes of stream) yield { kind: 'bytes', offset: null, bytes };
  yield { kind: 'end', offset: null, damage: null };
}

/**
 * The members of a gzip stream, each a frame. Damage ends a frame with a reason; reading goes on with the next member
 * that holds the start of a record. The same bytes give the same pieces on every run. Holds a few MB of the stream, and
 * of a member what 32 kB of it hold.
 * @param stream bytes that start as gzip does
 * @param opens whether decompressed bytes are the start of a record, to tell a member from bytes that look like one
 * @example for await (const piece of gzipFrames(bytesOfFile('crawl.warc.gz'), startsRecord)) …
 */
export async function* gzipFrames(
  stream: ByteStream,
  opens: (start: Uint8Array) => boolean,
): AsyncGenerator<Piece> {
  const source = new Source(stream);
  try {
    for (;;) {
      if (source.held.length < WINDOW / 4) await source.fill(WINDOW);
      if (source.held.length === 0) return;
      const { offset } = source;
      const damage = yield* memberOf(source);
      yield { kind: 'end', offset, damage };
      if (damage !== null) await findMember(source, opens);
    }
  } finally {
    await source.close();
  }
}

/** One member, taken from the source; of a damaged one at least the first byte is. */
async function* memberOf(source: Source): AsyncGenerator<Piece, OnrecordError | null> {
  const start = headerLength(source.held);
  if (start === null) {
    source.drop(1);
    return new OnrecordError('archive-gzip');
  }
  const { offset } = source;
  let undone = undo(source.held, start);
  if (undone === null && source.held.length < WINDOW && (await source.fill(WINDOW)))
    undone = undo(source.held, start);
  // Too large for one go, cut short, or damaged: the stream tells which, and gives what can be had.
  if (undone === null) return yield* streamed(source, start);
  const end = start + undone.taken;
  await source.fill(end + 8);
  const damage = trailerDamage(source.held.subarray(end), crc32(undone.bytes));
  // Damaged data may seem to end anywhere, past the next member's start too: it is looked for from the first byte on.
  source.drop(damage === null ? Math.min(end + 8, source.held.length) : 1);
  yield { kind: 'bytes', offset, bytes: undone.bytes };
  return damage;
}

/** One member by stream, a step at a time. A step's bytes are given once all of it is undone without a fault. */
async function* streamed(source: Source, start: number): AsyncGenerator<Piece, OnrecordError | null> {
  // Nothing waits for a reader within a step, so that the end of a write is the end of its output.
  const options = { chunkSize: CHUNK, readableHighWaterMark: 2 ** 30 };
  const inflate = createInflateRaw(options);
  const { offset } = source;
  // The bytes before a fault are kept while they are few: the next member may start among them.
  let deep = false;
  let at = start;
  let sum = 0;
  try {
    for (;;) {
      if (at >= source.held.length) {
        deep ||= source.held.length >= WINDOW;
        const past = deep ? Math.max(at - STEP, 0) : 0;
        source.drop(past);
        at -= past;
      }
      const more = await source.fill(at + 1);
      const taken = more ? await step(inflate, source.held.subarray(at, at + STEP)) : null;
      if (taken === null) {
        if (!deep) source.drop(1);
        return new OnrecordError('archive-gzip');
      }
      const bytes = inflate.read() as Buffer | null;
      if (bytes !== null) {
        sum = crc32(bytes, sum);
        yield { kind: 'bytes', offset, bytes };
      }
      const given = Math.min(STEP, source.held.length - at);
      at += taken;
      if (taken === given) continue;
      await source.fill(at + 8);
      const damage = trailerDamage(source.held.subarray(at), sum);
      if (damage === null) source.drop(Math.min(at + 8, source.held.length));
      else if (!deep) source.drop(1);
      return damage;
    }
  } finally {
    inflate.destroy();
  }
}

/** Undoes the next bytes. Gives how many were taken, fewer than all where the data end; null where they are damaged. */
async function step(inflate: InflateRaw, bytes: Uint8Array): Promise<number | null> {
  const before = inflate.bytesWritten;
  const fine = await new Promise<boolean>((done) => {
    const fail = () => done(false);
    inflate.once('error', fail);
    inflate.write(bytes, (error) => {
      if (error) return;
      inflate.off('error', fail);
      done(true);
    });
  });
  return fine ? inflate.bytesWritten - before : null;
}

/** Deflated data from a byte on, undone, if they are whole and small; and how many bytes they took. */
function undo(held: Buffer, from: number): { bytes: Buffer; taken: number } | null {
  try {
    // `info` is in Node's documentation and not in its types.
    const options = { info: true, maxOutputLength: WHOLE, chunkSize: sizeSaid(held, from) };
    const { buffer, engine } = inflateRawSync(held.subarray(from), options) as unknown as {
      buffer: Buffer;
      engine: InflateRaw;
    };
    return { bytes: buffer, taken: engine.bytesWritten };
  } catch {
    return null;
  }
}

/** A member's start: two bytes of magic, and deflate. */
const MEMBER = Buffer.of(0x1f, 0x8b, 8);

/**
 * How many bytes to make room for: what a member's trailer says, where the next one seems to start. A guess: that is
 * found by its first bytes, which compressed data may hold as well. Too little costs a copy, too much costs memory.
 */
function sizeSaid(held: Buffer, from: number): number {
  const next = held.indexOf(MEMBER, from);
  const said = next >= from + 8 ? held.readUInt32LE(next - 4) : CHUNK;
  // One byte more: a piece that is just full calls for another.
  return Math.min(Math.max(said + 1, 1024), WINDOW);
}

/** How long a member's header is (RFC 1952, 2.3); null where none is. */
function headerLength(bytes: Uint8Array): number | null {
  const flags = bytes[3] ?? 0xff;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8 || (flags & 0xe0) !== 0) return null;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  // A name, then a comment, each up to a zero.
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return null;
    at = zero + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : null;
}

/** Whether the checksum after a member is another than its data's. A trailer that is cut off takes nothing away. */
function trailerDamage(trailer: Uint8Array, sum: number): OnrecordError | null {
  if (trailer.length < 4) return null;
  const said = new DataView(trailer.buffer, trailer.byteOffset).getUint32(0, true);
  return said === sum ? null : new OnrecordError('archive-gzip');
}

/** Moves to the next member that starts with a record, or to the end. */
async function findMember(source: Source, opens: (start: Uint8Array) => boolean): Promise<void> {
  for (;;) {
    const at = source.held.indexOf(0x1f);
    source.drop(at < 0 ? source.held.length : at);
    if (source.held.length < WINDOW / 4) await source.fill(WINDOW);
    if (source.held.length === 0) return;
    const start = headerLength(source.held);
    if (start !== null && opens(startOf(source.held.subarray(start, start + 512)))) return;
    if (source.held[0] === 0x1f) source.drop(1);
  }
}

/** What the first bytes of deflated data hold. */
function startOf(bytes: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: WHOLE });
  } catch {
    return new Uint8Array();
  }
}

/** A stream's bytes from `offset` on, as far as they are held. */
class Source {
  held = Buffer.alloc(0);
  offset = 0;
  #ended = false;
  readonly #iterator: AsyncIterator<Uint8Array>;

  constructor(stream: ByteStream) {
    this.#iterator = stream[Symbol.asyncIterator]();
  }

  /** Holds at least so many bytes, or all that are left; says whether that many are there. */
  async fill(least: number): Promise<boolean> {
    if (this.held.length >= least || this.#ended) return this.held.length >= least;
    const chunks: Uint8Array[] = [this.held];
    let size = this.held.length;
    while (size < least && !this.#ended) {
      const next = await this.#iterator.next();
      if (next.done) this.#ended = true;
      else {
        chunks.push(next.value);
        size += next.value.length;
      }
    }
    this.held = Buffer.concat(chunks);
    return size >= least;
  }

  drop(bytes: number): void {
    this.held = this.held.subarray(bytes);
    this.offset += bytes;
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#iterator.return?.();
  }
}
