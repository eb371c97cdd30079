import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataFolder } from "./dataLock.ts";

/** No process has it: above the highest id any of our platforms gives out. */
const DEAD_PID = 2 ** 30;

describe("data folder lock", () => {
  let base: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "glasshouse-lock-"));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it("makes the folder, names its process, and is gone after its end", () => {
    const dir = join(base, "a", "b");
    const unlock = lockDataFolder(dir);
    expect(readFileSync(join(dir, "glasshouse.lock"), "utf8").trim()).toBe(String(process.pid));
    unlock();
    expect(existsSync(join(dir, "glasshouse.lock"))).toBe(false);
  });

  it("is refused while another process that runs holds it", () => {
    writeFileSync(join(base, "glasshouse.lock"), `${process.ppid}\n`);
    expect(() => lockDataFolder(base)).toThrow(/Another Glasshouse uses it/);
  });

  it.each([
    ["of a dead process", `${DEAD_PID}\n`],
    ["that cannot be read", "soup"],
  ])("takes over a lock %s", (_, text) => {
    writeFileSync(join(base, "glasshouse.lock"), text);
    const unlock = lockDataFolder(base);
    expect(readFileSync(join(base, "glasshouse.lock"), "utf8").trim()).toBe(String(process.pid));
    unlock();
  });

  it("does not remove a lock another process has taken since", () => {
    const unlock = lockDataFolder(base);
    writeFileSync(join(base, "glasshouse.lock"), `${process.ppid}\n`);
    unlock();
    expect(existsSync(join(base, "glasshouse.lock"))).toBe(true);
  });

  it("says in one sentence that a file is not a folder", () => {
    writeFileSync(join(base, "file"), "");
    expect(() => lockDataFolder(join(base, "file"))).toThrow(/^The data folder cannot be used\. .* is not a folder\.$/);
  });
});
