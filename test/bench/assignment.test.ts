import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../bench/assignment.js';

/** The lowest summed cost by trying every way; for small tables only. */
function lowestByTrying(costs: readonly (readonly number[])[], taken = new Set<number>(), row = 0): number {
  const width = costs[0]?.length ?? 0;
  if (row === costs.length || taken.size === width) return 0;
  let lowest = Infinity;
  for (let column = 0; column < width; column++) {
    if (taken.has(column)) continue;
    const rest = lowestByTrying(costs, new Set([...taken, column]), row + 1);
    lowest = Math.min(lowest, (costs[row]?.[column] ?? 0) + rest);
  }
  // A higher table leaves some rows alone.
  if (costs.length - row > width - taken.size) {
    lowest = Math.min(lowest, lowestByTrying(costs, taken, row + 1));
  }
  return lowest;
}

const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([height, width]) =>
    fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  );

describe('assign', () => {
  it('pairs rows and columns at the lowest summed cost', () => {
    expect(
      assign([
        [4, 1],
        [2, 8],
      ]),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('leaves the surplus of a table that is not square alone', () => {
    expect(assign([[5, 1, 3]])).toEqual([[0, 1]]);
    expect(assign([[5], [1], [3]])).toEqual([[1, 0]]);
    expect(assign([])).toEqual([]);
    expect(assign([[], []])).toEqual([]);
  });

  it('pairs equal costs by number', () => {
    const same = Array.from({ length: 4 }, () => [7, 7, 7, 7]);
    expect(assign(same)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('is as low as trying every way, and uses nothing twice', () => {
    fc.assert(
      fc.property(tables, (costs) => {
        const pairs = assign(costs);
        const sum = pairs.reduce((total, [row, column]) => total + (costs[row]?.[column] ?? 0), 0);
        expect(sum).toBe(lowestByTrying(costs));
        expect(new Set(pairs.map(([row]) => row)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, column]) => column)).size).toBe(pairs.length);
      }),
    );
  });

  it('refuses costs that cannot be compared', () => {
    expect(() => assign([[1, Number.NaN]])).toThrow(RangeError);
    expect(() => assign([[1, 2], [3]])).toThrow(RangeError);
  });
});
