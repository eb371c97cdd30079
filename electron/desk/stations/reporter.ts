import { Fault } from "../../../contract/faults.ts";
import { REPORT_EVERY_MS, type StationReport } from "../../../contract/stations.ts";
import type { DeskClock, Log } from "../ports.ts";

/** Tells the hub what this station's displays show: what has changed within a second, and now and then regardless. */
export interface Reporter {
  /** To be called once a second. */
  turn(): void;
  /** Something has changed that others want to see at once. */
  hurry(): void;
  /** The hub may know nothing of us: the next report is sent whatever was sent before. */
  forget(): void;
}

/** Changes of one moment go together. Our choice. */
const HURRY_MS = 150;

interface Parts {
  /** Null while there is nothing to tell and nobody to tell it to. */
  describe(): StationReport | null;
  send(report: StationReport): Promise<void>;
  clock: DeskClock;
  log: Log;
}

export function createReporter({ describe, send, clock, log }: Parts): Reporter {
  let lastText = "";
  let sentAtMs = Number.NEGATIVE_INFINITY;
  let isSending = false;
  let isHurried = false;

  async function report(text: string, report: StationReport): Promise<void> {
    isSending = true;
    lastText = text;
    sentAtMs = clock.nowMs();
    try {
      await send(report);
    } catch (error) {
      lastText = "";
      log.info("displays.notReported", { code: error instanceof Fault ? error.code : "INTERNAL" });
    } finally {
      isSending = false;
    }
  }

  function turn(): void {
    const now = isSending ? null : describe();
    if (now === null) return;
    const text = JSON.stringify(now);
    if (text === lastText && clock.nowMs() - sentAtMs < REPORT_EVERY_MS) return;
    void report(text, now);
  }

  return {
    turn,
    hurry() {
      if (isHurried) return;
      isHurried = true;
      clock.after(HURRY_MS, () => {
        isHurried = false;
        turn();
      });
    },
    forget() {
      lastText = "";
    },
  };
}
