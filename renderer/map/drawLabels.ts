import type { Palette } from "../ui/palette.ts";
import type { WorldPoint } from "./geo.ts";
import type { Frame } from "./mapView.ts";
import type { MapTarget, Scene, StreetLine } from "./scene.ts";

const LABEL_REM = 0.69;
const LABEL_ASIDE_REM = 0.62;
const STREET_REM = 0.66;
/** Names of one street stand at least this far apart. */
const STREET_EVERY_PX = 520;

/** Numbers beside pins, those near the incident and of the focus first; a number that would cover another is left out. */
export function drawLabels(frame: Frame, palette: Palette, scene: Scene, targets: readonly MapTarget[]): void {
  const { context } = frame;
  const heightPx = LABEL_REM * palette.remPx;
  context.font = `500 ${heightPx}px ${palette.mono}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const taken = new Set<string>();
  const cell = (x: number, y: number) => `${Math.round(x / (heightPx * 3))} ${Math.round(y / (heightPx * 1.3))}`;
  const rank = (target: MapTarget) =>
    Number(target.kind === "camera" && scene.prospectOf(target.cameraId) === undefined);
  for (const target of [...targets].sort((a, b) => rank(a) - rank(b))) {
    if (target.kind !== "camera") continue;
    const row = scene.rowOf(target.cameraId);
    if (row === undefined) continue;
    const [x, y] = frame.toXy(target);
    if (taken.has(cell(x, y))) continue;
    taken.add(cell(x, y));
    const tile = scene.tileOf(row.id);
    const words = tile === undefined ? row.number : `${row.number} · T${tile}`;
    write(context, palette, words, x + LABEL_ASIDE_REM * palette.remPx, y);
  }
}

function write(context: CanvasRenderingContext2D, palette: Palette, words: string, x: number, y: number): void {
  context.strokeStyle = palette.ground;
  context.lineWidth = 3;
  context.strokeText(words, x, y);
  context.fillStyle = palette.text;
  context.fillText(words, x, y);
}

/** Names along streets, where a straight piece of them is long enough. */
export function drawStreetNames(frame: Frame, palette: Palette, streets: readonly StreetLine[]): void {
  const { context } = frame;
  context.font = `500 ${STREET_REM * palette.remPx}px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { name, points } of streets) {
    const widthPx = context.measureText(name).width;
    let sincePx = STREET_EVERY_PX / 2;
    for (const [from, to] of pairUp(points)) {
      const [x1, y1] = frame.toXy(from);
      const [x2, y2] = frame.toXy(to);
      const lengthPx = Math.hypot(x2 - x1, y2 - y1);
      sincePx += lengthPx;
      if (sincePx < STREET_EVERY_PX || lengthPx < widthPx * 0.5 || !frame.isInside((x1 + x2) / 2, (y1 + y2) / 2))
        continue;
      sincePx = 0;
      writeAlong(context, palette, name, [x1, y1, x2, y2]);
    }
  }
}

function* pairUp(points: readonly WorldPoint[]): Generator<[WorldPoint, WorldPoint]> {
  for (let at = 1; at < points.length; at++) {
    const [from, to] = [points[at - 1], points[at]];
    if (from !== undefined && to !== undefined) yield [from, to];
  }
}

function writeAlong(
  context: CanvasRenderingContext2D,
  palette: Palette,
  name: string,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
): void {
  let angle = Math.atan2(y2 - y1, x2 - x1);
  // Never upside down.
  if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
  context.save();
  context.translate((x1 + x2) / 2, (y1 + y2) / 2);
  context.rotate(angle);
  context.strokeStyle = palette["map-street"];
  context.lineWidth = 3;
  context.strokeText(name, 0, 0);
  context.fillStyle = palette["text-faint"];
  context.fillText(name, 0, 0);
  context.restore();
}
