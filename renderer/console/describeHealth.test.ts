import { expect, test } from "vitest";
import type { CameraRow } from "../../contract/cameras.ts";
import type { RecorderHealth } from "../../contract/recorderHealth.ts";
import type { StreamHealth } from "../../contract/viewingCalls.ts";
import { describeHealth, type HealthFacts, keepWrong } from "./describeHealth.ts";
import { writeHealthText } from "./writeHealthText.ts";

const NOW_MS = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

function makeCamera(number: string, health: CameraRow["health"], hasStream = true): CameraRow {
  return {
    id: `cam-${number}`,
    number,
    name: "Mill St",
    ownerKind: "city",
    ownerLabel: "City",
    position: { lat: 0, lng: 0, accuracyM: 1 },
    sharing: "standing",
    health,
    street: "Mill St",
    hasStream,
  };
}

const STREAM: StreamHealth = {
  windowId: "w1",
  windowKind: "display",
  display: 2,
  tile: 4,
  cameraId: "cam-205",
  reportedAgoMs: 300,
  state: "live",
  frameAgeMs: 400,
  framesPresented: 1_200,
  framesLost: 3,
  rendition: "sub",
  frames: "all",
  wanted: "sub",
  isSelected: false,
  isFull: false,
  isCovered: false,
  decoder: "software",
  attempt: 0,
  sinceMs: 65_000,
  reason: null,
};

function makeFacts(stream: Partial<StreamHealth>, reason = "Power is out"): HealthFacts {
  const cameras = [
    makeCamera("107", { state: "offline", sinceMs: NOW_MS - 3 * HOUR_MS, reason }),
    makeCamera("205", { state: "online", sinceMs: NOW_MS - HOUR_MS }),
    makeCamera("R9", { state: "unknown", sinceMs: NOW_MS }, false),
  ];
  return {
    hub: { state: "up", sinceMs: NOW_MS - HOUR_MS, hubName: "Training hub" },
    hubNowMs: NOW_MS,
    recorder: null,
    desk: {
      hub: { beatAgeMs: 400, roundTripMs: 12 },
      gateway: { handles: 2, responses: 1 },
      screens: 3,
      streams: [{ ...STREAM, ...stream }],
    },
    networkBps: 500_000,
    cameras: new Map(cameras.map((camera) => [camera.id, camera])),
    wall: null,
    version: "0.1.0",
    shell: "web",
  };
}

const wrongNames = (facts: HealthFacts) =>
  keepWrong(describeHealth(facts)).flatMap(({ rows }) => rows.map((row) => row.name));

test("an offline camera is told with its reason and since when; a registry-only camera has no health", () => {
  const rows = describeHealth(makeFacts({})).flatMap((section) => section.rows);
  expect(rows.find(({ key }) => key === "cam-107")).toMatchObject({
    word: "OFFLINE",
    why: "Power is out",
    isWrong: true,
  });
  expect(rows.find(({ key }) => key === "cam-107")?.since).toMatch(/, 3 h$/);
  expect(rows.some(({ key }) => key === "cam-R9")).toBe(false);
});

test.each([
  [{ state: "live" }, false],
  [{ state: "refused" }, false],
  [{ state: "revoked" }, false],
  [{ state: "frozen" }, true],
  [{ state: "reconnecting", rendition: null, attempt: 3 }, true],
  [{ state: "unplayable" }, true],
  [{ state: "live", reportedAgoMs: 3_400 }, false],
  [{ state: "live", reportedAgoMs: 9_000 }, true],
] as const)("a stream %o needs somebody: %s", (stream, isWrong) => {
  const hasStream = wrongNames(makeFacts(stream)).some((name) => name.startsWith("Display 2, tile 4"));
  expect(hasStream).toBe(isWrong);
});

test("a window that no longer reports is not called live, and its old figures are not shown", () => {
  const row = describeHealth(makeFacts({ reportedAgoMs: 9_000 })).flatMap((section) => section.rows);
  expect(row.find(({ key }) => key === "w1 4")).toMatchObject({ word: "WINDOW SILENT", figures: [] });
});

test("a hub that fell silent is wrong, with since when and why", () => {
  const facts = { ...makeFacts({}), hub: { state: "silent", sinceMs: NOW_MS - HOUR_MS } as const };
  expect(keepWrong(describeHealth(facts))[0]?.rows[0]).toMatchObject({ word: "SILENT", mark: "silent" });
});

test.each([
  "see http://10.0.0.4:8080/live",
  "rtsp://user:pass@cam/1",
  "k=hunter2",
  "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
  "q8Zr0Xb2mVtLw6Yd1Hs9KfAa3PuNcJe5",
])("the text of a reason %j leaves no address, secret or token in the report", (reason) => {
  const report = writeHealthText(describeHealth(makeFacts({}, reason)), "14:00:00");
  expect(report).toContain("107 · Mill St: OFFLINE");
  expect(report).not.toMatch(/:\/\/|k=|hunter2|pass@|[\w-]{24,}/);
});

const RECORDER: RecorderHealth = {
  ...{
    state: "recording",
    sinceMs: NOW_MS - HOUR_MS,
    cameras: 64,
    usedBytes: 12_300_000_000,
    limitBytes: 100_000_000_000,
  },
  ...{ oldestAtMs: NOW_MS - 26 * HOUR_MS, lostStretches: 0, setAside: 0 },
};

test.each<[Partial<RecorderHealth>, string, string, readonly string[], boolean]>([
  [{}, "RECORDS", "", ["64 cameras", "12 of 100 GB", "1 d kept"], false],
  [
    { usedBytes: 40_000_000, cameras: 1, oldestAtMs: NOW_MS },
    "RECORDS",
    "",
    ["1 camera", "0.04 of 100 GB", "less than a minute kept"],
    false,
  ],
  [
    { setAside: 2 },
    "RECORDS",
    "",
    ["64 cameras", "12 of 100 GB", "1 d kept", "2 files set aside, see the hub's log"],
    true,
  ],
  [
    { state: "failing", why: "EIO", lostStretches: 1 },
    "DISK FAILS",
    "Some pictures could not be written (EIO). It tries again every few seconds.",
    ["64 cameras", "12 of 100 GB", "1 d kept", "1 stretch lost since its start"],
    true,
  ],
  [
    { state: "full", cameras: 0 },
    "FULL",
    "Nothing is recorded: the disk or the recorder's limit is full, and what is kept may not be removed. It goes on by itself once there is room.",
    ["0 cameras", "12 of 100 GB", "1 d kept"],
    true,
  ],
])("a recorder that is %j says %s", (changes, word, why, figures, isWrong) => {
  const sections = describeHealth({ ...makeFacts({}), recorder: { ...RECORDER, ...changes } });
  const [row] = sections.find(({ title }) => title === "Recorder")?.rows ?? [];
  expect(row).toMatchObject({ word, why, figures, isWrong, since: expect.stringContaining("1 h") });
});

test("a hub that does not record has no recorder to be well or ill", () => {
  expect(describeHealth(makeFacts({})).map(({ title }) => title)).not.toContain("Recorder");
});
