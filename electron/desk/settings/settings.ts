import {
  DEFAULT_PERSONAL,
  DEFAULT_STATION,
  type Settings,
  type SettingsChange,
  withChosen,
} from "../../../contract/settings.ts";
import { createNews, type News } from "../news.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { SettingsFile, StoredSettings } from "./settingsFile.ts";

/** The station's settings and those of whoever sits at it. */
export interface SettingsKeeper {
  readonly changed: News<Settings>;
  view(): Settings;
  /** From now on these are the operator's. */
  signedIn(operatorId: string): void;
  change(change: SettingsChange): Settings;
  /** Writes what has not been written yet. */
  close(): Promise<void>;
}

/** A slider being drawn is written once. */
const SAVE_AFTER_MS = 500;

type Stored = Omit<StoredSettings, "schema">;
type StoredPersonal = Stored["operators"][number]["personal"];

interface Parts {
  file: SettingsFile;
  clock: DeskClock;
  log: Log;
}

export async function openSettings({ file, clock, log }: Parts): Promise<SettingsKeeper> {
  const { settings, keptAside } = await file.read();
  let stored: Stored = settings ?? { station: {}, operators: [] };
  /** Before the first sign-in ever it is nobody's. */
  let mine: StoredPersonal = stored.operators.at(-1)?.personal ?? {};
  let operatorId: string | null = null;
  let isSaveDue = false;
  let saving = Promise.resolve();
  const changed = createNews<Settings>();

  const view = (): Settings => ({
    personal: withChosen(DEFAULT_PERSONAL, mine),
    station: withChosen(DEFAULT_STATION, stored.station),
    keptAside,
  });

  function save(): void {
    if (!isSaveDue) return;
    isSaveDue = false;
    const written = stored;
    saving = saving
      .then(() => file.write(written))
      .catch((error: unknown) => log.error("settings.notSaved", { reason: String(error) }));
  }

  function take(next: Stored): void {
    stored = next;
    if (!isSaveDue) clock.after(SAVE_AFTER_MS, save);
    isSaveDue = true;
    changed.tell(view());
  }

  /** With this operator as the last one. */
  function placeLast(personal: StoredPersonal): Stored["operators"] {
    if (operatorId === null) return stored.operators;
    return [...stored.operators.filter((each) => each.operatorId !== operatorId), { operatorId, personal }];
  }

  return {
    changed,
    view,
    signedIn(nextOperatorId) {
      operatorId = nextOperatorId;
      mine = stored.operators.find((each) => each.operatorId === nextOperatorId)?.personal ?? {};
      take({ ...stored, operators: placeLast(mine) });
    },
    change({ personal, station }) {
      mine = { ...mine, ...personal };
      take({ station: { ...stored.station, ...station }, operators: placeLast(mine) });
      return view();
    },
    async close() {
      save();
      await saving;
    },
  };
}
