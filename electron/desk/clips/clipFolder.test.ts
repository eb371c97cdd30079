import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createClipFolder } from "./clipFolder.ts";

const LABEL = {
  operatorName: "analyst",
  cameraNumber: "204",
  name: "Grey van",
  fromMs: Date.UTC(2026, 10, 25, 14, 3, 12),
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "glasshouse-clip-folder-"));
});
afterEach(() => rm(dir, { recursive: true }));

const names = async () => (await readdir(join(dir, "analyst"))).sort();

describe("clips on disk", () => {
  test("take their name at once and are there when they are whole, their operator's alone", async () => {
    const part = await createClipFolder(dir).begin(LABEL);
    await part.write(Buffer.from("one "));
    expect(await names()).toEqual([
      "2026-11-25_14-03-12Z_camera-204_Grey_van.mp4",
      "2026-11-25_14-03-12Z_camera-204_Grey_van.mp4.part",
    ]);
    await part.write(Buffer.from("two"));
    const path = await part.finish();
    expect(await readFile(path, "utf8")).toBe("one two");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await part.drop();
    expect(await names()).toEqual(["2026-11-25_14-03-12Z_camera-204_Grey_van.mp4"]);
  });

  test("never take the place of one another, however many come at once", async () => {
    const folder = createClipFolder(dir);
    const parts = await Promise.all(["a", "b", "c"].map(async (text) => ({ text, part: await folder.begin(LABEL) })));
    const paths = await Promise.all(
      parts.map(async ({ text, part }) => {
        await part.write(Buffer.from(text));
        return part.finish();
      }),
    );
    expect(new Set(paths).size).toBe(3);
    expect(await Promise.all(paths.map((path) => readFile(path, "utf8")))).toEqual(["a", "b", "c"]);
  });

  test("that are dropped leave nothing", async () => {
    const part = await createClipFolder(dir).begin(LABEL);
    await part.write(Buffer.from("half"));
    await part.drop();
    expect(await names()).toEqual([]);
  });

  test.each([
    ["../../etc/passwd", "______etc_passwd"],
    ["CON", "CON"],
    ["x".repeat(300), "x".repeat(40)],
    ["日本語 🎥", "_____"],
  ])("stay in their folder under a name every disk takes, when one is called %s", async (name, called) => {
    const path = await (await createClipFolder(dir).begin({ ...LABEL, name, cameraNumber: "../1" })).finish();
    expect(path).toContain(join(dir, "analyst", "2026-11-25_14-03-12Z_camera-___1_"));
    expect(path.endsWith(`${called}.mp4`)).toBe(true);
  });

  test("on a full disk say so and leave no half file", async () => {
    const folder = createClipFolder(dir, async (file, chunk) => {
      await file.appendFile(chunk.subarray(0, 1));
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    });
    const part = await folder.begin(LABEL);
    await expect(part.write(Buffer.from("whole"))).rejects.toThrow(
      /could not be saved. Nothing was kept. The disk is full/,
    );
    expect(await names()).toEqual([]);
  });

  test("that have no folder to go to say where it should be", async () => {
    const taken = join(dir, "a-file");
    await writeFile(taken, "");
    await expect(createClipFolder(taken).begin(LABEL)).rejects.toThrow(/There is a file where the folder should be/);
  });
});
