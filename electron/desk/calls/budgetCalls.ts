import { changeLayout } from "../wall/editDisplays.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type BudgetCalls = Pick<CallHandlers, "budget.forecast">;

/** What other walls would cost to decode, before they are opened. */
export function createBudgetCalls({ budget, wall, views }: DeskParts): BudgetCalls {
  return {
    "budget.forecast"({ display, layouts, viewIds }) {
      const present = wall.display(display);
      return {
        layouts: layouts.map((layout) => budget.forecast(display, { layout }, changeLayout(present, layout).tiles)),
        views: viewIds.map((viewId) => {
          const view = views.find(viewId);
          return view === undefined ? null : budget.forecast(display, { layout: view.layout }, view.tiles);
        }),
      };
    },
  };
}
