import type { Document } from '../record.js';

/** What a document is known by from version to version. */
export interface Address {
  text: string;
  /** Whether the page itself is at it. A file's path is a weak hint: the same bytes elsewhere are the same document. */
  strong: boolean;
}

/**
 * The address that makes a page this document: the one that it calls canonical, if that is on the host it was read from;
 * else that which it was read from; else what the caller says; else its bytes. A page cannot take another host's place by
 * naming it.
 * @param document the page
 * @param given where it comes from, for one that has no URL
 * @example addressOf({ url: 'https://www.kpa.example/a?utm_source=x', canonical: null, sha256 }) // https://kpa.example/a
 */
export function addressOf(document: Pick<Document, 'url' | 'canonical' | 'sha256'>, given?: string): Address {
  const url = webAddress(document.url);
  const canonical = webAddress(document.canonical);
  if (canonical !== null && (url === null || new URL(canonical).host === new URL(url).host))
    return { text: canonical, strong: true };
  if (url !== null) return { text: url, strong: true };
  return { text: given ?? `sha256:${document.sha256}`, strong: false };
}

/** Parameters that only say how a reader came. */
const TRACKING = /^(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ocid|cmpid|smid)$/i;

/** A web address with what does not change the page taken off; null where it is none. */
function webAddress(given: string | null): string | null {
  if (given === null || !URL.canParse(given)) return null;
  const url = new URL(given);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.protocol = 'https:';
  url.hash = '';
  url.username = '';
  url.password = '';
  url.hostname = url.hostname.replace(/^www\./, '');
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}
