import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Clip } from "../contract/clips.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { createTestOwner } from "./test/testOwner.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

/** Clips of a real hub with the training site, over loopback. */

const LONG_MS = 60_000;
const poll = { timeout: LONG_MS, interval: 50 };

let house: TestHub;
let analyst: TestStation;

function spanAgo(agoMs: number, lengthMs: number) {
  const fromMs = Math.floor(house.clock.nowMs()) - agoMs;
  return { fromMs, toMs: fromMs + lengthMs };
}

async function pull(numbers: readonly string[], span = spanAgo(120_000, 10_000), by = analyst): Promise<Clip[]> {
  const wish = { incidentId: MILL_STREET, cameraIds: numbers.map((number) => `cam-${number}`), ...span };
  const { answer, status } = await by.call("pullClips", wish);
  if (status !== 200) throw new Error(JSON.stringify(answer));
  return answer.clips;
}

async function find(id: string, by = analyst): Promise<Clip> {
  const { answer } = await by.call("clips", undefined, MILL_STREET);
  const found = answer.clips.find((clip) => clip.id === id);
  if (found === undefined) throw new Error(`no clip ${id}`);
  return found;
}

async function settle(id: string): Promise<Clip> {
  await expect.poll(async () => (await find(id)).state, poll).not.toMatch(/queued|working/);
  return find(id);
}

function fetchFile(id: string, headers: Record<string, string> = {}, by = analyst): Promise<Response> {
  return by.raw("GET", `/v1/clips/${id}/file`, { token: by.accessToken, headers });
}

async function readCode(response: Promise<Response>): Promise<string> {
  const { code } = (await (await response).json()) as { code: string };
  return code;
}

function first(clips: readonly Clip[]): Clip {
  const [clip] = clips;
  if (clip === undefined) throw new Error("no clip");
  return clip;
}

describe("clips of an incident", () => {
  beforeAll(async () => {
    house = await startTestHub();
    analyst = await house.station("analyst");
  });
  afterAll(() => house.close());

  test("are cut in the background, copied or with what the terms ask for, and refused where they forbid it", async () => {
    const [city, pharmacy, resident] = await pull(["205", "204", "260"]);
    expect(resident).toMatchObject({ state: "failed", why: "refused", reasons: ["RES_ACTION_UNSUPPORTED"] });
    const copied = await settle(city?.id ?? "");
    expect(copied).toMatchObject({
      state: "ready",
      making: "copied",
      number: "205",
      isOwn: true,
      missing: [],
      reasons: [],
    });
    const encoded = await settle(pharmacy?.id ?? "");
    expect(encoded).toMatchObject({ state: "ready", making: "re-encoded", progress: 1 });
    expect(encoded.covered).toEqual([{ fromMs: encoded.fromMs, toMs: encoded.toMs }]);

    const dir = mkdtempSync(join(tmpdir(), "glasshouse-got-"));
    for (const { id, bytes } of [copied, encoded]) {
      const response = await fetchFile(id);
      expect(response.headers.get("content-type")).toBe("video/mp4");
      const file = Buffer.from(await response.arrayBuffer());
      expect(file.length).toBe(bytes);
      const path = join(dir, "got.mp4");
      writeFileSync(path, file);
      const args = ["-v", "error", "-show_entries", "stream=codec_name,nb_frames", "-of", "csv=p=0", path];
      expect(execFileSync("ffprobe", args, { encoding: "utf8" })).toMatch(/^h264,1\d\d/);
      expect(execFileSync("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"], { encoding: "utf8" })).toBe("");

      const part = await fetchFile(id, { range: "bytes=100-299" });
      expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 100-299/${bytes}`]);
      expect(Buffer.from(await part.arrayBuffer()).equals(file.subarray(100, 300))).toBe(true);
      expect((await fetchFile(id, { range: `bytes=${bytes}-` })).status).toBe(416);
    }
    rmSync(dir, { recursive: true });

    const about = readAudit(house.dataDir).entries.filter(({ clip }) => clip === encoded.id);
    expect(about.map(({ type }) => type)).toEqual(["clip.pulled", "clip.ready", "clip.sent", "clip.sent"]);
    expect(about[0]).toMatchObject({ outcome: "permit", action: "export", actor: "analyst", camera: "cam-204" });
    const { answer } = await analyst.call("incidentTimeline", undefined, MILL_STREET);
    expect(answer.entries.map(({ kind, cameraId }) => `${kind} ${cameraId}`)).toEqual(
      expect.arrayContaining(["clip-pulled cam-205", "clip-downloaded cam-204"]),
    );
    expect(answer.entries.some(({ kind }) => kind === "view-opened")).toBe(false);
  });

  test("asked for again are not cut twice, and are anew once they failed", async () => {
    const span = spanAgo(400_000, 5_000);
    const [once] = await pull(["206"], span);
    const [again] = await pull(["206", "206"], span);
    expect(again?.id).toBe(once?.id);
    await settle(once?.id ?? "");
    await analyst.call("removeClip", undefined, once?.id);
    expect(first(await pull(["206"], span)).id).not.toBe(once?.id);
  });

  test.each([
    ["backwards", 60_000, -30_000, "The end must be after the start"],
    ["too short", 60_000, 10, "at least a second"],
    ["a month long", 40 * 86_400_000, 30 * 86_400_000, "at most two hours"],
    ["in the future", -60_000, 30_000, "still to come"],
  ])("of a span that is %s are not cut, and it is said why", async (_what, agoMs, lengthMs, sentence) => {
    const wish = { incidentId: MILL_STREET, cameraIds: ["cam-205"], ...spanAgo(agoMs, lengthMs) };
    const { code, answer } = await analyst.call("pullClips", wish);
    expect(code).toBe("CLIP_REFUSED");
    expect(JSON.stringify(answer)).toContain(sentence);
  });

  test("of a camera or an incident nobody knows are not cut", async () => {
    const span = spanAgo(60_000, 5_000);
    const asked = { incidentId: MILL_STREET, cameraIds: ["cam-205", "cam-nowhere"], ...span };
    expect((await analyst.call("pullClips", asked)).code).toBe("NOT_FOUND");
    expect((await analyst.call("pullClips", { ...asked, incidentId: "26-0", cameraIds: ["cam-205"] })).code).toBe(
      "NOT_FOUND",
    );
    expect((await analyst.call("pullClips", { ...asked, cameraIds: Array(17).fill("cam-205") })).code).toBe(
      "REQUEST_MALFORMED",
    );
  });

  test("that reach into the future end now, and say so", async () => {
    const clip = await settle(first(await pull(["241"], spanAgo(20_000, 600_000))).id);
    expect(clip.state).toBe("ready");
    expect(clip.missing.at(-1)).toMatchObject({ toMs: clip.toMs, why: "not-yet" });
  });

  test("say beforehand what there is, without cutting anything", async () => {
    const wish = { incidentId: MILL_STREET, cameraIds: ["cam-205", "cam-231", "cam-260"], ...spanAgo(90_000, 20_000) };
    const { answer } = await analyst.call("previewClips", wish);
    expect(answer.items.map(({ prospect }) => prospect)).toEqual(["copied", "re-encoded", "refused"]);
    expect(answer.items[2]).toMatchObject({ reasons: ["RES_ACTION_UNSUPPORTED"], covered: [] });
    expect(answer.items[0]?.covered[0]?.fromMs).toBeLessThanOrEqual(wish.fromMs);
  });

  test("are named, described and marked, by whoever works on the incident", async () => {
    const span = spanAgo(200_000, 8_000);
    const { id } = first(await pull(["205"], span));
    const marker = { markerId: "mk-1", atMs: span.fromMs + 4_000, text: "grey van stops" };
    await analyst.call("addMarker", marker, MILL_STREET);
    const supervisor = await house.station("supervisor");
    const { answer } = await supervisor.call("changeClip", { name: "Grey van", description: "Stops at 14:03" }, id);
    expect(answer).toMatchObject({ name: "Grey van", description: "Stops at 14:03", isOwn: false });
    expect(answer.markers).toEqual([{ atMs: marker.atMs, text: "grey van stops" }]);
    expect((await analyst.call("changeClip", { name: "  " }, id)).code).toBe("REQUEST_MALFORMED");
    expect((await analyst.call("changeClip", { name: "x" }, "clip:none")).code).toBe("NOT_FOUND");
  });

  test("are cancelled and deleted by who pulled them or a supervisor, and their files go", async () => {
    const supervisor = await house.station("supervisor");
    const running = first(await pull(["204"], spanAgo(1_000_000, 600_000), supervisor));
    await expect.poll(async () => (await find(running.id)).state, poll).toBe("working");
    expect((await analyst.call("removeClip", undefined, running.id)).code).toBe("RIGHT_MISSING");
    await supervisor.call("removeClip", undefined, running.id);
    expect(await find(running.id)).toMatchObject({ state: "ended", why: "cancelled" });
    const done = await settle(first(await pull(["205"], spanAgo(500_000, 4_000))).id);
    await supervisor.call("removeClip", undefined, done.id);
    expect(await find(done.id)).toMatchObject({ state: "ended", why: "deleted" });
    expect(await readCode(fetchFile(done.id))).toBe("NOT_FOUND");
    const left = () =>
      readdirSync(join(house.dataDir, "clips")).filter(
        (name) => name.includes(done.id.slice(5)) || name.includes(running.id.slice(5)),
      );
    await expect.poll(left, poll).toEqual([]);
  });

  test("are nobody's without a sign-in, and a file that is not one is not found", async () => {
    const stranger = await house.station();
    expect((await stranger.raw("GET", "/v1/clips/clip:1/file")).status).toBe(401);
    expect(await readCode(fetchFile("clip:1"))).toBe("NOT_FOUND");
    expect(await readCode(fetchFile("%2e%2e%2fhub.sqlite"))).toBe("REQUEST_MALFORMED");
  });
});

describe("what ends a clip", () => {
  beforeEach(async () => {
    house = await startTestHub();
    analyst = await house.station("analyst");
  });
  afterEach(() => house.close());

  async function startLong(number: string): Promise<Clip> {
    const clip = first(await pull([number], spanAgo(2_000_000, 1_800_000)));
    await expect.poll(async () => (await find(clip.id)).progress, poll).toBeGreaterThan(0);
    return clip;
  }

  const parts = () => readdirSync(join(house.dataDir, "clips"));

  test("a withdrawal while it is cut stops it within a second, and what was written goes", async () => {
    const clip = await startLong("231");
    const owner = createTestOwner(house.url);
    await owner.signIn("owner231");
    await owner.send("/owner/withdraw", { camera: "cam-231" });
    await expect.poll(parts, { timeout: 1_000, interval: 20 }).toEqual([]);
    expect(await settle(clip.id)).toMatchObject({ state: "ended", why: "owner-withdrew" });
    const later = first(await pull(["231"], spanAgo(100_000, 5_000)));
    expect(later).toMatchObject({ state: "failed", why: "refused", reasons: ["CONSENT_NONE"] });
  });

  /** Its first bytes are there, and far more of it waits than any buffer on the way takes. */
  async function beginToRead(id: string) {
    const { body, status } = await fetchFile(id);
    expect(status).toBe(200);
    const reader = body?.getReader();
    if (reader === undefined) throw new Error("no body");
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    return reader;
  }

  async function readRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
    try {
      while (!(await reader.read()).done);
      return "came to its end";
    } catch {
      return "broke off";
    }
  }

  async function cutLarge(): Promise<Clip> {
    const clip = await settle(first(await pull(["205"], spanAgo(1_300_000, 1_200_000))).id);
    expect(clip.bytes).toBeGreaterThan(30_000_000);
    return clip;
  }

  test.each<[string, () => Promise<unknown>]>([
    [
      "a withdrawal",
      async () => {
        const owner = createTestOwner(house.url);
        await owner.signIn("owner205");
        await owner.send("/owner/withdraw", { camera: "cam-205" });
      },
    ],
    ["signing out", () => analyst.call("signOut")],
  ])("%s breaks off what is being sent", async (_what, end) => {
    const { id } = await cutLarge();
    const reader = await beginToRead(id);
    await end();
    expect(await readRest(reader)).toBe("broke off");
  });

  test("one session is sent six files at once, and another once one of them has ended", async () => {
    const { id } = await cutLarge();
    const readers = [];
    for (let count = 0; count < 6; count++) readers.push(await beginToRead(id));
    expect(await readCode(fetchFile(id))).toBe("RATE_LIMITED");
    const other = await house.station("supervisor");
    expect((await fetchFile(id, { range: "bytes=0-9" }, other)).status).toBe(206);
    await readers.pop()?.cancel();
    await expect.poll(async () => (await fetchFile(id, { range: "bytes=0-9" })).status, poll).toBe(206);
    await Promise.all(readers.map((reader) => reader.cancel()));
  });

  test("a withdrawal after it is ready keeps it from being handed out", async () => {
    const { id } = await settle(first(await pull(["231"], spanAgo(300_000, 20_000))).id);
    const owner = createTestOwner(house.url);
    await owner.signIn("owner231");
    const before = await fetchFile(id);
    expect([before.status, (await before.arrayBuffer()).byteLength]).toEqual([200, (await find(id)).bytes]);
    await owner.send("/owner/withdraw", { camera: "cam-231" });
    expect(await readCode(fetchFile(id))).toBe("CLIP_REFUSED");
    expect(await find(id)).toMatchObject({ state: "ready", reasons: ["CONSENT_NONE"] });
    expect(readAudit(house.dataDir).entries.at(-1)).toMatchObject({
      type: "clip.withheld",
      reasons: ["CONSENT_WITHDRAWN"],
    });
    // What is shared again is shared from then on.
    await owner.send("/owner/share", { camera: "cam-231" });
    expect(await readCode(fetchFile(id))).toBe("CLIP_REFUSED");
    const page = await owner.page();
    expect(page).toContain("had a clip cut, took a copy of a clip");
    expect(page).not.toContain("being watched now");
  });

  test("the end of its incident ends it, and keeps those that are ready from being handed out", async () => {
    const running = await startLong("204");
    const ready = await settle(first(await pull(["205"])).id);
    const supervisor = await house.station("supervisor");
    const { answer: incidents } = await supervisor.call("incidents");
    const revision = incidents.incidents.find(({ id }) => id === MILL_STREET)?.revision ?? 0;
    await supervisor.call("patchIncident", { revision, close: "resolved" }, MILL_STREET);
    expect(await settle(running.id)).toMatchObject({ state: "ended", why: "incident-closed" });
    expect(await readCode(fetchFile(ready.id))).toBe("CLIP_REFUSED");
    expect((await find(ready.id)).reasons).toEqual(["CTX_INCIDENT_CLOSED"]);
  });

  test("the operator signing out does not", async () => {
    const { id } = first(await pull(["204"], spanAgo(200_000, 20_000)));
    await analyst.call("signOut");
    analyst = await house.station("supervisor");
    expect(await settle(id)).toMatchObject({ state: "ready", askedBy: expect.stringContaining(".") });
  });
});

describe("clips are pulled up to a bound", () => {
  const BATCH = 16;
  let cameraIds: string[];
  beforeEach(async () => {
    house = await startTestHub();
    analyst = await house.station("analyst");
    const { answer } = await analyst.call("cameras");
    cameraIds = answer.cameras.filter(({ can }) => can?.recorded === true).map(({ id }) => id);
  });
  afterEach(() => house.close());

  /** As many cameras as one pull takes, of which all would come to this. */
  async function findAll(wanted: "copied" | "refused"): Promise<string[]> {
    const found: string[] = [];
    for (let from = 0; from < cameraIds.length && found.length < BATCH; from += BATCH) {
      const wish = { incidentId: MILL_STREET, cameraIds: cameraIds.slice(from, from + BATCH) };
      const { answer } = await analyst.call("previewClips", { ...wish, ...spanAgo(60_000, 10_000) });
      found.push(...answer.items.filter(({ prospect }) => prospect === wanted).map(({ cameraId }) => cameraId));
    }
    expect(found.length).toBeGreaterThanOrEqual(BATCH);
    return found.slice(0, BATCH);
  }

  const pullAll = (cameras: string[], index: number, by = analyst) =>
    by.call("pullClips", {
      incidentId: MILL_STREET,
      cameraIds: cameras,
      ...spanAgo(7_500_000 + index * 1_000, 7_000_000),
    });

  test("for each operator, of what waits", async () => {
    const cameras = await findAll("copied");
    for (let index = 0; index < 4; index++) expect((await pullAll(cameras, index)).status).toBe(200);
    const { code, answer } = await pullAll(cameras, 4);
    expect(code).toBe("CLIP_REFUSED");
    expect(JSON.stringify(answer)).toMatch(/6\d of yours wait already\. Nothing was pulled/);
    const supervisor = await house.station("supervisor");
    expect((await pullAll(cameras.slice(0, 1), 5, supervisor)).status).toBe(200);
    expect((await analyst.call("clips", undefined, MILL_STREET)).answer.clips).toHaveLength(4 * BATCH + 1);
  });

  test("for each incident, of all there are", async () => {
    const cameras = await findAll("refused");
    for (let index = 0; index < 12; index++) expect((await pullAll(cameras, index)).status).toBe(200);
    const { code, answer } = await pullAll(cameras, 12);
    expect(code).toBe("CLIP_REFUSED");
    expect(JSON.stringify(answer)).toContain("The incident has 200 clips at most. Nothing was pulled.");
    expect((await pullAll(cameras.slice(0, 8), 12)).status).toBe(200);
    expect((await analyst.call("clips", undefined, MILL_STREET)).answer.clips).toHaveLength(200);
  });
});

describe("a hub", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "glasshouse-clips-"));
  });
  afterEach(async () => {
    await house.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test(
    "that is started again begins what it had not finished anew, and keeps what it had",
    async () => {
      house = await startTestHub({ dataDir });
      analyst = await house.station("analyst");
      const ready = await settle(first(await pull(["205"])).id);
      const [running, waiting] = await pull(["204", "231"], spanAgo(300_000, 12_000));
      await expect.poll(async () => (await find(running?.id ?? "")).progress, poll).toBeGreaterThan(0);
      await house.close();
      // As a hub leaves it that was killed.
      writeFileSync(join(dataDir, "clips", `${running?.id.replace(":", "+")}.part.mp4`), "half");
      writeFileSync(join(dataDir, "clips", "stray.mp4"), "nobody's");
      house = await startTestHub({ dataDir });
      analyst = await house.station("analyst");
      for (const clip of [running, waiting]) expect(await settle(clip?.id ?? "")).toMatchObject({ state: "ready" });
      expect((await fetchFile(ready.id)).status).toBe(200);
      const files = readdirSync(join(dataDir, "clips"));
      expect(files).toHaveLength(3);
      expect(files.every((name) => /^clip\+[\w-]+\.mp4$/.test(name))).toBe(true);
    },
    LONG_MS,
  );

  test("without ffmpeg cuts what needs none, and says of the rest what is missing", async () => {
    house = await startTestHub({ dataDir, ffmpeg: join(dataDir, "no-ffmpeg") });
    analyst = await house.station("analyst");
    const [city, pharmacy, resident] = await pull(["205", "204", "260"]);
    expect(pharmacy).toMatchObject({ state: "failed", why: "no-encoder" });
    expect(resident).toMatchObject({ state: "failed", why: "refused" });
    expect(await settle(city?.id ?? "")).toMatchObject({ state: "ready", making: "copied" });
  });

  test("whose room for clips is used up says so, leaves nothing half written and goes on", async () => {
    house = await startTestHub({ dataDir, clipRoomBytes: 3_000_000 });
    analyst = await house.station("analyst");
    const [large] = await pull(["205"], spanAgo(3_700_000, 3_600_000));
    const [small] = await pull(["206"], spanAgo(100_000, 5_000));
    expect(await settle(large?.id ?? "")).toMatchObject({ state: "failed", why: "room-used-up" });
    expect(await settle(small?.id ?? "")).toMatchObject({ state: "ready" });
    expect(readdirSync(join(dataDir, "clips"))).toHaveLength(1);
  });
});
