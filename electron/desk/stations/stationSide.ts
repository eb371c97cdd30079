import { Fault } from "../../../contract/faults.ts";
import type { HubEvent, Watcher } from "../../../contract/hubEvents.ts";
import type { Preset, Push } from "../../../contract/stations.ts";
import type { Viewings } from "../consent/viewings.ts";
import type { DeskBase } from "../deskBase.ts";
import type { Session } from "../session.ts";
import { describeReport, type ShownTile } from "./describeReport.ts";
import { createPushTaker } from "./pushTaker.ts";
import { createReporter } from "./reporter.ts";
import { createStationLooks, type StationLooks } from "./stationLooks.ts";

/** What this desk tells other stations, takes from them, and sees of them. */
export interface StationSide {
  readonly looks: StationLooks;
  /** Presets of this station, as last heard. */
  ownPresets(): Preset[];
  lookers(): Watcher[];
  handleEvent(event: HubEvent): void;
  /** Connected, or connected again: the hub may know nothing of this station. */
  handleUp(): void;
  /** To be called once a second. */
  turn(): void;
  clear(): void;
}

interface Parts {
  base: DeskBase;
  session: Session;
  viewings: Pick<Viewings, "placeOf">;
  isListening(): boolean;
}

export function createStationSide({ base, session, viewings, isListening }: Parts): StationSide {
  const { hub, wall, windows, samples, clock, log } = base;
  let presets: Preset[] = [];
  let lookers: Watcher[] = [];
  const take = createPushTaker({ wall, windows, whyNot: session.whyNot, hubNowMs: hub.hubNowMs });
  const reporter = createReporter({ describe, send, clock, log });
  const looks = createStationLooks({
    askPage: (after) => hub.session.call("stations", { query: { after } }),
    windows,
    clock,
    log,
  });
  wall.changed.on(reporter.hurry);
  session.changed.on(reporter.hurry);

  function describe() {
    const { state } = session.state();
    if (state === "signedOut" || !isListening()) return null;
    return describeReport(wall.displays(), listShown(), state === "locked");
  }

  function listShown(): ShownTile[] {
    return samples.all().flatMap(({ windowId, samples: reported }) => {
      const about = windows.find(windowId)?.about;
      if (about === undefined || about === null) return [];
      return reported.flatMap(({ claimId, state }) => {
        const place = viewings.placeOf(claimId);
        return place === undefined ? [] : [{ ...place, state, isOwnWindow: about.kind === "display" }];
      });
    });
  }

  async function send(report: NonNullable<ReturnType<typeof describe>>): Promise<void> {
    await hub.session.call("reportDisplays", { id: hub.session.stationId() ?? "", body: report });
  }

  async function answer(push: Push): Promise<void> {
    const ack = take(push);
    if (ack === null) return;
    log.info("station.pushed", { display: push.display, outcome: ack.outcome });
    await hub.session.call("ackPush", { id: push.pushId, body: ack });
  }

  async function readPresets(): Promise<void> {
    const stationId = hub.session.stationId();
    // A station that runs by itself has nobody to press a key.
    if (stationId === null || hub.session.me()?.responsibleLabel !== undefined) return;
    ({ presets } = await hub.session.call("presets", { id: stationId }));
    windows.tellAll("presets.changed", { presets });
  }

  function attempt(what: string, act: () => Promise<void>): void {
    act().catch((error: unknown) => {
      log.warn(what, { code: error instanceof Fault ? error.code : "INTERNAL", reason: String(error) });
    });
  }

  return {
    looks,
    ownPresets: () => presets,
    lookers: () => lookers,
    handleEvent(event) {
      if (event.type === "station.pushed") attempt("push.notAnswered", () => answer(event.push));
      else if (event.type === "stations.changed") looks.touch();
      else if (event.type === "presets.changed" && event.stationId === hub.session.stationId())
        attempt("presets.notRead", readPresets);
      else if (event.type === "stations.lookers") {
        lookers = event.lookers;
        windows.tellAll("stations.lookers", { lookers });
      }
    },
    handleUp() {
      reporter.forget();
      reporter.turn();
      looks.touch();
      attempt("presets.notRead", readPresets);
    },
    turn() {
      reporter.turn();
      looks.turn();
    },
    clear() {
      reporter.forget();
      looks.clear();
      presets = [];
      lookers = [];
    },
  };
}
