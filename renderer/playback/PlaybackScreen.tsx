import { type ReactNode, type RefObject, useEffect } from "react";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { PlaybackGrid } from "./PlaybackGrid.tsx";
import { PlaybackPanel } from "./PlaybackPanel.tsx";
import { PlaybackSide } from "./PlaybackSide.tsx";
import type { Playback } from "./playback.ts";
import { Timeline } from "./Timeline.tsx";
import { Transport } from "./Transport.tsx";
import { useCoverage } from "./useCoverage.ts";
import "./playback.css";

interface PlaybackScreenProps {
  readonly model: WindowModel;
  readonly playback: Playback;
  readonly pictures: WindowPictures;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  /** The number being typed. */
  readonly children: ReactNode;
}

/** Up to sixteen cameras at one moment of the past. What is open is left with the screen and opened again with it. */
export function PlaybackScreen({ model, playback, pictures, searchBox, children }: PlaybackScreenProps) {
  const coverage = useCoverage(model, playback, pictures);
  useEffect(() => () => playback.clock.pause(), [playback]);
  return (
    <div className="screen playback">
      <PlaybackSide {...{ model, playback, pictures, searchBox }} />
      <main className="playbackMain" aria-label={playbackWords.pictures}>
        <PlaybackGrid {...{ model, playback, pictures }} />
        <Transport playback={playback} />
        <Timeline {...{ model, playback, pictures, coverage }} />
        {children}
      </main>
      <PlaybackPanel {...{ model, playback, pictures, coverage }} />
    </div>
  );
}
