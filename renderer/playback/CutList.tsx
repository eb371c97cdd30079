import { useCallback, useSyncExternalStore } from "react";
import type { TimeRange } from "../../contract/recorded.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { Playback } from "./playback.ts";
import type { PlaybackCamera } from "./playbackStore.ts";
import { formatMoment } from "./timeActs.ts";

interface CutListProps {
  readonly model: WindowModel;
  readonly playback: Playback;
  readonly pictures: WindowPictures;
  readonly cameras: readonly PlaybackCamera[];
}

/** Terms are kept to the millisecond of the answer; nobody is told of less than this. */
const SLACK_MS = 5_000;

/** Cameras whose terms cover less than was asked for, each with what they cover. */
export function CutList({ model, playback, pictures, cameras }: CutListProps) {
  const asked = useStoreValue(playback.store, (state) => state.range);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const hear = useCallback((listener: () => void) => pictures.recorded.subscribe(listener), [pictures]);
  // A string, so that it is the same as long as nothing has changed.
  const cut = useSyncExternalStore(hear, () =>
    cameras
      .flatMap(({ tile, cameraId }) => {
        const status = pictures.recorded.statusOf(tile);
        const range = status?.state === "permitted" ? status.range : undefined;
        if (range === undefined || !isCut(asked, range)) return [];
        const to = range.toMs === null ? playbackWords.untilNow : formatMoment(range.toMs);
        return [playbackWords.cutByTerms(book.byId.get(cameraId)?.number ?? "", formatMoment(range.fromMs), to)];
      })
      .join("\n"),
  );
  if (cut === "") return null;
  return (
    <ul className="gapList">
      {cut.split("\n").map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

function isCut(asked: TimeRange, given: TimeRange): boolean {
  return given.fromMs > asked.fromMs + SLACK_MS || (given.toMs !== null && given.toMs !== asked.toMs);
}
