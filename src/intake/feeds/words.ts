import { decodeHTMLStrict } from 'entities';

/** Where begins what is not shown. */
const UNSEEN = /<(script|style)(?![a-z0-9])[^<>]*>|<!--/gi;
const TAG = /<\/?([a-z][a-z0-9]{0,20})(?![a-z0-9])[^<>]*>/gi;
/** Elements inside a line: no space belongs where their tags stood. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/**
 * The words of a piece of HTML on one line: tags and what is not shown are gone, entities are characters.
 * @example plainWords('<p>Ports &amp; <b>ferries</b></p>') // 'Ports & ferries'
 */
export function plainWords(html: string): string {
  const shown = html.includes('<')
    ? seen(html).replace(TAG, (_, name: string) => (INLINE.has(name.toLowerCase()) ? '' : ' '))
    : html;
  return oneSpaced(decoded(shown));
}

/** HTML without scripts, styles and comments. Each end is looked for once, so that many starts cost nothing. */
function seen(html: string): string {
  const pieces: string[] = [];
  const endless = new Set<string>();
  let lower: string | undefined;
  let at = 0;
  UNSEEN.lastIndex = 0;
  for (let found = UNSEEN.exec(html); found; found = UNSEEN.exec(html)) {
    const end = found[1] === undefined ? '-->' : `</${found[1].toLowerCase()}`;
    if (endless.has(end)) continue;
    lower ??= html.toLowerCase();
    const stop = lower.indexOf(end, UNSEEN.lastIndex);
    if (stop < 0) {
      endless.add(end);
      continue;
    }
    pieces.push(html.slice(at, found.index));
    at = end === '-->' ? stop + 3 : Math.max(stop, html.indexOf('>', stop) + 1);
    UNSEEN.lastIndex = at;
  }
  return [...pieces, html.slice(at)].join(' ');
}

/**
 * Plain text on one line, its characters as they are.
 * @example oneSpaced(' two\n words ') // 'two words'
 */
export function oneSpaced(text: string): string {
  return text.replace(CONTROLS, '').replace(/\s+/g, ' ').trim();
}

/**
 * A title, which a feed may mean as text or as HTML and seldom says which: HTML where it has tags or entities.
 * @example titleWords('Ports &amp; ferries') // 'Ports & ferries'
 */
export function titleWords(text: string): string {
  return /<\/?[a-z][^<>]*>|&#?\w{1,31};/i.test(text) ? plainWords(text) : oneSpaced(text);
}

/** Characters for entities, HTML's names too; what is none stays as it is. @example decoded('caf&eacute;') // 'café' */
export function decoded(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}
