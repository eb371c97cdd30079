import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestHub, type TestHub } from "../test/startTestHub.ts";
import { createTestOwner, type TestOwner } from "../test/testOwner.ts";
import { MILL_STREET, type TestStation } from "../test/testStation.ts";
import { listLocalDays } from "./localDays.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let house: TestHub;
let analyst: TestStation;
let owner: TestOwner;
let nowMs: number;
beforeAll(async () => {
  house = await startTestHub();
  nowMs = Math.floor(house.clock.nowMs());
  analyst = await house.station("analyst");
  owner = createTestOwner(house.url);
  await owner.signIn("owner212");
});
afterAll(() => house.close());

/** Viewings of long ago, as a hub that ran then would have left them. */
function leaveViewings(cameraId: string, count: number, agoMs: number, operator: string): void {
  const database = new DatabaseSync(join(house.dataDir, "hub.sqlite"));
  database.exec("pragma busy_timeout = 5000");
  const insert = database.prepare(`insert into viewing (id, session_id, operator, station_id, camera_id, action,
    purpose_code, incident_id, is_preview, max_height_px, epoch, decision_seq, opened_at_ms, ends_at_ms,
    grant_ends_at_ms, ended_at_ms, end_cause)
    values (?, 's', ?, 'st', ?, 'view-live', 'emergency-response', ?, 0, 720, 1, 1, ?, ?, ?, ?, 'operator-closed')`);
  for (let at = 0; at < count; at++) {
    const openedMs = nowMs - agoMs + at;
    const endedMs = openedMs + MINUTE_MS;
    insert.run(`${cameraId}-${agoMs}-${at}`, operator, cameraId, MILL_STREET, openedMs, endedMs, endedMs, endedMs);
  }
  database.close();
}

async function sectionOf(number: string): Promise<string> {
  const page = await owner.page();
  return page.split('<section data-camera="').find((part) => part.startsWith(`${number}"`)) ?? "";
}

describe("who watched", () => {
  test("says of recorded pictures that they were, and of when", async () => {
    const range = { fromMs: nowMs - 30 * MINUTE_MS, toMs: nowMs - 20 * MINUTE_MS };
    await analyst.ask(["212"], { range });
    const section = await sectionOf("212");
    expect(section).toMatch(/Recorded pictures of \w{3} \d+, \d{4}, \d\d:\d\d to \w{3} \d+, \d{4}, \d\d:\d\d/);
    expect(section).toContain("Recordings are kept and may be looked at for 24 h.");
  });

  test("names what one operator did on a day once, with how often and how long", async () => {
    leaveViewings("cam-212", 40, 30 * MINUTE_MS, "trainer");
    const lines = (await sectionOf("212")).match(/<li>/g);
    expect(lines?.length).toBeLessThanOrEqual(4);
    expect(await sectionOf("212")).toMatch(/40 times, 40 min in all/);
  });

  test("hides nobody behind a busy week: what was earlier is on a page of its own, week by week", async () => {
    leaveViewings("cam-212", 3, 40 * DAY_MS, "supervisor");
    leaveViewings("cam-212", 2, 400 * DAY_MS, "auditor");
    expect(await sectionOf("212")).not.toContain("3 times");
    const first = await owner.get("/owner/watched?camera=cam-212");
    expect(first).toContain("40 times");
    const second = await owner.get(olderOf(first));
    expect(second).toContain("3 times, 3 min in all");
    const third = await owner.get(olderOf(second));
    expect(third).toContain("2 times, 2 min in all");
    expect(olderOf(third)).toBe("");
    // The page that brings itself up to date is the first one alone.
    expect(third).not.toContain("data-live");
  });

  test.each([
    ["another owner's camera", "/owner/watched?camera=cam-260", 404],
    ["no camera", "/owner/watched", 400],
    ["no instant", "/owner/watched?camera=cam-212&before=x", 400],
    ["an instant before time", "/owner/watched?camera=cam-212&before=-1", 400],
  ])("is not told for %s", async (_what, path, status) => {
    expect((await owner.fetch(path)).status).toBe(status);
  });

  test("is told to nobody who is not signed in", async () => {
    const stranger = createTestOwner(house.url);
    expect((await stranger.fetch("/owner/watched?camera=cam-212")).status).toBe(303);
  });
});

function olderOf(page: string): string {
  return /href="(?<path>[^"]+)">Older</.exec(page)?.groups?.path?.replaceAll("&amp;", "&") ?? "";
}

test("an owner sees what is kept for longer, and for what", async () => {
  const supervisor = await house.station("supervisor");
  const span = { fromMs: nowMs - 60 * MINUTE_MS, toMs: nowMs - 30 * MINUTE_MS };
  await supervisor.call("holdRecordings", { cameraIds: ["cam-212"], span, why: "The van" }, MILL_STREET);
  expect(await sectionOf("212")).toMatch(/Kept for longer.*for Shots heard, Mill St &amp; 4th: The van/s);
});

describe("local days", () => {
  test.each([
    ["an ordinary week", Date.UTC(2026, 6, 15, 12), [24, 24, 24, 24, 24, 24, 24]],
    ["clocks that went back on Sunday", Date.UTC(2026, 10, 3, 12), [24, 24, 25, 24, 24, 24, 24]],
    ["clocks that went forward on Sunday", Date.UTC(2026, 2, 10, 12), [24, 24, 23, 24, 24, 24, 24]],
  ])("of %s follow each other without a gap", (_what, lastMs, hours) => {
    const days = listLocalDays(lastMs, 7, "America/New_York");
    expect(days.map(({ fromMs, toMs }) => (toMs - fromMs) / 3_600_000)).toEqual(hours);
    expect(days[0]?.fromMs).toBeLessThanOrEqual(lastMs);
    expect(days[0]?.toMs).toBeGreaterThan(lastMs);
    for (const [at, { toMs }] of days.entries()) if (at > 0) expect(toMs).toBe(days[at - 1]?.fromMs);
  });
});
