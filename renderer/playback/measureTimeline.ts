/** Where the parts of the timeline lie, CSS pixels. Pure. */

export interface TimelineSize {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Of the root's font: what is drawn grows with the text. */
  readonly remPx: number;
}

export interface TimelineShape {
  /** Left edge of the tracks; their names stand before it. */
  readonly leftPx: number;
  readonly trackWidthPx: number;
  readonly rulerPx: number;
  /** Height of a row, with its margin. */
  readonly rowPx: number;
  /** Rows: the sum of all first, then one for each camera. */
  readonly rowCount: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

const LABEL_REM = 9.5;
const NARROW_LABEL_REM = 3.2;
/** Below this there is room for numbers alone. */
const NARROW_REM = 44;
const RULER_REM = 1.4;
const MIN_ROW_REM = 0.55;
const MAX_ROW_REM = 1.35;
const EDGE_REM = 0.75;
const FOOT_REM = 0.4;

export function measureTimeline({ widthPx, heightPx, remPx }: TimelineSize, cameraCount: number): TimelineShape {
  const leftPx = Math.round((widthPx < NARROW_REM * remPx ? NARROW_LABEL_REM : LABEL_REM) * remPx);
  const rulerPx = RULER_REM * remPx;
  const rowCount = cameraCount + 1;
  const roomPx = (heightPx - rulerPx - FOOT_REM * remPx) / rowCount;
  const rowPx = Math.max(MIN_ROW_REM * remPx, Math.min(MAX_ROW_REM * remPx, roomPx));
  const trackWidthPx = Math.max(1, Math.round(widthPx - leftPx - EDGE_REM * remPx));
  return { leftPx, trackWidthPx, rulerPx, rowPx, rowCount, widthPx, heightPx };
}

/** Height of the timeline for so many cameras, rem: six are read at leisure, sixteen still fit above. */
export function chooseTimelineRem(cameraCount: number): number {
  const rowRem = Math.max(0.75, MAX_ROW_REM - Math.max(0, cameraCount - 6) * 0.06);
  return RULER_REM + FOOT_REM + rowRem * (Math.max(1, cameraCount) + 1);
}

/** The row under a point: 0 is the sum of all, N the camera N; null for none. */
export function findRow({ rulerPx, rowPx, rowCount }: TimelineShape, yPx: number): number | null {
  const row = Math.floor((yPx - rulerPx) / rowPx);
  return row >= 0 && row < rowCount ? row : null;
}
