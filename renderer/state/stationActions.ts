import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";
import type { Preset, PresetChange, PushAnswer } from "../../contract/stations.ts";

/** What an operator can do with stations. A promise says what came of it, null or false when it failed and was told. */
export interface StationActions {
  pushView(push: DeskParams<"stations.push">): Promise<PushAnswer | null>;
  listPresets(stationId: string): Promise<readonly Preset[]>;
  keepPreset(change: PresetChange): Promise<boolean>;
  removePreset(preset: Preset): Promise<boolean>;
  /** Shows one of this station's own presets. */
  showPreset(presetId: string): void;
  makeStationCode(): Promise<DeskResult<"stations.makeCode"> | null>;
  setUnattended(stationId: string, responsible: string | null): Promise<boolean>;
}

type Run = <M extends DeskMethod>(method: M, params: DeskParams<M>) => Promise<DeskResult<M> | null>;

export function createStationActions(run: Run): StationActions {
  return {
    pushView: (push) => run("stations.push", push),
    listPresets: async (stationId) => (await run("presets.list", { stationId }))?.presets ?? [],
    keepPreset: async (change) => (await run("presets.put", { change })) !== null,
    removePreset: async ({ presetId, revision }) => (await run("presets.remove", { presetId, revision })) !== null,
    showPreset: (presetId) => void run("presets.show", { presetId }),
    makeStationCode: () => run("stations.makeCode", {}),
    setUnattended: async (stationId, responsible) =>
      (await run("stations.setUnattended", { stationId, responsible })) !== null,
  };
}
