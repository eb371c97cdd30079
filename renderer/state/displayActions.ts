import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";

/** What an operator can do with displays and the monitors they are on. */
export interface DisplayActions {
  /** On the given screen, else its own, else a free one. Null when it failed, which has then been told. */
  openDisplay(display?: number, screenId?: string): Promise<DeskResult<"wall.openDisplay"> | null>;
  closeDisplay(display: number): void;
  openAllDisplays(): void;
  closeAllDisplays(): void;
  /** Every display says its number for a moment. */
  showNumbers(): void;
}

type Run = <M extends DeskMethod>(method: M, params: DeskParams<M>) => Promise<DeskResult<M> | null>;

export function createDisplayActions(run: Run): DisplayActions {
  return {
    openDisplay: (display, screenId) =>
      run("wall.openDisplay", {
        ...(display === undefined ? {} : { display }),
        ...(screenId === undefined ? {} : { screenId }),
      }),
    closeDisplay: (display) => void run("wall.closeDisplay", { display }),
    openAllDisplays: () => void run("displays.openAll", {}),
    closeAllDisplays: () => void run("displays.closeAll", {}),
    showNumbers: () => void run("displays.identify", {}),
  };
}
