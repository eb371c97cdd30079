import { expect, test } from "vitest";
import { isDeeperThan, parseBoundedJson } from "./boundedJson.ts";
import { Fault } from "./faults.ts";

test("refuses nesting beyond the bound before parsing", () => {
  expect(() => parseBoundedJson("[".repeat(1_000_000), "REQUEST_MALFORMED")).toThrow(Fault);
  expect(parseBoundedJson(`${"[".repeat(16)}${"]".repeat(16)}`, "REQUEST_MALFORMED")).toBeDefined();
});

test("does not count brackets inside strings", () => {
  expect(isDeeperThan('{"a":"[[[\\"[[["}', 1)).toBe(false);
});

test("names what is not JSON by the code of its reader", () => {
  expect(() => parseBoundedJson("<html>", "HUB_ANSWER_INVALID")).toThrow(
    expect.objectContaining({ code: "HUB_ANSWER_INVALID" }),
  );
});
