import { describe, expect, it } from 'vitest';
import { readPage } from './english.js';

const STORY =
  'said that the bridge over the river would be rebuilt in the spring of next year, and that it would be paid for.';
const latin = (text: string) => Uint8Array.from(text, (unit) => unit.charCodeAt(0));

describe('a page in another charset', () => {
  it('is read as it declares', () => {
    const page = latin(`<meta charset="iso-8859-1"><p>Ren\xe9 Falg\xe5r ${STORY}`);
    expect(readPage({ bytes: page }).text).toContain('René Falgår');
  });

  it('is read as its header declares', () => {
    const page = latin(`<p>\xcc\xfd\xf0 ${STORY}`);
    expect(readPage({ bytes: page, contentType: 'text/html; charset=windows-1251' }).text).toMatch(/^Мэр/);
  });

  it('has the dashes and quotation marks of Windows-1252', () => {
    const page = latin(
      `<meta charset="windows-1252"><p>\x93No,\x94 the mayor\x92s man \x96 or boy \x97 ${STORY}`,
    );
    expect(readPage({ bytes: page }).text).toMatch(/^“No,” the mayor’s man – or boy — said/);
  });

  it('is UTF-8 when its bytes are, whatever it declares', () => {
    const page = new TextEncoder().encode(`<meta charset="iso-8859-1"><p>“Café,” the mayor ${STORY}`);
    expect(readPage({ bytes: page }).text).toMatch(/^“Café,”/);
  });

  it('may be UTF-16', () => {
    const page = Buffer.from(`\ufeffThe mayor ${STORY}`, 'utf16le');
    expect(readPage({ bytes: page }).text).toBe(`The mayor ${STORY}`);
  });

  it('is no other page for a byte order mark', () => {
    const page = new TextEncoder().encode(`\ufeffThe mayor ${STORY}`);
    expect(readPage({ bytes: page }).text).toBe(`The mayor ${STORY}`);
  });
});
