import { afterEach, beforeEach, expect, test } from "vitest";
import type { RegistryImport } from "../contract/registryImports.ts";
import { createHandClock, type HandClock } from "./test/createHandClock.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { readEvents } from "./test/testEvents.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

let clock: HandClock;
let house: TestHub;
let administrator: TestStation;
beforeEach(async () => {
  clock = createHandClock();
  house = await startTestHub({ clock });
  administrator = await house.station("administrator");
});
afterEach(() => house.close());

const HEADER = "number,name,owner,owner_kind,lat,lng,street";
const row = (number: string, name = "Porch") => `${number},${name},Resident,resident,41.0461,-68.4138,Elm St`;
const csv = (...rows: string[]) => [HEADER, ...rows].join("\n");

async function send(content: string | Buffer, station = administrator): Promise<string> {
  const bytes = Buffer.from(content);
  const wish = { use: "registry-import" as const, fileName: "cameras.csv", sizeBytes: bytes.length };
  const { answer } = await station.call("startUpload", wish);
  const PART_BYTES = 1_000_000;
  for (let offsetBytes = 0; offsetBytes < bytes.length; offsetBytes += PART_BYTES) {
    const data = bytes.subarray(offsetBytes, offsetBytes + PART_BYTES).toString("base64");
    await station.call("putUploadPart", { offsetBytes, data }, answer.uploadId);
  }
  return answer.uploadId;
}

async function look(content: string | Buffer): Promise<RegistryImport> {
  return (await administrator.call("previewImport", { uploadId: await send(content) })).answer;
}

const apply = (id: string) => administrator.call("applyImport", undefined, id);
const undo = (id: string) => administrator.call("undoImport", undefined, id);

/** Cameras that came by a file, of those that changed since a revision. */
async function readBrought(since = 0) {
  const { answer } = await administrator.call("cameras", undefined, undefined, `?since=${since}`);
  const brought = answer.cameras.filter(({ id }) => id.startsWith("reg-"));
  return { revision: answer.revision, names: brought.map(({ number, name }) => `${number} ${name}`), answer, brought };
}

test("a file is looked at, brought in whole, told to desks, and taken back", async () => {
  const events = await readEvents(administrator);
  const shown = await look(csv(row("R900"), row("R901")));
  expect(shown).toMatchObject({ state: "preview", counts: { added: 2, changed: 0, same: 0, wrong: 0 }, problems: [] });
  expect((await readBrought()).names).toEqual([]);
  expect((await apply(shown.id)).answer).toMatchObject({ state: "applied", canUndo: true });
  await events.find("cameras.changed");
  events.close();
  const { names, brought, revision } = await readBrought();
  expect(names).toEqual(["R900 Porch", "R901 Porch"]);
  expect(brought[0]).toMatchObject({ sharing: "registry-only", owner: { kind: "resident" } });
  expect(brought[0]?.renditions).toBeUndefined();
  expect(brought[0]?.can).toBeUndefined();

  expect((await undo(shown.id)).answer).toMatchObject({ state: "undone", canUndo: false });
  const after = await readBrought(revision);
  expect(after.names).toEqual([]);
  expect(after.answer.removedIds.sort()).toEqual(["reg-R900", "reg-R901"]);
  expect((await undo(shown.id)).code).toBe("CONFLICT");
  const { entries, broken } = readAudit(house.dataDir);
  expect(broken).toBeUndefined();
  const types = ["registry.previewed", "registry.imported", "registry.importUndone"];
  expect(entries.flatMap(({ type, actor }) => (types.includes(type) ? [[type, actor]] : []))).toEqual(
    types.map((type) => [type, "administrator"]),
  );
});

test("nobody watches what a file brought in, and near an incident it is said to be on the map only", async () => {
  await apply((await look(csv(row("R900")))).id);
  const analyst = await house.station("analyst");
  const near = (await analyst.call("incidentCameras", undefined, MILL_STREET, "?radiusM=5000")).answer.cameras;
  expect(near.find(({ number }) => number === "R900")).toMatchObject({ prospect: "registry-only" });
  const purpose = { code: "emergency-response" as const, incidentId: MILL_STREET };
  const asked = await analyst.call("openViewings", {
    ...{ purpose, stationId: analyst.stationId, nonce: "nonce-of-this-test-0001", supportedObligations: [] },
    ...{ ask: true, items: [{ cameraId: "reg-R900", action: "view-live" }] },
  });
  expect(asked.answer.answers).toMatchObject([{ outcome: "deny" }]);
});

test("a file with anything wrong changes nothing, whatever is right in it", async () => {
  const shown = await look(csv(row("R900"), row("R900"), row("205"), row("R902").replace("41.0461", "0")));
  expect(shown.counts).toEqual({ added: 1, changed: 0, same: 0, wrong: 3 });
  expect(shown.problems.map(({ line, problem }) => [line, problem])).toEqual([
    [3, "repeated"],
    [4, "taken"],
    [5, "far-away"],
  ]);
  expect((await apply(shown.id)).code).toBe("IMPORT_REFUSED");
  expect((await readBrought()).names).toEqual([]);
});

test("the same file again is known; a changed one changes, and taking it back gives the former", async () => {
  await apply((await look(csv(row("R900"), row("R901")))).id);
  const again = await look(csv(row("R900"), row("R901")));
  expect(again.counts).toEqual({ added: 0, changed: 0, same: 2, wrong: 0 });
  expect((await apply(again.id)).code).toBe("IMPORT_REFUSED");
  const changed = await look(csv(row("R900", "Gate"), row("R902")));
  expect(changed.counts).toEqual({ added: 1, changed: 1, same: 0, wrong: 0 });
  await apply(changed.id);
  expect((await readBrought()).names).toEqual(["R900 Gate", "R901 Porch", "R902 Porch"]);
  await undo(changed.id);
  expect((await readBrought()).names).toEqual(["R900 Porch", "R901 Porch"]);
});

test("a preview of a registry that has changed since is refused, and so is one that is old", async () => {
  const [early, late] = [await look(csv(row("R900"))), await look(csv(row("R901")))];
  await apply(late.id);
  expect((await apply(early.id)).code).toBe("CONFLICT");
  expect((await apply(late.id)).code).toBe("NOT_FOUND");
  const old = await look(csv(row("R902")));
  clock.advance(61 * 60_000);
  await administrator.signIn("administrator");
  expect((await apply(old.id)).code).toBe("NOT_FOUND");
  expect((await readBrought()).names).toEqual(["R901 Porch"]);
});

test("what came in is there after a restart, and can still be taken back", async () => {
  const shown = await look(csv(row("R900")));
  await apply(shown.id);
  const { revision } = await readBrought();
  await house.hub.close();
  clock.advance(1_000);
  house = await startTestHub({ clock, dataDir: house.dataDir });
  administrator = await house.station("administrator");
  expect((await readBrought()).names).toEqual(["R900 Porch"]);
  expect((await administrator.call("registryImports")).answer.imports).toMatchObject([{ id: shown.id, canUndo: true }]);
  await undo(shown.id);
  expect((await readBrought(revision)).answer.removedIds).toEqual(["reg-R900"]);
});

test("only administrators send and import files, each their own", async () => {
  const analyst = await house.station("analyst");
  const wish = { use: "registry-import" as const, fileName: "x.csv", sizeBytes: 3 };
  expect((await analyst.call("startUpload", wish)).code).toBe("RIGHT_MISSING");
  expect((await analyst.call("registryImports")).code).toBe("RIGHT_MISSING");
  const uploadId = await send(csv(row("R900")));
  expect((await analyst.call("previewImport", { uploadId })).code).toBe("RIGHT_MISSING");
  expect((await analyst.call("putUploadPart", { offsetBytes: 0, data: "AAAA" }, uploadId)).code).toBe("NOT_FOUND");
});

test("a file that is empty, too large, unfinished, out of order or not base64 is not taken", async () => {
  const start = (sizeBytes: number) =>
    administrator.call("startUpload", { use: "registry-import", fileName: "x.csv", sizeBytes });
  expect((await start(0)).code).toBe("UPLOAD_REFUSED");
  expect((await start(33 * 1_048_576)).code).toBe("UPLOAD_REFUSED");
  const { uploadId } = (await start(6)).answer;
  const put = (offsetBytes: number, data: string) =>
    administrator.call("putUploadPart", { offsetBytes, data }, uploadId);
  expect((await put(3, "AAAA")).code).toBe("UPLOAD_REFUSED");
  expect((await put(0, "not base64!")).code).toBe("REQUEST_MALFORMED");
  expect((await put(0, "QUFB")).answer).toEqual({ receivedBytes: 3 });
  expect((await put(0, "QUFB")).answer).toEqual({ receivedBytes: 3 });
  expect((await administrator.call("previewImport", { uploadId })).code).toBe("UPLOAD_REFUSED");
  expect((await put(3, "QUFBQUFB")).code).toBe("UPLOAD_REFUSED");
  clock.advance(31 * 60_000);
  await administrator.signIn("administrator");
  expect((await put(3, "QUFB")).code).toBe("NOT_FOUND");
});

test("50 000 cameras come in while everything else goes on", async () => {
  const rows = Array.from({ length: 49_600 }, (_, index) => row(String(100_000 + index)));
  const uploadId = await send(csv(...rows));
  const pauses = watchPauses();
  const shown = (await administrator.call("previewImport", { uploadId })).answer;
  expect(shown.counts.added).toBe(49_600);
  expect((await apply(shown.id)).answer.state).toBe("applied");
  // A withdrawn picture has a second to be gone.
  expect(pauses.longestMs()).toBeLessThan(1_000);
  const tooMany = csv(...Array.from({ length: 500 }, (_, index) => row(String(200_000 + index))));
  expect(await look(tooMany)).toMatchObject({ code: "IMPORT_REFUSED" });
}, 120_000);

/** How long the process was busy with one thing, at the longest: its own time, whatever else the machine does. */
function watchPauses() {
  const EVERY_MS = 10;
  let longestMs = 0;
  let last = process.cpuUsage();
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(last);
    longestMs = Math.max(longestMs, (user + system) / 1_000);
    last = process.cpuUsage();
  }, EVERY_MS);
  return {
    longestMs: () => {
      clearInterval(watch);
      return longestMs;
    },
  };
}
