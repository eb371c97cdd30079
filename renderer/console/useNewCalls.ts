import { useEffect } from "react";
import type { Incident } from "../../contract/incidents.ts";
import { rankIncidents } from "../state/incidentOrder.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { incidentWords } from "../ui/incidentWords.ts";

/** New calls within this time are one announcement: a storm is a few sentences, not a thousand. Our choice. */
const GATHER_MS = 1_000;

/** Says in one sentence which calls are new, as a notice that takes no focus. */
export function useNewCalls(model: WindowModel): void {
  useEffect(() => {
    const { incidents } = model.stores;
    let known: ReadonlySet<string> | null = null;
    let fresh: Incident[] = [];
    let cancel: (() => void) | null = null;
    const tell = () => {
      cancel = null;
      const [first] = rankIncidents(fresh);
      if (first !== undefined) model.notices.tell(describe(first, fresh.length));
      fresh = [];
    };
    const look = () => {
      const { byId } = incidents.getState();
      const before = known;
      known = byId.size === 0 ? null : new Set(byId.keys());
      // What is there at the start, or after a sign-in, is not news.
      if (before === null) return;
      fresh.push(...[...byId.values()].filter((each) => !before.has(each.id) && isNews(each)));
      if (fresh.length > 0) cancel ??= model.clock.after(GATHER_MS, tell);
    };
    look();
    const stop = incidents.subscribe(look);
    return () => {
      stop();
      cancel?.();
    };
  }, [model]);
}

function isNews({ source, closedAtMs }: Incident): boolean {
  return source !== "manual" && closedAtMs === undefined;
}

function describe({ id, title, place, priority }: Incident, count: number): string {
  const words = `${id} ${title} · ${place}`;
  return count === 1 ? incidentWords.newCall(priority, words) : incidentWords.newCalls(count, words);
}
