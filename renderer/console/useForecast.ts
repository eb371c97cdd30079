import { useEffect, useState } from "react";
import type { DecodeForecast, ForecastAnswer } from "../../contract/budget.ts";
import type { LayoutId } from "../../contract/layouts.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { budgetWords } from "../ui/budgetWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

interface Walls {
  readonly layouts: readonly LayoutId[];
  readonly viewIds: readonly string[];
}

/** What other walls of the arranged display would cost to decode, asked each time a menu of them opens. */
export function useForecast(model: WindowModel, walls: Walls, isOpen: boolean): ForecastAnswer | null {
  const [known, setKnown] = useState<{ display: number; answer: ForecastAnswer } | null>(null);
  const display = useStoreValue(model.stores.selection, (selection) => selection.display);
  const { layouts, viewIds } = walls;
  useEffect(() => {
    if (!isOpen) return;
    const question = { display, layouts: [...layouts], viewIds: [...viewIds] };
    model.client.call("budget.forecast", question).then(
      (answer) => setKnown({ display, answer }),
      // The menu works without; what is wrong with the desk is said elsewhere.
      () => {},
    );
  }, [model, display, layouts, viewIds, isOpen]);
  return known?.display === display ? known.answer : null;
}

/** A forecast in a few words; empty before it is known. */
export function describeForecast(forecast: DecodeForecast | null | undefined): string {
  if (forecast == null) return "";
  const { wishedShare, isGuess, gaveWay } = forecast;
  const gave = budgetWords.ways(gaveWay);
  const words = budgetWords.forecast(wishedShare, isGuess);
  return gave === "" ? words : `${words}, ${budgetWords.forecastOver(gave)}`;
}
