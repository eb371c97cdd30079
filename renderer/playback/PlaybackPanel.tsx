import { useCallback, useSyncExternalStore } from "react";
import type { Span } from "../../contract/recorded.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card, type Fact, Facts } from "../ui/Card.tsx";
import { formatClock, formatCountdown } from "../ui/format.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { AskedCard } from "./AskedCard.tsx";
import { ClockCard } from "./ClockCard.tsx";
import { CoverageCard } from "./CoverageCard.tsx";
import { CutList } from "./CutList.tsx";
import type { CoverageBook } from "./coverageBook.ts";
import type { Playback } from "./playback.ts";
import type { PlaybackCamera } from "./playbackStore.ts";
import { usePlaybackTile } from "./usePlaybackTile.ts";

interface PlaybackPanelProps {
  readonly model: WindowModel;
  readonly playback: Playback;
  readonly pictures: WindowPictures;
  readonly coverage: CoverageBook;
}

/** The span that was chosen, what was recorded of it, and why anything is not shown. */
export function PlaybackPanel({ model, playback, pictures, coverage }: PlaybackPanelProps) {
  const cameras = useStoreValue(playback.store, (state) => state.cameras);
  const span = useSpan(playback);
  return (
    <aside className="side side-right playbackPanel" aria-label={playbackWords.span}>
      <SpanCard playback={playback} />
      {cameras.length > 0 && (
        <>
          <CoverageCard model={model} coverage={coverage} cameras={cameras} span={span} nowMs={playback.nowMs} />
          <WhyCard model={model} pictures={pictures} cameras={cameras} />
        </>
      )}
      <AskedCard playback={playback}>
        <CutList {...{ model, playback, pictures, cameras }} />
      </AskedCard>
      {cameras.length > 0 && <ClockCard model={model} cameras={cameras} />}
    </aside>
  );
}

/** What is between in and out; where one is missing, what is asked for ends it. */
function useSpan(playback: Playback): Span {
  const inMs = useStoreValue(playback.store, (state) => state.inMs ?? state.range.fromMs);
  const outMs = useStoreValue(playback.store, (state) => state.outMs ?? state.range.toMs);
  return { fromMs: inMs, toMs: outMs ?? playback.nowMs() };
}

function SpanCard({ playback }: { playback: Playback }) {
  const inMs = useStoreValue(playback.store, (state) => state.inMs);
  const outMs = useStoreValue(playback.store, (state) => state.outMs);
  const write = (atMs: number | null) => (atMs === null ? "–" : formatClock(atMs, "withTenths"));
  const facts: Fact[] = [
    { name: playbackWords.inWord, value: write(inMs), isNumber: true },
    { name: playbackWords.outWord, value: write(outMs), isNumber: true },
  ];
  if (inMs !== null && outMs !== null)
    facts.push({ name: playbackWords.length, value: formatCountdown(outMs - inMs), isNumber: true });
  return (
    <Card title={playbackWords.span}>
      <Facts facts={facts} />
      {inMs === null && outMs === null ? (
        <p className="cardWords">{playbackWords.noSpan}</p>
      ) : (
        <Button look="quiet" onPress={playback.clearSpan}>
          {playbackWords.clearSpan}
        </Button>
      )}
    </Card>
  );
}

interface WhyCardProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly cameras: readonly PlaybackCamera[];
}

/** Cameras that may not be seen, each with its reason; nothing where all of them may. */
function WhyCard({ model, pictures, cameras }: WhyCardProps) {
  const hear = useCallback((listener: () => void) => pictures.recorded.subscribe(listener), [pictures]);
  // A string, so that it is the same as long as nothing has changed.
  const tiles = useSyncExternalStore(hear, () =>
    cameras
      .filter(({ tile }) => {
        const state = pictures.recorded.statusOf(tile)?.state;
        return state !== undefined && state !== "permitted" && state !== "asking";
      })
      .map(({ tile }) => tile)
      .join(" "),
  );
  const dark = cameras.filter(({ tile }) => tiles.split(" ").includes(String(tile)));
  if (dark.length === 0) return null;
  return (
    <Card title={playbackWords.why}>
      <ul className="whyList">
        {dark.map((camera) => (
          <WhyItem key={camera.tile} {...{ model, pictures, camera }} />
        ))}
      </ul>
    </Card>
  );
}

function WhyItem({ model, pictures, camera }: Omit<WhyCardProps, "cameras"> & { readonly camera: PlaybackCamera }) {
  const { camera: row, description } = usePlaybackTile(model, pictures, camera);
  return (
    <li>
      <b className="rowNumber">{row?.number}</b> {[description.word.toLowerCase(), ...description.sentences].join(". ")}
    </li>
  );
}
