/**
 * An address in a feed, absolute: as written where it is so already, else resolved. Null for what no page can be
 * fetched from (script, mail, a broken address).
 * @param given as it stands in the feed
 * @param bases what relative addresses may hang on, the nearest first; the first that serves is taken
 * @example absolute('news/1', ['https://kpa.example/']) // 'https://kpa.example/news/1'
 */
export function absolute(given: string | null | undefined, bases: readonly (string | null)[]): string | null {
  // An ampersand encoded twice is a common slip, and means nothing else in an address.
  const text = given?.trim().replaceAll('&amp;', '&');
  if (!text || text.length > 8192) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    if (!URL.canParse(text) || !isWeb(new URL(text))) return null;
    return /^https?:\/\/\S+$/i.test(text) ? text : new URL(text).href;
  }
  // A host without its scheme; as a relative address it would name a file of that name.
  if (/^www\.[a-z0-9.-]+\.[a-z]{2,}(?:[/:?#]|$)/i.test(text)) return absolute(`http://${text}`, []);
  for (const base of bases)
    if (base !== null && URL.canParse(text, base)) {
      const url = new URL(text, base);
      if (isWeb(url)) return url.href;
    }
  return null;
}

const isWeb = (url: URL) => (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
