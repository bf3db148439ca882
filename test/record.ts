import {
  SCHEMA,
  spanOf,
  type DocumentRecord,
  type PartKind,
  type Span,
  type Statement,
} from '../src/record.js';

const HEADLINE = 'Harbour council rejects “secret” lock plan';
const DATELINE = 'OSTMAR (NKA) —';
const FIRST =
  ' “The [lock] gates were never meant to be closed,” Mayor Ilse Brandvik told Radio Ostmar on Monday, “and they won’t be.”';
const SECOND =
  'Her deputy, Tor Ekdal, said that according to port data Brandvik had warned that “the tide will decide” in March.';
const BIO = 'Jon Feld covers the coast for the Ostmar Post.';

/** The words of one of the paragraphs as a span of the text. */
function find(words: string): Span {
  const start = TEXT.indexOf(words);
  if (start < 0) throw new Error(`not in the text: ${words}`);
  return spanOf(TEXT, start, start + words.length);
}

/** Some of those words. */
function inside(words: string, part: string): Span {
  const start = find(words).start + words.indexOf(part);
  return spanOf(TEXT, start, start + part.length);
}

const TEXT = `${HEADLINE}\n${DATELINE}${FIRST}\n${SECOND}\n${BIO}`;

const part = (kind: PartKind, words: string) => {
  const { start, end } = find(words);
  return { kind, start, end };
};

const statement = (id: string, given: Partial<Statement>): Statement => ({
  id,
  kind: 'indirect',
  source: [],
  cue: [],
  content: [],
  quoted: [],
  insertions: [],
  speaker: null,
  role: null,
  act: 'state',
  about: [],
  via: [],
  occasion: { when: null, where: null, event: null },
  evidence: [],
  confidence: 0.9,
  ...given,
});

/** A record of an invented page, made by hand: three statements, one inside another, of two speakers. */
export function sampleRecord(): DocumentRecord {
  return {
    schema: SCHEMA,
    id: 'd1',
    input: 'lock.html',
    url: 'https://ostmarpost.example/lock',
    canonical: null,
    sha256: '0'.repeat(64),
    retrieved: null,
    language: 'en',
    outlet: { name: 'Ostmar Post', domain: 'ostmarpost.example' },
    headline: HEADLINE,
    dateline: { place: 'Ostmar', country: null, agency: 'NKA', date: null },
    bylines: [{ name: 'Jon Feld', agency: null }],
    published: '2024-05-07',
    modified: null,
    wire: null,
    text: TEXT,
    parts: [
      part('headline', HEADLINE),
      part('dateline', DATELINE),
      part('body', `${FIRST.trim()}\n${SECOND}`),
      part('bio', BIO),
    ],
    speakers: [
      {
        id: 'sp1',
        name: 'Ilse Brandvik',
        kind: 'person',
        roles: ['Mayor'],
        aliases: ['Brandvik'],
        mentions: [find('Ilse Brandvik')],
      },
      {
        id: 'sp2',
        name: 'Tor Ekdal',
        kind: 'person',
        roles: ['deputy'],
        aliases: [],
        mentions: [find('Tor Ekdal')],
      },
    ],
    statements: [
      statement('st1', {
        kind: 'direct',
        source: [find('Mayor Ilse Brandvik')],
        cue: [find('told')],
        content: [find('“The [lock] gates were never meant to be closed,”'), find('“and they won’t be.”')],
        quoted: [find('The [lock] gates were never meant to be closed,'), find('and they won’t be.')],
        insertions: [find('[lock]')],
        speaker: 'sp1',
        role: 'Mayor',
        act: 'deny',
        via: [{ name: 'Radio Ostmar', how: 'told', span: find('Radio Ostmar') }],
        occasion: { when: '2024-05-06', where: null, event: null },
      }),
      statement('st2', {
        source: [find('Her deputy, Tor Ekdal')],
        cue: [find('said')],
        content: [
          find('that according to port data Brandvik had warned that “the tide will decide” in March'),
        ],
        speaker: 'sp2',
        role: 'deputy',
        about: ['sp1'],
        evidence: [find('according to port data')],
      }),
      statement('st3', {
        kind: 'mixed',
        source: [inside('Brandvik had', 'Brandvik')],
        cue: [find('warned')],
        content: [find('that “the tide will decide” in March')],
        quoted: [find('the tide will decide')],
        speaker: 'sp1',
        role: 'Mayor',
        act: 'warn',
        confidence: 0.71,
      }),
    ],
  };
}

/** A record whose page tries to act on whatever shows it. */
export function hostileRecord(): DocumentRecord {
  const text =
    '\u001b[2J\u009b31mOwned\u202e <script>alert(1)</script>\n=HYPERLINK("http://x.example","y") & \'said\' "the\u0007 man"';
  const at = text.indexOf('=');
  const record = sampleRecord();
  return {
    ...record,
    input: 'bad\u001b]0;x\u0007.html',
    url: 'javascript:alert(1)',
    outlet: { name: '<img src=x onerror=alert(1)>', domain: null },
    headline: text.slice(0, at - 1),
    language: '"><script>',
    text,
    parts: [
      { kind: 'headline', start: 0, end: at - 1 },
      { kind: 'body', start: at, end: text.length },
    ],
    speakers: [
      { id: 'sp1', name: '@SUM(1)</span><script>', kind: 'person', roles: ['+1'], aliases: [], mentions: [] },
    ],
    statements: [
      statement('st1', {
        content: [spanOf(text, at, text.length)],
        speaker: 'sp1',
        role: '-2+3',
        about: ['\t=1'],
      }),
    ],
  };
}

/** Records as the formats take them. */
export async function* stream(...records: DocumentRecord[]): AsyncGenerator<DocumentRecord> {
  for (const record of records) yield await Promise.resolve(record);
}

/** Everything that an output gives, in one string. */
export async function whole(output: AsyncIterable<string | Uint8Array>): Promise<string> {
  return new TextDecoder().decode(await wholeBytes(output));
}

/** Everything that an output gives, in bytes. */
export async function wholeBytes(output: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of output) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Buffer.concat(pieces);
}
