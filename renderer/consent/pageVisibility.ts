/** Whether anybody can see this window. */
export interface VisibilityPort {
  isVisible(): boolean;
  subscribe(listener: () => void): () => void;
}

/** As the page itself knows it: hidden when minimised or behind another tab, not when merely covered. */
export const pageVisibility: VisibilityPort = {
  isVisible: () => document.visibilityState === "visible",
  subscribe(listener) {
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};
