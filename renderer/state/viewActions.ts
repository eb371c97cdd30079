import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";
import type { View, ViewChange } from "../../contract/views.ts";
import type { Display } from "../../contract/wall.ts";
import type { Run } from "./actions.ts";

/** What an operator can do with views. A promise says what came of it, null or false when it failed and was told. */
export interface ViewActions {
  /** On the display this window arranges, or on another. */
  openView(view: Pick<View, "id">, display?: number): void;
  /** Keeps what the arranged display shows under a name. */
  saveView(name: string, isShared: boolean): Promise<boolean>;
  /** Makes a view what the arranged display shows now. */
  updateView(view: View): Promise<View | null>;
  changeView(view: View, change: Partial<ViewChange>): void;
  removeView(view: View): Promise<boolean>;
}

interface Parts {
  run<M extends DeskMethod>(method: M, params: DeskParams<M>): Promise<DeskResult<M> | null>;
  /** The same for changes of the wall, in order. */
  arrange: Run;
  /** The display this window arranges. */
  here(): Display | null;
  goToWall(): void;
}

export function createViewActions({ run, arrange, here, goToWall }: Parts): ViewActions {
  const put = (view: View, change: Partial<ViewChange>) =>
    run("views.put", { viewId: view.id, change: { ...copyContent(view), revision: view.revision, ...change } });

  return {
    openView(view, display) {
      const target = display ?? here()?.display;
      if (target === undefined) return;
      if (display === undefined) goToWall();
      arrange("views.open", { display: target, viewId: view.id }, `view ${target}`);
    },
    async saveView(name, isShared) {
      const shown = here();
      if (shown === null) return false;
      const kept = await run("views.put", { change: { name, isShared, ...describeShown(shown), revision: 0 } });
      return kept !== null;
    },
    async updateView(view) {
      const shown = here();
      return shown === null ? null : put(view, describeShown(shown));
    },
    changeView: (view, change) => void put(view, change),
    async removeView({ id, revision }) {
      return (await run("views.remove", { viewId: id, revision })) !== null;
    },
  };
}

/** What a view keeps of a display: a sequence from its first camera on, a hotspot without the camera of the moment. */
function describeShown({ layout, tiles, sequences, hotspot }: Display) {
  const kept = sequences.map(({ tile, cameraIds, dwellMs }) => ({ tile, cameraIds, dwellMs }));
  const firstOf = new Map(kept.map(({ tile, cameraIds }) => [tile, cameraIds[0] ?? null]));
  return {
    layout,
    tiles: tiles.map((cameraId, at) => (hotspot === at + 1 ? null : (firstOf.get(at + 1) ?? cameraId))),
    sequences: kept,
    hotspot,
  };
}

function copyContent({ name, isShared, layout, tiles, sequences, hotspot }: View): Omit<ViewChange, "revision"> {
  return { name, isShared, layout, tiles, sequences, hotspot };
}
