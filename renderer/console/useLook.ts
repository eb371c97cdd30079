import { useLayoutEffect, useSyncExternalStore } from "react";
import type { Theme } from "../../contract/settings.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { setClockHours } from "../ui/format.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** Which theme a wish comes to, with what the operating system prefers. */
export function chooseTheme(theme: Theme, isSystemLight: boolean): "dark" | "light" {
  if (theme !== "system") return theme;
  return isSystemLight ? "light" : "dark";
}

/** Puts theme, size of text, motion and clock on the page, for as long as it is there. */
export function useLook(model: WindowModel): void {
  const personal = useStoreValue(model.stores.settings, ({ settings }) => settings.personal);
  const isSystemLight = useMedia("(prefers-color-scheme: light)");
  const { theme, textPercent, motion, clockHours } = personal;
  // Before anything is drawn with it, in the same pass.
  setClockHours(clockHours);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = chooseTheme(theme, isSystemLight);
    root.dataset.motion = motion;
    root.style.setProperty("--text-percent", String(textPercent));
  }, [theme, isSystemLight, motion, textPercent]);
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}
