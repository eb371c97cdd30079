import { expect, test } from "vitest";
import { Fault } from "../../../contract/faults.ts";
import { isDeeperThan, parseBoundedJson } from "./boundedJson.ts";

test("refuses nesting beyond the bound before parsing", () => {
  expect(() => parseBoundedJson("[".repeat(1_000_000))).toThrow(Fault);
  expect(parseBoundedJson(`${"[".repeat(16)}${"]".repeat(16)}`)).toBeDefined();
});

test("does not count brackets inside strings", () => {
  expect(isDeeperThan('{"a":"[[[\\"[[["}', 1)).toBe(false);
});

test("calls what is not JSON an invalid answer", () => {
  expect(() => parseBoundedJson("<html>")).toThrow(/not JSON/);
});
