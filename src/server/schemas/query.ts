import { z } from '@hono/zod-openapi';
import { actSchema, kindSchema, speakerKindSchema } from './record.js';

/** A parameter that may be given several times: `act=warn&act=deny`. */
function several<T extends z.ZodType>(item: T, description: string) {
  return z
    .preprocess(
      (given) => (given === undefined ? undefined : [given].flat()),
      z.array(item).max(50).optional(),
    )
    .openapi({ param: { description: `${description} May be given several times: any of them.` } });
}

const name = z.string().min(1).max(300);
const isoDay = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'Give a day, month or year: 2024-05-07, 2024-05 or 2024.');
const share = z.coerce.number().min(0).max(1);
const flag = z
  .enum(['true', 'false'])
  .transform((given) => given === 'true')
  .openapi({ type: 'boolean' });

/** How much of a list, and from where. */
export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .optional()
    .openapi({ description: 'Most items. Default 20.' }),
  cursor: z.string().min(1).max(2000).optional().openapi({ description: 'The `next` of the list before.' }),
});

/** Which statements: the fields of `StatementFilter` in `src/ledger/types.ts`. */
export const filterQuery = z.object({
  words: z.string().max(1000).optional().openapi({
    description: 'Words in the content: close gates; "a phrase"; clos*; -without; this OR that.',
  }),
  speaker: several(name, 'A speaker’s id or name.'),
  about: several(name, 'Whom the words speak of: an id or a name.'),
  act: several(actSchema, 'What the words do.'),
  kind: several(kindSchema, 'How the words are given.'),
  outlet: several(name, 'An outlet’s name or domain.'),
  byline: several(name, 'A writer or agency in a byline.'),
  document: several(name, 'A document’s id.'),
  language: several(z.string().min(2).max(3), 'ISO 639-1 code.'),
  from: isoDay.optional().openapi({ description: 'First day, month or year.' }),
  to: isoDay.optional().openapi({ description: 'Last day, month or year, inclusive.' }),
  minConfidence: share.optional(),
  maxConfidence: share.optional(),
  corrected: flag.optional().openapi({ description: 'Only with (`true`) or without corrections in force.' }),
  allVersions: flag.optional().openapi({ description: 'Also older versions of pages.' }),
  dropped: flag.optional().openapi({ description: 'Also what corrections dropped.' }),
});

export const searchQuery = filterQuery.extend({
  ...pageQuery.shape,
  order: z.enum(['rank', 'newest', 'oldest', 'confident', 'uncertain']).optional().openapi({
    description: 'Default: `rank` where there are words, else `newest`.',
  }),
});

export const speakerQuery = pageQuery.extend({
  name: name.optional().openapi({ description: 'Names, by whole words; a beginning with `*`.' }),
  kind: several(speakerKindSchema, 'What the speaker is.'),
  order: z.enum(['statements', 'name']).optional(),
});

export const nameQuery = pageQuery.extend({
  name: name.optional(),
  order: z.enum(['documents', 'name']).optional(),
});

export const documentQuery = pageQuery.extend({
  outlet: name.optional(),
  byline: name.optional(),
  order: z.enum(['newest', 'oldest', 'added']).optional(),
});

export const correctionQuery = pageQuery.extend({
  statement: name.optional(),
  document: name.optional(),
  author: name.optional(),
  undone: flag.optional().openapi({ description: 'Also those that were taken back.' }),
});

export const idParam = (what: string) =>
  z.object({
    id: z
      .string()
      .min(1)
      .max(300)
      .openapi({ param: { name: 'id', in: 'path', description: `The id of ${what}.` } }),
  });

/** A query without what was not given, as the ledger takes it. */
export function given<T extends object>(query: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
