import type { RevokeCause } from "../../../contract/reasons.ts";
import type { Push, PushAck } from "../../../contract/stations.ts";
import { showView } from "../wall/editDisplays.ts";
import type { WallKeeper } from "../wall/wall.ts";
import type { Windows } from "../windows/windows.ts";

interface Parts {
  wall: WallKeeper;
  windows: Windows;
  /** Why no picture may run now; null when it may. */
  whyNot(): RevokeCause | null;
  hubNowMs(): number;
}

/** Pushes remembered, so that one told twice after a break in the line is shown once. Our choice. */
const MAX_REMEMBERED = 64;

/**
 * Shows what was pushed to this station, and says whose hand it was: there is no way to change a wall unseen.
 * It asks for nothing: windows claim their own viewings, and nobody is contacted. Null for one taken before.
 */
export function createPushTaker({ wall, windows, whyNot, hubNowMs }: Parts): (push: Push) => PushAck | null {
  let taken: string[] = [];

  function findRefusal({ display, endsAtMs }: Push): PushAck | null {
    const why = whyNot();
    if (why === "station-locked") return { outcome: "refused", reason: "station-locked" };
    if (why !== null) return { outcome: "refused", reason: "signed-out" };
    if (hubNowMs() >= endsAtMs) return { outcome: "refused", reason: "too-late" };
    const isThere = wall.displays().some((known) => known.display === display);
    return isThere ? null : { outcome: "refused", reason: "no-such-display" };
  }

  return (push) => {
    const { pushId, display, view, purpose, byLabel, byStation } = push;
    if (taken.includes(pushId)) return null;
    taken = [...taken, pushId].slice(-MAX_REMEMBERED);
    const refusal = findRefusal(push);
    if (refusal !== null) return refusal;
    const atMs = hubNowMs();
    wall.show(showView(wall.display(display), view), purpose, atMs);
    windows.tellAll("station.pushed", { display, viewName: view.name, purpose, byLabel, byStation, atMs });
    return { outcome: "shown" };
  };
}
