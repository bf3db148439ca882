/**
 * The assignment problem: which row goes with which column so that the summed cost is lowest.
 */

/** A row and the column it was given. */
export type Pair = [row: number, column: number];

/**
 * Pairs rows with columns one to one at the lowest summed cost; of a table that is not square, the surplus rows or
 * columns stay alone. Shortest augmenting paths, O(n³), as in D. F. Crouse, "On implementing 2D rectangular
 * assignment algorithms", IEEE Transactions on Aerospace and Electronic Systems 52(4), 2016 — the algorithm, and the
 * order of trying columns, that SciPy's `linear_sum_assignment` uses, so that equal costs are broken alike.
 * @param costs rows of finite costs, all of one length
 * @returns the pairs in the order of the rows; as many as the shorter side is long
 * @throws RangeError when the rows differ in length or a cost is not finite
 * @example assign([[4, 1], [2, 8]]) // [[0, 1], [1, 0]]
 */
export function assign(costs: readonly (readonly number[])[]): Pair[] {
  const width = costs[0]?.length ?? 0;
  for (const row of costs) {
    if (row.length !== width || !row.every(Number.isFinite)) {
      throw new RangeError('costs must be finite and their rows equally long');
    }
  }
  if (width === 0) return [];
  if (width >= costs.length) return solve(costs, width).map((column, row) => [row, column]);
  const turned = Array.from({ length: width }, (_, column) => costs.map((row) => row[column] ?? 0));
  return solve(turned, costs.length)
    .map((row, column): Pair => [row, column])
    .sort((a, b) => a[0] - b[0]);
}

/** The column of each row of a table that is at least as wide as it is high. */
function solve(costs: readonly (readonly number[])[], width: number): number[] {
  const height = costs.length;
  const rowPrice = new Float64Array(height);
  const columnPrice = new Float64Array(width);
  const columnOfRow = new Int32Array(height).fill(-1);
  const rowOfColumn = new Int32Array(width).fill(-1);
  const cameFrom = new Int32Array(width).fill(-1);

  for (let newRow = 0; newRow < height; newRow++) {
    const distance = new Float64Array(width).fill(Infinity);
    const rowsSeen: number[] = [];
    const columnsSeen: number[] = [];
    // Last column first: then a table of equal costs pairs each row with the column of its own number.
    const open = Array.from({ length: width }, (_, index) => width - 1 - index);
    let row = newRow;
    let reached = 0;
    let free = -1;
    while (free === -1) {
      rowsSeen.push(row);
      const rowCosts = costs[row] ?? [];
      let nearest = 0;
      let lowest = Infinity;
      for (const [index, column] of open.entries()) {
        const through = reached + (rowCosts[column] ?? 0) - at(rowPrice, row) - at(columnPrice, column);
        if (through < at(distance, column)) {
          cameFrom[column] = row;
          distance[column] = through;
        }
        const far = at(distance, column);
        // Among equally near columns a free one ends the search at once.
        if (far < lowest || (far === lowest && at(rowOfColumn, column) === -1)) {
          lowest = far;
          nearest = index;
        }
      }
      reached = lowest;
      const column = open[nearest] ?? 0;
      columnsSeen.push(column);
      open[nearest] = open.at(-1) ?? 0;
      open.pop();
      if (at(rowOfColumn, column) === -1) free = column;
      else row = at(rowOfColumn, column);
    }

    for (const seen of rowsSeen) {
      rowPrice[seen] =
        at(rowPrice, seen) + reached - (seen === newRow ? 0 : at(distance, at(columnOfRow, seen)));
    }
    for (const seen of columnsSeen) {
      columnPrice[seen] = at(columnPrice, seen) - (reached - at(distance, seen));
    }
    for (let column = free; ;) {
      const from = at(cameFrom, column);
      rowOfColumn[column] = from;
      const before = at(columnOfRow, from);
      columnOfRow[from] = column;
      if (from === newRow) break;
      column = before;
    }
  }
  return [...columnOfRow];
}

/** An element that is known to be there. */
function at(values: Float64Array | Int32Array, index: number): number {
  return values[index] ?? 0;
}
