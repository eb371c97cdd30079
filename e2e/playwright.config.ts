import { defineConfig } from "@playwright/test";
import type { ShellOptions } from "./fixtures/glasshouse.ts";

/** Specs in which the shell has a part; in the others its windows show the very page that `web` has tested. */
const SHELL_SPECS = /wall\/(displays|firstLight|health|hubGone|snapshot|withdraw)\.spec\.ts$/;

/** Specs that bound no time shorter than seconds: `npm test` runs two of these at once, and all others alone. */
const UNTIMED_SPECS =
  /(incidents\/clips|program\/(baseMap|handOpened|training)|wall\/(access|comfort|footage|import|request|views))\.spec\.ts$/;

/** One worker: two cores cannot play two walls at once without making each other's figures meaningless. */
export default defineConfig<ShellOptions>({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  workers: 1,
  fullyParallel: false,
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json"]],
  projects: [
    { name: "web-untimed", use: { shell: "web" }, testMatch: UNTIMED_SPECS },
    { name: "web", use: { shell: "web" }, testIgnore: UNTIMED_SPECS },
    { name: "electron-double", use: { shell: "electron-double" }, testMatch: SHELL_SPECS },
    { name: "electron", use: { shell: "electron" }, testMatch: "wall/*.spec.ts" },
  ],
});
