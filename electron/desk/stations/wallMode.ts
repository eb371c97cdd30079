import type { CameraRow } from "../../../contract/cameras.ts";
import { Fault } from "../../../contract/faults.ts";
import type { Purpose } from "../../../contract/viewings.ts";
import { type Display, MAX_DISPLAYS } from "../../../contract/wall.ts";
import type { Viewings } from "../consent/viewings.ts";
import type { DisplayKeeper } from "../displays/displayKeeper.ts";
import type { CameraMirror } from "../mirrors/cameraMirror.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { Session } from "../session.ts";
import { createDisplay, showOnly } from "../wall/editDisplays.ts";
import type { WallKeeper } from "../wall/wall.ts";

/** Keeps a station that runs by itself signed in and showing something, whatever happens to it or to the hub. */
export interface WallMode {
  /** To be called once a second. */
  turn(): void;
}

export const PUBLIC_SPACE: Purpose = { code: "public-space-monitoring" };
/** What a wall shows that has never shown anything: a 3×3. Our choice. */
const FIRST_CAMERAS = 9;
/** First and longest wait before the next try. Our choice: a wall that was allowed again is back within seconds. */
const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 5_000;

/** A window that went for good is opened again after this, however often: nobody sits there to do it. Our choice. */
const OPEN_AGAIN_MS = 5_000;

/** So long nothing of a pushed view can be shown before the wall goes back to its own. Our choice. */
const GO_BACK_AFTER_MS = 3_000;

interface Parts {
  viewings: Pick<Viewings, "lookAt">;
  displays: Pick<DisplayKeeper, "view" | "open">;
  session: Session;
  wall: WallKeeper;
  cameras: Pick<CameraMirror, "rows">;
  clock: DeskClock;
  log: Log;
  hubNowMs(): number;
}

export function createWallMode(parts: Parts): WallMode {
  const { session, wall, displays, cameras, viewings, clock, log, hubNowMs } = parts;
  /** What each display showed for public space, and since when what was pushed to it cannot be shown. */
  const own = new Map<number, Display>();
  const overSinceMs = new Map<number, number>();
  let isTrying = false;
  let retryMs = RETRY_FIRST_MS;
  let notBeforeMs = 0;
  let openNotBeforeMs = 0;

  async function signIn(): Promise<void> {
    isTrying = true;
    try {
      await session.signInAlone();
      retryMs = RETRY_FIRST_MS;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log.warn("wall.notSignedIn", { code: error.code });
      session.explain(error.message);
      notBeforeMs = clock.nowMs() + retryMs;
      retryMs = Math.min(retryMs * 2, RETRY_LONGEST_MS);
    } finally {
      isTrying = false;
    }
  }

  /** A display without a purpose gets the one a wall may choose; a wall without anything gets the city. */
  function fill(): void {
    for (const display of wall.displays()) {
      if (display.purpose === null) wall.setPurpose(display.display, PUBLIC_SPACE, hubNowMs());
      else if (display.purpose.code === PUBLIC_SPACE.code) own.set(display.display, display);
      else goBack(display);
    }
    const [first] = wall.displays();
    const isBare = wall.displays().every(({ tiles }) => tiles.every((cameraId) => cameraId === null));
    const chosen = isBare ? chooseFirstCameras(cameras.rows()) : [];
    if (first !== undefined && chosen.length > 0) wall.edit(showOnly(first, chosen));
  }

  /** Nobody is there to take away a pushed view whose incident is over. */
  function goBack(pushed: Display): void {
    const { display, tiles } = pushed;
    const looks = tiles.flatMap((cameraId) => (cameraId === null ? [] : [viewings.lookAt(display, cameraId)]));
    if (looks.length === 0 || looks.some((look) => look !== "blocked")) {
      overSinceMs.delete(display);
      return;
    }
    const sinceMs = overSinceMs.get(display) ?? clock.nowMs();
    overSinceMs.set(display, sinceMs);
    if (clock.nowMs() - sinceMs < GO_BACK_AFTER_MS) return;
    overSinceMs.delete(display);
    log.info("wall.wentBack", { display });
    const { hasWindow } = pushed;
    wall.show({ ...(own.get(display) ?? createDisplay(display)), hasWindow }, PUBLIC_SPACE, hubNowMs());
  }

  /** Each screen has a display, from the first on. */
  function openWindows(): void {
    const { canPlace, screens, places } = displays.view();
    if (!canPlace || clock.nowMs() < openNotBeforeMs) return;
    openNotBeforeMs = clock.nowMs() + OPEN_AGAIN_MS;
    const gone = new Set(["closed", "stopped"]);
    const count = Math.max(1, Math.min(screens.length, MAX_DISPLAYS));
    for (let display = 1; display <= count; display++) {
      if (!wall.displays().some((known) => known.display === display)) wall.edit(createDisplay(display));
      const place = places.find((each) => each.display === display);
      if (place !== undefined && !gone.has(place.state)) continue;
      displays
        .open(display)
        .catch((error: unknown) => log.warn("display not opened", { display, reason: String(error) }));
    }
  }

  return {
    turn() {
      openWindows();
      if (session.isAlone()) fill();
      else if (session.state().state === "signedOut" && !isTrying && clock.nowMs() >= notBeforeMs) void signIn();
    },
  };
}

/** City cameras with a picture, lowest numbers first. */
export function chooseFirstCameras(rows: readonly CameraRow[]): string[] {
  const city = rows.filter(({ ownerKind, hasStream, health }) => {
    return ownerKind === "city" && hasStream && health.state === "online";
  });
  city.sort((a, b) => a.number.localeCompare(b.number, "en", { numeric: true }));
  return city.slice(0, FIRST_CAMERAS).map(({ id }) => id);
}
