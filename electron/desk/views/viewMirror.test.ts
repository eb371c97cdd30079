import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { View, ViewPage } from "../../../contract/views.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { createViewFile } from "./viewFile.ts";
import { createViewMirror } from "./viewMirror.ts";

const HARBOUR: View = {
  ...{
    id: "v1",
    name: "Harbour",
    isShared: false,
    layout: "1x1",
    tiles: ["cam:no-more"],
    sequences: [],
    hotspot: null,
  },
  ...{ revision: 1, ownerLabel: "A. Reyes", isOwn: true, changedAtMs: 5 },
};
const DEPOT: View = { ...HARBOUR, id: "v2", name: "Depot" };

let dataDir: string;
const log = createTestLog();
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "glasshouse-views-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

function open(askPage: (after: string | undefined) => Promise<ViewPage> = async () => ({ views: [HARBOUR] })) {
  return createViewMirror({ askPage, file: createViewFile(dataDir, log), log });
}

async function store(): Promise<void> {
  const mirror = open();
  await mirror.signedIn("op:1");
  await mirror.read();
  await mirror.close();
}

describe("views at a desk", () => {
  test("are those last known to the same operator until the hub is heard, and nobody else's", async () => {
    await store();
    const mirror = open();
    await mirror.signedIn("op:1");
    expect(mirror.all()).toEqual([HARBOUR]);
    await mirror.signedIn("op:2");
    expect(mirror.all()).toEqual([]);
  });

  test.each([
    ["half a file", '{"schema":1,"vie'],
    ["another version", '{"schema":2,"operatorId":"op:1","views":[]}'],
    ["a view whose tiles are not its layout's", JSON.stringify({ views: [{ ...HARBOUR, tiles: [] }] })],
  ])("of %s are kept aside and reported", async (_what, text) => {
    await writeFile(join(dataDir, "views.json"), text);
    const mirror = open();
    await mirror.signedIn("op:1");
    expect(mirror.all()).toEqual([]);
    expect(await readFile(join(dataDir, "views.json.unreadable"), "utf8")).toBe(text);
    expect(log.has("views.keptAside")).toBe(true);
  });

  test("written before views had sequences still read", async () => {
    const { sequences: _sequences, hotspot: _hotspot, ...plain } = HARBOUR;
    await writeFile(join(dataDir, "views.json"), JSON.stringify({ schema: 1, operatorId: "op:1", views: [plain] }));
    const mirror = open();
    await mirror.signedIn("op:1");
    expect(mirror.all()).toEqual([HARBOUR]);
  });

  test("are read page by page", async () => {
    const mirror = open(async (after) =>
      after === undefined ? { views: [HARBOUR], nextAfter: "v1" } : { views: [DEPOT] },
    );
    await mirror.signedIn("op:1");
    await mirror.read();
    expect(mirror.all().map(({ id }) => id)).toEqual(["v1", "v2"]);
  });

  test("of a hub that never comes to an end are not believed", async () => {
    const mirror = open(async () => ({ views: [HARBOUR], nextAfter: "v1" }));
    await mirror.signedIn("op:1");
    await expect(mirror.read()).rejects.toThrow(/too many views/);
    expect(mirror.all()).toEqual([]);
  });

  test("asked for by one operator are not shown to the next", async () => {
    const [asked, late] = [Promise.withResolvers<void>(), Promise.withResolvers<ViewPage>()];
    const mirror = open(() => {
      asked.resolve();
      return late.promise;
    });
    await mirror.signedIn("op:1");
    const reading = mirror.read();
    await asked.promise;
    mirror.clear();
    await mirror.signedIn("op:2");
    late.resolve({ views: [HARBOUR] });
    await reading;
    expect(mirror.all()).toEqual([]);
  });
});
