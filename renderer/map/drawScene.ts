import type { Palette } from "../ui/palette.ts";
import { drawCones, drawIncidents, drawRadius, drawShape } from "./drawAreas.ts";
import { drawLabels, drawStreetNames } from "./drawLabels.ts";
import { createPinStamps, PIN_REM, type PinStamps } from "./drawPin.ts";
import type { Frame } from "./mapView.ts";
import { choosePinLook } from "./pinLook.ts";
import { isFocused, listTargets, type MapTarget, type Scene } from "./scene.ts";

/** Zooms from which there is room for what belongs to a single camera. */
const CONES_FROM_ZOOM = 16;
const LABELS_FROM_ZOOM = 16;
const STREETS_FROM_ZOOM = 15;
const FULL_TURN = Math.PI * 2;

export interface ScenePainter {
  /** Draws a frame; what was drawn, for finding what lies under a pointer. */
  paint(frame: Frame, scene: Scene): readonly MapTarget[];
}

export function createScenePainter(palette: Palette, scale: number): ScenePainter {
  const stamps = createPinStamps(palette, scale);
  return {
    paint(frame, scene) {
      const targets = listTargets(scene, frame.box, frame.zoom);
      if (frame.zoom >= STREETS_FROM_ZOOM && !scene.hidden.has("labels"))
        drawStreetNames(frame, palette, scene.streets);
      drawRadius(frame, palette, scene);
      drawShape(frame, palette, scene);
      if (frame.zoom >= CONES_FROM_ZOOM && !scene.hidden.has("cones")) drawCones(frame, palette, scene, targets);
      for (const target of targets) drawTarget(frame, palette, stamps, scene, target);
      if (frame.zoom >= LABELS_FROM_ZOOM && !scene.hidden.has("labels")) drawLabels(frame, palette, scene, targets);
      drawIncidents(frame, palette, scene);
      return targets;
    },
  };
}

function drawTarget(frame: Frame, palette: Palette, stamps: PinStamps, scene: Scene, target: MapTarget): void {
  if (target.kind === "incident") return;
  const [x, y] = frame.toXy(target);
  const isHere = isFocused(scene.focus, target);
  if (target.kind === "group") drawGroup(frame, palette, x, y, target.count, isHere);
  const row = target.kind === "camera" ? scene.rowOf(target.cameraId) : undefined;
  if (row === undefined) return;
  const radiusPx = PIN_REM * palette.remPx;
  if (scene.tileOf(row.id) !== undefined) ring(frame, palette.text, x, y, radiusPx * 1.9, radiusPx * 0.3);
  if (isHere) ring(frame, palette.accent, x, y, radiusPx * 2.6, radiusPx * 0.5);
  stamps.stamp(frame.context, choosePinLook(row, scene.prospectOf(row.id)), x, y);
}

/** Radius of a group in rem: it grows with the number of digits, not with the number. */
const GROUP_REM = 0.62;
const GROUP_DIGIT_REM = 0.16;

export function formatGroup(count: number): string {
  return count < 1_000
    ? String(count)
    : count < 10_000
      ? `${(count / 1_000).toFixed(1)}k`
      : `${Math.round(count / 1_000)}k`;
}

function drawGroup({ context }: Frame, palette: Palette, x: number, y: number, count: number, isHere: boolean): void {
  const words = formatGroup(count);
  const radiusPx = (GROUP_REM + words.length * GROUP_DIGIT_REM) * palette.remPx;
  context.beginPath();
  context.arc(x, y, radiusPx, 0, FULL_TURN);
  context.fillStyle = palette.raised;
  context.fill();
  context.lineWidth = isHere ? 3 : 1.25;
  context.strokeStyle = isHere ? palette.accent : palette["text-faint"];
  context.stroke();
  context.fillStyle = palette.text;
  context.font = `500 ${0.69 * palette.remPx}px ${palette.mono}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(words, x, y + 0.5);
}

function ring({ context }: Frame, colour: string, x: number, y: number, radiusPx: number, widthPx: number): void {
  context.beginPath();
  context.arc(x, y, radiusPx, 0, FULL_TURN);
  context.strokeStyle = colour;
  context.lineWidth = widthPx;
  context.stroke();
}
