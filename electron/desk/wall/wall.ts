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
  /** Replaces or adds displays; one undo takes the layouts and cameras of all of them back. */
  edit(...next: Display[]): void;
  /** Replaces a display without a step to take back. What is not `isKept` is no reason to write the file. */
  update(next: Display, options: { isKept: boolean }): void;
  /** The same with a purpose, as one act: undo takes both back, unless the purpose is another by then. */
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
  readonly before: readonly Display[];
  /** The purpose given in the same act, and taken back with it while it still stands; null where none was. */
  readonly given: Purpose | null;
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

  function publish(patch: { changed?: Display[]; removed?: number[]; isKept?: boolean }): void {
    revision++;
    if (patch.isKept !== false) {
      if (!isSaveDue) clock.after(SAVE_AFTER_MS, save);
      isSaveDue = true;
    }
    const canUndo = undoSteps.length > 0;
    changed.tell({ revision, canUndo, changed: patch.changed ?? [], removed: patch.removed ?? [] });
  }

  function put(fresh: Display[], isKept = true): void {
    const numbers = new Set(fresh.map(({ display }) => display));
    displays = [...displays.filter(({ display }) => !numbers.has(display)), ...fresh];
    displays.sort((a, b) => a.display - b.display);
    publish({ changed: fresh, isKept });
  }

  function remember(numbers: readonly number[], given: Purpose | null): void {
    const before = displays.filter(({ display }) => numbers.includes(display));
    if (before.length > 0) undoSteps = [...undoSteps, { before, given }].slice(-MAX_UNDO);
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
    edit(...next) {
      remember(
        next.map(({ display }) => display),
        null,
      );
      put(next);
    },
    update: (next, { isKept }) => put([next], isKept),
    show(next, purpose, nowMs) {
      remember([next.display], purpose);
      put([{ ...next, purpose, purposeSetAtMs: nowMs }]);
      purposeChanged.tell(next.display);
    },
    undo() {
      const step = undoSteps.at(-1);
      if (step === undefined) return;
      undoSteps = undoSteps.slice(0, -1);
      const { before, given } = step;
      const isTakenBack = (number: number) => given !== null && find(number).purpose === given;
      const moved = before.filter(({ display }) => isTakenBack(display));
      // Where the purpose was an act of its own, or another has followed it, only what is shown goes back.
      put(
        before.map((each) => {
          const restored = restoreTiles(find(each.display), each);
          const { purpose, purposeSetAtMs } = each;
          return moved.includes(each) ? { ...restored, purpose, purposeSetAtMs } : restored;
        }),
      );
      for (const { display } of moved) purposeChanged.tell(display);
    },
    tellWhole: () => publish({ changed: [...displays] }),
    remove(number) {
      displays = displays.filter(({ display }) => display !== number);
      const rest = undoSteps.map((step) => ({
        ...step,
        before: step.before.filter(({ display }) => display !== number),
      }));
      undoSteps = rest.filter(({ before }) => before.length > 0);
      publish({ removed: [number] });
    },
    setPurpose(number, purpose, nowMs) {
      put([{ ...find(number), purpose, purposeSetAtMs: purpose === null ? null : nowMs }]);
      purposeChanged.tell(number);
    },
    setWindow(number, hasWindow) {
      const display = displays.find((some) => some.display === number);
      if (display !== undefined && display.hasWindow !== hasWindow) put([{ ...display, hasWindow }]);
    },
    signedIn(nextOperatorId, incidents) {
      displays = choosePurposes(displays, nextOperatorId === operatorId, incidents);
      // A purpose is given at this sign-in or not at all: no step brings an earlier one back.
      undoSteps = nextOperatorId === operatorId ? undoSteps.map(({ before }) => ({ before, given: null })) : [];
      operatorId = nextOperatorId;
      publish({ changed: displays });
    },
    async close() {
      save();
      await saving;
    },
  };
}
