import { restoredJson } from './characters.js';

/** Numbers that PostgreSQL has for its types (pg_type.oid). */
const OID = { int8: 20, json: 114, date: 1082, timestamptz: 1184, jsonb: 3802 } as const;

/** How the values of these types are read, the same in both stores. All other types are read as the drivers do. */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  // Counts: none comes near 2^53.
  [OID.int8]: Number,
  [OID.json]: restoredJson,
  [OID.jsonb]: restoredJson,
  [OID.date]: (text) => text,
  [OID.timestamptz]: (text) => new Date(text).toISOString(),
};
