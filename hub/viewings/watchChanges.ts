import type { EventStream } from "../events/eventStream.ts";
import { watchIncidents } from "../incidents/watchIncidents.ts";
import type { Sessions } from "../people/sessions.ts";
import type { UnattendedUses } from "../people/unattendedUses.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { Presets } from "../stations/presets.ts";
import type { Views } from "../views/views.ts";
import type { RunningViewings } from "./runningViewings.ts";
import type { ViewingDesk } from "./viewingDesk.ts";

/** Owners' hours begin and end on whole minutes, so that is how often they are looked at. */
const MINUTE_MS = 60_000;

/**
 * Ends viewings when what permitted them ends. Called in the same tick in which a change has become durable, and
 * revocations go out before any other news of the change. Returns its end.
 */
export function watchChanges(options: {
  desk: ViewingDesk;
  viewings: RunningViewings;
  sessions: Sessions;
  consents: Consents;
  incidents: Incidents;
  cameras: CameraRegistry;
  views: Views;
  unattendedUses: UnattendedUses;
  presets: Presets;
  events: EventStream;
  clock: HubClock;
  closeGraceMs: number;
}): () => void {
  const { desk, viewings, sessions, consents, cameras, views, unattendedUses, presets, events, clock } = options;
  consents.onChanged((record, epoch) => {
    const { cameraId } = record;
    const cause = record.state === "withdrawn" ? "owner-withdrew" : "terms-changed";
    for (const viewing of viewings.listOf(cameraId)) viewings.end(viewing, cause);
    events.publish({ type: "camera.consentChanged", cameraId, epoch }, { to: "all" });
  });
  const watchedIncidents = watchIncidents(options);
  sessions.onEnded((session, reason) => {
    for (const viewing of viewings.list()) if (viewing.session.id === session.id) viewings.end(viewing, reason);
    events.endSession(session.id);
  });
  unattendedUses.onChanged((stationId) => {
    const alone = sessions
      .list()
      .filter(({ account, station }) => account.kind === "station" && station.id === stationId);
    for (const session of alone) void sessions.end(session, "session-revoked").catch(() => undefined);
  });
  presets.onChanged((stationId) => {
    events.publish({ type: "presets.changed", stationId }, { to: "operators" });
  });
  views.onChanged(({ owner, isShared }) =>
    events.publish({ type: "views.changed" }, isShared ? { to: "operators" } : { to: "operator", operatorId: owner }),
  );
  cameras.onChanged((revision) => events.publish({ type: "cameras.changed", revision }, { to: "all" }));

  let cancel = armMinute();
  function armMinute(): () => void {
    return clock.after(MINUTE_MS - (clock.nowMs() % MINUTE_MS), () => {
      cancel = armMinute();
      desk.review(viewings.list().filter(({ cameraId }) => consents.find(cameraId)?.tier === "scheduled"));
    });
  }
  return () => {
    cancel();
    watchedIncidents.stop();
  };
}
