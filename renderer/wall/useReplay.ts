import { type RefObject, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { REPLAY_TILE_OFFSET } from "../../contract/recorded.ts";
import { recordedReports, type ShownRecorded } from "../consent/recordedReports.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { Replay } from "../state/replays.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { stateWords } from "../ui/codeWords.ts";
import { formatClock } from "../ui/format.ts";
import { replayWords } from "../ui/replayWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { describeReplayEnd } from "./describeReplayEnd.ts";
import type { TileView } from "./useTile.ts";

export interface ReplayView {
  readonly replay: Replay;
  readonly shown: ShownRecorded | null;
  /** Whether it has shown a picture: until then the tile is what it was. */
  readonly isOpen: boolean;
}

/** The replay in a tile of the wall; null while it shows now. It ends by itself where there is nothing to show. */
export function useReplay(
  model: WindowModel,
  pictures: WindowPictures,
  tile: number,
  cameraId: string | null,
): ReplayView | null {
  const place = tile + REPLAY_TILE_OFFSET;
  const kept = useStoreValue(model.stores.replays, ({ byTile }) => byTile.get(tile));
  const replay = kept !== undefined && kept.cameraId === cameraId ? kept : null;
  const hear = useCallback((listener: () => void) => recordedReports.subscribeShown(place, listener), [place]);
  const shown = useSyncExternalStore(hear, () => recordedReports.getShown(place));
  const status = useSyncExternalStore(pictures.recorded.subscribe, () => pictures.recorded.statusOf(place));
  const [opened, setOpened] = useState<Replay["clock"] | null>(null);
  const clock = replay?.clock ?? null;
  const isRecorded = shown?.state === "recorded";
  useEffect(() => {
    if (clock !== null && isRecorded) setOpened(clock);
  }, [clock, isRecorded]);
  const isOpen = clock !== null && opened === clock;
  useEffect(() => {
    if (clock === null) return;
    const end = describeReplayEnd(status, shown);
    if (end?.words == null) end !== null && model.actions.endReplay(tile);
    else model.actions.refuseReplay(tile, end.words);
  }, [model, tile, clock, status, shown]);
  // A camera that left its tile takes no replay along.
  const isForeign = kept !== undefined && replay === null;
  useEffect(() => {
    if (isForeign) model.actions.endReplay(tile);
  }, [model, tile, isForeign]);
  return replay === null ? null : { replay, shown, isOpen };
}

/** What a tile draws while its replay is open. */
export function overlayReplay(view: TileView, { replay, shown }: ReplayView): TileView {
  const state = shown?.state ?? "connecting";
  const isBlank = shown?.isBlank ?? true;
  const suffix = "";
  const seconds = replay.backMs / 1_000;
  const description = isBlank
    ? { word: stateWords[state], suffix, sentences: [replayWords.opening], action: null }
    : { word: `${replayWords.replay} −${seconds} s`, suffix, sentences: [], action: null };
  const { rendition = null, frames = "all" } = shown ?? {};
  return { ...view, state, isBlank, rendition, frames, oddHeightPx: null, description };
}

/** Writes the time of the frame on the glass straight into the document. `nameOf`: the tile as readers say it. */
export function useReplayTime(
  root: RefObject<HTMLElement | null>,
  tile: number | null,
  nameOf: (time: string) => string,
): void {
  useEffect(() => {
    if (tile === null) return;
    const place = tile + REPLAY_TILE_OFFSET;
    const write = () => {
      const element = root.current;
      const report = recordedReports.get(place);
      if (element === null) return;
      const at = report?.shownAtMs ?? null;
      const time = at === null ? "" : formatClock(at, "withTenths");
      element.setAttribute("data-shown-at-ms", at === null ? "" : String(Math.round(at)));
      element.setAttribute("aria-label", nameOf(time));
      const slot = element.querySelector("[data-age]");
      if (slot !== null && slot.textContent !== time) slot.textContent = time;
    };
    write();
    const stop = recordedReports.subscribe(place, write);
    const element = root.current;
    return () => {
      stop();
      element?.removeAttribute("data-shown-at-ms");
    };
  }, [root, tile, nameOf]);
}
