import type { Hit, Ledger, LedgerStatement, SearchQuery } from '../ledger/types.js';
import type { Act } from '../record.js';

/** Two acts of one speaker about one subject that pull apart. */
export interface Turn {
  about: string;
  aboutName: string;
  before: LedgerStatement;
  after: LedgerStatement;
}

/** What statements have in common: whom they are about, who carries them, through whom they came. */
export interface Profile {
  /** How many statements were looked at: the newest. */
  statements: number;
  /** Whether there are more. */
  more: boolean;
  /** Those that name no hand that the words came through. */
  firstHand: number;
  about: { id: string; name: string; count: number }[];
  outlets: { name: string; count: number; firstHand: number }[];
  relays: { name: string; count: number }[];
  turns: Turn[];
}

/** As many statements as are looked at, and as many rows as each list has. */
const MOST_STATEMENTS = 1000;
const MOST_ROWS = 15;
const MOST_TURNS = 10;

/** For or against what the statement is about. Acts that tell nothing of it are left out. */
const SIDES: Partial<Record<Act, 'for' | 'against'>> = {
  support: 'for',
  confirm: 'for',
  promise: 'for',
  apologize: 'for',
  criticize: 'against',
  accuse: 'against',
  reject: 'against',
  deny: 'against',
  threaten: 'against',
};

/**
 * Looks through the newest statements of a query.
 * @param ledger the ledger
 * @param query which statements
 * @example (await profileOf(ledger, { speaker: 'p8c2' })).about[0]?.name
 */
export async function profileOf(ledger: Ledger, query: SearchQuery): Promise<Profile> {
  const { items, next } = await ledger.search({ ...query, order: 'newest', limit: MOST_STATEMENTS });
  const isFirst = ({ statement }: Hit) => statement.via.length === 0;
  const about = new Map<string, { id: string; name: string; count: number }>();
  const outlets = new Map<string, { name: string; count: number; firstHand: number }>();
  const relays = new Map<string, { name: string; count: number }>();
  for (const hit of items) {
    hit.statement.about.forEach((id, i) => {
      const entry = about.get(id) ?? { id, name: hit.statement.aboutNames[i] ?? id, count: 0 };
      entry.count++;
      about.set(id, entry);
    });
    if (hit.outlet !== null) {
      const entry = outlets.get(hit.outlet) ?? { name: hit.outlet, count: 0, firstHand: 0 };
      entry.count++;
      if (isFirst(hit)) entry.firstHand++;
      outlets.set(hit.outlet, entry);
    }
    for (const { name } of hit.statement.via) {
      const entry = relays.get(name) ?? { name, count: 0 };
      entry.count++;
      relays.set(name, entry);
    }
  }
  return {
    statements: items.length,
    more: next !== null,
    firstHand: items.filter(isFirst).length,
    about: most(about),
    outlets: most(outlets),
    relays: most(relays),
    turns: turnsIn(items.map(({ statement }) => statement)),
  };
}

const most = <T extends { name: string; count: number }>(counts: ReadonlyMap<string, T>): T[] =>
  [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, MOST_ROWS);

/**
 * Where one speaker stood on both sides of a subject on different days, nearest in time first of each.
 * @param statements any statements, also of several speakers
 */
export function turnsIn(statements: readonly LedgerStatement[]): Turn[] {
  const sides = new Map<string, LedgerStatement[]>();
  for (const statement of statements) {
    if (statement.speaker === null || statement.day === null || SIDES[statement.act] === undefined) continue;
    for (const about of statement.about) {
      if (about === statement.speaker) continue;
      const key = JSON.stringify([statement.speaker, about]);
      sides.set(key, [...(sides.get(key) ?? []), statement]);
    }
  }
  const turns: Turn[] = [];
  for (const [key, own] of sides) {
    const [, about] = JSON.parse(key) as [string, string];
    const ordered = own.toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1));
    for (let i = 1; i < ordered.length; i++) {
      const [before, after] = [ordered[i - 1]!, ordered[i]!];
      if (SIDES[before.act] === SIDES[after.act] || before.day === after.day) continue;
      const aboutName = after.aboutNames[after.about.indexOf(about)] ?? about;
      turns.push({ about, aboutName, before, after });
    }
  }
  return turns.toSorted((a, b) => ((a.after.day ?? '') < (b.after.day ?? '') ? 1 : -1)).slice(0, MOST_TURNS);
}
