import { describe, expect, test } from "vitest";
import type { Verdict } from "../consent/questions.ts";
import { makePermit } from "../testing/consentBench.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { createSnapshots } from "./snapshots.ts";

const WISH = {
  cameraId: "cam:1",
  cameraNumber: "1",
  purpose: { code: "emergency-response", incidentId: "26-1" },
} as const;
const FACTS = { operatorName: "analyst", atMs: 5 };
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

function createBench(answer?: Extract<Verdict, { kind: "noPermit" }>["answer"]) {
  const clock = createHandClock();
  const ended: string[] = [];
  const written: Buffer[] = [];
  const removed: string[] = [];
  const disk = { taken: Promise.resolve() };
  let asked = 0;
  const snapshots = createSnapshots({
    clock,
    log: createTestLog(),
    questions: {
      async openSnapshot(cameraId) {
        const permit = makePermit(cameraId, `v${++asked}`, "city");
        // Nothing here looks at the desk's own half of a permit.
        return answer === undefined ? ({ kind: "permit", answer: permit } as Verdict) : { kind: "noPermit", answer };
      },
      async end(viewingId) {
        ended.push(viewingId);
      },
    },
    folder: {
      async write(_label, png) {
        written.push(png);
        await disk.taken;
        return "/pictures/1.png";
      },
      async remove(path) {
        removed.push(path);
      },
    },
  });
  async function begin(windowId = "w1"): Promise<string> {
    const begun = await snapshots.begin(windowId, WISH);
    return begun.outcome === "granted" ? begun.snapshotId : "";
  }
  return { snapshots, begin, clock, ended, written, removed, disk };
}

describe("a snapshot at the desk", () => {
  test("is put together from its parts, written once, and its viewing ends", async () => {
    const { snapshots, begin, written, ended, clock } = createBench();
    const id = await begin();
    snapshots.addPart("w1", id, 0, PNG.subarray(0, 6).toString("base64"));
    snapshots.addPart("w1", id, 1, PNG.subarray(6).toString("base64"));
    expect(await snapshots.save("w1", id, FACTS)).toBe("/pictures/1.png");
    expect([written, ended, clock.pending()]).toEqual([[PNG], ["v1"], 0]);
    await expect(snapshots.save("w1", id, FACTS)).rejects.toThrow(/not kept/);
  });

  test("is refused with the hub's reasons, and nothing is opened", async () => {
    const { snapshots, ended, clock } = createBench({
      outcome: "deny",
      cameraId: "cam:1",
      reasons: ["RULE_OUTSIDE_RADIUS"],
    });
    expect(await snapshots.begin("w1", WISH)).toEqual({ outcome: "refused", reasons: ["RULE_OUTSIDE_RADIUS"] });
    expect([ended, clock.pending()]).toEqual([[], 0]);
  });

  const ENDINGS: [string, (bench: ReturnType<typeof createBench>, id: string) => void, string[]][] = [
    ["the owner withdraws meanwhile", ({ snapshots }) => snapshots.revoke("v1"), []],
    ["half a minute passes", ({ clock }) => clock.advance(30_000), ["v1"]],
    ["its window goes", ({ snapshots }) => snapshots.dropWindow("w1"), ["v1"]],
    ["the operator leaves", ({ snapshots }) => snapshots.dropAll(), ["v1"]],
    ["its window thinks better of it", ({ snapshots }, id) => snapshots.drop("w1", id), ["v1"]],
  ];
  test.each(ENDINGS)("is never written once %s", async (_what, happen, ended) => {
    const bench = createBench();
    const id = await bench.begin();
    bench.snapshots.addPart("w1", id, 0, PNG.toString("base64"));
    happen(bench, id);
    await expect(bench.snapshots.save("w1", id, FACTS)).rejects.toThrow(/not kept/);
    expect([bench.written, bench.ended]).toEqual([[], ended]);
  });

  test.each(ENDINGS)("is taken away again when, while the disk writes it, %s", async (_what, happen, ended) => {
    const bench = createBench();
    const { promise, resolve } = Promise.withResolvers<void>();
    bench.disk.taken = promise;
    const id = await bench.begin();
    bench.snapshots.addPart("w1", id, 0, PNG.toString("base64"));
    const saved = expect(bench.snapshots.save("w1", id, FACTS)).rejects.toThrow(/not kept/);
    await expect(bench.snapshots.save("w1", id, FACTS)).rejects.toThrow(/not kept/);
    happen(bench, id);
    resolve();
    await saved;
    expect([bench.written, bench.removed, bench.ended]).toEqual([[PNG], ["/pictures/1.png"], ended]);
  });

  test("is not opened by an answer that comes when all were dropped meanwhile", async () => {
    const { snapshots, begin, ended, clock } = createBench();
    const begun = expect(begin()).rejects.toThrow(/not kept/);
    snapshots.dropAll();
    await begun;
    expect([ended, clock.pending()]).toEqual([["v1"], 0]);
  });

  test("is the window's that asked for it", async () => {
    const { snapshots, begin, written } = createBench();
    const id = await begin();
    expect(() => snapshots.addPart("w2", id, 0, "AAAA")).toThrow(/not kept/);
    snapshots.drop("w2", id);
    snapshots.addPart("w1", id, 0, PNG.toString("base64"));
    await expect(snapshots.save("w2", id, FACTS)).rejects.toThrow();
    await snapshots.save("w1", id, FACTS);
    expect(written).toHaveLength(1);
  });

  test("that is no picture, comes out of order or never ends is not written", async () => {
    const { snapshots, begin, written, ended } = createBench();
    const other = await begin();
    snapshots.addPart("w1", other, 0, Buffer.from("<svg>").toString("base64"));
    await expect(snapshots.save("w1", other, FACTS)).rejects.toThrow(/not a picture/);
    const mixed = await begin();
    expect(() => snapshots.addPart("w1", mixed, 1, "AAAA")).toThrow(/out of order/);
    const endless = await begin();
    const part = "A".repeat(48_000);
    expect(() => {
      for (let n = 0; n < 2_000; n++) snapshots.addPart("w1", endless, n, part);
    }).toThrow(/too large/);
    expect([written, ended]).toEqual([[], ["v1", "v3"]]);
  });

  test("is one of a few at a time: a held key fills no memory", async () => {
    const { begin } = createBench();
    for (let n = 0; n < 4; n++) await begin();
    await expect(begin()).rejects.toThrow(/Too many/);
    await begin("w2");
  });
});
