import type { WindowModel } from "../state/windowModel.ts";
import { formatClock } from "../ui/format.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { trainingWords as words } from "../ui/trainingWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import "./looks.css";

/** While a scenario is loaded every window says so, with the site's time and how it goes. */
export function TrainingMark({ model }: { model: WindowModel }) {
  const training = useStoreValue(model.stores.training, (state) => state.training);
  const siteNowMs = useStoreValue(model.stores.clock, (clock) => clock.siteNowMs);
  if (training === null) return null;
  const clock = formatClock(siteNowMs ?? training.siteNowMs, "withSeconds");
  const isPaused = training.state === "paused";
  return (
    <span
      className="trainingMark"
      role="status"
      aria-label={words.markName(clock, isPaused)}
      data-training={training.state}
    >
      <StateMark state={isPaused ? "training-paused" : "recorded"} />
      {words.mark} <b>{clock}</b> {isPaused ? words.paused : training.speed > 1 ? words.speed(training.speed) : ""}
    </span>
  );
}
