import type { Camera } from "../../contract/cameras.ts";
import { type Clip, MAX_CLIP_MARKERS } from "../../contract/clips.ts";
import type { Marker } from "../../contract/markers.ts";
import { hideReasons } from "../viewings/describeAnswer.ts";
import { isBurnEnough, isWithin, type Judged } from "./clipConsent.ts";
import { isUnderWay, type StoredClip } from "./storedClip.ts";

/** A clip as an operator may see it. */

/** How it stands: what is worked on is known to the worker alone. */
export interface ClipStanding {
  /** Undefined for a camera that has left the registry since. */
  readonly camera: Camera | undefined;
  /** Of its incident. */
  readonly markers: readonly Marker[];
  readonly progress: number | undefined;
  readonly viewerId: string;
  /** Of a clip that is ready: what would be decided if it were asked for now. */
  readonly judged: Judged | undefined;
}

/** Nothing for a camera nobody knows any more. */
export function describeClip(clip: StoredClip, standing: ClipStanding): Clip[] {
  const { camera, progress, viewerId, judged } = standing;
  if (camera === undefined) return [];
  const { id, incidentId, cameraId, fromMs, toMs, name, description, covered, missing, askedAtMs } = clip;
  const refusal = clip.state === "ready" ? whyNot(clip, judged) : undefined;
  const isWorking = clip.state === "queued" && progress !== undefined;
  return [
    {
      ...{ id, incidentId, cameraId, number: camera.number, cameraName: camera.name, fromMs, toMs, name, description },
      markers: listMarkers(clip, standing.markers),
      state: isWorking ? "working" : clip.state,
      progress: clip.state === "ready" ? 1 : isUnderWay(clip) ? (progress ?? 0) : 0,
      ...(clip.making === undefined ? {} : { making: clip.making }),
      ...{ covered, missing },
      ...(clip.bytes === undefined ? {} : { bytes: clip.bytes }),
      ...(clip.why === undefined ? {} : { why: clip.why }),
      reasons: hideReasons(refusal === undefined || refusal === "outdated" ? clip.reasons : refusal),
      isOutdated: refusal === "outdated",
      ...{ askedBy: clip.operatorLabel, askedAtMs, isOwn: clip.operatorId === viewerId },
    },
  ];
}

/** Why a clip that is ready is not handed out: the kernel's reasons, or its file lacks what the terms ask for by now. */
export function whyNot(
  clip: StoredClip,
  judged: Judged | undefined,
): Judged["decision"]["reasons"] | "outdated" | undefined {
  if (judged === undefined || clip.burn === undefined) return ["EVAL_INDETERMINATE"];
  const { decision, permitted } = judged;
  if (decision.outcome !== "permit") return decision.reasons;
  if (!isWithin(clip.covered, permitted)) return ["CONSENT_NOT_COVERING_CAPTURE_TIME"];
  return isBurnEnough(clip.burn, decision.obligations) ? undefined : "outdated";
}

function listMarkers({ cameraId, fromMs, toMs }: StoredClip, markers: readonly Marker[]): Clip["markers"] {
  return markers
    .filter((marker) => marker.atMs >= fromMs && marker.atMs <= toMs)
    .filter((marker) => marker.cameraId === undefined || marker.cameraId === cameraId)
    .slice(0, MAX_CLIP_MARKERS)
    .map(({ atMs, text }) => ({ atMs, text }));
}
