import { type Car, drawCar } from "./car.ts";
import type { Stage } from "./solids.ts";
import { drawWalker, type Walker } from "./walker.ts";

/** Trips through the picture that come round once in each loop, so that the loop has no seam. */

/** Length of every clip, seconds. */
export const LOOP_S = 24;
const FADE_S = 0.7;
const STRIDE_M = 0.78;
/** How much of the way before and behind a car gives its heading: about its wheelbase. */
const HEADING_SHARE = 0.012;

type Place = readonly [x: number, z: number];

export interface Trip {
  readonly from: Place;
  readonly to: Place;
  /** Points passed on the way, for a turn at a corner. */
  readonly via?: readonly Place[];
  readonly startS: number;
  readonly lastsS: number;
  /** Stops at this share of the way, for so long; part of `lastsS`. */
  readonly stop?: { readonly share: number; readonly waitS: number };
}

/** How much of the trip is done, 0 to 1, or nothing while it is not under way. */
export function shareOf(trip: Trip, atS: number): number | undefined {
  const s = (((atS - trip.startS) % LOOP_S) + LOOP_S) % LOOP_S;
  if (s > trip.lastsS) return undefined;
  if (trip.stop === undefined) return s / trip.lastsS;
  const { share, waitS } = trip.stop;
  const movingS = trip.lastsS - waitS;
  const arriveS = movingS * 0.5;
  if (s < arriveS) return share * easeOut(s / arriveS);
  if (s < arriveS + waitS) return share;
  return share + (1 - share) * easeIn((s - arriveS - waitS) / (movingS - arriveS));
}

function easeOut(t: number): number {
  return 1 - (1 - t) * (1 - t);
}

function easeIn(t: number): number {
  return t * t;
}

export interface Ride extends Trip {
  readonly colour: Car["colour"];
  readonly kind?: Car["kind"];
}

export interface Walk extends Trip, Pick<Walker, "coat" | "legs"> {
  readonly floorM?: number;
  readonly hasUmbrella?: boolean;
  readonly hasBag?: boolean;
  readonly heightM?: number;
}

/** Something to draw, and where it stands for the order from far to near. */
export interface Actor {
  readonly at: Place;
  draw(stage: Stage): void;
}

export function actRide(ride: Ride, atS: number): Actor[] {
  const share = shareOf(ride, atS);
  if (share === undefined) return [];
  const at = placeOn(ride, share);
  const behind = placeOn(ride, share - HEADING_SHARE);
  const ahead = placeOn(ride, share + HEADING_SHARE);
  const headingDeg = (Math.atan2(ahead[0] - behind[0], ahead[1] - behind[1]) * 180) / Math.PI;
  const isBraking = ride.stop !== undefined && share > ride.stop.share * 0.6 && share <= ride.stop.share;
  const car = { at, headingDeg, colour: ride.colour, kind: ride.kind ?? "car", isBraking } as const;
  return [{ at, draw: (stage) => drawCar(stage, car) }];
}

export function actWalk(walk: Walk, atS: number, yawDeg = 0): Actor[] {
  const share = shareOf(walk, atS);
  if (share === undefined) return [];
  const at = placeOn(walk, share);
  const lengthM = Math.hypot(walk.to[0] - walk.from[0], walk.to[1] - walk.from[1]);
  const yaw = (yawDeg * Math.PI) / 180;
  const across = (walk.to[0] - walk.from[0]) * Math.cos(yaw) - (walk.to[1] - walk.from[1]) * Math.sin(yaw);
  const isWaiting = walk.stop !== undefined && share === walk.stop.share;
  const pace = isWaiting ? {} : { steps: (share * lengthM) / STRIDE_M };
  const { coat, legs, floorM, hasUmbrella, hasBag, heightM } = walk;
  const walker: Walker = {
    at,
    side: across >= 0 ? 1 : -1,
    coat,
    legs,
    ...pace,
    floorM: floorM ?? 0,
    hasUmbrella: hasUmbrella ?? false,
    hasBag: hasBag ?? false,
    heightM: heightM ?? 1.74,
  };
  return [{ at, draw: (stage) => drawFading(stage, walker, presenceOf(walk, atS)) }];
}

/** People come out of doors and go into them: they fade instead of jumping. */
function presenceOf(walk: Walk, atS: number): number {
  if (distanceBetween(walk.from, walk.to) < 1) return 1;
  const s = (((atS - walk.startS) % LOOP_S) + LOOP_S) % LOOP_S;
  return Math.max(0, Math.min(1, s / FADE_S, (walk.lastsS - s) / FADE_S));
}

function drawFading(stage: Stage, walker: Walker, presence: number): void {
  const before = stage.ctx.globalAlpha;
  stage.ctx.globalAlpha = presence;
  drawWalker(stage, walker);
  stage.ctx.globalAlpha = before;
}

/** A turn from one road into another, as points on an arc around the corner they make. */
export function roundCorner([ax, az]: Place, [cx, cz]: Place, [bx, bz]: Place): Place[] {
  return Array.from({ length: 9 }, (_, step) => {
    const t = step / 8;
    const [a, c, b] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    return [a * ax + c * cx + b * bx, a * az + c * cz + b * bz] as const;
  });
}

function placeOn(trip: Trip, share: number): Place {
  const points = [trip.from, ...(trip.via ?? []), trip.to];
  const lengths = points.slice(1).map((point, index) => distanceBetween(points[index] ?? point, point));
  let leftM = Math.max(0, Math.min(1, share)) * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, length] of lengths.entries()) {
    const from = points[index] ?? trip.from;
    const to = points[index + 1] ?? trip.to;
    if (leftM <= length) {
      const part = length === 0 ? 0 : leftM / length;
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    }
    leftM -= length;
  }
  return trip.to;
}

function distanceBetween(a: Place, b: Place): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

export function drawActors(stage: Stage, actors: readonly Actor[]): void {
  const far = (actor: Actor) => stage.lens.distanceTo([actor.at[0], 0, actor.at[1]]);
  for (const actor of [...actors].sort((a, b) => far(b) - far(a))) actor.draw(stage);
}
