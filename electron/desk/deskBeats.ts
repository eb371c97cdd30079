import { startBeat } from "./beat.ts";
import type { DeskWork } from "./deskWork.ts";
import { createSequenceTurner } from "./wall/sequenceTurner.ts";
import { watchWindows } from "./windows/windowWatch.ts";

/** How often grants are looked at, and how late that may be before the desk distrusts everything on screen. */
const SWEEP_MS = 100;
const STALL_MS = 2_000;
const SECOND_MS = 1_000;
/** One playing stream may change its rendition in this time. */
const BUDGET_MS = 500;
const BITS_PER_BYTE = 8;

/** What the desk does without being asked. Returns the end of it. */
export function startDeskBeats(work: DeskWork): () => void {
  const { base, viewings, keeper, line, session, budget, stations, wallMode, isSeen } = work;
  const { clock, log, hub, windows, displays, gateway, samples, wall } = base;
  const sequences = createSequenceTurner({ wall, lookAt: viewings.lookAt });

  const stopSweep = startBeat(clock, SWEEP_MS, (sinceLastMs) => {
    if (sinceLastMs > STALL_MS) {
      log.warn("desk.stalled", { forMs: Math.round(sinceLastMs) });
      viewings.doubt("all");
    }
    keeper.turn();
    sequences.turn(Math.min(sinceLastMs, STALL_MS));
  });
  const stopSeconds = startBeat(clock, SECOND_MS, (sinceLastMs) => {
    hub.session.keepFresh();
    budget.learn();
    stations.turn();
    wallMode?.turn();
    if (session.state().state === "signedOut") line.lookForHub();
    if (hub.link.isUp()) windows.tellAll("hub.tick", describeTick());
    const networkBps = (gateway.takeBytes() * BITS_PER_BYTE * SECOND_MS) / Math.max(1, sinceLastMs);
    windows.tellAll("meter.changed", { networkBps, viewings: viewings.running(), late: samples.countLate() });
  });
  function describeTick() {
    const training = hub.training.now();
    const site = training === null ? {} : { siteNowMs: training.siteNowMs, trainingState: training.state };
    return { hubNowMs: hub.hubNowMs(), ...site };
  }
  const stopBudget = startBeat(clock, BUDGET_MS, budget.turn);
  const stopWatch = watchWindows({
    clock,
    lines: windows.all,
    isSeen,
    shown: displays.shown,
    answeringChanged: ({ windowId }) => viewings.review({ windowId }),
    silent: displays.windowSilent,
  });
  return () => {
    stopWatch();
    stopBudget();
    stopSweep();
    stopSeconds();
  };
}
