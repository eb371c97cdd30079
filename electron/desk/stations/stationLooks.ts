import { Fault } from "../../../contract/faults.ts";
import { MAX_STATIONS } from "../../../contract/stationCalls.ts";
import { LOOK_LIFE_MS, type Station, type StationPage } from "../../../contract/stations.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { Windows } from "../windows/windows.ts";

/** The stations as windows that look at them are told; nothing is read while none does. */
export interface StationLooks {
  /** Starts or ends a window's look; what there is to see now. Throws a `Fault`. */
  look(windowId: string, isLooking: boolean): Promise<Station[]>;
  /** One of the stations has changed. */
  touch(): void;
  /** To be called once a second. */
  turn(): void;
  clear(): void;
}

/** Readings are this far apart, however much changes. Our choice: what an eye follows. */
const READ_APART_MS = 500;
/** A reading counts as looking for a while; the next comes well before that is over. */
const READ_AGAIN_MS = LOOK_LIFE_MS / 2;

interface Parts {
  askPage(after: string | undefined): Promise<StationPage>;
  windows: Windows;
  clock: DeskClock;
  log: Log;
}

export function createStationLooks({ askPage, windows, clock, log }: Parts): StationLooks {
  const looking = new Set<string>();
  let reading: Promise<Station[]> | null = null;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let isAwaited = false;

  async function readPages(): Promise<Station[]> {
    const all: Station[] = [];
    let after: string | undefined;
    do {
      const page = await askPage(after);
      all.push(...page.stations);
      after = page.nextAfter;
    } while (after !== undefined && all.length < MAX_STATIONS);
    return all.slice(0, MAX_STATIONS);
  }

  function read(): Promise<Station[]> {
    readAtMs = clock.nowMs();
    reading ??= readPages().finally(() => {
      reading = null;
    });
    return reading;
  }

  async function tell(): Promise<void> {
    try {
      const stations = await read();
      for (const windowId of looking) windows.find(windowId)?.tell("stations.changed", { stations });
    } catch (error) {
      log.info("stations.notRead", { code: error instanceof Fault ? error.code : "INTERNAL" });
    }
  }

  function forgetGone(): void {
    for (const windowId of looking) if (windows.find(windowId) === undefined) looking.delete(windowId);
  }

  return {
    async look(windowId, isLooking) {
      if (!isLooking) {
        looking.delete(windowId);
        return [];
      }
      const stations = await read();
      looking.add(windowId);
      return stations;
    },
    touch() {
      if (looking.size === 0 || isAwaited) return;
      isAwaited = true;
      clock.after(Math.max(0, readAtMs + READ_APART_MS - clock.nowMs()), () => {
        isAwaited = false;
        forgetGone();
        if (looking.size > 0) void tell();
      });
    },
    turn() {
      forgetGone();
      if (looking.size > 0 && clock.nowMs() - readAtMs >= READ_AGAIN_MS) void tell();
    },
    clear: () => looking.clear(),
  };
}
