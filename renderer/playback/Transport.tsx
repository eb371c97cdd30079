import { ChevronFirst, ChevronLast, Pause, Play, Radio, StepBack, StepForward } from "lucide-react";
import { useCallback, useRef, useSyncExternalStore } from "react";
import { formatClock, formatDay } from "../ui/format.ts";
import { Hint } from "../ui/Hint.tsx";
import { playbackWords } from "../ui/playbackWords.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { formatSpeed } from "./describeRecorded.ts";
import { EntryForm } from "./EntryForm.tsx";
import { PressButton } from "./PressButton.tsx";
import type { Playback } from "./playback.ts";
import { type PlaybackClock, SPEEDS, type Speed } from "./playbackClock.ts";
import { useTick } from "./useTick.ts";

/** What moves the one clock of all pictures, and where it is. */
export function Transport({ playback }: { playback: Playback }) {
  const pace = usePace(playback.clock);
  return (
    <div className="playbackTransport" role="toolbar" aria-label={playbackWords.transport}>
      <div className="playbackKeys">
        <Act words={playbackWords.toStart} onAct={playback.goToStart} Icon={ChevronFirst} />
        <Act words={playbackWords.frameBack} onAct={() => playback.step(-1)} Icon={StepBack} />
        <Act
          words={pace.isPlaying ? playbackWords.pause : playbackWords.play}
          onAct={playback.toggle}
          Icon={pace.isPlaying ? Pause : Play}
          isOn={pace.isPlaying}
        />
        <Act words={playbackWords.frameForward} onAct={() => playback.step(1)} Icon={StepForward} />
        <Act words={playbackWords.toEnd} onAct={playback.goToEnd} Icon={ChevronLast} />
      </div>
      <ClockFace playback={playback} />
      <PaceWords pace={pace} />
      <span className="playbackGap" />
      <EntryForm playback={playback} />
      <Speeds pace={pace} onChoose={playback.setSpeed} />
      <Hint words={playbackWords.liveHint} placement="top">
        <PressButton onAct={playback.goLive}>
          <Radio className="icon" aria-hidden="true" />
          {playbackWords.live} →
        </PressButton>
      </Hint>
    </div>
  );
}

interface ActProps {
  readonly words: string;
  readonly onAct: () => void;
  readonly Icon: typeof Play;
  readonly isOn?: boolean;
}

function Act({ words, onAct, Icon, isOn }: ActProps) {
  return (
    <Hint words={words} placement="top">
      <PressButton look="icon" aria-label={words} onAct={onAct} {...(isOn === undefined ? {} : { isOn })}>
        <Icon className="icon" aria-hidden="true" />
      </PressButton>
    </Hint>
  );
}

interface Pace {
  readonly isPlaying: boolean;
  readonly isHeld: boolean;
  readonly speed: Speed;
}

function usePace(clock: PlaybackClock): Pace {
  const last = useRef<Pace>(clock);
  const hear = useCallback((listener: () => void) => clock.subscribe(listener), [clock]);
  return useSyncExternalStore(hear, () => {
    const { isPlaying, isHeld, speed } = clock;
    const isSame =
      last.current !== clock &&
      last.current.isPlaying === isPlaying &&
      last.current.isHeld === isHeld &&
      last.current.speed === speed;
    if (!isSame) last.current = { isPlaying, isHeld, speed };
    return last.current;
  });
}

/** Time of day with tenths, and the day: written straight to the glass with each frame. */
function ClockFace({ playback }: { playback: Playback }) {
  const time = useRef<HTMLElement>(null);
  const day = useRef<HTMLSpanElement>(null);
  useTick(
    playback.clock,
    useCallback(() => {
      const atMs = playback.clock.atMs();
      const isAnywhere = playback.store.getState().range.fromMs > 0;
      write(time.current, isAnywhere ? formatClock(atMs, "withTenths") : "--:--:--.-");
      write(day.current, isAnywhere ? formatDay(atMs) : "");
      time.current?.setAttribute("data-at-ms", String(Math.round(atMs)));
    }, [playback]),
  );
  return (
    <span className="clockFace">
      <b ref={time} className="clockTime" />
      <span ref={day} className="clockDay" />
    </span>
  );
}

function write(element: HTMLElement | null, words: string): void {
  if (element !== null && element.textContent !== words) element.textContent = words;
}

function PaceWords({ pace: { isPlaying, isHeld, speed } }: { pace: Pace }) {
  const words = !isPlaying ? playbackWords.paused : isHeld ? playbackWords.waiting : playbackWords.recorded;
  return (
    <span className="state state-recorded paceWords" role="status">
      <StateMark state={isPlaying && isHeld ? "connecting" : "recorded"} />
      <span className="stateWord">{words}</span>
      {speed !== 1 && <span>· {formatSpeed(speed)}</span>}
    </span>
  );
}

/** All speeds beside one another, or where there is no room for them, one below the other. */
function Speeds({ pace, onChoose }: { pace: Pace; onChoose: (speed: Speed) => void }) {
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and take the row apart */}
      <div className="segments speeds" role="group" aria-label={playbackWords.speed}>
        {SPEEDS.map((speed) => (
          <PressButton
            key={speed}
            look="segment"
            isOn={speed === pace.speed}
            aria-label={playbackWords.speedOf(formatSpeed(speed))}
            onAct={() => onChoose(speed)}
          >
            {formatSpeed(speed).replace("×", "")}
          </PressButton>
        ))}
      </div>
      <select
        className="speedSelect"
        aria-label={playbackWords.speed}
        value={String(pace.speed)}
        onChange={(event) => {
          const speed = SPEEDS.find((each) => String(each) === event.target.value);
          if (speed !== undefined) onChoose(speed);
          event.target.blur();
        }}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={String(speed)}>
            {formatSpeed(speed)}
          </option>
        ))}
      </select>
    </>
  );
}
