/** What a page is, before it is read. */
export type PageForm = 'html' | 'text' | 'binary' | 'empty';

/** First bytes of formats that are no text, from the WHATWG MIME Sniffing Standard. */
const SIGNATURES = [
  '%PDF-',
  'PK\u0003\u0004',
  'GIF8',
  '\u0089PNG',
  '\u00ff\u00d8\u00ff',
  '\u001f\u008b',
  'OggS',
  'ID3',
  'BM\u00f8',
  '7z\u00bc\u00af',
  'Rar!\u001a',
  '\u007fELF',
  'SQLite format 3',
  '\u00d0\u00cf\u0011\u00e0',
];
const BINARY_TYPE =
  /^\s*(?:image|audio|video|font)\/|^\s*application\/(?:pdf|zip|gzip|octet-stream\b.*\bname=)/i;
const HTML_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml)/i;
const TEXT_TYPE = /^\s*text\/(?:plain|markdown)/i;
const HTML_START =
  /^(?:\s|<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,5000}-->)*<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|h[1-6]|p|div|article|section|main|header|table|font|center|br|a|b)(?=[\s>/])/i;
const CLOSING_TAGS = /<\/(?:p|div|h[1-6]|article|section|body|html|table|td|li|ul|a|span)\s*>/gi;
const SNIFFED = 65_536;

/**
 * Whether bytes are no text at all: a known signature, or too many control characters.
 * UTF-16 is text although it holds zero bytes.
 * @example isBinary(new Uint8Array([0x89, 0x50, 0x4e, 0x47])) // true
 */
export function isBinary(bytes: Uint8Array, contentType = ''): boolean {
  if (BINARY_TYPE.test(contentType)) return true;
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.byteLength)).toString(
    'latin1',
  );
  return SIGNATURES.some((signature) => start.startsWith(signature));
}

/**
 * What decoded text is. Control characters tell binary data from text, tags tell HTML from text.
 * @param contentType the Content-Type header, if there was one: followed where the text does not belie it
 * @example formOf('<!doctype html><p>Hello') // 'html'
 */
export function formOf(text: string, contentType = ''): PageForm {
  const sample = text.slice(0, SNIFFED);
  let controls = 0;
  let broken = 0;
  for (let at = 0; at < sample.length; at++) {
    const unit = sample.charCodeAt(at);
    if (unit < 32 && unit !== 9 && unit !== 10 && unit !== 12 && unit !== 13 && unit !== 27) controls++;
    else if (unit === 0xfffd) broken++;
  }
  if (controls * 50 > sample.length || (broken + controls) * 4 > sample.length) {
    if (sample.length > 0) return 'binary';
  }
  if (!/[^\s\0\ufeff\u200b]/.test(text)) return 'empty';
  if (HTML_START.test(sample.slice(0, 8192))) return 'html';
  if (TEXT_TYPE.test(contentType)) return 'text';
  if (HTML_TYPE.test(contentType)) return 'html';
  CLOSING_TAGS.lastIndex = 0;
  let tags = 0;
  while (tags < 4 && CLOSING_TAGS.test(sample)) tags++;
  return tags >= 4 ? 'html' : 'text';
}
