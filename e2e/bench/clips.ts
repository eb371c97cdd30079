import { setTimeout as wait } from "node:timers/promises";
import { CLIP_BEFORE_INCIDENT_MS, type Clip, MAX_CLIP_CAMERAS } from "../../contract/clips.ts";
import { type DeskWindow, openDeskWindow } from "../fixtures/deskWindow.ts";
import { signIn } from "../fixtures/glasshouse.ts";
import { openIncidentWall } from "../fixtures/operate.ts";
import { startProgram } from "../fixtures/program.ts";
import { INCIDENT } from "../fixtures/site.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { openMeasuredBrowser } from "./measuredBrowser.ts";
import { measureTrees } from "./processTree.ts";

/**
 * Clips of the training site's incident pulled beside its live wall: until the first is worked on, how much faster than
 * life the copied and the re-encoded ones are made, and what that takes of memory, with the encoder.
 */
export const clipsPart: BenchPart = { name: "clips", run: measureClips };

const CLIPS = 13;
const LENGTH_MS = 600_000;
const QUICK_LENGTH_MS = 120_000;
/** The others of a pull are cancelled: they take as long each. */
const ENCODED = 2;
const WARM_UP_MS = 8_000;
const LOOK_EVERY_MS = 100;
const LIMIT_MS = 900_000;

async function measureClips({ note, isQuick }: Bench): Promise<void> {
  const program = await startProgram({ entry: "dist/web/main.js", args: ["--web", "--no-open"] });
  const browser = await openMeasuredBrowser();
  const page = await browser.openPage(program.ready.url);
  await signIn(page, "analyst");
  await openIncidentWall(page);
  const desk = await openDeskWindow(program.ready);
  await wait(WARM_UP_MS);
  const { pid } = program;
  const measureMb = () => measureTrees([pid])().pssMb;
  const beforeMb = measureMb();
  const cameraIds = await chooseCameras(desk);
  const openedAtMs = await readOpened(desk);
  const lengthMs = isQuick ? QUICK_LENGTH_MS : LENGTH_MS;
  const fromMs = openedAtMs - CLIP_BEFORE_INCIDENT_MS - lengthMs;
  const askedAt = performance.now();
  await desk.call("clips.pull", { incidentId: INCIDENT, cameraIds, fromMs, toMs: fromMs + lengthMs });
  const seen = await watch(desk, measureMb);
  note("clips.count", cameraIds.length);
  note("clips.startMs", Math.round(seen.firstAt - askedAt));
  note("clips.copySpeed", seen.copied.spanMs / (seen.copied.endedAt - askedAt));
  note("clips.encodeSpeed", seen.encoded.spanMs / (seen.encoded.endedAt - seen.encoded.begunAt));
  note("clips.extraMb", seen.mostMb - beforeMb);
  desk.close();
  await browser.close();
  await program.close();
}

/** Those that may be pulled, nearest first. */
async function chooseCameras(desk: DeskWindow): Promise<string[]> {
  const { cameras } = await desk.call("incidents.cameras", { incidentId: INCIDENT });
  const near = cameras.filter(({ prospect }) => prospect === "allowed").map(({ cameraId }) => cameraId);
  const toMs = await readOpened(desk);
  const cameraIds = near.slice(0, MAX_CLIP_CAMERAS);
  const { items } = await desk.call("clips.preview", {
    ...{ incidentId: INCIDENT, cameraIds, fromMs: toMs - LENGTH_MS, toMs },
  });
  const good = items.filter(({ prospect }) => prospect === "copied" || prospect === "re-encoded");
  return good.slice(0, CLIPS).map(({ cameraId }) => cameraId);
}

async function readOpened(desk: DeskWindow): Promise<number> {
  const { incidents } = await desk.call("incidents.snapshot", {});
  const incident = incidents.find(({ id }) => id === INCIDENT);
  if (incident === undefined) throw new Error(`no incident ${INCIDENT}`);
  return incident.openedAtMs;
}

interface Lane {
  begunAt: number;
  endedAt: number;
  spanMs: number;
}

async function watch(desk: DeskWindow, measureMb: () => number) {
  const lane = (): Lane => ({ begunAt: 0, endedAt: 0, spanMs: 0 });
  const seen = { firstAt: 0, mostMb: 0, copied: lane(), encoded: lane() };
  const counted = new Set<string>();
  for (const untilAt = performance.now() + LIMIT_MS; performance.now() < untilAt; await wait(LOOK_EVERY_MS)) {
    const { clips } = await desk.call("clips.list", { incidentId: INCIDENT });
    const now = performance.now();
    if (seen.firstAt === 0 && clips.some(({ state }) => state === "working" || state === "ready")) seen.firstAt = now;
    // The lane of a clip is known once it is made; the copied ones are gone through long before.
    const working = clips.filter(({ state }) => state === "working");
    const left = clips.filter(({ state }) => state === "queued");
    if (seen.encoded.begunAt === 0 && working.length > 0) seen.encoded.begunAt = now;
    for (const clip of clips.filter(({ id, state }) => state === "ready" && !counted.has(id))) {
      counted.add(clip.id);
      count(clip.making === "copied" ? seen.copied : seen.encoded, clip, now);
    }
    seen.mostMb = Math.max(seen.mostMb, measureMb());
    const encoded = clips.filter(({ making, state }) => state === "ready" && making === "re-encoded");
    if (encoded.length >= ENCODED && working.length <= 1)
      for (const { id } of [...left, ...working]) await cancel(desk, id);
    if (encoded.length >= ENCODED || left.length + working.length === 0) return seen;
  }
  throw new Error("the clips were not made in time");
}

async function cancel(desk: DeskWindow, clipId: string): Promise<void> {
  await desk.call("clips.remove", { clipId });
}

function count(lane: Lane, { covered }: Clip, now: number): void {
  lane.endedAt = now;
  lane.spanMs += covered.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}
