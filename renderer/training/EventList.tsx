import { useMemo } from "react";
import type { TrainingRun } from "../../contract/training.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { formatCountdown } from "../ui/format.ts";
import { trainingWords as words } from "../ui/trainingWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { describeEvent, titleCalls } from "./describeEvent.ts";

interface EventListProps {
  readonly model: WindowModel;
  readonly run: TrainingRun;
  readonly positionMs: number;
  readonly onSeek: (positionMs: number) => void;
}

/** All of the scenario in order: what has been, what comes, what was added by hand. A press goes there. */
export function EventList({ model, run, positionMs, onSeek }: EventListProps) {
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const titles = useMemo(() => titleCalls(run.events.map(({ event }) => event)), [run.events]);
  return (
    <section className="eventList" aria-label={words.events}>
      <h3>{words.events}</h3>
      <ol>
        {run.events.map(({ event, isInjected }, index) => {
          const time = formatCountdown(event.atMs);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: events of one moment are told apart by their place alone
            <li key={index} className={event.atMs <= positionMs ? "eventPast" : ""}>
              <button type="button" aria-label={words.goToEvent(time)} onClick={() => onSeek(event.atMs)}>
                {time}
              </button>
              <span>{describeEvent(event, titles, book)}</span>
              {isInjected && <em>{words.byHand}</em>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
