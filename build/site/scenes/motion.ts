import { type Car, drawCar } from "./car.ts";
import type { Stage } from "./solids.ts";
import { drawWalker, type Walker } from "./walker.ts";

/** Trips through the picture that come round once in each loop, so that the loop has no seam. */

/** Length of every clip, seconds. */
export const LOOP_S = 24;
const STRIDE_M = 0.78;

type Place = readonly [x: number, z: number];

export interface Trip {
  readonly from: Place;
  readonly to: Place;
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
  const headingDeg = (Math.atan2(ride.to[0] - ride.from[0], ride.to[1] - ride.from[1]) * 180) / Math.PI;
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
  return [{ at, draw: (stage) => drawWalker(stage, walker) }];
}

function placeOn(trip: Trip, share: number): Place {
  return [trip.from[0] + (trip.to[0] - trip.from[0]) * share, trip.from[1] + (trip.to[1] - trip.from[1]) * share];
}

export function drawActors(stage: Stage, actors: readonly Actor[]): void {
  const far = (actor: Actor) => stage.lens.distanceTo([actor.at[0], 0, actor.at[1]]);
  for (const actor of [...actors].sort((a, b) => far(b) - far(a))) actor.draw(stage);
}
