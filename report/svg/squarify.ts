/**
 * Tiles of a rectangle whose areas are as the values, as square as can be: squarified treemaps (Bruls, Huizing and van Wijk,
 * 2000). Rows are laid along the shorter side; a row takes the next tile as long as its worst aspect gets no worse.
 */

/** A rectangle in the drawing's units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Worst ratio of sides of a row of areas laid along `side`. */
function worst(areas: readonly number[], side: number): number {
  const sum = areas.reduce((total, area) => total + area, 0);
  const [most, least] = [Math.max(...areas), Math.min(...areas)];
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

/** The row's tiles, and what is left of the box beside them. */
function laidRow(areas: readonly number[], box: Box): { readonly tiles: readonly Box[]; readonly left: Box } {
  const sum = areas.reduce((total, area) => total + area, 0);
  const isUpright = box.width >= box.height;
  const depth = sum / (isUpright ? box.height : box.width);
  let at = isUpright ? box.y : box.x;
  const tiles = areas.map((area): Box => {
    const length = area / depth;
    const tile = isUpright
      ? { x: box.x, y: at, width: depth, height: length }
      : { x: at, y: box.y, width: length, height: depth };
    at += length;
    return tile;
  });
  const left = isUpright
    ? { ...box, x: box.x + depth, width: Math.max(0, box.width - depth) }
    : { ...box, y: box.y + depth, height: Math.max(0, box.height - depth) };
  return { tiles, left };
}

/**
 * A tile for each value, in their order; best from the largest down. O(n²) at worst.
 * @param values all > 0
 */
export function squarified(values: readonly number[], box: Box): readonly Box[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const areas = values.map((value) => (value / total) * box.width * box.height);
  const tiles: Box[] = [];
  let left = box;
  let row: readonly number[] = [];
  for (const area of areas) {
    const side = Math.min(left.width, left.height);
    if (row.length > 0 && worst([...row, area], side) > worst(row, side)) {
      const laid = laidRow(row, left);
      tiles.push(...laid.tiles);
      left = laid.left;
      row = [];
    }
    row = [...row, area];
  }
  return row.length === 0 ? tiles : [...tiles, ...laidRow(row, left).tiles];
}
