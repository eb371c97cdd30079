import { describe, expect, test } from "vitest";
import { chooseMediaPath, readMediaUrl } from "./chooseMediaPath.ts";

const HANDLE = "h".repeat(32);
const RECORDED = "/v1/media/v1/recorded/sub/index.json";

function choose(rest: string, protocol: "flv" | "hls" | "recorded", offered: string): string | null {
  const address = readMediaUrl(`/m/${HANDLE}/${rest}`);
  return address === null ? null : chooseMediaPath(address, { protocol, frames: "all" }, offered);
}

describe("a handle of recordings", () => {
  test.each([
    ["index.json?fromMs=1&toMs=2", "/v1/media/v1/recorded/sub/index.json?fromMs=1&toMs=2"],
    ["coverage.json?fromMs=1&toMs=2&stepMs=500", "/v1/media/v1/recorded/coverage.json?fromMs=1&toMs=2&stepMs=500"],
    ["init-0.mp4", "/v1/media/v1/recorded/sub/init-0.mp4"],
    ["init-1800000000000.mp4", "/v1/media/v1/recorded/sub/init-1800000000000.mp4"],
    ["12.m4s", "/v1/media/v1/recorded/sub/12.m4s"],
    ["12.key.m4s", "/v1/media/v1/recorded/sub/12.key.m4s"],
  ])("leads from %s to its own recording", (rest, path) => {
    expect(choose(rest, "recorded", RECORDED)).toBe(path);
  });

  test.each([
    "index.json",
    "index.json?toMs=2&fromMs=1",
    "index.json?fromMs=1&toMs=2&stepMs=1&x=1",
    "index.json?fromMs=-1&toMs=2",
    "index.json?fromMs=1&toMs=%32",
    "12.m4s?fromMs=1&toMs=2",
    "live.flv",
    "index.m3u8",
    "../main/12.m4s",
    "..",
    "init-.mp4",
    "12.key.key.m4s",
    "a.m4s",
  ])("leads nowhere from %s", (rest) => {
    expect(choose(rest, "recorded", RECORDED)).toBeNull();
  });
});

test.each([
  ["live.flv?fromMs=1&toMs=2", "flv", "/v1/media/v1/live/sub.flv"],
  ["index.m3u8?fromMs=1&toMs=2", "hls", "/v1/media/v1/live/sub/index.m3u8"],
  ["coverage.json?fromMs=1&toMs=2", "hls", "/v1/media/v1/live/sub/index.m3u8"],
] as const)("a handle of live pictures leads nowhere from %s", (rest, protocol, offered) => {
  expect(choose(rest, protocol, offered)).toBeNull();
});
