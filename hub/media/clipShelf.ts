import { join } from "node:path";
import type { RenditionName } from "../../contract/cameras.ts";
import type { HubLog } from "../ports.ts";
import type { Clip } from "../site/readClip.ts";

/** Clips in memory, each read once, when first asked for, and shared by all cameras that play it. */
export interface ClipShelf {
  /** Null when there is no such clip or it cannot be read, which is logged once. */
  take(scene: string, rendition: RenditionName): Clip | null;
}

export function createClipShelf(clipsDir: string, read: (path: string) => Clip, log: HubLog): ClipShelf {
  const clips = new Map<string, Clip | null>();

  function readOrReport(name: string): Clip | null {
    try {
      return read(join(clipsDir, name));
    } catch (cause) {
      log.warn("clip unreadable", { clip: name, why: cause instanceof Error ? cause.message : "unknown" });
      return null;
    }
  }
  return {
    take(scene, rendition) {
      const name = `${scene}-${rendition}.flv`;
      let clip = clips.get(name);
      if (clip === undefined) {
        clip = readOrReport(name);
        clips.set(name, clip);
      }
      return clip;
    },
  };
}
