import { Fault } from "../../../contract/faults.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type ViewingCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `viewing.${string}`>>;

export function createViewingCalls({ viewings, handles, samples, clock, hub }: DeskParts): ViewingCalls {
  return {
    "viewing.claim": ({ items }, { windowId, about }) => ({
      claims: viewings.claim(windowId, about?.display ?? 1, items),
    }),
    "viewing.preview": ({ display, cameraId }, { windowId }) => viewings.preview(windowId, display, cameraId),
    "viewing.foresee": (body) => hub.call("foreseeViewings", { body }),
    "viewing.release"({ claimIds }, { windowId }) {
      viewings.release(windowId, claimIds);
      return {};
    },
    "viewing.ask"({ claimId }, { windowId }) {
      viewings.again(windowId, claimId, "ask");
      return {};
    },
    "viewing.retry"({ claimId }, { windowId }) {
      viewings.again(windowId, claimId, "retry");
      return {};
    },
    "viewing.openMedia"({ claimId, protocol, rendition }, line) {
      const target = viewings.findMedia(line.windowId, claimId, protocol, rendition);
      return handles.open(line.number, target, protocol, rendition);
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
    "viewing.report"({ samples: reported }, { windowId }) {
      samples.put(windowId, reported, clock.nowMs());
      return {};
    },
  };
}
