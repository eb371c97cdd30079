import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Obligations } from "../../contract/consentRecord.ts";
import type { Span } from "../../contract/recorded.ts";
import { type ClipFiles, openClipFiles } from "./clipFiles.ts";
import { type ClipEncoder, createClipEncoder } from "./encoder.ts";
import { makeClip } from "./makeClip.ts";
import type { StoredClip } from "./storedClip.ts";
import { createTestRecording, type Faults } from "./testRecording.ts";

const START_MS = Date.UTC(2026, 10, 25, 14, 3, 12);
const NOW_MS = START_MS + 3_600_000;
const MIB = 1_048_576;
const FREE: Obligations = {
  ...{ watermark: false, noAudio: true, noExport: false, noSnapshot: false, notifyOwner: false, masks: [] },
  ...{ maxHeightPx: 360, maxViewingMs: 600_000 },
};

let dir: string;
let files: ClipFiles;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "glasshouse-clips-"));
  files = openClipFiles(dir, () => true);
  path = files.pathOf("clip:1");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

interface How {
  readonly lengthMs?: number;
  readonly fromMs?: number;
  readonly permittedFromMs?: number;
  readonly permitted?: readonly Span[];
  readonly obligations?: Partial<Obligations>;
  readonly encoder?: ClipEncoder;
  readonly nowMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  readonly progress?: number[];
}

function make(faults: Faults = {}, how: How = {}) {
  const { lengthMs = 20_000, fromMs = START_MS + 400, permittedFromMs = 0, nowMs = NOW_MS } = how;
  const clip: StoredClip = {
    ...{ id: "clip:1", incidentId: "26-1", cameraId: "cam-1", fromMs, toMs: fromMs + lengthMs, name: "Van" },
    untilMs: Math.min(fromMs + lengthMs, Math.max(nowMs, fromMs)),
    ...{ description: "", state: "working", covered: [], missing: [], reasons: [], askedAtMs: NOW_MS, rank: 0 },
    ...{ operatorId: "analyst", operatorLabel: "A. Reyes: 100%'; %{e}", stationId: "s" },
    purpose: { code: "emergency-response", incidentId: "26-1" },
  };
  return makeClip(
    { source: createTestRecording(faults).source, files, encoder: how.encoder ?? createClipEncoder("ffmpeg") },
    {
      ...{ clip, obligations: { ...FREE, ...how.obligations }, stationName: "Console 1" },
      permitted: how.permitted ?? [{ fromMs: permittedFromMs, toMs: clip.toMs }],
      maxBytes: how.maxBytes ?? 200 * MIB,
      signal: how.signal ?? new AbortController().signal,
      onProgress: (progress) => how.progress?.push(progress),
    },
  );
}

interface Probe {
  readonly streams: readonly { codec_name: string; width: number; height: number; nb_frames: string }[];
  readonly format: { duration: string; tags: Record<string, string> };
}

function probe(): Probe {
  const args = ["-v", "error", "-show_streams", "-show_format", "-of", "json", path];
  return JSON.parse(execFileSync("ffprobe", args, { encoding: "utf8" }));
}

/** Times of all pictures a decoder gives, milliseconds; any complaint of it fails. */
function decode(): number[] {
  const complaints = execFileSync("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"], { encoding: "utf8" });
  expect(complaints).toBe("");
  const args = ["-v", "error", "-show_entries", "frame=pts_time", "-of", "csv=p=0", path];
  const lines = execFileSync("ffprobe", args, { encoding: "utf8" }).split("\n");
  return lines.filter((line) => /^\d/.test(line)).map((line) => Math.round(Number.parseFloat(line) * 1_000));
}

describe("a copied clip", () => {
  test("begins with the group its span begins in, holds every frame as it was, and plays at once anywhere", async () => {
    const progress: number[] = [];
    const made = await make({}, { obligations: { maxHeightPx: 2_160 }, progress });
    const covered = [{ fromMs: START_MS, toMs: START_MS + 20_400 }];
    expect(made).toMatchObject({ kind: "made", making: "copied", covered, missing: [] });
    const { streams, format } = probe();
    expect(streams).toMatchObject([{ codec_name: "h264", width: 1_280, height: 720, nb_frames: "306" }]);
    expect(format.tags.title).toBe("Van");
    expect(format.tags.comment).toBe(
      "Plain copy of a recording, not evidence. Second 0 is 2026-11-25T14:03:12.000Z, camera cam-1.",
    );
    const times = decode();
    expect(times).toHaveLength(306);
    expect(times.slice(0, 3)).toEqual([0, 67, 133]);
    expect(Number(format.duration)).toBeCloseTo(20.4, 1);
    const bytes = readFileSync(path);
    expect(bytes.indexOf("moov"), "the header stands before the pictures").toBeLessThan(bytes.indexOf("mdat"));
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  test("keeps a gap as long as it was, and says it", async () => {
    const gap = { fromMs: START_MS + 5_000, toMs: START_MS + 15_000 };
    const made = await make({ gaps: [gap] });
    expect(made).toMatchObject({ kind: "made", missing: [{ ...gap, why: "not-recorded" }] });
    const times = decode();
    expect(times).toContain(15_000);
    expect(times.filter((ms) => ms >= 5_000 && ms < 15_000)).toEqual([]);
    expect(Number(probe().format.duration)).toBeCloseTo(20.4, 1);
  });

  const seqOf = (ms: number) => Math.floor((START_MS + ms) / 1_000);
  test.each([
    ["missing", () => undefined],
    ["of zero bytes", () => Buffer.alloc(0)],
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["of noise", (bytes: Buffer) => Buffer.alloc(bytes.length, 7)],
  ])("passes over a segment that is %s, and says it", async (_what, damage) => {
    const bad = new Set([seqOf(10_000), seqOf(11_000)]);
    const made = await make({ damage: (seq, bytes) => (bad.has(seq) ? damage(bytes) : bytes) });
    const missing = [{ fromMs: START_MS + 10_000, toMs: START_MS + 12_000, why: "damaged" }];
    expect(made).toMatchObject({ kind: "made", missing });
    expect(decode()).toHaveLength(306 - 30);
  });

  test("passes over a segment whose clock is wrong", async () => {
    const { source } = createTestRecording();
    const elsewhere = await source.readSegment({ cameraId: "cam-1", rendition: "sub" }, seqOf(-3_600_000));
    const made = await make({ damage: (seq, bytes) => (seq === seqOf(10_000) ? elsewhere : bytes) });
    const missing = [{ fromMs: START_MS + 10_000, toMs: START_MS + 11_000, why: "damaged" }];
    expect(made).toMatchObject({ kind: "made", missing });
    expect(decode()).toHaveLength(306 - 15);
  });

  test("ends where the camera's picture became another kind, and says it", async () => {
    const made = await make({ changesAtMs: START_MS + 12_000 });
    const missing = [{ fromMs: START_MS + 12_000, toMs: START_MS + 20_400, why: "other-format" }];
    expect(made).toMatchObject({ kind: "made", missing });
    expect(decode()).toHaveLength(180);
  });

  test("holds nothing of before the terms begin, though its first group does", async () => {
    const made = await make({}, { permittedFromMs: START_MS + 5_300 });
    expect(made).toMatchObject({
      covered: [{ fromMs: START_MS + 6_000, toMs: START_MS + 20_400 }],
      missing: [
        { fromMs: START_MS + 400, toMs: START_MS + 5_300, why: "outside-terms" },
        { fromMs: START_MS + 5_300, toMs: START_MS + 6_000, why: "not-recorded" },
      ],
    });
  });

  test("leaves out the hours that its owner does not share", async () => {
    const permitted = [
      { fromMs: START_MS - 10_000, toMs: START_MS + 6_000 },
      { fromMs: START_MS + 12_500, toMs: START_MS + 60_000 },
    ];
    expect(await make({}, { permitted })).toMatchObject({
      covered: [
        { fromMs: START_MS, toMs: START_MS + 6_000 },
        { fromMs: START_MS + 13_000, toMs: START_MS + 20_400 },
      ],
      missing: [
        { fromMs: START_MS + 6_000, toMs: START_MS + 12_500, why: "outside-terms" },
        { fromMs: START_MS + 12_500, toMs: START_MS + 13_000, why: "not-recorded" },
      ],
    });
  });

  test("ends now, where its span reaches into the future", async () => {
    const made = await make({}, { nowMs: START_MS + 10_000 });
    expect(made).toMatchObject({
      covered: [{ fromMs: START_MS, toMs: START_MS + 10_000 }],
      missing: [{ fromMs: START_MS + 10_000, toMs: START_MS + 20_400, why: "not-yet" }],
    });
  });

  test("is whole though its list of segments comes in pages", async () => {
    const made = await make({}, { lengthMs: 1_200_000, fromMs: START_MS });
    expect(made).toMatchObject({ covered: [{ fromMs: START_MS, toMs: START_MS + 1_200_000 }], missing: [] });
    expect(probe().streams[0]?.nb_frames).toBe("18000");
  }, 60_000);
});

describe("no clip", () => {
  const EVER = { fromMs: 0, toMs: START_MS * 2 };
  test.each([
    ["nothing was recorded", { gaps: [EVER] }, {}, "not-recorded"],
    ["nothing can be read", { damage: () => undefined }, {}, "unreadable"],
    ["all of it lies in the future", {}, { nowMs: START_MS }, "not-recorded"],
    ["the room for clips is used up", {}, { maxBytes: 200_000 }, "room-used-up"],
    [
      "it has to be re-encoded and the room is used up",
      {},
      { maxBytes: 100_000, obligations: { watermark: true } },
      "room-used-up",
    ],
    [
      "it has to be re-encoded and there is no ffmpeg",
      {},
      { encoder: createClipEncoder("no-such-program"), obligations: { watermark: true } },
      "no-encoder",
    ],
  ] as [string, Faults, How, string][])(
    "comes of it where %s, and nothing is left",
    async (_what, faults, how, why) => {
      expect(await make(faults, how)).toMatchObject({ kind: "failed", why });
      expect(readdirSync(dir)).toEqual([]);
    },
  );

  test.each([false, true])("is left of one that is given up halfway (re-encoded: %s)", async (watermark) => {
    const leave = new AbortController();
    let reads = 0;
    // The encoder's recording is looked through once before it is sent.
    const hold = async () => {
      if (++reads === (watermark ? 30 : 10)) leave.abort(new Error("withdrawn"));
    };
    await expect(make({ hold }, { signal: leave.signal, obligations: { watermark } })).rejects.toThrow("withdrawn");
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe("a re-encoded clip", () => {
  /** Mean brightness of a part of the picture at a time, 0 to 255. */
  function measure(atS: number, crop: string): number {
    const args = ["-v", "error", "-ss", String(atS), "-i", path, "-frames:v", "1", "-vf", `crop=${crop},format=gray`];
    const pixels = execFileSync("ffmpeg", [...args, "-f", "rawvideo", "-"], { maxBuffer: 10 * MIB });
    return pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  }

  test("has the watermark burned in, and exactly the span that was asked for", async () => {
    const made = await make({}, { lengthMs: 6_000, obligations: { watermark: true } });
    const covered = [{ fromMs: START_MS + 400, toMs: START_MS + 6_400 }];
    expect(made).toMatchObject({ kind: "made", making: "re-encoded", covered, missing: [] });
    expect(probe().streams).toMatchObject([{ codec_name: "h264", width: 640, height: 360, nb_frames: "90" }]);
    expect(decode().slice(0, 2)).toEqual([0, 67]);
    const band = "400:40:120:160";
    const marked = measure(3, band);
    const bare = await make({}, { lengthMs: 6_000 });
    expect(bare).toMatchObject({ making: "copied" });
    expect(Math.abs(marked - measure(3.4, band))).toBeGreaterThan(1);
  });

  test("is black where something must not be seen, whoever was to draw it, and where nothing was recorded", async () => {
    const points: [number, number][] = [
      [0.5, 0.5],
      [0.9, 0.5],
      [0.9, 0.9],
      [0.5, 0.9],
    ];
    const masks = (["client", "gateway"] as const).map((enforcement, index) => ({
      ...{ id: `m${index}`, kind: "permanent" as const, enforcement },
      points: points.map(([x, y]): [number, number] => [x - index * 0.5, y]),
    }));
    const gap = { fromMs: START_MS + 2_000, toMs: START_MS + 4_000 };
    const bad = Math.floor((START_MS + 5_000) / 1_000);
    const faults: Faults = { gaps: [gap], damage: (seq, bytes) => (seq === bad ? undefined : bytes) };
    const made = await make(faults, { lengthMs: 8_000, fromMs: START_MS, obligations: { masks } });
    expect(made).toMatchObject({
      kind: "made",
      missing: [
        { ...gap, why: "not-recorded" },
        { fromMs: START_MS + 5_000, toMs: START_MS + 6_000, why: "damaged" },
      ],
    });
    const black = 20;
    for (const crop of ["256:144:320:180", "256:144:0:180"]) expect(measure(1, crop)).toBeLessThan(black);
    expect(measure(1, "600:150:20:10")).toBeGreaterThan(black * 2);
    for (const atS of [3, 5.5]) expect(measure(atS, "640:300:0:0")).toBeLessThan(black);
    expect(measure(7, "600:150:20:10")).toBeGreaterThan(black * 2);
    expect(Number(probe().format.duration)).toBeCloseTo(8, 1);
  });

  test("is no higher than the terms allow, where no picture is as low", async () => {
    const made = await make({}, { lengthMs: 3_000, obligations: { maxHeightPx: 240 } });
    expect(made).toMatchObject({ kind: "made", making: "re-encoded" });
    expect(probe().streams).toMatchObject([{ width: 426, height: 240 }]);
  });
});
