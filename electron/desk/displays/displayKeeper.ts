import type { DisplayPlace, ScreenInfo, Screens, WindowNews } from "../../../contract/screens.ts";
import { createNews, type News } from "../news.ts";
import type { DeskClock, Log, WindowHost } from "../ports.ts";
import type { WallKeeper } from "../wall/wall.ts";
import { createHomes } from "./homes.ts";
import { planPlaces, type WindowPlace } from "./placeDisplays.ts";
import { describeScreens, findScreenAt, type ScreenFacts } from "./screens.ts";
import type { ScreensFile } from "./screensFile.ts";
import { createWindowRecovery } from "./windowRecovery.ts";

/** Which displays have windows, on which screens, through unplugged cables, crashes and restarts. */
export interface DisplayKeeper {
  readonly changed: News<Screens>;
  readonly news: News<WindowNews>;
  /** A display's window came onto a screen or went from its own. */
  readonly seenChanged: News<number>;
  view(): Screens;
  /** False while the display's monitor is away: nobody can see its window. */
  isSeen(display: number): boolean;
  /** Whether the shell keeps a window for the display. */
  isKept(display: number): boolean;
  /** Displays whose windows are on a screen. */
  shown(): number[];
  /** False where no shell can place windows. Throws `NOT_FOUND` when the screen is not there. */
  open(display: number, screenId?: string): Promise<boolean>;
  openAll(): Promise<void>;
  close(display: number): Promise<void>;
  /** What can open windows has come or gone. */
  hostChanged(): void;
  screensChanged(): void;
  windowClosed(display: number): void;
  windowCrashed(display: number | null): void;
  /** The window does not answer any more: its page is ended and loaded anew. Null: the console. */
  windowSilent(display: number | null): void;
  /** No window is opened or brought back from now on; resolves when all is written. */
  stop(): Promise<void>;
}

interface Parts {
  host(): WindowHost | null;
  file: ScreensFile;
  wall: WallKeeper;
  clock: DeskClock;
  log: Log;
}

/** The display a console shows itself. */
const CONSOLE_DISPLAY = 1;

export async function openDisplayKeeper({ host, file, wall, clock, log }: Parts): Promise<DisplayKeeper> {
  const homes = createHomes(await file.read());
  const wanted = new Set(wall.displays().flatMap(({ display, hasWindow }) => (hasWindow ? [display] : [])));
  const stopped = new Set<number>();
  const changed = createNews<Screens>();
  const news = createNews<WindowNews>();
  const seenChanged = createNews<number>();
  let facts: readonly ScreenFacts[] = [];
  let screens: ScreenInfo[] = [];
  let consoleScreenId: string | null = null;
  let places = new Map<number, WindowPlace | null>();
  let told = "";
  let hasHadHost = false;
  let isStopped = false;
  let row: Promise<unknown> = Promise.resolve();
  let saving = Promise.resolve();

  const isSeen = (display: number) => places.get(display) !== null;

  /** One act at a time: each sees what the one before has left. */
  function queue<T>(act: (host: WindowHost) => Promise<T>, otherwise: T): Promise<T> {
    const turn = async () => {
      const current = host();
      return current === null || isStopped ? otherwise : act(current);
    };
    const done = row.then(turn);
    row = done.catch((error: unknown) => log.warn("displays not settled", { reason: String(error) }));
    return done;
  }

  const settleSoon = () => void queue(settle, undefined).catch(() => {});

  async function look(current: WindowHost): Promise<void> {
    facts = await current.screens();
    screens = describeScreens(facts);
    const at = await current.consoleAt();
    consoleScreenId = at === null ? null : (findScreenAt(screens, at)?.screenId ?? findPrimary()?.screenId ?? null);
  }

  const findPrimary = () => screens.find(({ isPrimary }) => isPrimary) ?? screens[0];

  /** Brings every window to where it belongs. */
  async function settle(current: WindowHost): Promise<void> {
    await look(current);
    const placings = homes.settle({ wanted: [...wanted], screens, facts, consoleScreenId });
    const next = planPlaces(placings, screens, consoleScreenId);
    const before = places;
    places = next;
    // Told first: what nobody can see any more ends even if its window is slow to go.
    publish();
    for (const display of new Set([...before.keys(), ...next.keys()])) {
      if ((before.get(display) === null) !== (next.get(display) === null)) seenChanged.tell(display);
    }
    save();
    for (const [display, place] of next) await act(current, display, place);
  }

  async function act(current: WindowHost, display: number, place: WindowPlace | null): Promise<void> {
    try {
      if (place === null) await current.hide(display);
      else await current.show(display, place);
    } catch (error) {
      log.warn("display not shown", { display, reason: String(error) });
      if (host() === current && place !== null) recovery.handleFailed(display);
    }
  }

  function save(): void {
    const stored = homes.takeChanges();
    if (stored === null) return;
    saving = saving
      .then(() => file.write(stored))
      .catch((error: unknown) => log.error("screens.notSaved", { reason: String(error) }));
  }

  function view(): Screens {
    const displays = [...new Set([...wall.displays().map(({ display }) => display), ...wanted])].sort((a, b) => a - b);
    const canPlace = host() !== null;
    return { canPlace, screens, consoleScreenId, places: canPlace ? displays.map(describe) : [] };
  }

  function describe(display: number): DisplayPlace {
    const place = places.get(display) ?? null;
    const isAway = wanted.has(display) && places.get(display) === null;
    const closed = stopped.has(display) ? "stopped" : "closed";
    return {
      display,
      state: place !== null ? "shown" : isAway ? "no-screen" : closed,
      screenId: place?.screenId ?? null,
      isFullScreen: place?.isFullScreen ?? false,
      home: homes.describe(display),
    };
  }

  function publish(): void {
    const current = view();
    const text = JSON.stringify(current);
    if (text === told) return;
    told = text;
    changed.tell(current);
  }

  function unwant(display: number): void {
    wanted.delete(display);
    places.delete(display);
    wall.setWindow(display, false);
  }

  function giveUp(display: number, why: "closed" | "failing"): void {
    unwant(display);
    if (why === "failing") stopped.add(display);
    publish();
    // Nothing may stay behind, not even the browser's own page about a crash.
    if (why === "failing") void queue((current) => current.close(display), undefined).catch(() => {});
  }

  const recovery = createWindowRecovery({
    clock,
    log,
    isWanted: (display) => wanted.has(display) && !isStopped,
    reopen: settleSoon,
    // Not queued: an act that waits for a page that hangs would hold up its rescue.
    reload: (display) => void host()?.reload(display).catch(warnOf("not reloaded")),
    kill: (display) => void host()?.kill(display).catch(warnOf("not killed")),
    close: (display) => void host()?.close(display).catch(warnOf("not closed")),
    giveUp,
    tell: news.tell,
  });

  function warnOf(what: string): (error: unknown) => void {
    return (error) => log.warn(`window ${what}`, { reason: String(error) });
  }

  wall.changed.on(({ removed }) => {
    for (const display of removed) homes.forget(display);
  });

  return {
    changed,
    news,
    seenChanged,
    view,
    isSeen,
    isKept: (display) => hasHadHost && wanted.has(display),
    shown: () => [...places].flatMap(([display, place]) => (place === null ? [] : [display])),
    open: (display, screenId) =>
      queue(async (current) => {
        await look(current);
        homes.assign(display, screenId, { wanted: [...wanted], screens, facts, consoleScreenId });
        stopped.delete(display);
        wanted.add(display);
        wall.setWindow(display, true);
        await settle(current);
        return true;
      }, false),
    openAll: () =>
      queue(async (current) => {
        await look(current);
        for (const { display } of wall.displays()) {
          if (display === CONSOLE_DISPLAY && consoleScreenId !== null) continue;
          stopped.delete(display);
          wanted.add(display);
          wall.setWindow(display, true);
        }
        await settle(current);
      }, undefined),
    async close(display) {
      // Before its turn comes: whatever becomes of the window from now on is wanted.
      unwant(display);
      stopped.delete(display);
      await queue((current) => current.close(display), undefined);
      publish();
    },
    hostChanged() {
      if (host() === null) {
        places.clear();
        publish();
        return;
      }
      hasHadHost = true;
      settleSoon();
    },
    screensChanged: settleSoon,
    windowClosed: recovery.handleClosed,
    windowCrashed: recovery.handleCrashed,
    windowSilent(display) {
      if (host() !== null) recovery.handleSilent(display);
    },
    async stop() {
      isStopped = true;
      await row;
      save();
      await saving;
    },
  };
}
