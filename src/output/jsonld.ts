import type { DocumentEntry, LedgerDocument, LedgerSpeaker, LedgerStatement } from '../ledger/types.js';
import type { SpeakerKind } from '../record.js';
import type { UtteranceLine } from '../utterance/line.js';

/*
 * Linked data: schema.org for the things (Quotation, NewsArticle, Person, Organization), the W3C Web Annotation Data Model
 * for where the words stand (TextQuoteSelector, TextPositionSelector), PROV-O for what they were made from, and by whom.
 * The context stands in the file itself: a processor needs nothing from elsewhere to read it.
 */
export const JSONLD_CONTEXT = {
  '@version': 1.1,
  '@vocab': 'https://schema.org/',
  schema: 'https://schema.org/',
  oa: 'http://www.w3.org/ns/oa#',
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  onrecord: 'urn:onrecord:',
  act: 'onrecord:act',
  kind: 'onrecord:kind',
  disputes: { '@id': 'onrecord:disputes', '@container': '@set' },
  confidence: { '@id': 'onrecord:confidence', '@type': 'xsd:double' },
  url: { '@id': 'schema:url', '@type': '@id' },
  datePublished: { '@id': 'schema:datePublished' },
  hasTarget: { '@id': 'oa:hasTarget', '@type': '@id' },
  hasSource: { '@id': 'oa:hasSource', '@type': '@id' },
  hasSelector: { '@id': 'oa:hasSelector', '@type': '@id', '@container': '@set' },
  refinedBy: { '@id': 'oa:refinedBy', '@type': '@id' },
  exact: 'oa:exact',
  prefix: 'oa:prefix',
  suffix: 'oa:suffix',
  start: { '@id': 'oa:start', '@type': 'xsd:nonNegativeInteger' },
  end: { '@id': 'oa:end', '@type': 'xsd:nonNegativeInteger' },
  wasDerivedFrom: { '@id': 'prov:wasDerivedFrom', '@type': '@id' },
  wasQuotedFrom: { '@id': 'prov:wasQuotedFrom', '@type': '@id' },
  wasAttributedTo: { '@id': 'prov:wasAttributedTo', '@type': '@id' },
  generatedAtTime: { '@id': 'prov:generatedAtTime', '@type': 'xsd:dateTime' },
  spokenByCharacter: { '@id': 'schema:spokenByCharacter', '@type': '@id' },
  isPartOf: { '@id': 'schema:isPartOf', '@type': '@id' },
  about: { '@id': 'schema:about', '@container': '@set' },
} as const;

/** The name of a thing of the ledger: the same in every ledger that read the same page. */
const iri = (id: string) => `urn:onrecord:${id}`;
const evidenceIri = (sha256: string) => `urn:sha256:${sha256}`;

const TYPES: Readonly<Record<SpeakerKind, string>> = {
  person: 'Person',
  author: 'Person',
  organisation: 'Organization',
  outlet: 'NewsMediaOrganization',
  group: 'Organization',
  document: 'CreativeWork',
};

/** What is null is left out: linked data have no word for "not told". */
function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** An address as an IRI; one that is none is given nowhere, since it would be taken for a relative one. */
function address(given: string | null): string | undefined {
  if (given === null || !URL.canParse(given)) return undefined;
  const { protocol, href } = new URL(given);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

const dateTime = (given: string | null) =>
  given !== null && !Number.isNaN(Date.parse(given)) ? new Date(given).toISOString() : undefined;

/** The head of a page. */
function article(document: DocumentEntry | LedgerDocument): Record<string, unknown> {
  return present({
    '@id': iri(document.id),
    '@type': 'NewsArticle',
    url: address(document.canonical ?? document.url),
    headline: document.headline,
    inLanguage: document.language,
    datePublished: document.published,
    dateModified: document.modified,
    publisher:
      document.outlet.name === null && document.outlet.domain === null
        ? null
        : present({ '@type': 'NewsMediaOrganization', name: document.outlet.name ?? document.outlet.domain }),
    author: document.bylines.flatMap(({ name, agency }) => [
      ...(name === null ? [] : [{ '@type': 'Person', name }]),
      ...(agency === null ? [] : [{ '@type': 'Organization', name: agency }]),
    ]),
    wasDerivedFrom: present({
      '@id': evidenceIri(document.sha256),
      '@type': 'prov:Entity',
      generatedAtTime: dateTime(document.retrieved),
    }),
  });
}

/** Where a statement's words stand: each piece by its offsets and by its words. */
function selectors(statement: LedgerStatement): object[] {
  return statement.content.map(({ start, end, text }) => ({
    '@type': 'oa:TextPositionSelector',
    start,
    end,
    refinedBy: { '@type': 'oa:TextQuoteSelector', exact: text },
  }));
}

function speaker(id: string, name: string | null, kind: SpeakerKind | null, role: string | null): object {
  return present({
    '@id': iri(id),
    '@type': TYPES[kind ?? 'person'],
    name,
    jobTitle: kind === 'person' ? role : null,
  });
}

/** A statement as a schema.org Quotation that is annotated in its page. */
export function jsonldStatement({
  statement,
  document,
}: {
  statement: LedgerStatement;
  document: DocumentEntry | LedgerDocument;
}): object {
  const { speaker: who, speakerName, speakerKind } = statement;
  return present({
    '@id': iri(statement.id),
    '@type': ['Quotation', 'oa:Annotation', 'prov:Entity'],
    text: statement.words,
    act: statement.act,
    kind: statement.kind,
    confidence: statement.confidence,
    spokenByCharacter: who === null ? null : speaker(who, speakerName, speakerKind, statement.role),
    wasAttributedTo: who === null ? null : iri(who),
    about: statement.about.map((one, i) => {
      const name = statement.aboutNames[i] ?? one;
      return one === name ? { '@type': 'Thing', name } : { '@id': iri(one), name };
    }),
    dateCreated: statement.day,
    locationCreated:
      statement.occasion.where === null ? null : { '@type': 'Place', name: statement.occasion.where },
    isPartOf: article(document),
    wasQuotedFrom: iri(document.id),
    hasTarget: {
      '@type': 'oa:SpecificResource',
      hasSource: evidenceIri(document.sha256),
      hasSelector: selectors(statement),
    },
  });
}

/** A page with its text. */
export function jsonldDocument(document: LedgerDocument): object {
  return { ...article(document), articleBody: document.text };
}

/** A speaker with what pages call it. */
export function jsonldSpeaker({ id, name, kind, aliases, roles }: LedgerSpeaker): object {
  return present({
    '@id': iri(id),
    '@type': TYPES[kind],
    name,
    alternateName: aliases,
    jobTitle: kind === 'person' ? roles : [],
  });
}

/** One act of saying as a schema.org Quotation, with the reports of it as quotations that it was derived from. */
export function jsonldUtterance({ id, speaker: who, statements, origins, disputes }: UtteranceLine): object {
  return present({
    '@id': iri(id),
    '@type': ['Quotation', 'prov:Entity'],
    text: statements[0]?.text ?? null,
    creator: who === null ? null : { '@type': 'Person', name: who },
    wasDerivedFrom: statements.map((statement) => iri(statement.id)),
    isBasedOn: origins.flatMap((url) => address(url) ?? []),
    disputes: disputes.map((other) => ({ '@id': iri(other) })),
  });
}
