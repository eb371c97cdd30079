import { Focusable } from "react-aria-components";
import type { WindowModel } from "../state/windowModel.ts";
import { budgetWords } from "../ui/budgetWords.ts";
import { Hint } from "../ui/Hint.tsx";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** How much of what this machine can decode the station's tiles take, and what had to give way. */
export function DecodeMeter({ model }: { model: WindowModel }) {
  const budget = useStoreValue(model.stores.budget, (state) => state.budget);
  if (budget === null) return null;
  const gaveWay = budgetWords.ways(budget.gaveWay);
  const words = budget.isGuess ? budgetWords.about(budget.share) : budgetWords.share(budget.share);
  const hint = budgetWords.meterHint(budget);
  return (
    <Hint words={hint} placement="top">
      <Focusable>
        {/* biome-ignore lint/a11y/useSemanticElements: `meter` cannot be drawn alike in all engines */}
        <span
          role="meter"
          className="decodeMeter"
          aria-label={budgetWords.decode}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(100, Math.round(budget.share * 100))}
          aria-valuetext={gaveWay === "" ? words : `${words}, ${gaveWay}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: its hint has to be reached by the keyboard
          tabIndex={0}
        >
          {budgetWords.decode}
          <span className={`decodeBar${gaveWay === "" ? "" : " isOver"}`}>
            <i style={{ width: `${Math.min(100, budget.share * 100)}%` }} />
          </span>
          <b>{words}</b>
          {gaveWay !== "" && <span className="decodeGaveWay">{gaveWay}</span>}
        </span>
      </Focusable>
    </Hint>
  );
}
