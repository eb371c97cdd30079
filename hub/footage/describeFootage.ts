import type { Camera } from "../../contract/cameras.ts";
import type { FootageAnswer, FootageItem, FootageRequest, FootageStage } from "../../contract/footage.ts";
import type { StoredFootage, StoredItem } from "./storedFootage.ts";

/** What the agency may see of a request: silence, ignore, no and a camera that was withdrawn are one and the same. */

export interface FootageNames {
  findCamera(id: string): Camera | undefined;
  incidentTitle(id: string): string;
}

export function describeFootage(request: StoredFootage, names: FootageNames, viewerId: string): FootageRequest {
  const { items, operatorId, operatorLabel, putAtMs: _putAtMs, ...shown } = request;
  return {
    ...shown,
    incidentTitle: names.incidentTitle(request.incidentId),
    askedBy: operatorLabel,
    isOwn: operatorId === viewerId,
    items: items.flatMap((item) => describeItem(item, request.stage, names)),
  };
}

/** Nothing for a camera that has left the registry since. */
export function describeItem(item: StoredItem, stage: FootageStage, names: FootageNames): FootageItem[] {
  const camera = names.findCamera(item.cameraId);
  if (camera === undefined) return [];
  const { id: cameraId, number, name, owner } = camera;
  const { omission, span } = item;
  return [
    {
      ...{ cameraId, number, name, ownerLabel: owner.label, answer: chooseAnswer(item.state, stage) },
      ...(omission === undefined ? {} : { omission }),
      ...(span === undefined ? {} : { span }),
    },
  ];
}

function chooseAnswer(state: StoredItem["state"], stage: FootageStage): FootageAnswer {
  if (state === "yes" || state === "taken-back" || state === "not-asked") return state;
  if (stage === "supervisor") return "to-ask";
  return stage === "owners" ? "no-answer" : "ended";
}
