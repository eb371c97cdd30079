import { Fault } from "../../../contract/faults.ts";
import type { Wall } from "../../../contract/wall.ts";
import { createDisplay, hideContent } from "../wall/editDisplays.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { WindowLine } from "../windows/windowLine.ts";
import type { DeskParts } from "./deskParts.ts";

type WindowCalls = Pick<
  CallHandlers,
  | "window.hello"
  | "window.visibility"
  | "window.beat"
  | "session.signIn"
  | "session.signOut"
  | "session.lock"
  | "session.unlock"
>;

/** Nobody is signed in: a window learns which displays there are, not what was on them or why. */
function hideWall(wall: Wall): Wall {
  return { ...wall, displays: wall.displays.map(hideContent), canUndo: false };
}

/** A window nobody can see keeps its pictures this long. */
const HIDDEN_GRACE_MS = 5_000;

export function createWindowCalls(parts: DeskParts): WindowCalls {
  const { version, isWall, clock, session, link, viewings, wall, windows, stations, settings, training } = parts;
  const graces = new WeakMap<WindowLine, () => void>();
  return {
    "window.hello"({ display: wanted }, line) {
      if (line.about !== null) throw new Fault("CONFLICT", "This window has said hello before.");
      const kind = wanted === undefined ? "console" : "display";
      const display = wanted ?? 1;
      line.about = { kind, display };
      if (!wall.displays().some((known) => known.display === display)) wall.edit(createDisplay(display));
      if (kind === "display") wall.setWindow(display, true);
      return {
        windowId: line.windowId,
        display,
        kind,
        version,
        isWall,
        lookers: stations.lookers(),
        session: session.state(),
        hub: link.view(),
        training: training.now(),
        wall: session.state().state === "signedIn" ? wall.snapshot() : hideWall(wall.snapshot()),
        settings: settings.view(),
      };
    },
    "window.visibility"({ isVisible }, line) {
      line.isVisible = isVisible;
      graces.get(line)?.();
      if (isVisible) viewings.review({ windowId: line.windowId });
      else {
        const cancel = clock.after(HIDDEN_GRACE_MS, () => {
          if (!line.isVisible && windows.find(line.windowId) === line) viewings.review({ windowId: line.windowId });
        });
        graces.set(line, cancel);
      }
      return {};
    },
    // That it was heard is all there is to it.
    "window.beat": () => ({}),
    "session.signIn": ({ operator, password }) => session.signIn(operator, password),
    "session.signOut": () => session.signOut(),
    "session.lock": () => session.lock(),
    "session.unlock": ({ password }) => session.unlock(password),
  };
}
