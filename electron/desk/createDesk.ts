import { createCalls } from "./calls/createCalls.ts";
import { openDeskBase } from "./deskBase.ts";
import { startDeskBeats } from "./deskBeats.ts";
import { createDeskWork, type DeskWork } from "./deskWork.ts";
import type { Desk, DeskOptions } from "./ports.ts";
import { createConnector } from "./windows/connectWindows.ts";

/** Leaving waits no longer than this for the hub to hear of it. */
const FAREWELL_MS = 500;

/**
 * Starts the client without its windows: listeners, wall, station key and the way to the hub.
 * Throws `DATA_UNUSABLE` or `PORT_TAKEN`; a hub that cannot be reached is no reason not to start.
 */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { version, isWall = false } = options;
  const base = await openDeskBase(options);
  const work = createDeskWork(base, isWall);
  const { hub, gateway, wall, views, displays, settings } = base;
  const calls = createCalls({
    ...base,
    ...work,
    version,
    isWall,
    hub: hub.session,
    link: hub.link,
    training: hub.training,
    handles: gateway.handles,
    hubNowMs: hub.hubNowMs,
    hubVitals: hub.time.vitals,
  });
  const connector = createConnector(work, calls);
  const stopBeats = startDeskBeats(work);
  work.line.lookForHub();

  return {
    port: gateway.port,
    origin: gateway.origin,
    server: gateway.servers,
    connect: connector.connect,
    displays,
    resumed: () => work.viewings.doubt("all"),
    useEnrolCode: hub.enrolment.useCode,
    async close() {
      connector.prepareToClose();
      stopBeats();
      await displays.stop();
      await sayFarewell(work);
      await gateway.close();
      await base.baseMap.close();
      await wall.close();
      await views.close();
      await settings.close();
      await base.http.close();
    },
  };
}

async function sayFarewell({ base, viewings, line }: DeskWork): Promise<void> {
  const patience = Promise.withResolvers<void>();
  base.clock.after(FAREWELL_MS, patience.resolve);
  viewings.endAll("signed-out");
  line.stop();
  await Promise.race([base.hub.session.signOut(), patience.promise]);
}
