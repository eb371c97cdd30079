import { Fault } from "../../../contract/faults.ts";
import type { Incident } from "../../../contract/incidents.ts";
import type { Purpose } from "../../../contract/viewings.ts";
import type { Display, Wall, WallPatch } from "../../../contract/wall.ts";
import { createNews, type News } from "../news.ts";
import type { DeskClock, Log } from "../ports.ts";
import { choosePurposes } from "./choosePurposes.ts";
import { createDisplay, restoreTiles } from "./editDisplays.ts";
import type { WallFile } from "./wallFile.ts";

/** The truth about the wall: displays, layouts, cameras in tiles, purposes. Windows mirror it by numbered patches. */
export interface WallKeeper {
  readonly changed: News<WallPatch>;
  /** A display's purpose was set, cleared or restored. */
  readonly purposeChanged: News<number>;
  snapshot(): Wall;
  displays(): readonly Display[];
  /** Throws `NOT_FOUND`. */
  display(number: number): Display;
  /** Replaces or adds a display; undo takes its layout and cameras back. */
  edit(next: Display): void;
  /** The same with a purpose, as one act: undo takes both back. */
  show(next: Display, purpose: Purpose, nowMs: number): void;
  undo(): void;
  /** Tells the whole wall again, to windows that knew it by its numbers alone. */
  tellWhole(): void;
  remove(number: number): void;
  setPurpose(number: number, purpose: Purpose | null, nowMs: number): void;
  setWindow(number: number, hasWindow: boolean): void;
  /** A sign-in: which purposes stand is decided anew. */
  signedIn(operatorId: string, incidents: readonly Incident[]): void;
  /** Writes what has not been written yet. */
  close(): Promise<void>;
}

/** How many steps can be taken back. Our choice. */
const MAX_UNDO = 50;
const SAVE_AFTER_MS = 500;

interface UndoStep {
  readonly before: Display;
  /** Whether the purpose was given in the same act. */
  readonly withPurpose: boolean;
}

interface Parts {
  file: WallFile;
  stationName: string;
  clock: DeskClock;
  log: Log;
}

export async function openWall({ file, stationName, clock, log }: Parts): Promise<WallKeeper> {
  const { wall: stored, keptAside } = await file.read();
  let displays = stored === null || stored.displays.length === 0 ? [createDisplay(1)] : stored.displays;
  let operatorId = stored?.operatorId ?? null;
  let revision = 0;
  let undoSteps: UndoStep[] = [];
  let isSaveDue = false;
  let saving = Promise.resolve();
  const changed = createNews<WallPatch>();
  const purposeChanged = createNews<number>();

  function save(): void {
    if (!isSaveDue) return;
    isSaveDue = false;
    saving = saving
      .then(() => file.write({ operatorId, displays }))
      .catch((error: unknown) => log.error("wall.notSaved", { reason: String(error) }));
  }

  function publish(patch: { changed?: Display[]; removed?: number[] }): void {
    revision++;
    if (!isSaveDue) clock.after(SAVE_AFTER_MS, save);
    isSaveDue = true;
    const canUndo = undoSteps.length > 0;
    changed.tell({ revision, canUndo, changed: patch.changed ?? [], removed: patch.removed ?? [] });
  }

  function put(next: Display): void {
    displays = [...displays.filter(({ display }) => display !== next.display), next];
    displays.sort((a, b) => a.display - b.display);
    publish({ changed: [next] });
  }

  function remember(number: number, withPurpose: boolean): void {
    const before = displays.find(({ display }) => display === number);
    if (before !== undefined) undoSteps = [...undoSteps, { before, withPurpose }].slice(-MAX_UNDO);
  }

  function find(number: number): Display {
    const found = displays.find(({ display }) => display === number);
    if (found === undefined) throw new Fault("NOT_FOUND", `There is no display ${number}.`);
    return found;
  }

  return {
    changed,
    purposeChanged,
    snapshot: () => ({
      ...{ revision, stationName, displays, canUndo: undoSteps.length > 0 },
      ...(keptAside === null ? {} : { keptAside }),
    }),
    displays: () => displays,
    display: find,
    edit(next) {
      remember(next.display, false);
      put(next);
    },
    show(next, purpose, nowMs) {
      remember(next.display, true);
      put({ ...next, purpose, purposeSetAtMs: nowMs });
      purposeChanged.tell(next.display);
    },
    undo() {
      const step = undoSteps.at(-1);
      if (step === undefined) return;
      undoSteps = undoSteps.slice(0, -1);
      const { before, withPurpose } = step;
      // Where the purpose was an act of its own, only what is shown goes back.
      const restored = restoreTiles(find(before.display), before);
      const { purpose, purposeSetAtMs } = before;
      put(withPurpose ? { ...restored, purpose, purposeSetAtMs } : restored);
      if (withPurpose) purposeChanged.tell(before.display);
    },
    tellWhole: () => publish({ changed: [...displays] }),
    remove(number) {
      displays = displays.filter(({ display }) => display !== number);
      undoSteps = undoSteps.filter(({ before }) => before.display !== number);
      publish({ removed: [number] });
    },
    setPurpose(number, purpose, nowMs) {
      put({ ...find(number), purpose, purposeSetAtMs: purpose === null ? null : nowMs });
      purposeChanged.tell(number);
    },
    setWindow(number, hasWindow) {
      const display = displays.find((some) => some.display === number);
      if (display !== undefined && display.hasWindow !== hasWindow) put({ ...display, hasWindow });
    },
    signedIn(nextOperatorId, incidents) {
      displays = choosePurposes(displays, nextOperatorId === operatorId, incidents);
      if (nextOperatorId !== operatorId) undoSteps = [];
      operatorId = nextOperatorId;
      publish({ changed: displays });
    },
    async close() {
      save();
      await saving;
    },
  };
}
