import { createHash } from 'node:crypto';
import { loadLanguage } from '../../src/language/language.js';
import { SCHEMA, spanOf, type DocumentRecord, type Speaker, type Statement } from '../../src/record.js';
import { utterancesOf } from '../../src/utterance/collection.js';
import { lineOf, type UtteranceLine } from '../../src/utterance/line.js';
import type { Carrier } from '../../src/utterance/page-text.js';

export const english = loadLanguage('languages', 'en');

/** A statement of a page made by hand: whose, and the words as they stand in the text. */
export interface Said {
  /** A full name, `unnamed: …`, or null. */
  who: string | null;
  words: string;
  /** What the statement says after the reporter's own words. */
  then?: string;
  /** The words that name the speaker there. Default: none. */
  source?: string;
  /** The words of saying. Default: none. */
  cue?: string;
  kind?: Statement['kind'];
  /** Default: a person, or a group where unnamed. */
  speakerKind?: Speaker['kind'];
  role?: string;
  /** ISO date. */
  when?: string;
  act?: Statement['act'];
  /** The outlet that reported it before. Default: none. */
  via?: string;
}

/** A page made by hand. The first paragraph is the headline. */
export interface PageGiven {
  outlet: string;
  /** ISO date or date-time. */
  published: string;
  text: string;
  says: Said[];
  dateline?: DocumentRecord['dateline'];
  byline?: string;
  links?: string[];
  url?: string;
}

/** A page's record, as reading would give it. Quoted are the words between curly marks. */
export function page(given: PageGiven): Carrier {
  const { text, outlet } = given;
  const id = createHash('sha256').update(`${outlet} ${text}`).digest('hex').slice(0, 10);
  const domain = `${outlet.toLowerCase().replace(/[^a-z0-9]+/gu, '')}.example`;
  const headline = text.split('\n')[0]!;
  const speakers = new Map<string, Speaker>();
  const statements = given.says.map((said, n): Statement => {
    const start = text.indexOf(said.words);
    if (start < 0) throw new Error(`not in the text: ${said.words}`);
    const content = [said.words, ...(said.then === undefined ? [] : [said.then])].map((words) =>
      spanOf(text, text.indexOf(words), text.indexOf(words) + words.length),
    );
    const quoted = content.flatMap(({ start: from, text: words }) =>
      [...words.matchAll(/“([^”]*)”/gu)].map((match) =>
        spanOf(text, from + match.index + 1, from + match.index + 1 + match[1]!.length),
      ),
    );
    const whole = quoted.length === content.length && quoted[0]!.text.length >= content[0]!.text.length - 4;
    const source = said.source === undefined ? -1 : text.indexOf(said.source);
    if (said.who !== null && !speakers.has(said.who))
      speakers.set(said.who, {
        id: `sp${speakers.size + 1}`,
        name: said.who,
        kind: said.speakerKind ?? (said.who.startsWith('unnamed') ? 'group' : 'person'),
        roles: said.role === undefined ? [] : [said.role],
        aliases: [],
        mentions: [],
      });
    return {
      id: `st${n + 1}`,
      kind: said.kind ?? (quoted.length === 0 ? 'indirect' : whole ? 'direct' : 'mixed'),
      source: source < 0 ? [] : [spanOf(text, source, source + said.source!.length)],
      cue:
        said.cue === undefined
          ? []
          : [spanOf(text, text.indexOf(said.cue, start), text.indexOf(said.cue, start) + said.cue.length)],
      content,
      quoted,
      insertions: [],
      speaker: said.who === null ? null : speakers.get(said.who)!.id,
      role: said.role ?? null,
      act: said.act ?? 'state',
      about: [],
      via:
        said.via === undefined
          ? []
          : [
              {
                name: said.via,
                how: 'reported',
                span: spanOf(text, text.indexOf(said.via), text.indexOf(said.via) + said.via.length),
              },
            ],
      occasion: { when: said.when ?? null, where: null, event: null },
      evidence: [],
      confidence: 0.9,
    };
  });
  return {
    links: (given.links ?? []).map((url) => ({ url, span: null })),
    record: {
      schema: SCHEMA,
      id,
      input: null,
      url: given.url ?? `https://${domain}/${id}`,
      canonical: null,
      sha256: createHash('sha256').update(text).digest('hex'),
      retrieved: null,
      language: 'en',
      outlet: { name: outlet, domain },
      headline,
      dateline: given.dateline ?? null,
      bylines: given.byline === undefined ? [] : [{ name: given.byline, agency: null }],
      published: given.published,
      modified: null,
      wire: null,
      text,
      parts: [
        { kind: 'headline', start: 0, end: headline.length },
        { kind: 'body', start: headline.length + 1, end: text.length },
      ],
      speakers: [...speakers.values()],
      statements,
    },
  };
}

/** The utterances of some pages, as an export gives them. */
export function read(list: readonly Carrier[]): UtteranceLine[] {
  const all = utterancesOf(list, (record, statement) => `s${record.id}-${statement.id}`, english);
  const byId = new Map(list.map((carrier) => [carrier.record.id, carrier]));
  return all.map((utterance) => lineOf(utterance, byId));
}
