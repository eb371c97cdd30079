import { useEffect } from "react";
import type { WindowModel } from "../../state/windowModel.ts";
import { createSoundGate } from "./soundGate.ts";
import { playSound } from "./soundPlayer.ts";
import { watchSounds } from "./watchSounds.ts";

/** Sounds of this window, as loud as the station wants them. */
export function useSounds(model: WindowModel, kind: "console" | "display"): void {
  useEffect(() => {
    const gate = createSoundGate(model.clock, (name) => {
      const { soundPercent, isMuted } = model.stores.settings.getState().settings.station;
      if (!isMuted) void playSound(model.clock, name, soundPercent);
    });
    const unwatch = watchSounds(model, kind, gate.want);
    return () => {
      unwatch();
      gate.close();
    };
  }, [model, kind]);
}
