import { Fault } from "../../../contract/faults.ts";
import { isOnlyTurning } from "../wall/editMarks.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type ViewingCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `viewing.${string}`>>;

export function createViewingCalls({ viewings, handles, samples, clock, hub, budget, wall }: DeskParts): ViewingCalls {
  return {
    "viewing.claim"({ items }, { windowId, about }) {
      const claims = viewings.claim(windowId, about?.display ?? 1, items);
      // Told before the answer, so that a wall beyond the machine does not start with all it cannot carry.
      budget.turn();
      return { claims };
    },
    "viewing.preview": ({ display, cameraId }, { windowId }) => viewings.preview(windowId, display, cameraId),
    "viewing.foresee": (body) => hub.call("foreseeViewings", { body }),
    "viewing.release"({ claimIds }, { windowId }) {
      viewings.release(windowId, claimIds);
      return {};
    },
    "viewing.ask"({ claimId }, { windowId }) {
      const place = viewings.placeOf(claimId);
      if (place !== undefined && isOnlyTurning(wall.display(place.display), place.cameraId))
        throw new Fault(
          "CONFLICT",
          "Nobody is asked for a turn in a sequence. Give the camera a tile of its own first.",
        );
      viewings.again(windowId, claimId, "ask");
      return {};
    },
    "viewing.retry"({ claimId }, { windowId }) {
      viewings.again(windowId, claimId, "retry");
      return {};
    },
    "viewing.openMedia"({ claimId, ...choice }, line) {
      const target = viewings.findMedia(line.windowId, claimId, choice.protocol, choice.rendition);
      return handles.open(line.number, target, choice);
    },
    "viewing.closeMedia"({ handleId }, { windowId }) {
      const handle = handles.find(handleId);
      // It may have died with its viewing a moment before; that is what was wanted.
      if (handle === undefined) return {};
      if (!viewings.isOf(windowId, handle.target.claimId)) throw new Fault("NOT_FOUND");
      handles.close(handleId);
      return {};
    },
    "viewing.blanked"({ claimId, framesAfter }, { windowId }) {
      viewings.covered(windowId, claimId, framesAfter);
      return {};
    },
    "viewing.report"({ samples: reported, size }, { windowId, about }) {
      samples.put(windowId, reported, clock.nowMs());
      if (size !== undefined) budget.setSize(about?.display ?? 1, size);
      return {};
    },
  };
}
