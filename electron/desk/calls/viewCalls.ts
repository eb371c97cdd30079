import { Fault } from "../../../contract/faults.ts";
import { makeSecret } from "../chance.ts";
import { showView } from "../wall/editDisplays.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type ViewCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `views.${string}`>>;

const ID_RANDOM_BYTES = 12;
const TIME_DIGITS = 9;
const TIME_BASE = 36;

/** Calls about views: kept on the hub, opened on this wall. */
export function createViewCalls({ hub, views, wall, hubNowMs }: DeskParts): ViewCalls {
  /** Ids begin with their time, so that views sort by age and a digit keeps its view. */
  function makeId(): string {
    return `v${hubNowMs().toString(TIME_BASE).padStart(TIME_DIGITS, "0")}${makeSecret(ID_RANDOM_BYTES)}`;
  }

  return {
    "views.snapshot": () => ({ views: views.all() }),
    async "views.put"({ viewId = makeId(), change }) {
      const view = await hub.call("putView", { id: viewId, body: change });
      views.put(view);
      return view;
    },
    async "views.remove"({ viewId, revision }) {
      await hub.call("deleteView", { id: viewId, query: { revision } });
      views.remove(viewId);
      return {};
    },
    "views.open"({ display, viewId }) {
      const view = views.find(viewId);
      if (view === undefined) throw new Fault("NOT_FOUND", "There is no such view.");
      wall.edit(showView(wall.display(display), view));
      return {};
    },
  };
}
