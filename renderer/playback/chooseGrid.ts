/** The grid that shows so many pictures of 16:9 the largest in a place, rows filled from the left. Pure. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

const PICTURE_ASPECT = 16 / 9;

export function chooseGrid(count: number, aspect: number): Grid {
  let best: Grid = { columns: 1, rows: Math.max(1, count) };
  let largest = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const [width, height] = [aspect / columns, 1 / rows];
    const pictureWidth = Math.min(width, height * PICTURE_ASPECT);
    if (pictureWidth > largest + Number.EPSILON) {
      largest = pictureWidth;
      best = { columns, rows };
    }
  }
  return best;
}
