import type { PlayerFault } from "./player.ts";

/** Calls `play()`. That it may hang in silence is the business of whoever waits for the first frame. */
export function startPlaying(video: HTMLVideoElement, onFault: (fault: PlayerFault) => void): void {
  video.play().catch((cause: unknown) => {
    // AbortError: emptied or given another source meanwhile, which is no fault.
    if (cause instanceof DOMException && cause.name === "AbortError") return;
    onFault({ kind: "media", detail: cause instanceof Error ? cause.name : "play() was refused" });
  });
}
