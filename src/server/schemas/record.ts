import { z } from '@hono/zod-openapi';
import {
  ACTS,
  type Byline,
  type Dateline,
  type Occasion,
  type Offsets,
  type Part,
  type Span,
  type Speaker,
  type Via,
} from '../../record.js';

/** Schemas of the record's pieces (`src/record.ts`); `satisfies` keeps each the same as its type. */

export const actSchema = z.enum(ACTS).openapi('Act', { description: 'What the words do.' });

export const kindSchema = z
  .enum(['direct', 'indirect', 'mixed'])
  .openapi('StatementKind', { description: 'How the words are given: quoted, reported, or partly quoted.' });

export const speakerKindSchema = z
  .enum(['person', 'organisation', 'outlet', 'document', 'group', 'author'])
  .openapi('SpeakerKind');

export const offsetsSchema = z.object({
  start: z.int().min(0).openapi({ description: 'UTF-16 offset in the text.' }),
  end: z.int().min(0).openapi({ description: 'UTF-16 offset in the text, exclusive.' }),
}) satisfies z.ZodType<Offsets>;

export const spanSchema = offsetsSchema
  .extend({ text: z.string().openapi({ description: 'The exact words between the offsets.' }) })
  .openapi('Span') satisfies z.ZodType<Span>;

export const partSchema = offsetsSchema
  .extend({
    kind: z.enum(['headline', 'dateline', 'body', 'byline', 'bio', 'caption', 'trailer', 'other']),
  })
  .openapi('Part') satisfies z.ZodType<Part>;

export const datelineSchema = z
  .object({
    place: z.string().nullable(),
    country: z.string().nullable(),
    agency: z.string().nullable(),
    date: z.string().nullable(),
  })
  .openapi('Dateline') satisfies z.ZodType<Dateline>;

export const bylineSchema = z
  .object({ name: z.string().nullable(), agency: z.string().nullable() })
  .openapi('Byline') satisfies z.ZodType<Byline>;

export const viaSchema = z
  .object({
    name: z.string(),
    how: z.enum(['told', 'aired', 'published', 'reported', 'posted']),
    span: spanSchema,
  })
  .openapi('Via', {
    description: 'One hand through which the words came before this page.',
  }) satisfies z.ZodType<Via>;

export const occasionSchema = z
  .object({ when: z.string().nullable(), where: z.string().nullable(), event: z.string().nullable() })
  .openapi('Occasion') satisfies z.ZodType<Occasion>;

export const speakerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: speakerKindSchema,
    roles: z.array(z.string()),
    aliases: z.array(z.string()),
    mentions: z.array(spanSchema),
  })
  .openapi('PageSpeaker', { description: 'A speaker as one page has it.' }) satisfies z.ZodType<Speaker>;
