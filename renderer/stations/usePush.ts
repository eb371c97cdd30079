import { useCallback, useEffect, useState } from "react";
import { choosePurposeOf, type Incident } from "../../contract/incidents.ts";
import type { Preset, PushAnswer, PushedView } from "../../contract/stations.ts";
import type { Purpose } from "../../contract/viewings.ts";
import { findDisplay } from "../state/actions.ts";
import { rankIncidents } from "../state/incidentOrder.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { namePlace, type Place } from "./describeStation.ts";
import type { PushSource } from "./listSources.ts";

const PUBLIC_SPACE: Purpose = { code: "public-space-monitoring" };

/** What came of the last push to a place. */
export interface PushResult {
  readonly viewName: string;
  /** Null while it is under way, and where it failed otherwise: that has been told. */
  readonly answer: PushAnswer | null;
  readonly isRunning: boolean;
}

export interface Push {
  /** Purposes to choose from: those of the open incidents, and public space. */
  readonly purposes: readonly Purpose[];
  /** The purpose chosen by hand; null: the one the view comes with. */
  readonly purpose: Purpose | null;
  setPurpose(purpose: Purpose): void;
  choosePurpose(source: PushSource | null): Purpose;
  run(place: Place, view: PushedView, purpose: Purpose): void;
  runPreset(place: Place, index: number): void;
  resultOf(place: Place): PushResult | null;
  /** Presets of the station last asked about. */
  presetsOf(place: Place): readonly Preset[];
  readPresets(stationId: string): void;
}

/** Pushes and presets of this screen, with what came of each in its place. */
export function usePush({ actions, stores, client }: WindowModel): Push {
  const [results, setResults] = useState<ReadonlyMap<string, PushResult>>(new Map());
  const [presets, setPresets] = useState<ReadonlyMap<string, readonly Preset[]>>(new Map());
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const incidents = useStoreValue(stores.incidents, (state) => state.byId);
  const own = findDisplay(stores)?.purpose ?? null;
  const purposes = listPurposes([...incidents.values()], own);

  const readPresets = useCallback(
    (stationId: string) => {
      void actions.listPresets(stationId).then((found) => setPresets((known) => new Map(known).set(stationId, found)));
    },
    [actions],
  );
  useEffect(() => client.on("presets.changed", () => setPresets(new Map())), [client]);

  const run = (place: Place, view: PushedView, chosen: Purpose) => {
    if (place.display === null) return;
    const { stationId, display } = place;
    const set = (result: PushResult) => setResults((known) => new Map(known).set(namePlace(place), result));
    set({ viewName: view.name, answer: null, isRunning: true });
    void actions.pushView({ stationId, display, view, purpose: chosen }).then((answer) => {
      set({ viewName: view.name, answer, isRunning: false });
    });
  };
  const presetsOf = ({ stationId, display }: Place) =>
    (presets.get(stationId) ?? []).filter((preset) => preset.display === display);
  return {
    purposes,
    purpose,
    setPurpose,
    choosePurpose: (source) => purpose ?? source?.purpose ?? own ?? PUBLIC_SPACE,
    run,
    runPreset(place, index) {
      const preset = presetsOf(place)[index];
      if (preset !== undefined) run(place, preset.view, preset.purpose);
    },
    resultOf: (place) => results.get(namePlace(place)) ?? null,
    presetsOf,
    readPresets,
  };
}

/** The purpose of one's own display first: what it is for is most often what is pushed. */
function listPurposes(incidents: readonly Incident[], own: Purpose | null): Purpose[] {
  const others = rankIncidents(incidents)
    .filter(({ id, closedAtMs }) => closedAtMs === undefined && id !== own?.incidentId)
    .map(({ id, kind }): Purpose => ({ code: choosePurposeOf(kind), incidentId: id }));
  const isOwnPublic = own?.code === PUBLIC_SPACE.code && own.incidentId === undefined;
  return [...(own === null ? [] : [own]), ...others, ...(isOwnPublic ? [] : [PUBLIC_SPACE])];
}

/** Names a purpose in a list of choices. */
export function namePurpose({ code, incidentId = "" }: Purpose): string {
  return `${code} ${incidentId}`;
}
