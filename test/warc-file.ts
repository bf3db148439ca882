import { gzipSync } from 'node:zlib';

/** What a record of a made archive says. All but the content has a default. */
export interface RecordGiven {
  type?: string;
  url?: string | null;
  date?: string;
  version?: string;
  contentType?: string;
  /** Content-Length, where it is to lie. */
  length?: number;
  /** More lines of the head. */
  extra?: string[];
  block: string | Uint8Array;
}

/** A WARC record, uncompressed, as crawlers write it. */
export function warcRecord(given: RecordGiven): Buffer {
  const block = Buffer.from(given.block);
  const lines = [
    `WARC/${given.version ?? '1.1'}`,
    `WARC-Type: ${given.type ?? 'response'}`,
    'WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>',
    ...(given.url === null ? [] : [`WARC-Target-URI: ${given.url ?? 'https://kpa.example/story'}`]),
    `WARC-Date: ${given.date ?? '2024-03-04T05:06:07Z'}`,
    `Content-Type: ${given.contentType ?? 'application/http; msgtype=response'}`,
    ...(given.extra ?? []),
    `Content-Length: ${given.length ?? block.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), block, Buffer.from('\r\n\r\n')]);
}

/** An HTTP answer, as it came over the wire. */
export function httpMessage(
  body: string | Uint8Array,
  fields: readonly string[] = ['Content-Type: text/html; charset=utf-8'],
  status = '200 OK',
): Buffer {
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${[status, ...fields].join('\r\n')}\r\n\r\n`),
    Buffer.from(body),
  ]);
}

/** A page as an archive holds it: the request, then the answer. */
export function pageRecords(url: string, html: string, date?: string): Buffer[] {
  const about = { url, ...(date === undefined ? {} : { date }) };
  return [
    warcRecord({ ...about, type: 'request', block: `GET / HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n` }),
    warcRecord({ ...about, block: httpMessage(html) }),
  ];
}

/** Records, compressed as the standard advises: each in a gzip member of its own. */
export function gzipEach(records: readonly Uint8Array[]): Buffer {
  return Buffer.concat(records.map((record) => gzipSync(record)));
}

/** A zip file of stored entries, as WACZ has them. */
export function zipOf(entries: Readonly<Record<string, Uint8Array>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, rest, Buffer.from(name)]),
    );
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, Buffer.from('PK\u0005\u0006'), end]);
}

/** The checksum of zip and gzip, which a gzip member carries near its end. */
function crc(content: Uint8Array): number {
  const packed = gzipSync(content);
  return packed.readUInt32LE(packed.length - 8);
}
