import type { Palette } from "../ui/palette.ts";
import type { DrawnShape } from "./drawnShape.ts";
import { type Place, pixelsPerMetre, toWorld } from "./geo.ts";
import type { Frame } from "./mapView.ts";
import { choosePinLook } from "./pinLook.ts";
import type { MapTarget, Scene } from "./scene.ts";

const FULL_TURN = Math.PI * 2;
const DEGREE = Math.PI / 180;
const CONE_ALPHA = 0.2;
const AREA_ALPHA = 0.13;
/** An accuracy better than the marker is wide says nothing. */
const LEAST_ACCURACY_PX = 14;

/** Where each camera looks, in the colour of its pin, as far as its lens is said to reach. */
export function drawCones(frame: Frame, palette: Palette, scene: Scene, targets: readonly MapTarget[]): void {
  const { context, zoom } = frame;
  context.save();
  context.globalAlpha = CONE_ALPHA;
  for (const target of targets) {
    if (target.kind !== "camera") continue;
    const row = scene.rowOf(target.cameraId);
    if (row?.fieldOfView === undefined || row.position === undefined) continue;
    const { bearingDeg, angleDeg, rangeM } = row.fieldOfView;
    const [x, y] = frame.toXy(target);
    const reachPx = rangeM * pixelsPerMetre(row.position.lat, zoom);
    // Bearings turn from north, canvas angles from east.
    const from = (bearingDeg - angleDeg / 2 - 90) * DEGREE;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, reachPx, from, from + angleDeg * DEGREE);
    context.closePath();
    context.fillStyle = palette[choosePinLook(row, scene.prospectOf(row.id)).colour];
    context.fill();
  }
  context.restore();
}

function traceCircle({ context, toXy, zoom }: Frame, centre: Place, radiusM: number): void {
  const [x, y] = toXy(toWorld(centre));
  context.beginPath();
  context.arc(x, y, radiusM * pixelsPerMetre(centre.lat, zoom), 0, FULL_TURN);
}

/** How far cameras count as near the selected incident, and within which its own place lies. */
export function drawRadius(frame: Frame, palette: Palette, { incidents, selectedIncidentId, radiusM }: Scene): void {
  const position = incidents.find(({ id }) => id === selectedIncidentId)?.position;
  if (position === undefined) return;
  const { context, zoom } = frame;
  if (radiusM !== null) {
    traceCircle(frame, position, radiusM);
    fillArea(context, palette.accent);
    context.setLineDash([6, 5]);
    strokeArea(context, palette.accent, 1.5);
    context.setLineDash([]);
  }
  if (position.accuracyM * pixelsPerMetre(position.lat, zoom) < LEAST_ACCURACY_PX) return;
  traceCircle(frame, position, position.accuracyM);
  fillArea(context, palette.revoked);
  strokeArea(context, palette.revoked, 1);
}

/** What was drawn to choose cameras by, and what is being drawn. A polygon is filled by the rule it chooses by. */
export function drawShape(frame: Frame, palette: Palette, { shape, draft }: Scene): void {
  const { context } = frame;
  if (shape !== null) {
    traceShape(frame, shape);
    fillArea(context, palette.pending);
    strokeArea(context, palette.pending, 2);
  }
  if (draft.length === 0) return;
  tracePoints(frame, draft);
  strokeArea(context, palette.pending, 2);
  for (const point of draft) {
    const [x, y] = frame.toXy(toWorld(point));
    context.fillStyle = palette.pending;
    context.fillRect(x - 3, y - 3, 6, 6);
  }
}

function traceShape(frame: Frame, shape: DrawnShape): void {
  if (shape.kind === "circle") traceCircle(frame, shape.centre, shape.radiusM);
  else {
    tracePoints(frame, shape.points);
    frame.context.closePath();
  }
}

function tracePoints({ context, toXy }: Frame, points: readonly Place[]): void {
  context.beginPath();
  for (const point of points) context.lineTo(...toXy(toWorld(point)));
}

function fillArea(context: CanvasRenderingContext2D, colour: string): void {
  context.save();
  context.globalAlpha = AREA_ALPHA;
  context.fillStyle = colour;
  context.fill("evenodd");
  context.restore();
}

function strokeArea(context: CanvasRenderingContext2D, colour: string, widthPx: number): void {
  context.strokeStyle = colour;
  context.lineWidth = widthPx;
  context.stroke();
}

/** As in the lists: a triangle for the gravest, a diamond for the next, a disc for the rest. */
const INCIDENT_CORNERS: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  1: [
    [0, -1.1],
    [1.15, 0.95],
    [-1.15, 0.95],
  ],
  2: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
};
const INCIDENT_REM = 0.62;

/** Incidents in their shape with their number; the selected one larger. */
export function drawIncidents(frame: Frame, palette: Palette, scene: Scene): void {
  if (scene.hidden.has("incidents")) return;
  const { context } = frame;
  for (const { id, priority, position } of scene.incidents) {
    if (position === undefined) continue;
    const [x, y] = frame.toXy(toWorld(position));
    const radiusPx = INCIDENT_REM * palette.remPx * (id === scene.selectedIncidentId ? 1.35 : 1);
    context.beginPath();
    const corners = INCIDENT_CORNERS[priority];
    if (corners === undefined) context.arc(x, y, radiusPx, 0, FULL_TURN);
    else for (const [dx, dy] of corners) context.lineTo(x + dx * radiusPx, y + dy * radiusPx);
    context.closePath();
    context.lineJoin = "round";
    strokeArea(context, palette.ground, 5);
    context.fillStyle = priority === 1 ? palette.revoked : priority === 2 ? palette.pending : palette["text-quiet"];
    context.fill();
    context.fillStyle = palette.ground;
    context.font = `700 ${radiusPx * 0.95}px ${palette.mono}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(String(priority), x, y + (priority === 1 ? radiusPx * 0.3 : 1));
  }
}
