import { Fault } from "../../../contract/faults.ts";
import { MAX_LISTED_VIEWS, type View, type ViewPage } from "../../../contract/views.ts";
import { createNews, type News } from "../news.ts";
import type { Log } from "../ports.ts";
import type { ViewFile } from "./viewFile.ts";

/** The operator's views as last heard from the hub; until it is heard, as this station last knew them. */
export interface ViewMirror {
  readonly changed: News<View[]>;
  all(): View[];
  find(viewId: string): View | undefined;
  /** From now on it is this operator's views that are mirrored. */
  signedIn(operatorId: string): Promise<void>;
  /** Reads the whole list anew; one reading at a time. Throws a `Fault`. */
  read(): Promise<void>;
  put(view: View): void;
  remove(viewId: string): void;
  clear(): void;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

interface Parts {
  askPage(after: string | undefined): Promise<ViewPage>;
  file: ViewFile;
  log: Log;
}

export function createViewMirror({ askPage, file, log }: Parts): ViewMirror {
  const changed = createNews<View[]>();
  let operatorId: string | null = null;
  let views = new Map<string, View>();
  let reading = Promise.resolve();
  let saving = Promise.resolve();

  function replace(fresh: readonly View[]): void {
    views = new Map(fresh.map((view) => [view.id, view]));
    changed.tell([...views.values()]);
  }

  function take(fresh: readonly View[]): void {
    replace(fresh);
    if (operatorId === null) return;
    const stored = { operatorId, views: [...fresh] };
    saving = saving
      .then(() => file.write(stored))
      .catch((error: unknown) => log.error("views.notSaved", { reason: String(error) }));
  }

  async function readPages(): Promise<View[]> {
    const whole: View[] = [];
    let after: string | undefined;
    do {
      const page = await askPage(after);
      whole.push(...page.views);
      if (whole.length > MAX_LISTED_VIEWS) throw new Fault("HUB_ANSWER_INVALID", "It has too many views.");
      after = page.nextAfter;
    } while (after !== undefined);
    return whole;
  }

  async function readOnce(): Promise<void> {
    const forWhom = operatorId;
    const fresh = await readPages();
    // Somebody else may have signed in meanwhile, whom these views do not concern.
    if (forWhom !== null && forWhom === operatorId) take(fresh);
  }

  return {
    changed,
    all: () => [...views.values()],
    find: (viewId) => views.get(viewId),
    async signedIn(nextOperatorId) {
      operatorId = nextOperatorId;
      const stored = await file.read();
      replace(stored?.operatorId === operatorId ? stored.views : []);
    },
    read() {
      reading = reading.catch(() => {}).then(readOnce);
      return reading;
    },
    put: (view) => take([...views.values()].filter(({ id }) => id !== view.id).concat(view)),
    remove: (viewId) => take([...views.values()].filter(({ id }) => id !== viewId)),
    clear() {
      operatorId = null;
      views = new Map();
    },
    async close() {
      await saving;
    },
  };
}
