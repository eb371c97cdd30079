import { Fault } from "../../../contract/faults.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type ClipCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `clips.${string}`>>;

/** Calls about clips: the hub cuts and keeps them, this station takes copies. */
export function createClipCalls({ hub, clipDownloads, session }: DeskParts): ClipCalls {
  return {
    "clips.list": ({ incidentId }) => hub.call("clips", { id: incidentId }),
    "clips.pull": (wish) => hub.call("pullClips", { body: wish }),
    "clips.preview": (wish) => hub.call("previewClips", { body: wish }),
    "clips.change": ({ clipId, change }) => hub.call("changeClip", { id: clipId, body: change }),
    async "clips.remove"({ clipId }) {
      await hub.call("removeClip", { id: clipId });
      return {};
    },
    async "clips.download"({ clipId, incidentId }) {
      const state = session.state();
      if (state.state !== "signedIn") throw new Fault("SIGN_IN_REQUIRED");
      await clipDownloads.start(clipId, incidentId, state.me.name);
      return {};
    },
    "clips.cancelDownload"({ clipId }) {
      clipDownloads.cancel(clipId);
      return {};
    },
    "clips.downloads": () => ({ downloads: clipDownloads.list() }),
  };
}
