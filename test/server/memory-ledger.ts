import { createHash } from 'node:crypto';
import { OnrecordError } from '../../src/errors.js';
import type {
  Correction,
  DocumentEntry,
  Evidence,
  Hit,
  Ledger,
  LedgerDocument,
  LedgerSpeaker,
  LedgerStatement,
  Listing,
  ListOptions,
  Quoted,
  SearchQuery,
} from '../../src/ledger/types.js';
import type { DocumentRecord } from '../../src/record.js';

/**
 * A ledger in memory, as plain as can be, so that what the server and the screens do is tested apart from any store.
 * What they don't ask of a ledger throws.
 */
export function memoryLedger(now: () => Date = () => new Date('2026-11-25T12:00:00Z')): Ledger {
  const documents = new Map<string, { versions: LedgerDocument[]; evidence: Evidence[] }>();
  const corrections: Correction[] = [];

  const newest = () => [...documents.values()].map(({ versions }) => versions.at(-1)!);
  const corrected = (statement: LedgerStatement): LedgerStatement => {
    const mine = corrections.filter((c) => c.statement === statement.id && c.undone === null);
    let made = statement;
    for (const { change } of mine) {
      if (change.speaker !== undefined) {
        const known = newest().flatMap(({ speakers }) => speakers);
        const who = known.find(({ id, name }) => id === change.speaker || name === change.speaker);
        made = {
          ...made,
          speaker: change.speaker === null ? null : (who?.id ?? idOf('p', change.speaker)),
          speakerName: change.speaker === null ? null : (who?.name ?? change.speaker),
          speakerKind: change.speaker === null ? null : (who?.kind ?? change.speakerKind ?? 'person'),
        };
      }
      if (change.act !== undefined) made = { ...made, act: change.act };
      if (change.kind !== undefined) made = { ...made, kind: change.kind };
      if (change.role !== undefined) made = { ...made, role: change.role };
      if (change.content !== undefined) {
        const { text } = documents.get(statement.document)!.versions[statement.version - 1]!;
        const content = change.content.map(({ start, end }) => ({
          start,
          end,
          text: text.slice(start, end),
        }));
        made = { ...made, content, words: content.map((span) => span.text).join(' … ') };
      }
      if (change.notAStatement === true) made = { ...made, dropped: true };
    }
    return { ...made, corrections: mine.map(({ id }) => id) };
  };
  const seen = (document: LedgerDocument): LedgerDocument => ({
    ...document,
    statements: document.statements.map(corrected),
  });
  const all = () =>
    newest().flatMap((document) => seen(document).statements.map((statement) => ({ statement, document })));

  const found = (query: SearchQuery) => {
    const terms = (query.words ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return all().filter(({ statement, document }) => {
      const has = (wanted: string | readonly string[] | undefined, ...values: (string | null)[]) =>
        wanted === undefined || [wanted].flat().some((one) => values.includes(one));
      const words = statement.words.toLowerCase();
      return (
        terms.every((term) => words.includes(term)) &&
        has(query.speaker, statement.speaker, statement.speakerName) &&
        has(query.about, ...statement.about, ...statement.aboutNames) &&
        has(query.act, statement.act) &&
        has(query.kind, statement.kind) &&
        has(query.outlet, document.outlet.name, document.outlet.domain) &&
        has(query.byline, ...document.bylines.flatMap(({ name, agency }) => [name, agency])) &&
        has(query.document, document.id) &&
        (query.from === undefined || (statement.day ?? '') >= query.from) &&
        (query.to === undefined || (statement.day ?? '').slice(0, query.to.length) <= query.to) &&
        statement.confidence >= (query.minConfidence ?? 0) &&
        statement.confidence <= (query.maxConfidence ?? 1) &&
        (query.corrected === undefined || query.corrected === statement.corrections.length > 0) &&
        (query.dropped === true || !statement.dropped)
      );
    });
  };

  const speakers = (): LedgerSpeaker[] => {
    const made = new Map<string, LedgerSpeaker & { pages: Set<string> }>();
    for (const { statement, document } of all()) {
      if (statement.speaker === null || statement.dropped) continue;
      const here = document.speakers.find(({ id }) => id === statement.speaker);
      const one = made.get(statement.speaker) ?? {
        id: statement.speaker,
        name: statement.speakerName ?? '',
        kind: statement.speakerKind ?? 'person',
        aliases: [],
        roles: [],
        statements: 0,
        documents: 0,
        first: null,
        last: null,
        pages: new Set<string>(),
      };
      one.aliases = [...new Set([...one.aliases, ...(here?.aliases ?? [])])];
      one.roles = [...new Set([...one.roles, ...(here?.roles ?? [])])];
      one.statements++;
      one.pages.add(document.id);
      one.documents = one.pages.size;
      const { day } = statement;
      if (day !== null && (one.first === null || day < one.first)) one.first = day;
      if (day !== null && (one.last === null || day > one.last)) one.last = day;
      made.set(one.id, one);
    }
    return [...made.values()]
      .map(({ pages, ...speaker }) => speaker)
      .sort((a, b) => b.statements - a.statements || a.name.localeCompare(b.name));
  };

  /** Documents under a name that each of them bears, with whom they quote. */
  const gathered = (namesOf: (document: LedgerDocument) => string[]) => {
    const groups = new Map<string, LedgerDocument[]>();
    for (const document of newest())
      for (const name of new Set(namesOf(document)))
        groups.set(name, [...(groups.get(name) ?? []), seen(document)]);
    return [...groups].map(([name, pages]) => {
      const statements = pages.flatMap((page) => page.statements).filter(({ dropped }) => !dropped);
      const days = pages.flatMap(({ published }) => published?.slice(0, 10) ?? []).sort();
      const quotes = new Map<string, Quoted>();
      for (const { speaker, speakerName } of statements)
        if (speaker !== null)
          quotes.set(speaker, {
            id: speaker,
            name: speakerName ?? '',
            statements: (quotes.get(speaker)?.statements ?? 0) + 1,
          });
      return {
        name,
        pages,
        documents: pages.length,
        statements: statements.length,
        first: days[0] ?? null,
        last: days.at(-1) ?? null,
        quotes: [...quotes.values()].sort((a, b) => b.statements - a.statements).slice(0, 10),
      };
    });
  };

  const ledger: Pick<
    Ledger,
    | 'where'
    | 'kind'
    | 'add'
    | 'kept'
    | 'search'
    | 'facets'
    | 'statement'
    | 'document'
    | 'resolve'
    | 'documents'
    | 'versions'
    | 'evidence'
    | 'diff'
    | 'speaker'
    | 'speakers'
    | 'outlets'
    | 'bylines'
    | 'stats'
    | 'cite'
    | 'correct'
    | 'undo'
    | 'corrections'
    | 'match'
    | 'utterances'
    | 'trace'
    | 'close'
  > = {
    where: 'memory',
    kind: 'embedded',
    async add(record, evidence) {
      const id = idOf('d', record.url ?? record.sha256);
      const kept = documents.get(id) ?? { versions: [], evidence: [] };
      const last = kept.versions.at(-1);
      const statementsOf = (document: LedgerDocument) => document.statements.map((one) => one.id);
      if (last?.sha256 === record.sha256)
        return { outcome: 'unchanged', document: id, version: last.version, statements: statementsOf(last) };
      const version = kept.versions.length + 1;
      const added = { ...inLedger(record, id, version), added: now().toISOString() };
      documents.set(id, { versions: [...kept.versions, added], evidence: [...kept.evidence, evidence] });
      for (const document of documents.get(id)!.versions) document.versions = version;
      return { outcome: last ? 'version' : 'new', document: id, version, statements: statementsOf(added) };
    },
    kept: async () => null,
    async search(query) {
      const hits = found(query);
      const day = ({ statement }: (typeof hits)[number]) => statement.day ?? '';
      const order = query.order ?? 'newest';
      hits.sort((a, b) =>
        order === 'uncertain'
          ? a.statement.confidence - b.statement.confidence
          : order === 'confident'
            ? b.statement.confidence - a.statement.confidence
            : order === 'oldest'
              ? day(a).localeCompare(day(b))
              : day(b).localeCompare(day(a)),
      );
      const { items, next } = paged(hits, query);
      return {
        items: items.map(({ statement, document }): Hit => ({
          statement,
          snippet: snippetOf(statement.words, query.words ?? ''),
          rank: query.words === undefined ? 0 : 0.5,
          headline: document.headline,
          outlet: document.outlet.name,
          url: document.url,
          published: document.published,
        })),
        next,
        total: hits.length,
        more: false,
      };
    },
    async facets(query) {
      const hits = found(query);
      const counted = <V extends string>(values: readonly (V | null)[]) => {
        const counts = new Map<V, number>();
        for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
        return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
      };
      return {
        total: hits.length,
        more: false,
        speaker: counted(hits.map(({ statement }) => statement.speaker)).map(({ value, count }) => {
          const one = hits.find(({ statement }) => statement.speaker === value)!.statement;
          return { id: value, name: one.speakerName ?? '', kind: one.speakerKind ?? 'person', count };
        }),
        act: counted(hits.map(({ statement }) => statement.act)),
        kind: counted(hits.map(({ statement }) => statement.kind)),
        outlet: counted(hits.map(({ document }) => document.outlet.name)),
        month: counted(hits.map(({ statement }) => statement.day?.slice(0, 7) ?? null)).sort((a, b) =>
          a.value.localeCompare(b.value),
        ),
      };
    },
    statement: async (id) => all().find(({ statement }) => statement.id === id)?.statement ?? null,
    async document(id, version) {
      const versions = documents.get(id)?.versions;
      const one = version === undefined ? versions?.at(-1) : versions?.[version - 1];
      return one ? seen(one) : null;
    },
    resolve: async (prefix) =>
      [...newest().map(({ id }) => id), ...speakers().map(({ id }) => id)]
        .filter((id) => id.startsWith(prefix))
        .slice(0, 10),
    async documents(query = {}) {
      const entries = newest()
        .filter(({ outlet }) => query.outlet === undefined || outlet.name === query.outlet)
        .filter(
          ({ bylines }) =>
            query.byline === undefined ||
            bylines.some(({ name, agency }) => [name, agency].includes(query.byline ?? '')),
        )
        .sort((a, b) => (b.published ?? '').localeCompare(a.published ?? ''))
        .map((document): DocumentEntry => {
          const { text, parts, schema, speakers, reader, ...head } = document;
          return { ...head, statements: document.statements.length };
        });
      return paged(entries, query);
    },
    versions: async (id) =>
      (documents.get(id)?.versions ?? []).map((one) => ({
        document: id,
        version: one.version,
        sha256: one.sha256,
        headline: one.headline,
        published: one.published,
        modified: one.modified,
        added: one.added,
        readings: [{ at: one.added, sha256: one.sha256, url: one.url }],
      })),
    async evidence(id, version) {
      const kept = documents.get(id);
      const at = (version ?? kept?.versions.length ?? 0) - 1;
      const evidence = kept?.evidence[at];
      return evidence ? { ...evidence, sha256: kept?.versions[at]?.sha256 ?? '' } : null;
    },
    diff: async (document, from = 1, to = 2) => ({ document, from, to, statements: [], facts: [], text: [] }),
    speaker: async (id) => speakers().find((speaker) => speaker.id === id) ?? null,
    speakers: async (query = {}) =>
      paged(
        speakers().filter(({ name }) =>
          name.toLowerCase().includes((query.name ?? '').replace('*', '').toLowerCase()),
        ),
        query,
      ),
    outlets: async (query = {}) =>
      paged(
        gathered(({ outlet }) => (outlet.name === null ? [] : [outlet.name]))
          .map(({ pages, ...outlet }) => ({ ...outlet, domain: pages[0]?.outlet.domain ?? null }))
          .filter(({ name }) => query.name === undefined || name.includes(query.name)),
        query,
      ),
    bylines: async (query = {}) =>
      paged(
        gathered(({ bylines }) => bylines.flatMap(({ name, agency }) => name ?? agency ?? []))
          .map(({ pages, ...byline }) => ({
            ...byline,
            agency: pages.some(({ bylines }) =>
              bylines.some(({ name, agency }) => name === null && agency === byline.name),
            ),
            outlets: [...new Set(pages.flatMap(({ outlet }) => outlet.name ?? []))],
          }))
          .filter(({ name }) => query.name === undefined || name.includes(query.name)),
        query,
      ),
    async stats() {
      const { act, kind } = await ledger.facets({});
      const statements = all().filter(({ statement }) => !statement.dropped);
      return {
        documents: documents.size,
        versions: [...documents.values()].reduce((sum, { versions }) => sum + versions.length, 0),
        statements: statements.length,
        speakers: speakers().length,
        outlets: new Set(newest().map(({ outlet }) => outlet.name)).size,
        corrections: corrections.filter(({ undone }) => undone === null).length,
        evidenceBytes: 0,
        first: null,
        last: null,
        acts: act,
        kinds: kind,
        languages: [{ value: 'en', count: documents.size }],
        schema: [],
      };
    },
    async cite(id) {
      const { statement, document } = all().find((one) => one.statement.id === id)!;
      return {
        id,
        words: statement.words,
        kind: statement.kind,
        speaker: statement.speakerName,
        role: statement.role,
        headline: document.headline,
        bylines: document.bylines.flatMap(({ name, agency }) => name ?? agency ?? []),
        outlet: document.outlet.name,
        published: document.published,
        url: document.url,
        retrieved: document.retrieved,
        sha256: document.sha256,
        start: statement.content[0]?.start ?? 0,
        end: statement.content.at(-1)?.end ?? 0,
        document: document.id,
        version: document.version,
      };
    },
    async correct(id, { author, reason, ...change }) {
      const { statement, document } = all().find((one) => one.statement.id === id)!;
      const correction: Correction = {
        id: `c${corrections.length + 1}`,
        statement: id,
        document: document.id,
        sha256: document.sha256,
        quote: { exact: statement.words, prefix: '', suffix: '' },
        change,
        author,
        reason: reason ?? null,
        made: now().toISOString(),
        undone: null,
      };
      corrections.push(correction);
      return correction;
    },
    async undo(id, author) {
      const correction = corrections.find((one) => one.id === id);
      if (!correction) throw new OnrecordError('input-missing');
      correction.undone = { at: now().toISOString(), author };
      return correction;
    },
    corrections: async (query = {}) =>
      paged(
        corrections
          .filter(({ undone }) => query.undone === true || undone === null)
          .filter(({ statement }) => query.statement === undefined || statement === query.statement)
          .toReversed(),
        query,
      ),
    match: async () => 0,
    // As plain as can be: the same words are one utterance, the first page heard it, the others repeat it.
    utterances: async (id) => {
      const words = all().find(({ statement }) => statement.id === id)?.statement.words;
      return words === undefined ? [] : [idOf('u', words)];
    },
    async trace(id) {
      const reports = all()
        .filter(({ statement }) => idOf('u', statement.words) === id)
        .sort((a, b) => (a.document.published ?? '').localeCompare(b.document.published ?? ''));
      const [first, ...others] = reports;
      if (!first) return null;
      const url = ({ document }: (typeof reports)[number]) => document.url ?? document.id;
      const reason = (why: string, one: (typeof reports)[number]) => ({
        why,
        spans: one.statement.content.map((span) => ({ url: url(one), ...span })),
      });
      return {
        id,
        speaker: first.statement.speakerName,
        summary: `${reports.length} carry it; 1 heard it`,
        day: first.statement.day,
        confidence: 0.75,
        independent: 1,
        statements: reports.map((one) => ({
          id: one.statement.id,
          url: url(one),
          outlet: one.document.outlet.name,
          published: one.document.published,
          text: one.statement.words,
        })),
        origins: [{ url: url(first), reasons: [reason('the words are its own', first)], confidence: 0.9 }],
        copies: others.map((one) => ({
          url: url(one),
          of: [url(first)],
          credited: one.statement.via.length > 0,
          reasons: [reason('it has the same words, later', one)],
          confidence: 0.8,
        })),
        relays: [{ url: url(first), names: ['Radio Ostmar'], reasons: [] }],
        altered: [],
        changes: others.slice(0, 1).map((one) => ({
          url: url(one),
          of: url(first),
          kind: 'replaced' as const,
          before: 'never',
          after: 'always',
          danger: 'negation' as const,
          beforeSpans: [],
          afterSpans: [],
        })),
        disputes: [],
        answers: [],
        answeredBy: [
          {
            kind: 'disputes',
            utterance: idOf('u', 'other'),
            speaker: 'Tor Ekdal',
            text: 'They were.',
            confidence: 0.7,
            spans: [],
          },
        ],
      };
    },
    close: async () => undefined,
  };
  return ledger as Ledger;
}

/** A record as the ledger has it: ids made from what they name. */
function inLedger(record: DocumentRecord, id: string, version: number): Omit<LedgerDocument, 'added'> {
  const speakerId = (given: string | null) => {
    const name = record.speakers.find((speaker) => speaker.id === given)?.name;
    return name === undefined ? null : idOf('p', name);
  };
  return {
    ...record,
    id,
    version,
    versions: version,
    reader: 'onrecord 0.1.0',
    speakers: record.speakers.map((speaker) => ({ ...speaker, id: idOf('p', speaker.name) })),
    statements: record.statements.map((statement, i) => {
      const speaker = record.speakers.find((one) => one.id === statement.speaker);
      return {
        ...statement,
        id: `s${id.slice(1)}-${i + 1}`,
        document: id,
        version,
        speaker: speakerId(statement.speaker),
        speakerName: speaker?.name ?? null,
        speakerKind: speaker?.kind ?? null,
        about: statement.about.map((who) => speakerId(who) ?? who),
        aboutNames: statement.about.map((who) => record.speakers.find((one) => one.id === who)?.name ?? who),
        day: statement.occasion.when ?? record.published?.slice(0, 10) ?? null,
        words: statement.content.map(({ text }) => text).join(' … '),
        corrections: [],
        dropped: false,
      };
    }),
  };
}

const idOf = (letter: string, name: string) =>
  letter +
  BigInt(`0x${createHash('sha256').update(name).digest('hex').slice(0, 14)}`)
    .toString(36)
    .slice(0, 10);

function paged<T>(items: T[], { limit = 20, cursor }: ListOptions): Listing<T> {
  const from = Number(cursor ?? 0);
  return {
    items: items.slice(from, from + limit),
    next: from + limit < items.length ? String(from + limit) : null,
  };
}

function snippetOf(words: string, query: string) {
  const terms = query.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (terms.length === 0) return [{ text: words, hit: false }];
  return words
    .split(new RegExp(`(${terms.join('|')})`, 'i'))
    .filter((text) => text !== '')
    .map((text) => ({ text, hit: terms.some((term) => term.toLowerCase() === text.toLowerCase()) }));
}
