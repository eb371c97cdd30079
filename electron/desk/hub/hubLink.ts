import type { HubLink } from "../../../contract/deskApi.ts";
import { createNews, type News } from "../news.ts";
import type { HubTime } from "./hubTime.ts";

/** Whether the hub can be heard, as windows are told it. */
export interface LinkKeeper {
  readonly changed: News<HubLink>;
  view(): HubLink;
  isUp(): boolean;
  setUp(hubName: string | undefined): void;
  /** Fell silent; or could not be reached since the start. */
  setDown(): void;
}

export function createHubLink(time: HubTime): LinkKeeper {
  const changed = createNews<HubLink>();
  let link: HubLink = { state: "unreachable", sinceMs: 0 };

  function set(state: HubLink["state"], hubName: string | undefined): void {
    if (link.state === state && link.hubName === hubName) return;
    const sinceMs = link.state === state ? link.sinceMs : (time.nowMs() ?? 0);
    link = { state, sinceMs, ...(hubName === undefined ? {} : { hubName }) };
    changed.tell(link);
  }

  return {
    changed,
    view: () => link,
    isUp: () => link.state === "up",
    setUp: (hubName) => set("up", hubName),
    setDown() {
      if (link.state === "up") set("silent", link.hubName);
    },
  };
}
