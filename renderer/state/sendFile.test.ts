import { expect, test } from "vitest";
import type { DeskParams } from "../../contract/deskApi.ts";
import { MAX_WINDOW_MESSAGE_BYTES } from "../../contract/deskEnvelope.ts";
import type { DeskClient } from "../desk/deskClient.ts";
import { sendFile } from "./sendFile.ts";

function createDesk(failAt?: number) {
  const parts: DeskParams<"uploads.part">[] = [];
  const cancelled: string[] = [];
  const call = (async (method: string, params: DeskParams<"uploads.part">) => {
    if (method === "uploads.start") return { uploadId: "upload:1", expiresAtMs: 1 };
    if (method === "uploads.cancel") {
      cancelled.push(params.uploadId);
      return {};
    }
    if (parts.length === failAt) throw new Error("the line broke");
    parts.push(params);
    return { receivedBytes: params.offsetBytes + atob(params.data).length };
  }) as DeskClient["call"];
  return { call, parts, cancelled };
}

const makeFile = (sizeBytes: number) =>
  new File([Uint8Array.from({ length: sizeBytes }, (_, index) => index % 251)], "cameras.csv");
const quiet = () => ({ signal: new AbortController().signal, onProgress: () => {} });

test("a file goes in order, in messages the line takes, with its progress", async () => {
  const desk = createDesk();
  const file = makeFile(200_001);
  const seen: number[] = [];
  await sendFile(desk, "registry-import", file, { ...quiet(), onProgress: (sent) => seen.push(sent) });
  const whole = Uint8Array.from(desk.parts.map(({ data }) => atob(data)).join(""), (letter) => letter.charCodeAt(0));
  expect(whole).toEqual(new Uint8Array(await file.arrayBuffer()));
  expect(seen.at(-1)).toBe(200_001);
  for (const part of desk.parts)
    expect(JSON.stringify({ id: 1e9, method: "uploads.part", params: part }).length).toBeLessThan(
      MAX_WINDOW_MESSAGE_BYTES,
    );
});

test("an empty file and one too large are not begun", async () => {
  const desk = createDesk();
  await expect(sendFile(desk, "registry-import", makeFile(0), quiet())).rejects.toThrow("empty");
  const large = { name: "x.csv", size: 33 * 1_048_576, slice: () => makeFile(0) };
  await expect(sendFile(desk, "registry-import", large, quiet())).rejects.toThrow("33.0 MB; at most 32.0");
  expect(desk.parts).toEqual([]);
});

test("what is called off or breaks is forgotten", async () => {
  const desk = createDesk(2);
  await expect(sendFile(desk, "registry-import", makeFile(200_000), quiet())).rejects.toThrow("the line broke");
  const stop = new AbortController();
  const called = sendFile(desk, "registry-import", makeFile(200_000), {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  await expect(called).rejects.toThrow();
  expect(desk.cancelled).toEqual(["upload:1", "upload:1"]);
});
