import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { formatClock } from "../ui/format.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { usePalette } from "../ui/usePalette.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { CoverageBook } from "./coverageBook.ts";
import { HoverCard } from "./HoverCard.tsx";
import { chooseTimelineRem } from "./measureTimeline.ts";
import type { Playback } from "./playback.ts";
import { createTimelineCanvas, type TimelineCanvas } from "./timelineCanvas.ts";
import { type TimelineHover, watchTimelinePointer } from "./timelinePointer.ts";
import { buildStillScene, type StillScene } from "./timelineScene.ts";
import { useCoverageNews } from "./useCoverage.ts";
import { usePurposeIncident } from "./usePurposeIncident.ts";
import { useTick } from "./useTick.ts";
import { machineZone } from "./zone.ts";

interface TimelineProps {
  readonly model: WindowModel;
  readonly playback: Playback;
  readonly pictures: WindowPictures;
  readonly coverage: CoverageBook;
}

/** Recorded time of all cameras on one canvas. Everything a pointer does here has a key as well. */
export function Timeline({ model, playback, pictures, coverage }: TimelineProps) {
  const host = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<TimelineCanvas | null>(null);
  const [hover, setHover] = useState<TimelineHover | null>(null);
  const hoverMs = useRef<number | null>(null);
  const palette = usePalette();
  const still = useStillScene(model, playback, coverage);
  const latest = useRef({ still, palette });
  const { store, clock } = playback;
  const cameras = useStoreValue(store, (state) => state.cameras);

  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const readScene = () => {
      const { view, inMs, outMs } = store.getState();
      return {
        ...latest.current.still,
        ...{ view, inMs, outMs, playheadMs: clock.atMs(), hoverMs: hoverMs.current },
        ...{ nowMs: playback.nowMs(), zone: machineZone },
      };
    };
    const made = createTimelineCanvas(element, latest.current.palette, readScene);
    canvas.current = made;
    const closers = [
      made.close,
      store.subscribe(made.schedule),
      model.stores.clock.subscribe(made.schedule),
      watchTimelinePointer({
        canvas: element,
        shape: made.shape,
        view: () => store.getState().view,
        zoom: playback.zoom,
        pan: playback.pan,
        seek(atMs, row) {
          const camera = store.getState().cameras[(row ?? 0) - 1];
          if (camera !== undefined) playback.select(camera.cameraId);
          if (!Number.isNaN(atMs)) playback.seek(atMs);
        },
        hover(next) {
          hoverMs.current = next?.atMs ?? null;
          setHover(next);
          made.schedule();
        },
      }),
    ];
    return () => {
      canvas.current = null;
      for (const close of closers) close();
    };
  }, [model, playback, store, clock]);
  useLayoutEffect(() => {
    latest.current = { still, palette };
    canvas.current?.setPalette(palette);
  }, [still, palette]);
  useTick(
    clock,
    useCallback(() => {
      playback.follow();
      canvas.current?.schedule();
      host.current?.setAttribute("aria-label", describeTimeline(playback));
    }, [playback]),
  );
  return (
    <div className="playbackTimeline" style={{ height: `${chooseTimelineRem(cameras.length)}rem` }}>
      <canvas className="timelineCanvas" ref={host} role="img" aria-label={playbackWords.timeline} />
      {hover !== null && <HoverCard clock={model.clock} {...{ hover, pictures, cameras, playback }} />}
    </div>
  );
}

function describeTimeline({ store, clock }: Playback): string {
  const { fromMs, toMs } = store.getState().view;
  const write = (atMs: number) => formatClock(atMs, "withSeconds");
  return playbackWords.timelineName(write(clock.atMs()), write(fromMs), write(toMs));
}

/** Built anew when a camera, a marker or what is known of recordings changes. */
function useStillScene(model: WindowModel, playback: Playback, coverage: CoverageBook): StillScene {
  const cameras = useStoreValue(playback.store, (state) => state.cameras);
  const selectedId = useStoreValue(playback.store, (state) => state.selectedId);
  const markers = useStoreValue(playback.store, (state) => state.markers);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const incident = usePurposeIncident(model);
  const news = useCoverageNews(coverage);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news is when the coverage has changed
  return useMemo(
    () => buildStillScene({ state: { cameras, selectedId, markers }, book, incident, coverageOf: coverage.get }),
    [cameras, selectedId, markers, book, incident, coverage, news],
  );
}
