/** One rule of a robots.txt: which paths, and whether they may be read. */
interface Rule {
  allow: boolean;
  /** The path with its wildcards, percent-encoding made uniform. */
  path: string;
}

/** What a robots.txt says to one reader. */
export interface Robots {
  rules: readonly Rule[];
  /** Seconds between requests, where the (unofficial) Crawl-delay asks for it. */
  delay: number | null;
}

/** A robots.txt that forbids nothing. */
export const ALL_ALLOWED: Robots = { rules: [], delay: null };
/** What holds where a robots.txt should be and cannot be had (RFC 9309, 2.3.1.4). */
export const NONE_ALLOWED: Robots = { rules: [{ allow: false, path: '/' }], delay: null };

/** More rules, and longer ones, than anybody means. */
const MAX_RULES = 10_000;
const MAX_PATH = 2048;

/**
 * Reads a robots.txt for one reader: the rules of all groups that name it, else of the groups for everybody.
 * @param text the file
 * @param agent the reader's product token, lower case
 * @example allowed(robotsFor('User-agent: *\nDisallow: /private', 'onrecord'), '/private/1') // false
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export function robotsFor(text: string, agent: string): Robots {
  const named: { rules: Rule[]; delay: number | null; found: boolean } = {
    rules: [],
    delay: null,
    found: false,
  };
  const others: typeof named = { rules: [], delay: null, found: false };
  /** The groups that the lines at hand belong to. */
  let groups: (typeof named)[] = [];
  let naming = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const found = /^\s*([a-z-]+)\s*:\s*(.*?)\s*$/i.exec(line.replace(/#.*$/, '').slice(0, 2 * MAX_PATH));
    const key = found?.[1]?.toLowerCase();
    const value = found?.[2] ?? '';
    if (key === 'user-agent') {
      if (!naming) groups = [];
      naming = true;
      const token = /^[a-z_-]+/i.exec(value)?.[0].toLowerCase();
      const group = value.startsWith('*') ? others : token === agent ? named : null;
      if (group !== null) {
        group.found = true;
        groups.push(group);
      }
    } else if (key === 'allow' || key === 'disallow') {
      naming = false;
      if (value === '' || value.length > MAX_PATH) continue;
      // Some leave the slash out; what they mean is plain.
      const path = uniform(/^[/*]/.test(value) ? value : `/${value}`);
      for (const group of groups)
        if (group.rules.length < MAX_RULES) group.rules.push({ allow: key === 'allow', path });
    } else if (key === 'crawl-delay') {
      naming = false;
      const seconds = Number(value);
      if (value !== '' && seconds >= 0)
        for (const group of groups) group.delay = Math.max(group.delay ?? 0, seconds);
    }
    // Other lines (Sitemap and the like) belong to no group and end none.
  }
  const { rules, delay } = named.found ? named : others;
  return { rules, delay };
}

/**
 * Whether a robots.txt lets an address be read: the longest rule that fits decides, and where two are as long, the
 * one that allows.
 * @param robots what the file says to this reader
 * @param path path and query of the address
 * @example allowed(robotsFor('User-agent: *\nDisallow: /a\nAllow: /a/b', 'onrecord'), '/a/b/c') // true
 */
export function allowed(robots: Robots, path: string): boolean {
  const plain = uniform(path);
  if (plain === '/robots.txt') return true;
  let length = -1;
  let allow = true;
  for (const rule of robots.rules)
    if (rule.path.length >= length && (rule.path.length > length || rule.allow) && fits(rule.path, plain)) {
      length = rule.path.length;
      allow = rule.allow;
    }
  return allow;
}

/** Whether a path starts as a rule says; `*` is any run of characters, `$` the end. Takes what comes first for each star: nothing else can fit where that does not. */
function fits(rule: string, path: string): boolean {
  const ends = rule.endsWith('$');
  const [start = '', ...rest] = (ends ? rule.slice(0, -1) : rule).split('*');
  if (!path.startsWith(start)) return false;
  if (rest.length === 0) return !ends || path === start;
  let at = start.length;
  const last = ends ? rest.pop() : undefined;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return last === undefined || (path.length - last.length >= at && path.endsWith(last));
}

/** Percent-encoding made uniform (RFC 9309, 2.2.2): what need not be encoded is not, all else is, in capitals. */
function uniform(path: string): string {
  return path
    .replace(/%([0-9a-f]{2})/gi, (encoded, hex: string) => {
      const character = String.fromCharCode(parseInt(hex, 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : encoded.toUpperCase();
    })
    .replace(/[^\u0021-\u007e]+/g, (characters) =>
      encodeURIComponent(characters.replace(/[\ud800-\udfff]/gu, '\ufffd')),
    );
}
