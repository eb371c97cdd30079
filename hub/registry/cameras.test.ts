import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CameraPage } from "../../contract/cameras.ts";
import { MAX_BODY_BYTES } from "../../contract/hubRoutes.ts";
import { loadSite, type Site } from "../site/loadSite.ts";
import { type OpenedDatabase, openDatabase } from "../store/openDatabase.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { SITE_DIR } from "../test/startTestHub.ts";
import { createCameraRegistry } from "./cameras.ts";

let dataDir: string;
let opened: OpenedDatabase;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-cameras-"));
  opened = openDatabase(dataDir, 0);
});
afterEach(async () => {
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Cameras whose every text is as long as it may be, in a script of three bytes a character. */
function makeWordySite(count: number): Site {
  const { site } = loadSite(SITE_DIR);
  const words = "港".repeat(128);
  const [camera] = site.cameras;
  if (camera === undefined) throw new Error("the training site has no camera");
  const { stream: _stream, ...facts } = camera;
  const wordy = { ...facts, name: words, place: { street: words, area: words }, tags: Array(16).fill(words) };
  const cameras = Array.from({ length: count }, (_, index) => ({ ...wordy, id: `cam-${index}`, number: `${index}` }));
  return { ...site, cameras };
}

test("every page of cameras is one a desk accepts, whatever script they are named in", async () => {
  const registry = await createCameraRegistry({
    db: opened.db,
    clock: createHandClock(),
    site: makeWordySite(1_000),
    sources: {
      renditions: () => [],
      health: () => ({ state: "unknown", sinceMs: 0 }),
      onHealthChanged: () => () => {},
    },
    consents: { find: () => undefined, epochOf: () => 0, changeState: async () => {}, onChanged: () => {} },
  });
  const pages: CameraPage[] = [];
  let after: string | undefined;
  do {
    const page = registry.readPage(0, after);
    pages.push(page);
    after = page.nextAfter;
  } while (after !== undefined);
  registry.close();
  const sizes = pages.map((page) => Buffer.byteLength(JSON.stringify(page)));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_BODY_BYTES);
  expect(new Set(pages.flatMap(({ cameras }) => cameras.map(({ id }) => id))).size).toBe(1_000);
});
