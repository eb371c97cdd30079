import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Fault } from "../../../contract/faults.ts";
import { createSnapshotFolder } from "./snapshotFolder.ts";

const LABEL = { operatorName: "analyst", cameraNumber: "204", atMs: Date.UTC(2026, 10, 25, 14, 3, 12, 412) };

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "glasshouse-snapshots-"));
});
afterEach(() => rm(dir, { recursive: true }));

describe("snapshots on disk", () => {
  test("never take the place of one another, however many come in one second", async () => {
    const folder = createSnapshotFolder(join(dir, "new"));
    const paths = await Promise.all(["a", "b", "c"].map((text) => folder.write(LABEL, Buffer.from(text))));
    expect(new Set(paths).size).toBe(3);
    expect((await Promise.all(paths.map((path) => readFile(path, "utf8")))).sort()).toEqual(["a", "b", "c"]);
    expect((await readdir(join(dir, "new", "analyst"))).sort()).toEqual([
      "2026-11-25_14-03-12Z_camera-204.png",
      "2026-11-25_14-03-12Z_camera-204_2.png",
      "2026-11-25_14-03-12Z_camera-204_3.png",
    ]);
  });

  test("are their operator's alone", async () => {
    const path = await createSnapshotFolder(dir).write(LABEL, Buffer.from("a"));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, "analyst"))).mode & 0o777).toBe(0o700);
  });

  test("stay in their folder whatever an operator or a camera is called", async () => {
    const path = await createSnapshotFolder(dir).write(
      { ...LABEL, operatorName: "../../etc", cameraNumber: "../x" },
      Buffer.from("a"),
    );
    expect(path.startsWith(join(dir, "______etc"))).toBe(true);
  });

  test("that cannot be written say why and leave nothing behind", async () => {
    const taken = join(dir, "a-file");
    await writeFile(taken, "");
    const failed = createSnapshotFolder(taken).write(LABEL, Buffer.from("a"));
    await expect(failed).rejects.toThrow(/could not be saved. Nothing was kept. There is a file where/);
    await expect(failed).rejects.toBeInstanceOf(Fault);
  });

  test("are taken away again by their path, and one that stays is named with where it is", async () => {
    const folder = createSnapshotFolder(dir);
    const path = await folder.write(LABEL, Buffer.from("a"));
    await folder.remove(path);
    expect(await readdir(join(dir, "analyst"))).toEqual([]);
    await folder.remove(path);
    const stuck = join(dir, "analyst");
    await expect(folder.remove(stuck)).rejects.toThrow(`Delete it yourself. (${stuck})`);
  });

  test("on a full disk say so and leave no half picture", async () => {
    const folder = createSnapshotFolder(dir, async (file) => {
      await file.writeFile("half");
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    });
    await expect(folder.write(LABEL, Buffer.from("whole"))).rejects.toThrow(/The disk is full/);
    expect(await readdir(join(dir, "analyst"))).toEqual([]);
  });
});
