import type { Approval } from "../../../contract/approvals.ts";
import type { HubLink } from "../../../contract/deskApi.ts";
import type { TileState } from "../../../contract/tileStates.ts";
import type { ShownCamera } from "../../state/stores.ts";
import type { WindowModel } from "../../state/windowModel.ts";
import { type SoundName, settingsWords } from "../../ui/settingsWords.ts";

type Shown = ReadonlyMap<string, ShownCamera>;

const WITH_PICTURE: ReadonlySet<TileState> = new Set<TileState>([
  "live",
  "delayed",
  "frozen",
  "recorded",
  "reconnecting",
  "training-paused",
]);

/** What a change of this window's tiles is worth hearing. A tile that was never seen with a picture lost none. */
export function hearTiles(before: Shown, now: Shown): SoundName[] {
  const changes = [...now].map(([cameraId, { state }]) => ({ was: before.get(cameraId)?.state, state }));
  const isHeard = (to: TileState) =>
    changes.some(({ was, state }) => was !== undefined && was !== to && WITH_PICTURE.has(was) && state === to);
  return [...(isHeard("revoked") ? (["withdrawn"] as const) : []), ...(isHeard("frozen") ? (["frozen"] as const) : [])];
}

/** A hub heard for the first time is no news; one lost or found again is. */
export function hearHub(before: HubLink["state"] | undefined, now: HubLink["state"] | undefined): SoundName | null {
  if (before === undefined || now === undefined || before === now) return null;
  if (before === "up") return "hubSilent";
  return now === "up" ? "hubBack" : null;
}

/** Requests that have come in and are not the operator's own: others answer those. */
export function findNewRequests(before: readonly Approval[], now: readonly Approval[]): Approval[] {
  const known = new Set(before.map(({ requestId }) => requestId));
  return now.filter(({ requestId, isOwn }) => !isOwn && !known.has(requestId));
}

/** Says what is to be heard, and gives what has no mark of its own its notice. Returns the end of it. */
export function watchSounds(model: WindowModel, kind: "console" | "display", want: (name: SoundName) => void) {
  const closers = [watchTiles(model, want), ...(kind === "console" ? watchStation(model, want) : [])];
  return () => {
    for (const close of closers) close();
  };
}

/** A tile that changes camera leaves the store and comes back in one task: looked at when the task is over. */
function watchTiles({ stores }: WindowModel, want: (name: SoundName) => void): () => void {
  let seen = stores.tileStates.getState().byCamera;
  let isLooking = false;
  return stores.tileStates.subscribe(() => {
    if (isLooking) return;
    isLooking = true;
    queueMicrotask(() => {
      isLooking = false;
      const now = stores.tileStates.getState().byCamera;
      for (const name of hearTiles(seen, now)) want(name);
      seen = now;
    });
  });
}

function watchStation({ client, stores, notices }: WindowModel, want: (name: SoundName) => void): (() => void)[] {
  const isAtWork = () => stores.session.getState().session.state === "signedIn";
  return [
    client.on("station.pushed", () => want("pushed")),
    stores.link.subscribe(({ hub }, { hub: before }) => {
      const name = isAtWork() ? hearHub(before?.state, hub?.state) : null;
      if (name === "hubBack") notices.tell(settingsWords.hubBack);
      if (name !== null) want(name);
    }),
    stores.approvals.subscribe(({ approvals }, { approvals: before }) => {
      const [fresh] = findNewRequests(before, approvals);
      if (fresh === undefined) return;
      notices.tell(settingsWords.requestWaits(fresh.cameraNumber));
      want("request");
    }),
  ];
}
