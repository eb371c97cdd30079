import type { DeskMethod } from "../../../contract/deskApi.ts";
import type { DeskReply } from "../../../contract/deskEnvelope.ts";
import { Fault } from "../../../contract/faults.ts";
import type { DeskWork } from "../deskWork.ts";
import type { WindowConnection } from "../ports.ts";
import type { CallHandlers } from "./callTable.ts";
import { createWindowLine, type WindowLine } from "./windowLine.ts";

/** A display window that is back within this time was only reloaded. */
const RELOAD_GRACE_MS = 3_000;

/** What windows of a station that runs by itself may ask: to show what is on the wall, and nothing that changes it. */
const WITHOUT_OPERATOR: ReadonlySet<DeskMethod> = new Set([
  "cameras.snapshot",
  "incidents.snapshot",
  "views.snapshot",
  "wall.snapshot",
  "presets.own",
  "displays.snapshot",
  "viewing.claim",
  "viewing.release",
  "viewing.openMedia",
  "viewing.closeMedia",
  "viewing.blanked",
  "viewing.report",
]);

/** Gives windows their lines and takes from them what they held when they go. */
export function createConnector({ base, session, viewings, snapshots }: DeskWork, handlers: CallHandlers) {
  const { clock, log, windows, samples, wall, displays } = base;
  let nextNumber = 1;
  let isClosing = false;

  function disconnect(line: WindowLine): void {
    line.shut();
    windows.remove(line);
    viewings.releaseWindow(line.windowId);
    samples.dropWindow(line.windowId);
    snapshots.dropWindow(line.windowId);
    const { about } = line;
    // The shell brings its own windows back, or says that it has given up.
    if (about?.kind !== "display" || displays.isKept(about.display)) return;
    clock.after(RELOAD_GRACE_MS, () => {
      if (!isClosing && !windows.shows(about.display)) wall.setWindow(about.display, false);
    });
  }

  function admit(method: DeskMethod): void {
    session.demand();
    if (session.isAlone() && !WITHOUT_OPERATOR.has(method))
      throw new Fault("SIGN_IN_REQUIRED", "This wall runs by itself.");
  }

  return {
    connect(send: (reply: DeskReply) => void): WindowConnection {
      const line = createWindowLine({ number: nextNumber++, send, handlers, admit, clock, log });
      windows.add(line);
      return { receive: line.receive, close: () => disconnect(line) };
    },
    /** Windows that go from now on go because the desk does: their displays are opened again next time. */
    prepareToClose() {
      isClosing = true;
    },
  };
}
