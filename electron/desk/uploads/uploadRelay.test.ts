import { expect, test } from "vitest";
import { Fault } from "../../../contract/faults.ts";
import { HUB_PART_BYTES, WINDOW_PART_BYTES } from "../../../contract/uploads.ts";
import type { HubSession } from "../hub/hubSession.ts";
import { createUploadRelay } from "./uploadRelay.ts";

/** A hub that keeps what it is sent, and can be made to fail once. */
function createListeningHub() {
  const parts: { offsetBytes: number; bytes: Buffer }[] = [];
  let starts = 0;
  const state = { failNext: false };
  const call = (async (name: string, input: { body?: { offsetBytes: number; data: string } } = {}) => {
    if (name === "startUpload") return { uploadId: `upload:${++starts}`, expiresAtMs: 1 };
    if (state.failNext) {
      state.failNext = false;
      throw new Fault("HUB_UNREACHABLE");
    }
    if (input.body !== undefined)
      parts.push({ offsetBytes: input.body.offsetBytes, bytes: Buffer.from(input.body.data, "base64") });
    return { receivedBytes: 0 };
  }) as HubSession["call"];
  return { call, parts, state };
}

const use = "registry-import" as const;

function slice(bytes: Buffer, offsetBytes: number) {
  return { offsetBytes, data: bytes.subarray(offsetBytes, offsetBytes + WINDOW_PART_BYTES).toString("base64") };
}

test("a file arrives whole, in parts the hub takes, however small the window's are", async () => {
  const hub = createListeningHub();
  const relay = createUploadRelay({ hub, isOpen: () => true });
  const bytes = Buffer.from(Array.from({ length: 5_000_000 }, (_, index) => index % 251));
  const { uploadId } = await relay.start("w1", { use, fileName: "cameras.csv", sizeBytes: bytes.length });
  for (let at = 0; at < bytes.length; at += WINDOW_PART_BYTES)
    await relay.push("w1", { uploadId, ...slice(bytes, at) });
  expect(Buffer.concat(hub.parts.map((part) => part.bytes)).equals(bytes)).toBe(true);
  expect(Math.max(...hub.parts.map((part) => part.bytes.length))).toBeLessThanOrEqual(HUB_PART_BYTES);
  expect(hub.parts.map(({ offsetBytes }) => offsetBytes)).toEqual([0, 2_070_000, 4_140_000]);
});

test("a part out of turn, too much, or from another window is refused", async () => {
  const hub = createListeningHub();
  const relay = createUploadRelay({ hub, isOpen: () => true });
  const { uploadId } = await relay.start("w1", { use, fileName: "cameras.csv", sizeBytes: 4 });
  const four = Buffer.from("four").toString("base64");
  await expect(relay.push("w2", { uploadId, offsetBytes: 0, data: four })).rejects.toThrow("no longer here");
  await expect(relay.push("w1", { uploadId, offsetBytes: 2, data: four })).rejects.toThrow("out of turn");
  const five = Buffer.from("fives").toString("base64");
  await expect(relay.push("w1", { uploadId, offsetBytes: 0, data: five })).rejects.toThrow("larger");
  expect(await relay.push("w1", { uploadId, offsetBytes: 0, data: four })).toBe(4);
});

test("a file whose window has gone makes room for others", async () => {
  const hub = createListeningHub();
  const open = new Set(["w1", "w2"]);
  const relay = createUploadRelay({ hub, isOpen: (windowId) => open.has(windowId) });
  const wish = { use, fileName: "cameras.csv", sizeBytes: 4 };
  for (let count = 0; count < 4; count++) await relay.start("w1", wish);
  await expect(relay.start("w2", wish)).rejects.toThrow("Other files");
  open.delete("w1");
  expect((await relay.start("w2", wish)).uploadId).toBe("upload:5");
});
