import type { Camera } from "../../contract/cameras.ts";
import { type FootageOmission, type FootageSpan, MAX_FOOTAGE_PER_OWNER_PER_DAY } from "../../contract/footage.ts";
import type { StoredFootage, StoredItem } from "./storedFootage.ts";

const DAY_MS = 24 * 3_600_000;

/** A camera of the area, and what the hub knows of reaching its owner. */
export interface AskedCamera {
  readonly camera: Camera;
  readonly ownerId: string;
  readonly hasOwnerPage: boolean;
  /** The owner has withdrawn it: they are not asked, and nobody can tell. */
  readonly isWithdrawn: boolean;
}

export interface AskedContext {
  /** The request itself must not be among them. */
  readonly earlier: readonly StoredFootage[];
  readonly incidentId: string;
  readonly span: FootageSpan;
  readonly nowMs: number;
}

/** Whom a request asks, one item per camera, in the order given. Pure; the table of its test is the rule. */
export function chooseAsked(cameras: readonly AskedCamera[], context: AskedContext): StoredItem[] {
  const put = context.earlier.filter(({ putAtMs }) => putAtMs !== undefined);
  return cameras.map((asked) => {
    const { camera, ownerId } = asked;
    const omission = chooseOmission(asked, put, context);
    if (omission !== undefined) return { cameraId: camera.id, ownerId, state: "not-asked", omission };
    return { cameraId: camera.id, ownerId, state: asked.isWithdrawn ? "withheld" : "open" };
  });
}

function chooseOmission(
  { camera, ownerId, hasOwnerPage }: AskedCamera,
  put: readonly StoredFootage[],
  { incidentId, span, nowMs }: AskedContext,
): FootageOmission | undefined {
  if (camera.owner.kind === "city") return "city-camera";
  if (!hasOwnerPage) return "no-owner-page";
  const isSameAgain = put.some(
    (request) =>
      request.incidentId === incidentId &&
      request.fromMs < span.toMs &&
      span.fromMs < request.toMs &&
      request.items.some((item) => item.cameraId === camera.id && item.state !== "not-asked"),
  );
  if (isSameAgain) return "asked-before";
  // Requests, not cameras: an owner of five cameras in the area is asked once, whatever the number of lines.
  const today = put.filter(
    ({ putAtMs = 0, items }) =>
      putAtMs > nowMs - DAY_MS && items.some((item) => item.ownerId === ownerId && item.state !== "not-asked"),
  );
  return today.length >= MAX_FOOTAGE_PER_OWNER_PER_DAY ? "asked-often" : undefined;
}
