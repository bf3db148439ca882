import { z } from '@hono/zod-openapi';
import type { Trace } from '../../utterance/trace.js';

/** Schemas of an utterance as it is traced (`src/utterance/trace.ts`); `satisfies` keeps each the same as its type. */

const spanSchema = z.object({ url: z.string(), start: z.int(), end: z.int(), text: z.string() });
const reasonSchema = z
  .object({
    why: z.string().openapi({ description: 'In plain words.' }),
    spans: z.array(spanSchema).openapi({ description: 'The words of the pages that show it.' }),
  })
  .openapi('Reason');
const answerSchema = z
  .object({
    kind: z.enum(['disputes', 'agrees', 'answers']),
    utterance: z.string(),
    speaker: z.string().nullable(),
    text: z.string(),
    confidence: z.number(),
    spans: z.array(spanSchema),
  })
  .openapi('Answer');

export const traceSchema = z
  .object({
    id: z.string(),
    speaker: z.string().nullable(),
    summary: z.string().openapi({ description: 'How it travelled, in a sentence.' }),
    day: z.string().nullable(),
    confidence: z
      .number()
      .openapi({ description: 'How sure it is that all reports are of one act of saying.' }),
    independent: z.int().openapi({ description: 'Independent first-hand sources.' }),
    statements: z.array(
      z.object({
        id: z.string(),
        url: z.string(),
        outlet: z.string().nullable(),
        published: z.string().nullable(),
        text: z.string(),
      }),
    ),
    origins: z.array(z.object({ url: z.string(), reasons: z.array(reasonSchema), confidence: z.number() })),
    copies: z.array(
      z.object({
        url: z.string(),
        of: z.array(z.string()),
        credited: z.boolean(),
        reasons: z.array(reasonSchema),
        confidence: z.number(),
      }),
    ),
    relays: z.array(
      z.object({ url: z.string(), names: z.array(z.string()), reasons: z.array(reasonSchema) }),
    ),
    altered: z.array(z.string()),
    changes: z.array(
      z.object({
        url: z.string(),
        of: z.string(),
        kind: z.enum(['dropped', 'added', 'replaced', 'quoted']),
        before: z.string(),
        after: z.string(),
        danger: z.enum(['negation', 'number', 'subject', 'certainty', 'quotation marks']).nullable(),
        beforeSpans: z.array(spanSchema),
        afterSpans: z.array(spanSchema),
      }),
    ),
    disputes: z.array(z.string()),
    answers: z.array(answerSchema),
    answeredBy: z.array(answerSchema),
  })
  .openapi('Utterance') satisfies z.ZodType<Trace>;
