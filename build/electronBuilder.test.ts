import { existsSync, globSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const ROOT = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const Targets = z.object({ target: z.array(z.object({ target: z.string() })) });
const Config = z.looseObject({
  appId: z.string(),
  asar: z.boolean(),
  files: z.array(z.string()),
  asarUnpack: z.array(z.string()),
  icon: z.string(),
  electronFuses: z.record(z.string(), z.boolean()),
  win: Targets,
  mac: Targets,
  linux: Targets,
});
const raw: unknown = require("./electronBuilder.cjs");
const config = Config.parse(raw);
const targetsOf = ({ target }: z.infer<typeof Targets>) => target.map((each) => each.target);
/** Made by the build, so not there in a fresh checkout. */
const BUILT = /^!?dist\//;

describe("packaging", () => {
  it("is understood by electron-builder", async () => {
    const { validateConfiguration } = require("app-builder-lib/out/util/config/config.js");
    await expect(validateConfiguration(raw, { isEnabled: false, add: () => {} })).resolves.toBeUndefined();
  });

  it("makes the installers of all three platforms", () => {
    expect(targetsOf(config.win)).toEqual(["nsis"]);
    expect(targetsOf(config.mac)).toEqual(["dmg", "zip"]);
    expect(targetsOf(config.linux)).toEqual(["AppImage", "deb"]);
  });

  it("turns off every way to run other code in our binary", () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config.asar).toBe(true);
  });

  it("names files that exist", () => {
    expect(existsSync(join(ROOT, config.icon))).toBe(true);
    const patterns = [...config.files, ...config.asarUnpack].filter((pattern) => !BUILT.test(pattern));
    for (const pattern of patterns) expect(globSync(pattern, { cwd: ROOT }), pattern).not.toHaveLength(0);
  });

  it("starts what the build makes", () => {
    const { main } = z.object({ main: z.string() }).parse(require("../package.json"));
    expect(main).toBe("dist/electron/main.js");
    expect(config.files).toContain("dist/**");
  });
});
