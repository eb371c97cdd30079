import { useEffect } from "react";
import type { PlaybackClock } from "./playbackClock.ts";

/** Calls with every frame of the screen while the clock runs, and once at each change of it. */
export function useTick(clock: PlaybackClock, act: () => void): void {
  useEffect(() => {
    let waiting: number | null = null;
    const run = () => {
      waiting = null;
      act();
      if (clock.isPlaying) waiting = requestAnimationFrame(run);
    };
    const wake = () => {
      waiting ??= requestAnimationFrame(run);
    };
    run();
    const leave = clock.subscribe(wake);
    return () => {
      leave();
      if (waiting !== null) cancelAnimationFrame(waiting);
    };
  }, [clock, act]);
}
