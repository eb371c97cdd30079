import type { TileState } from "../../contract/tileStates.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

const MARKS = { up: "live", silent: "silent", unreachable: "offline" } as const satisfies Record<string, TileState>;

/** The hub's state: shape and word, and its name where there is room. */
export function HubMark({ model, isShort = false }: { model: WindowModel; isShort?: boolean }) {
  const hub = useStoreValue(model.stores.link, (link) => link.hub);
  const state = hub?.state ?? "unreachable";
  const words = { up: text.hubUp, silent: text.hubSilent, unreachable: text.hubUnreachable }[state];
  const name = hub?.hubName !== undefined && !isShort ? ` · ${hub.hubName}` : "";
  return (
    <span className={`state state-${MARKS[state]}`} role="status">
      <StateMark state={MARKS[state]} />
      {words}
      {name}
    </span>
  );
}
