import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from "mediabunny";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RecordedCoverage, RecordedIndex } from "../contract/recorded.ts";
import { RecorderReport } from "../contract/recorderHealth.ts";
import type { PermitAnswer } from "../contract/viewings.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { createTestOwner } from "./test/testOwner.ts";
import type { TestStation } from "./test/testStation.ts";

/** Recorded viewings of a real hub that records the training site, over loopback. */

let house: TestHub;
let analyst: TestStation;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "glasshouse-recorded-"));
  const record = { dir, limitBytes: undefined, keepMs: 86_400_000, renditions: ["sub"] as const };
  house = await startTestHub({ record });
  analyst = await house.station("analyst");
});
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true, force: true });
});

const POLL = { timeout: 30_000, interval: 100 };

async function permit(number: string): Promise<PermitAnswer> {
  const range = { fromMs: Math.floor(house.clock.nowMs() - 60_000), toMs: null };
  const [first] = (await analyst.ask([number], { range })).answer.answers;
  if (first?.outcome !== "permit") throw new Error(`${number} was not permitted: ${JSON.stringify(first)}`);
  return first;
}
function fetchBelow({ viewingId, grant }: PermitAnswer, rest: string): Promise<Response> {
  return analyst.raw("GET", `/v1/media/${viewingId}/recorded/${rest}`, { token: grant });
}
async function readIndex(permitted: PermitAnswer): Promise<RecordedIndex> {
  const toMs = Math.floor(house.clock.nowMs());
  const response = await fetchBelow(permitted, `sub/index.json?fromMs=${toMs - 60_000}&toMs=${toMs}`);
  return RecordedIndex.parse(await response.json());
}
async function untilRecorded(number: string, stretches: number): Promise<{ index: RecordedIndex; by: PermitAnswer }> {
  const by = await permit(number);
  // Until the disk has any the loops stand in, whose segments are numbered otherwise.
  const read = async () => (await readIndex(by)).segments.filter(({ seq, atMs }) => seq === atMs).length;
  await expect.poll(read, POLL).toBeGreaterThanOrEqual(stretches);
  return { index: await readIndex(by), by };
}
async function readReport() {
  return RecorderReport.parse((await analyst.call("recorder", {})).answer).recorder;
}

test("what a viewing plays comes from the disk: header and segments are the camera's frames", async () => {
  const { index, by } = await untilRecorded("205", 3);
  const [{ init, seq, frames, atMs } = { init: 0, seq: 0, frames: 0, atMs: 0 }] = index.segments;
  const header = await (await fetchBelow(by, `sub/init-${init}.mp4`)).arrayBuffer();
  const whole = await (await fetchBelow(by, `sub/${seq}.m4s`)).arrayBuffer();
  const key = await (await fetchBelow(by, `sub/${seq}.key.m4s`)).arrayBuffer();
  const baseMs = index.inits.find((about) => about.init === init)?.baseMs ?? 0;
  for (const [part, count] of [
    [whole, frames],
    [key, 1],
  ] as const) {
    const source = new BufferSource(Buffer.concat([Buffer.from(header), Buffer.from(part)]));
    const track = await new Input({ formats: ALL_FORMATS, source }).getPrimaryVideoTrack();
    if (track === null) throw new Error("no track");
    const timesMs: number[] = [];
    for await (const { timestamp } of new EncodedPacketSink(track).packets()) timesMs.push(timestamp * 1_000 + baseMs);
    expect(timesMs).toHaveLength(count);
    expect(Math.round(timesMs[0] ?? 0)).toBe(atMs);
  }
  const toMs = Math.floor(house.clock.nowMs());
  const coverage = await fetchBelow(by, `coverage.json?fromMs=${toMs - 60_000}&toMs=${toMs}`);
  expect(RecordedCoverage.parse(await coverage.json()).spans[0]?.fromMs).toBe(atMs);
});

test("an owner who withdraws is recorded no longer, and shares again from then on", async () => {
  const { by, index } = await untilRecorded("260", 2);
  const owner = createTestOwner(house.url);
  await owner.signIn("owner260");
  const before = await readReport();
  expect((await owner.send("/owner/withdraw", { camera: "cam-260" })).status).toBe(303);
  expect((await fetchBelow(by, `sub/${index.segments[0]?.seq}.m4s`)).status).toBe(401);
  expect((await readReport())?.cameras).toBe((before?.cameras ?? 0) - 1);
  expect((await owner.send("/owner/share", { camera: "cam-260" })).status).toBe(303);
  const sharedAtMs = house.clock.nowMs();
  const again = await untilRecorded("260", 2);
  // Nothing of before, though it is still on the disk.
  expect(again.index.segments[0]?.atMs).toBeGreaterThanOrEqual(sharedAtMs - 1_000);
  expect(again.index.segments[0]?.atMs).toBeGreaterThan(index.segments[0]?.atMs ?? 0);
});

test("operators are told how the recorder is, and of no camera by name", async () => {
  const report = await readReport();
  expect(report).toMatchObject({ state: "recording", lostStretches: 0, setAside: 0 });
  expect(report?.cameras).toBeGreaterThan(50);
  expect(report?.usedBytes).toBeGreaterThan(100_000);
  expect(JSON.stringify(report)).not.toContain("cam-");
});
