import type { WindowModel } from "../state/windowModel.ts";
import { formatClock } from "../ui/format.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/**
 * Says that the hub is silent, since when, and what follows; nothing while it answers. It lies over the foot of the
 * window: no tile moves, and none loses its state or its number to it.
 */
export function HubBanner({ model }: { model: WindowModel }) {
  const hub = useStoreValue(model.stores.link, (link) => link.hub);
  if (hub === null || hub.state === "up") return null;
  const words =
    hub.state === "silent" ? text.hubSilentBanner(formatClock(hub.sinceMs, "withSeconds")) : text.hubUnreachableBanner;
  return (
    <p className="hubBanner" role="alert">
      <StateMark state="silent" />
      {words}
    </p>
  );
}
