import { expect, test } from "vitest";
import { MAX_FEED_BYTES } from "../../contract/incidentFeed.ts";
import { parseFeedJson } from "./parseFeedJson.ts";

/** Measured at a few milliseconds; read anew from each quote it takes minutes. */
const LIMIT_MS = 1_000;

test.each<[name: string, start: string, piece: string, end?: string]>([
  ["escaped quotes", '"', '\\"'],
  ["escaped quotes and half an escape", '"', '\\"', "\\"],
  ["backslashes", '"', "\\\\"],
  ["quotes", "", '"'],
  ["words that are no numbers", '"', "NaN "],
])(
  "a delivery as large as may be of a string without an end is refused at once: %s",
  (_name, start, piece, end = "") => {
    const text = start + piece.repeat(Math.floor((MAX_FEED_BYTES - 1) / piece.length));
    const startMs = performance.now();
    expect(() => parseFeedJson(text + end)).toThrow(expect.objectContaining({ code: "REQUEST_MALFORMED" }));
    expect(performance.now() - startMs).toBeLessThan(LIMIT_MS);
  },
);

test("what is no number is null outside of strings alone", () => {
  expect(parseFeedJson('{"a":NaN,"b":-Infinity,"c":"NaN \\" NaN"}')).toEqual({ a: null, b: null, c: 'NaN " NaN' });
});
