import { expect, test } from "vitest";
import { MAX_EVENT_BYTES } from "../../../contract/hubEvents.ts";
import { createSseParser, SseTrouble } from "./sseParser.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("reads events however the bytes are cut", () => {
  const text = 'id: 7\ndata: {"a":"é"}\n\n: comment\nevent: x\ndata: one\ndata: two\r\n\r\n';
  for (let size = 1; size < text.length; size++) {
    const parse = createSseParser();
    const raw = bytes(text);
    const events = [];
    for (let at = 0; at < raw.length; at += size) events.push(...parse(raw.slice(at, at + size)));
    expect(events).toEqual([
      { id: "7", data: '{"a":"é"}' },
      { id: null, data: "one\ntwo" },
    ]);
  }
});

test("keeps what is unfinished for the next chunk", () => {
  const parse = createSseParser();
  expect(parse(bytes("data: ha"))).toEqual([]);
  expect(parse(bytes("lf\n\n"))).toEqual([{ id: null, data: "half" }]);
});

test("gives up on an event without end", () => {
  const parse = createSseParser();
  expect(() => parse(bytes(`data: ${"x".repeat(MAX_EVENT_BYTES)}`))).toThrow(SseTrouble);
});

test("gives up on many lines that never become an event", () => {
  const parse = createSseParser();
  expect(() => {
    for (let line = 0; line < 3_000; line++) parse(bytes("data: 0123456789012345678901234567890123456789\n"));
  }).toThrow(SseTrouble);
});

test("counts bytes, not characters", () => {
  const parse = createSseParser();
  expect(() => parse(bytes(`data: ${"é".repeat(MAX_EVENT_BYTES / 2)}`))).toThrow(SseTrouble);
});

test("gives up on bytes that are not text", () => {
  expect(() => createSseParser()(new Uint8Array([0xff, 0xfe, 0x00]))).toThrow(SseTrouble);
});
