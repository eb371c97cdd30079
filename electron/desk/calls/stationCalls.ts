import { Fault } from "../../../contract/faults.ts";
import { makeSecret } from "../chance.ts";
import { showView } from "../wall/editDisplays.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type StationCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `stations.${string}` | `presets.${string}`>>;

const ID_BYTES = 18;

/** Calls about stations and what is kept for their displays. */
export function createStationCalls({ hub, stations, wall, hubNowMs }: DeskParts): StationCalls {
  return {
    "stations.look": async ({ isLooking }, { windowId }) => ({
      stations: await stations.looks.look(windowId, isLooking),
    }),
    async "stations.push"({ stationId, ...push }) {
      const body = { requestId: makeSecret(ID_BYTES), ...push };
      const ask = () => hub.call("pushView", { id: stationId, body });
      try {
        return await ask();
      } catch (error) {
        // The answer was lost, perhaps not the push: the same id asks what came of it and cannot push again.
        if (error instanceof Fault && error.code === "HUB_UNREACHABLE") return ask();
        throw error;
      }
    },
    "stations.makeCode": () => hub.call("makeStationCode"),
    async "stations.setUnattended"({ stationId, responsible }) {
      await hub.call("setUnattended", { id: stationId, body: { responsible } });
      return {};
    },
    "presets.list": ({ stationId }) => hub.call("presets", { id: stationId }),
    "presets.own": () => ({ presets: stations.ownPresets() }),
    "presets.put": ({ presetId = makeSecret(ID_BYTES), change }) =>
      hub.call("putPreset", { id: presetId, body: change }),
    async "presets.remove"({ presetId, revision }) {
      await hub.call("deletePreset", { id: presetId, query: { revision } });
      return {};
    },
    "presets.show"({ presetId }) {
      const preset = stations.ownPresets().find((own) => own.presetId === presetId);
      if (preset === undefined) throw new Fault("NOT_FOUND", "This station has no such preset.");
      wall.show(showView(wall.display(preset.display), preset.view), preset.purpose, hubNowMs());
      return {};
    },
  };
}
