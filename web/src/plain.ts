/* eslint-disable no-control-regex -- control characters are what this file is about */
/**
 * Text of a page as it may stand on screen. Marks that turn the direction of writing ("Trojan Source", CVE-2021-42574)
 * and control characters are shown, one for one, so that offsets stay what they are and a trick is seen as one.
 */
const TRICKS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** @example plain('a\u202eb') // 'a�b' */
export function plain(text: string | null | undefined): string {
  return (text ?? '').replace(TRICKS, '\ufffd');
}

/** A web address that a link may lead to; null for anything else (`javascript:`, `data:`). */
export function webAddress(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
