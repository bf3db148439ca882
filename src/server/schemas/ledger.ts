import { z } from '@hono/zod-openapi';
import type {
  Added,
  BylineEntry,
  Citation,
  Difference,
  DocumentEntry,
  Facets,
  Found,
  LedgerDocument,
  LedgerSpeaker,
  LedgerStatement,
  Outlet,
  Stats,
  Version,
} from '../../ledger/types.js';
import {
  actSchema,
  bylineSchema,
  datelineSchema,
  kindSchema,
  occasionSchema,
  offsetsSchema,
  partSchema,
  spanSchema,
  speakerKindSchema,
  speakerSchema,
  viaSchema,
} from './record.js';

/** Schemas of what the ledger gives (`src/ledger/types.ts`); `satisfies` keeps each the same as its type. */

const count = z.int().min(0);
const day = z
  .string()
  .nullable()
  .openapi({ description: 'ISO date.', examples: ['2024-05-07'] });

export const statementSchema = z
  .object({
    id: z.string().openapi({ examples: ['s4k9x2m7q1a-14'] }),
    document: z.string(),
    version: z.int().min(1),
    kind: kindSchema,
    source: z.array(spanSchema),
    cue: z.array(spanSchema),
    content: z.array(spanSchema),
    quoted: z.array(spanSchema),
    insertions: z.array(spanSchema),
    speaker: z.string().nullable(),
    speakerName: z.string().nullable(),
    speakerKind: speakerKindSchema.nullable(),
    role: z.string().nullable(),
    act: actSchema,
    about: z.array(z.string()),
    aboutNames: z.array(z.string()),
    via: z.array(viaSchema),
    occasion: occasionSchema,
    evidence: z.array(spanSchema),
    confidence: z.number().min(0).max(1),
    day,
    words: z.string(),
    corrections: z.array(z.string()),
    dropped: z.boolean(),
  })
  .openapi('Statement') satisfies z.ZodType<LedgerStatement>;

const headFields = {
  id: z.string().openapi({ examples: ['d4k9x2m7q1a'] }),
  input: z.string().nullable(),
  url: z.string().nullable(),
  canonical: z.string().nullable(),
  sha256: z.string(),
  retrieved: z.string().nullable(),
  language: z.string().nullable(),
  outlet: z.object({ name: z.string().nullable(), domain: z.string().nullable() }),
  headline: z.string().nullable(),
  dateline: datelineSchema.nullable(),
  bylines: z.array(bylineSchema),
  published: z.string().nullable(),
  modified: z.string().nullable(),
  wire: z.string().nullable(),
  version: z.int().min(1),
  versions: z.int().min(1),
  added: z.string(),
};

export const documentEntrySchema = z
  .object({ ...headFields, statements: count })
  .openapi('DocumentEntry') satisfies z.ZodType<DocumentEntry>;

export const documentSchema = z
  .object({
    ...headFields,
    schema: z.literal('onrecord/1'),
    text: z.string(),
    parts: z.array(partSchema),
    reader: z.string(),
    speakers: z.array(speakerSchema),
    statements: z.array(statementSchema),
  })
  .openapi('Document') satisfies z.ZodType<LedgerDocument>;

export const versionSchema = z
  .object({
    document: z.string(),
    version: z.int().min(1),
    sha256: z.string(),
    headline: z.string().nullable(),
    published: z.string().nullable(),
    modified: z.string().nullable(),
    added: z.string(),
    readings: z.array(z.object({ at: z.string(), sha256: z.string(), url: z.string().nullable() })),
  })
  .openapi('Version') satisfies z.ZodType<Version>;

/** A list with the cursor of what follows. */
export const listingOf = <T extends z.ZodType>(items: T, name: string) =>
  z
    .object({
      items: z.array(items),
      next: z.string().nullable().openapi({
        description: 'Give this as `cursor` to go on; null at the end.',
      }),
    })
    .openapi(name);

const hitSchema = z
  .object({
    statement: statementSchema,
    snippet: z.array(z.object({ text: z.string(), hit: z.boolean() })),
    rank: z.number(),
    headline: z.string().nullable(),
    outlet: z.string().nullable(),
    url: z.string().nullable(),
    published: z.string().nullable(),
  })
  .openapi('Hit');

export const foundSchema = z
  .object({
    items: z.array(hitSchema),
    next: z.string().nullable(),
    total: count.openapi({ description: 'Counted up to 2,000.' }),
    more: z.boolean().openapi({ description: 'Whether there are more than `total`.' }),
  })
  .openapi('Found') satisfies z.ZodType<Found>;

export const facetsSchema = z
  .object({
    total: count,
    more: z.boolean(),
    speaker: z.array(z.object({ id: z.string(), name: z.string(), kind: speakerKindSchema, count })),
    act: z.array(z.object({ value: actSchema, count })),
    kind: z.array(z.object({ value: kindSchema, count })),
    outlet: z.array(z.object({ value: z.string(), count })),
    month: z.array(z.object({ value: z.string(), count })),
  })
  .openapi('Facets') satisfies z.ZodType<Facets>;

export const ledgerSpeakerSchema = z
  .object({
    id: z.string().openapi({ examples: ['p8c2m4k1x9q'] }),
    name: z.string(),
    kind: speakerKindSchema,
    aliases: z.array(z.string()),
    roles: z.array(z.string()),
    statements: count,
    documents: count,
    first: day,
    last: day,
  })
  .openapi('Speaker') satisfies z.ZodType<LedgerSpeaker>;

const quotedSchema = z.object({ id: z.string(), name: z.string(), statements: count });

export const outletSchema = z
  .object({
    name: z.string(),
    domain: z.string().nullable(),
    documents: count,
    statements: count,
    first: day,
    last: day,
    quotes: z.array(quotedSchema),
  })
  .openapi('Outlet') satisfies z.ZodType<Outlet>;

export const bylineEntrySchema = z
  .object({
    name: z.string(),
    agency: z.boolean(),
    outlets: z.array(z.string()),
    documents: count,
    statements: count,
    first: day,
    last: day,
    quotes: z.array(quotedSchema),
  })
  .openapi('BylineEntry') satisfies z.ZodType<BylineEntry>;

export const changeSchema = z
  .object({
    speaker: z.string().trim().min(1).max(300).nullable().optional(),
    speakerKind: speakerKindSchema.optional(),
    role: z.string().trim().min(1).max(300).nullable().optional(),
    act: actSchema.optional(),
    kind: kindSchema.optional(),
    content: z.array(offsetsSchema).min(1).max(50).optional(),
    occasion: occasionSchema.partial().optional(),
    notAStatement: z.literal(true).optional(),
  })
  .openapi('CorrectionChange', { description: 'What is so. Only what is given is changed.' });

export const correctionSchema = z
  .object({
    id: z.string(),
    statement: z.string().nullable(),
    document: z.string(),
    sha256: z.string(),
    quote: z.object({ exact: z.string(), prefix: z.string(), suffix: z.string() }),
    change: changeSchema,
    author: z.string(),
    reason: z.string().nullable(),
    made: z.string(),
    undone: z.object({ at: z.string(), author: z.string() }).nullable(),
  })
  .openapi('Correction');

export const addedSchema = z
  .object({
    outcome: z.enum(['new', 'version', 'reread', 'unchanged']),
    document: z.string(),
    version: z.int().min(1),
    statements: z.array(z.string()),
  })
  .openapi('Added') satisfies z.ZodType<Added>;

export const citationSchema = z
  .object({
    id: z.string(),
    words: z.string(),
    kind: kindSchema,
    speaker: z.string().nullable(),
    role: z.string().nullable(),
    headline: z.string().nullable(),
    bylines: z.array(z.string()),
    outlet: z.string().nullable(),
    published: z.string().nullable(),
    url: z.string().nullable(),
    retrieved: z.string().nullable(),
    sha256: z.string(),
    start: count,
    end: count,
    document: z.string(),
    version: z.int().min(1),
  })
  .openapi('Citation') satisfies z.ZodType<Citation>;

const wordChangeSchema = z.object({ kind: z.enum(['same', 'lost', 'gained']), text: z.string() });

export const differenceSchema = z
  .object({
    document: z.string(),
    from: z.int().min(1),
    to: z.int().min(1),
    statements: z.array(
      z.object({
        kind: z.enum(['gone', 'new', 'changed']),
        before: statementSchema.nullable(),
        after: statementSchema.nullable(),
        words: z.array(wordChangeSchema),
        notes: z.array(z.string()),
      }),
    ),
    facts: z.array(
      z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
    text: z.array(z.array(wordChangeSchema)),
  })
  .openapi('Difference') satisfies z.ZodType<Difference>;

export const statsSchema = z
  .object({
    documents: count,
    versions: count,
    statements: count,
    speakers: count,
    outlets: count,
    corrections: count,
    evidenceBytes: count,
    first: day,
    last: day,
    acts: z.array(z.object({ value: actSchema, count })),
    kinds: z.array(z.object({ value: kindSchema, count })),
    languages: z.array(z.object({ value: z.string(), count })),
    schema: z.array(z.string()),
  })
  .openapi('Stats') satisfies z.ZodType<Stats>;
