import type { Act } from '../../src/record.ts';

/** How many speakers have a colour of their own; after that the line under the words changes too. */
const COLOURS = 8;

/** The classes of the n-th speaker's colour; of none where there is no speaker. */
export function speakerColour(n: number): string {
  return n < 0 ? 'c-none' : `c${n % COLOURS} r${Math.floor(n / COLOURS) % 3}`;
}

/** What acts do, in five families: for colour on plots and tags. The word is always there too. */
export const FAMILIES: Readonly<Record<Act, 'tell' | 'alarm' | 'against' | 'for' | 'mind'>> = {
  state: 'tell',
  claim: 'tell',
  announce: 'tell',
  confirm: 'for',
  deny: 'against',
  accuse: 'alarm',
  criticize: 'against',
  warn: 'alarm',
  threaten: 'alarm',
  promise: 'for',
  urge: 'mind',
  support: 'for',
  reject: 'against',
  ask: 'mind',
  predict: 'mind',
  believe: 'mind',
  want: 'mind',
  apologize: 'for',
};
