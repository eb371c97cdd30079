import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHub, type Hub, type HubOptions } from "../createHub.ts";
import { createSystemChance } from "../host/systemChance.ts";
import { createSystemClock } from "../host/systemClock.ts";
import type { HubClock, HubLog } from "../ports.ts";
import { createTestStation, type TestStation } from "./testStation.ts";

export const SITE_DIR = join(import.meta.dirname, "..", "..", "assets", "site");

/** A real hub with the training site on a free port of loopback. */
export interface TestHub {
  readonly hub: Hub;
  readonly url: string;
  readonly clock: HubClock;
  readonly dataDir: string;
  /** A station enrolled and, with a name, signed in. */
  station(operator?: string): Promise<TestStation>;
  close(): Promise<void>;
}

const silent: HubLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function startTestHub(
  options: {
    dataDir?: string;
    siteDir?: string;
    clock?: HubClock;
    log?: HubLog;
    evening?: HubOptions["evening"];
    allowsTrainingWall?: boolean;
    record?: HubOptions["record"];
    ffmpeg?: string;
    clipRoomBytes?: number;
  } = {},
): Promise<TestHub> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "glasshouse-hub-"));
  const clock = options.clock ?? createSystemClock();
  const hub = await createHub({
    ...{ dataDir, siteDir: options.siteDir ?? SITE_DIR, host: "127.0.0.1", port: 0, version: "test" },
    ...{ clock, chance: createSystemChance(), log: options.log ?? silent, evening: options.evening },
    ...{ allowsTrainingWall: options.allowsTrainingWall, record: options.record },
    ...{ ffmpeg: options.ffmpeg, clipRoomBytes: options.clipRoomBytes },
  });
  const url = `http://127.0.0.1:${hub.port}`;
  return {
    ...{ hub, url, clock, dataDir },
    station: async (operator) => {
      const station = await createTestStation(url, clock.nowMs);
      await station.enrol(await hub.makeEnrolCode());
      if (operator !== undefined) await station.signIn(operator);
      return station;
    },
    close: async () => {
      await hub.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
