import { describe, expect, it } from "vitest";
import { type BrowserSurroundings, findBrowser } from "./findBrowser.ts";

function machine(platform: NodeJS.Platform, env: BrowserSurroundings["env"], ...files: string[]): BrowserSurroundings {
  return { platform, env, isExecutable: (path) => files.includes(path) };
}

const edge = "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge";

describe("finding a browser", () => {
  it.each([
    ["the wished one", "/my/chrome", machine("linux", { PATH: "/b" }, "/my/chrome", "/b/chromium"), "/my/chrome"],
    ["nothing else when the wished one is missing", "/no", machine("linux", { PATH: "/b" }, "/b/chromium"), null],
    [
      "Chromium before Chrome",
      undefined,
      machine("linux", { PATH: "/a:/b" }, "/a/google-chrome", "/b/chromium"),
      "/b/chromium",
    ],
    [
      "the first folder of the PATH",
      undefined,
      machine("linux", { PATH: "/a:/b" }, "/b/chromium", "/a/chromium"),
      "/a/chromium",
    ],
    ["nothing without a PATH", undefined, machine("linux", {}, "/usr/bin/chromium"), null],
    ["Edge on a Mac without Chrome", undefined, machine("darwin", {}, edge), edge],
    [
      "Chrome on Windows",
      undefined,
      machine("win32", { PROGRAMFILES: "C:/P" }, "C:/P/Google/Chrome/Application/chrome.exe"),
      "C:/P/Google/Chrome/Application/chrome.exe",
    ],
  ])("takes %s", (_, wished, surroundings, found) => {
    expect(findBrowser(wished, surroundings)).toBe(found);
  });
});
