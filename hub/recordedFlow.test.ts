import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RecordedCoverage, RecordedIndex, type TimeRange } from "../contract/recorded.ts";
import { GrantClaims, type PermitAnswer } from "../contract/viewings.ts";
import { readFragment } from "./media/fragment.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { createTestOwner } from "./test/testOwner.ts";
import type { TestStation } from "./test/testStation.ts";

/** Recorded viewings of a real hub with the training site, over loopback. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let house: TestHub;
let analyst: TestStation;
let startMs: number;
beforeAll(async () => {
  house = await startTestHub();
  startMs = house.clock.nowMs();
  analyst = await house.station("analyst");
});
afterAll(() => house.close());

function ago(fromMinutes: number, toMinutes: number | null): TimeRange {
  const at = (minutes: number) => Math.floor(startMs - minutes * MINUTE_MS);
  return { fromMs: at(fromMinutes), toMs: toMinutes === null ? null : at(toMinutes) };
}

async function permit(number: string, range: TimeRange): Promise<PermitAnswer> {
  const { answer } = await analyst.ask([number], { range });
  const [first] = answer.answers;
  if (first?.outcome !== "permit") throw new Error(`${number} was not permitted: ${JSON.stringify(first)}`);
  return first;
}

async function reasonsOf(number: string, range: TimeRange): Promise<string[]> {
  const [first] = (await analyst.ask([number], { range })).answer.answers;
  return first === undefined || first.outcome === "permit" ? [] : first.reasons;
}

function fetchBelow({ viewingId, grant }: PermitAnswer, rest: string): Promise<Response> {
  return analyst.raw("GET", `/v1/media/${viewingId}/recorded/${rest}`, { token: grant });
}

async function readIndex(permitted: PermitAnswer, fromMs: number, toMs: number, rendition = "sub") {
  const response = await fetchBelow(permitted, `${rendition}/index.json?fromMs=${fromMs}&toMs=${toMs}`);
  return RecordedIndex.parse(await response.json());
}

async function readBytes(permitted: PermitAnswer, rest: string): Promise<Buffer> {
  const response = await fetchBelow(permitted, rest);
  if (response.status !== 200) throw new Error(`${rest} is ${response.status}: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

function countDecoded(bytes: Buffer): number {
  const dir = mkdtempSync(join(tmpdir(), "glasshouse-segment-"));
  try {
    const file = join(dir, "part.mp4");
    writeFileSync(file, bytes);
    const facts = ["-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0"];
    return Number(execFileSync("ffprobe", ["-v", "error", ...facts, file], { encoding: "utf8" }).trim());
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const hasFfprobe = (() => {
  try {
    execFileSync("ffprobe", ["-version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe("the permitted range", () => {
  test("is the wish where the terms cover it, in the answer and in the grant", async () => {
    const range = ago(10, 5);
    const permitted = await permit("205", range);
    expect(permitted.range).toEqual(range);
    const claims = JSON.parse(Buffer.from(permitted.grant.split(".")[1] ?? "", "base64url").toString());
    expect(GrantClaims.parse(claims)).toMatchObject({ act: "view-recorded", rng: range });
    expect(permitted.media.map(({ protocol }) => protocol)).toEqual(permitted.media.map(() => "recorded"));
  });

  test("is cut to the last week of a month, and to the day before the site was there", async () => {
    const { range } = await permit("205", ago(30 * 24 * 60, null));
    expect(range?.toMs).toBeNull();
    expect(range?.fromMs).toBeGreaterThan(startMs - 24 * HOUR_MS - MINUTE_MS);
  });

  test("reaches back two hours at a home", async () => {
    const { range } = await permit("260", ago(600, 1));
    expect(range?.fromMs).toBeGreaterThanOrEqual(startMs - 2 * HOUR_MS);
    expect(range?.fromMs).toBeLessThan(startMs - 2 * HOUR_MS + MINUTE_MS);
  });

  test.each<[string, string, () => TimeRange, string]>([
    ["reversed", "205", () => ago(5, 10), "CTX_TIME_RANGE_INVALID"],
    ["empty", "205", () => ago(5, 5), "CTX_TIME_RANGE_INVALID"],
    ["in the future", "205", () => ago(-60, null), "CTX_TIME_RANGE_INVALID"],
    ["of before anything was recorded", "205", () => ago(3_000, 2_900), "CONSENT_NONE"],
    ["longer ago than a resident's terms reach", "260", () => ago(240, 180), "CONSENT_NONE"],
  ])("is none where it is %s", async (_what, number, range, reason) => {
    expect(await reasonsOf(number, range())).toEqual([reason]);
  });

  test("is asked for with recordings and with nothing else", async () => {
    const about = { purpose: { code: "emergency-response" as const, incidentId: "26-118422" }, nonce: "n".repeat(20) };
    const items = [
      { cameraId: "cam-205", action: "view-live" as const, range: ago(5, 1) },
      { cameraId: "cam-205", action: "view-recorded" as const },
    ];
    for (const item of items) {
      const question = { ...about, stationId: analyst.stationId, supportedObligations: [], items: [item] };
      expect((await analyst.call("openViewings", question)).code).toBe("REQUEST_MALFORMED");
    }
  });

  test("makes two viewings of two wishes, and one of one", async () => {
    const first = await permit("205", ago(10, 5));
    expect((await permit("205", ago(10, 5))).viewingId).toBe(first.viewingId);
    expect((await permit("205", ago(10, 4))).viewingId).not.toBe(first.viewingId);
  });
});

describe("an index", () => {
  test("lists segments without a seam, each within the range, with the header they share", async () => {
    const range = ago(10, 5);
    const permitted = await permit("205", range);
    const index = await readIndex(permitted, range.fromMs - HOUR_MS, startMs);
    expect(index.segments.length).toBeGreaterThan(100);
    expect(index.spans).toHaveLength(1);
    for (const [at, segment] of index.segments.entries()) {
      const before = index.segments[at - 1];
      if (before !== undefined) expect(segment.atMs).toBe(before.atMs + before.durationMs);
    }
    const [first] = index.segments;
    const last = index.segments.at(-1);
    expect(first?.atMs).toBeGreaterThanOrEqual(range.fromMs);
    expect((last?.atMs ?? 0) + (last?.durationMs ?? 0)).toBe(range.toMs);
    expect(index.inits).toMatchObject([{ init: first?.init, codec: expect.stringMatching(/^avc1/) }]);
  });

  test("of a long time is cut at 600 segments and says where it goes on", async () => {
    const permitted = await permit("205", ago(300, null));
    const index = await readIndex(permitted, Math.floor(startMs - 300 * MINUTE_MS), Math.floor(startMs));
    expect(index.segments).toHaveLength(600);
    expect(index.truncatedAtMs).toBe(index.spans.at(-1)?.toMs);
  });

  test("has no segment where the camera was not recorded", async () => {
    const permitted = await permit("212", ago(15, null));
    const response = await fetchBelow(
      permitted,
      `coverage.json?fromMs=${Math.floor(startMs - 15 * MINUTE_MS)}&toMs=${Math.floor(startMs)}`,
    );
    const { spans, range } = RecordedCoverage.parse(await response.json());
    expect(range.toMs).toBeNull();
    expect(spans).toHaveLength(2);
    const gap = { fromMs: spans[0]?.toMs ?? 0, toMs: spans[1]?.fromMs ?? 0 };
    expect(gap.toMs - gap.fromMs).toBeGreaterThan(6 * MINUTE_MS);
    expect((await readIndex(permitted, gap.fromMs, gap.toMs)).segments).toEqual([]);
  });

  test.each([
    "index.json",
    "index.json?fromMs=1",
    "index.json?fromMs=5&toMs=5",
    "index.json?fromMs=-1&toMs=5",
    "index.json?fromMs=x&toMs=5",
    "index.json?fromMs=1&toMs=1e400",
    "index.json?fromMs=1.5&toMs=5",
    "index.json?fromMs=1&toMs=5&all=1",
  ])("asked for as %s is malformed", async (rest) => {
    const permitted = await permit("205", ago(10, 5));
    expect((await fetchBelow(permitted, `sub/${rest}`)).status).toBe(400);
  });
});

describe("a segment", () => {
  test.runIf(hasFfprobe)("can be decoded behind its header, whole, as its key frame, and cut at the end", async () => {
    const range = ago(10, 5);
    const permitted = await permit("205", range);
    const { segments } = await readIndex(permitted, range.fromMs, range.toMs ?? 0);
    const [first, last] = [segments[0], segments.at(-1)];
    if (first === undefined || last === undefined) throw new Error("nothing was listed");
    const init = await readBytes(permitted, `sub/init-${first.init}.mp4`);
    for (const { seq, frames } of [first, last]) {
      const whole = await readBytes(permitted, `sub/${seq}.m4s`);
      expect(countDecoded(Buffer.concat([init, whole]))).toBe(frames);
      const key = await readBytes(permitted, `sub/${seq}.key.m4s`);
      expect(countDecoded(Buffer.concat([init, key]))).toBe(1);
    }
    const ticks = (bytes: Buffer) =>
      readFragment(bytes).samples.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
    expect(ticks(await readBytes(permitted, `sub/${first.seq}.key.m4s`))).toBe(
      ticks(await readBytes(permitted, `sub/${first.seq}.m4s`)),
    );
  });

  test("outside the range is not sent, before it, after it, or of a time to come", async () => {
    const permitted = await permit("205", ago(10, 5));
    const wide = await permit("205", ago(20, null));
    const { segments } = await readIndex(wide, Math.floor(startMs - 20 * MINUTE_MS), Math.floor(startMs));
    const before = segments[0]?.seq ?? 0;
    const after = segments.at(-1)?.seq ?? 0;
    expect((await fetchBelow(wide, `sub/${before}.m4s`)).status).toBe(200);
    for (const seq of [before, after]) expect((await fetchBelow(permitted, `sub/${seq}.m4s`)).status).toBe(401);
    expect((await fetchBelow(permitted, `sub/${after}.key.m4s`)).status).toBe(401);
    expect((await fetchBelow(wide, `sub/${after + 10_000}.m4s`)).status).toBe(404);
  });

  test("by another camera's number shows this camera or nothing", async () => {
    const [own, other] = [await permit("205", ago(10, 5)), await permit("204", ago(10, 5))];
    const { segments } = await readIndex(other, 0, startMs);
    const seq = segments[20]?.seq ?? 0;
    const mine = await fetchBelow(own, `sub/${seq}.m4s`);
    const theirs = await readBytes(other, `sub/${seq}.m4s`);
    if (mine.status === 200) expect(Buffer.from(await mine.arrayBuffer()).equals(theirs)).toBe(false);
    else expect([401, 404]).toContain(mine.status);
  });

  test.each([
    "sub/999999999999999999.m4s",
    "sub/x.m4s",
    "sub/-1.m4s",
    "sub/init-7.mp4",
    "sub/index.m3u8",
    "thumb/1.m4s",
  ])("called %s is not there", async (rest) => {
    const permitted = await permit("205", ago(10, 5));
    expect((await fetchBelow(permitted, rest)).status).toBe(404);
  });

  test("of a larger picture than the terms allow is not sent", async () => {
    const permitted = await permit("260", ago(60, 30));
    expect(permitted.media.map(({ rendition }) => rendition)).not.toContain("main");
    expect((await fetchBelow(permitted, "main/init-0.mp4")).status).toBe(401);
    expect((await readIndex(permitted, 0, startMs, "main")).segments).toEqual([]);
  });
});

test("one viewing has only so many requests at once, and other viewings have theirs", async () => {
  const [busy, other] = [await permit("206", ago(10, 5)), await permit("204", ago(10, 5))];
  const ask = async (permitted: PermitAnswer) => (await fetchBelow(permitted, "sub/init-0.mp4")).status;
  const found: number[] = [];
  for (let round = 0; round < 40 && !found.includes(429); round++)
    found.push(...(await Promise.all(Array.from({ length: 50 }, () => ask(busy)))));
  expect(found.indexOf(429)).toBeGreaterThanOrEqual(550);
  expect(new Set(found)).toEqual(new Set([200, 429]));
  expect(await ask(other)).toBe(200);
});

describe("a grant", () => {
  test("of a live viewing opens no recording, nor one of a recording a live picture", async () => {
    const recorded = await permit("219", ago(10, 5));
    const [live] = (await analyst.ask(["219"])).answer.answers;
    if (live?.outcome !== "permit") throw new Error("not permitted");
    expect(live.viewingId).not.toBe(recorded.viewingId);
    expect((await fetchBelow(live, "sub/init-0.mp4")).status).toBe(401);
    for (const path of ["live/sub.flv", "live/sub/index.m3u8"]) {
      const response = await analyst.raw("GET", `/v1/media/${recorded.viewingId}/${path}`, { token: recorded.grant });
      expect(response.status).toBe(401);
    }
    const crossed = await analyst.raw("GET", `/v1/media/${recorded.viewingId}/recorded/sub/init-0.mp4`, {
      token: live.grant,
    });
    expect(crossed.status).toBe(401);
  });

  test("is renewed with its range", async () => {
    const permitted = await permit("219", ago(12, null));
    const { answer } = await analyst.call("renewViewings", {
      ...{ nonce: "m".repeat(20), viewingIds: [permitted.viewingId] },
      supportedObligations: [
        "watermark",
        "noAudio",
        "noExport",
        "noSnapshot",
        "maxHeightPx",
        "maxViewingMs",
        "masks",
        "notifyOwner",
      ],
    });
    expect(answer.answers).toMatchObject([{ answer: { outcome: "permit", range: permitted.range } }]);
  });
});

test("a camera that is offline may still be looked back at, up to when it went dark", async () => {
  const permitted = await permit("107", ago(10, null));
  const { spans } = await readIndex(permitted, Math.floor(startMs - 10 * MINUTE_MS), Math.floor(startMs + MINUTE_MS));
  expect(spans).toHaveLength(1);
  expect(spans[0]?.toMs).toBeLessThanOrEqual(startMs);
  expect((await analyst.ask(["107"])).answer.answers).toMatchObject([{ reasons: ["RES_OFFLINE"] }]);
});

test("withdrawal ends what is looked back at, and sharing again does not reach back behind it", async () => {
  const permitted = await permit("211", ago(10, null));
  const [segment] = (await readIndex(permitted, Math.floor(startMs - 10 * MINUTE_MS), Math.floor(startMs))).segments;
  const owner = createTestOwner(house.url);
  await owner.signIn("owner211");
  await owner.send("/owner/withdraw", { camera: "cam-211" });
  expect((await fetchBelow(permitted, `sub/${segment?.seq}.m4s`)).status).toBe(401);
  expect(await reasonsOf("211", ago(10, null))).toEqual(["CONSENT_NONE"]);
  await owner.send("/owner/share", { camera: "cam-211" });
  expect(await reasonsOf("211", ago(10, 5))).toEqual(["CONSENT_NONE"]);
  const again = await permit("211", ago(10, null));
  expect(again.range?.fromMs).toBeGreaterThan(startMs);
  expect((await fetchBelow(again, `sub/${segment?.seq}.m4s`)).status).toBe(401);
});

test("the incident's timeline says what was played back", async () => {
  await permit("240", ago(10, 5));
  const { entries } = (await analyst.call("incidentTimeline", undefined, "26-118422")).answer;
  expect(entries.find(({ cameraId }) => cameraId === "cam-240")?.kind).toBe("played-back");
});

test("the audit says that it was recorded, and of when", async () => {
  const range = ago(10, 5);
  const permitted = await permit("241", range);
  const { entries } = readAudit(house.dataDir);
  expect(
    entries.find(({ viewing, type }) => viewing === permitted.viewingId && type === "decision.opened"),
  ).toMatchObject({
    ...{ action: "view-recorded", range, wishedRange: range },
  });
});
