import type { StreamHealth } from "../../../contract/viewingCalls.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type HealthCalls = Pick<CallHandlers, "health.snapshot" | "health.recorder">;

/** What the desk tells a window that shows the health screen. */
export function createHealthCalls(parts: DeskParts): HealthCalls {
  return {
    "health.snapshot"() {
      return {
        hub: parts.hubVitals(),
        gateway: parts.handles.count(),
        screens: parts.displays.view().screens.length,
        streams: listStreams(parts),
      };
    },
    "health.recorder": () => parts.hub.call("recorder"),
  };
}

/** A claim that has gone since its window reported is no stream any more. */
function listStreams({ clock, samples, viewings, windows }: DeskParts): StreamHealth[] {
  return samples.all().flatMap(({ windowId, samples: reported, atMs }) => {
    const windowKind = windows.find(windowId)?.about?.kind;
    if (windowKind === undefined) return [];
    const reportedAgoMs = Math.max(0, clock.nowMs() - atMs);
    return reported.flatMap(({ claimId, ...sample }) => {
      const place = viewings.placeOf(claimId);
      return place === undefined ? [] : [{ ...sample, ...place, windowId, windowKind, reportedAgoMs }];
    });
  });
}
