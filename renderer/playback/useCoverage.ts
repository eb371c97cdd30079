import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { type CoverageBook, createCoverageBook } from "./coverageBook.ts";
import type { Playback } from "./playback.ts";

/** The coverage of the cameras played back, kept as long as the screen is there. */
export function useCoverage(model: WindowModel, playback: Playback, pictures: WindowPictures): CoverageBook {
  const book = useMemo(
    () => createCoverageBook({ read: pictures.recorded.coverage, clock: model.clock, nowMs: playback.nowMs }),
    [model, playback, pictures],
  );
  useEffect(() => {
    const { store } = playback;
    const look = () =>
      book.setTiles(
        store.getState().cameras.flatMap(({ tile }) => {
          const status = pictures.recorded.statusOf(tile);
          return status?.state === "permitted" && status.range !== undefined ? [{ tile, range: status.range }] : [];
        }),
      );
    const lookAtView = () => book.setView(store.getState().view);
    look();
    lookAtView();
    const closers = [store.subscribe(look), store.subscribe(lookAtView), pictures.recorded.subscribe(look)];
    return () => {
      for (const close of closers) close();
      book.setTiles([]);
    };
  }, [book, playback, pictures]);
  useEffect(() => book.close, [book]);
  return book;
}

/** A number that is another one after each change of the coverage. */
export function useCoverageNews(coverage: CoverageBook): number {
  const count = useRef(0);
  const hear = useCallback(
    (listener: () => void) =>
      coverage.subscribe(() => {
        count.current++;
        listener();
      }),
    [coverage],
  );
  return useSyncExternalStore(hear, () => count.current);
}
