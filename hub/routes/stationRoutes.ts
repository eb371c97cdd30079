import { Fault } from "../../contract/faults.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { Session } from "../people/sessions.ts";
import type { Stations } from "../people/stations.ts";
import type { UnattendedUses } from "../people/unattendedUses.ts";
import type { Presets } from "../stations/presets.ts";
import type { Pushes } from "../stations/pushes.ts";
import type { StationBoard } from "../stations/stationBoard.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about stations: what they show, what is pushed to them, and whether they may run alone. */
export function defineStationRoutes(options: {
  board: StationBoard;
  pushes: Pushes;
  presets: Presets;
  stations: Stations;
  unattendedUses: UnattendedUses;
}): DefinedRoute[] {
  const { board, pushes, presets, stations, unattendedUses } = options;

  /** Whoever sits at a station may use its presets; those who push may see any. */
  function requirePresetsOf(session: Session, stationId: string): void {
    if (session.station.id !== stationId) requireRight(session, "push-views");
  }

  return [
    defineRoute("stations", ({ session, query }) => {
      requireRight(session, "see-stations");
      return board.read(session, query.after);
    }),
    defineRoute("reportDisplays", ({ session, params, body }) => {
      board.report(session, params.id, body);
      return {};
    }),
    defineRoute("pushView", ({ session, params, body }) => {
      requireRight(session, "push-views");
      return pushes.push(session, params.id, body);
    }),
    defineRoute("ackPush", async ({ session, params, body }) => {
      await pushes.acknowledge(session, params.id, body);
      return {};
    }),
    defineRoute("setUnattended", async ({ session, params, body }) => {
      requireRight(session, "enrol-stations");
      const station = stations.findById(params.id);
      if (station === undefined) throw new Fault("NOT_FOUND", "There is no such station.");
      await unattendedUses.change(station, body.responsible, session.account.name);
      return {};
    }),
    defineRoute("presets", ({ session, params }) => {
      requirePresetsOf(session, params.id);
      return { presets: presets.list(params.id) };
    }),
    defineRoute("putPreset", ({ session, params, body }) => {
      requireRight(session, "push-views");
      return presets.put(session.account, params.id, body);
    }),
    defineRoute("deletePreset", async ({ session, params, query }) => {
      requireRight(session, "push-views");
      await presets.remove(session.account, params.id, query.revision);
      return {};
    }),
  ];
}
