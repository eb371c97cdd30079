import type { Clip, ClipChange, ClipsRequest } from "../../contract/clips.ts";
import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";

/** What an operator can do with clips. Null, or false, when it failed, which has then been told. */
export interface ClipActions {
  /** Of an incident, newest pull first. */
  listClips(incidentId: string): Promise<readonly Clip[] | null>;
  /** Cuts in the background, at most 16 cameras and two hours; the clips show with their incident. */
  pullClips(wish: ClipsRequest): Promise<readonly Clip[] | null>;
  changeClip(clipId: string, change: ClipChange): Promise<boolean>;
  /** Cancels one that is being cut, deletes the file of one that is ready. */
  removeClip(clipId: string): void;
  /** To this station's folder. */
  downloadClip(clip: Pick<Clip, "id" | "incidentId">): void;
  cancelDownload(clipId: string): void;
}

export function createClipActions(
  run: <M extends DeskMethod>(method: M, params: DeskParams<M>) => Promise<DeskResult<M> | null>,
): ClipActions {
  return {
    listClips: async (incidentId) => (await run("clips.list", { incidentId }))?.clips ?? null,
    pullClips: async (wish) => (await run("clips.pull", wish))?.clips ?? null,
    changeClip: async (clipId, change) => (await run("clips.change", { clipId, change })) !== null,
    removeClip: (clipId) => void run("clips.remove", { clipId }),
    downloadClip: ({ id, incidentId }) => void run("clips.download", { clipId: id, incidentId }),
    cancelDownload: (clipId) => void run("clips.cancelDownload", { clipId }),
  };
}
