import { join } from "node:path";
import type { Markers } from "../incidents/markers.ts";
import type { Accounts } from "../people/accounts.ts";
import type { SnapshotSources } from "../viewings/takeSnapshot.ts";
import { createClipConsent } from "./clipConsent.ts";
import { DEFAULT_CLIP_ROOM_BYTES } from "./clipRoom.ts";
import { type ClipsOptions, loadClips } from "./clips.ts";
import { createClipEncoder } from "./encoder.ts";

/** Builds what cuts clips from its parts; `ffmpeg` and `clipRoomBytes` as the hub was told. */
export async function openClips(
  parts: Omit<ClipsOptions, "consent" | "encoder" | "dir" | "roomBytes" | "listMarkers"> &
    SnapshotSources & { dataDir: string; accounts: Accounts; markers: Markers },
  { ffmpeg = "ffmpeg", clipRoomBytes = DEFAULT_CLIP_ROOM_BYTES }: ClipSettings,
) {
  const encoder = createClipEncoder(ffmpeg);
  const clipConsent = createClipConsent({ ...parts, encoder });
  const clips = await loadClips({
    ...{ ...parts, encoder, consent: clipConsent, dir: join(parts.dataDir, "clips"), roomBytes: clipRoomBytes },
    listMarkers: async ({ account }, incidentId) => (await parts.markers.list(account, incidentId)).markers,
  });
  return { clips, clipConsent };
}

export interface ClipSettings {
  /** The program that burns watermarks and masks into clips; without one, such clips are refused. */
  readonly ffmpeg?: string | undefined;
  /** All clips together, bytes. */
  readonly clipRoomBytes?: number | undefined;
}
