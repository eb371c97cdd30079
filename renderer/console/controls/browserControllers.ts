import type { ControllerPort } from "./controlReader.ts";

const WINDOW_EVENTS = ["gamepadconnected", "gamepaddisconnected", "focus", "blur"] as const;

/** Controllers as the browser's Gamepad API gives them; a browser shows one after its first press. */
export const browserControllers: ControllerPort = {
  connected: () => navigator.getGamepads().flatMap((pad) => (pad?.connected === true ? [pad] : [])),
  isInFront: () => document.visibilityState === "visible" && document.hasFocus(),
  onChanged(listener) {
    for (const name of WINDOW_EVENTS) window.addEventListener(name, listener);
    document.addEventListener("visibilitychange", listener);
    return () => {
      for (const name of WINDOW_EVENTS) window.removeEventListener(name, listener);
      document.removeEventListener("visibilitychange", listener);
    };
  },
};
