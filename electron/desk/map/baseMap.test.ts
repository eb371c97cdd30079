import { once } from "node:events";
import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { BaseMapOptions } from "../ports.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { type BaseMapKeeper, openBaseMap } from "./baseMap.ts";

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40, 7)]);
const OWN = { "sec-fetch-site": "same-origin" };

let folder: string;
let asked: string[];
let answer: (response: ServerResponse, url: string) => void;
let keeper: BaseMapKeeper;
const log = createTestLog();
let clock: ReturnType<typeof createHandClock>;
const tiles = createServer((incoming, response) => {
  asked.push(incoming.url ?? "");
  answer(response, incoming.url ?? "");
});
const desk = createServer((incoming, response) => void keeper.handle(incoming, response));
const portOf = (server: typeof tiles) => (server.address() as AddressInfo).port;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "glasshouse-map-"));
  asked = [];
  answer = (response) => response.writeHead(200, { "content-type": "image/png" }).end(PNG);
  clock = createHandClock();
  for (const server of [tiles, desk]) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
});
afterEach(async () => {
  await keeper.close();
  for (const server of [tiles, desk]) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

const open = async (options: BaseMapOptions) => {
  keeper = await openBaseMap({ options, dataDir: folder, version: "1", clock, log });
};
const openRaster = (cacheBytes = 10_000_000) =>
  open({
    kind: "raster",
    template: `http://127.0.0.1:${portOf(tiles)}/t/{z}/{x}/{y}.png?key=secret`,
    attribution: "© Somebody",
    maxZoom: 19,
    cacheBytes,
  });

/** As a page of any origin could ask. */
async function get(path: string, headers: Record<string, string> = OWN) {
  const call = request({ host: "127.0.0.1", port: portOf(desk), path, headers }).end();
  const [response] = await once(call, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, type: response.headers["content-type"], body: Buffer.concat(chunks) };
}

describe("tiles of a server", () => {
  test("come through the desk, once, and then from its disk", async () => {
    await openRaster();
    expect(await get("/map/tiles/3/1/2")).toMatchObject({ status: 200, type: "image/png", body: PNG });
    expect(await get("/map/tiles/3/1/2")).toMatchObject({ status: 200 });
    expect(asked).toEqual(["/t/3/1/2.png?key=secret"]);
    await keeper.close();
    await openRaster();
    expect(await get("/map/tiles/3/1/2")).toMatchObject({ status: 200, body: PNG });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["outside the world", "/map/tiles/3/8/0", OWN, 404],
    ["too deep", "/map/tiles/23/1/1", OWN, 404],
    ["of another address", "/map/tiles/3/1/2/http://elsewhere/", OWN, 404],
    ["climbing", "/map/tiles/3/1/../2", OWN, 404],
    ["for the page of a stranger", "/map/tiles/3/1/2", { "sec-fetch-site": "cross-site" }, 403],
    ["for nobody's page", "/map/tiles/3/1/2", {}, 403],
  ])("are not fetched when %s", async (_what, path, headers, status) => {
    await openRaster();
    expect((await get(path, headers)).status).toBe(status);
    expect(asked).toEqual([]);
  });

  const MISCHIEF: readonly [string, (response: ServerResponse) => void, string][] = [
    [
      "answers HTML and calls it a picture",
      (r) => r.writeHead(200, { "content-type": "image/png" }).end("<html>"),
      "notPictures",
    ],
    [
      "answers SVG, which can hold a script",
      (r) => r.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg/>"),
      "notPictures",
    ],
    ["answers megabytes", (r) => r.writeHead(200).end(Buffer.concat([PNG, Buffer.alloc(1_200_000)])), "notPictures"],
    ["refuses", (r) => r.writeHead(403).end(PNG), "gone"],
    ["sends somewhere else", (r) => r.writeHead(302, { location: "http://127.0.0.1:9/" }).end(), "gone"],
    ["breaks off", (r) => r.socket?.destroy(), "gone"],
  ];
  test.each(MISCHIEF)("of a server that %s are not shown, and the map says so", async (_what, mischief, trouble) => {
    await openRaster();
    answer = mischief;
    for (const x of [0, 1]) expect((await get(`/map/tiles/3/${x}/0`)).status).toBe(503);
    expect(keeper.state().trouble).toBe(trouble);
    expect((await readdir(join(folder, "map-tiles"))).filter((name) => name.length === 40)).toEqual([]);
  });

  test("of a server that does not answer are given up after 6 s, and it is left alone for 5", async () => {
    await openRaster();
    answer = () => {};
    const waiting = Promise.all([get("/map/tiles/3/0/0"), get("/map/tiles/3/1/0")]);
    await expect.poll(() => asked.length).toBe(2);
    clock.advance(6_000);
    expect((await waiting).map(({ status }) => status)).toEqual([503, 503]);
    expect(keeper.state().trouble).toBe("slow");
    expect((await get("/map/tiles/3/2/0")).status).toBe(503);
    expect(asked).toHaveLength(2);
    clock.advance(5_001);
    answer = (response) => response.end(PNG);
    expect((await get("/map/tiles/3/2/0")).status).toBe(200);
    expect(keeper.state().trouble).toBeNull();
  });

  test("already on the disk are shown while the server is gone", async () => {
    await openRaster();
    await get("/map/tiles/3/1/2");
    answer = (response) => response.writeHead(500).end();
    for (const x of [5, 6]) await get(`/map/tiles/3/${x}/0`);
    expect(keeper.state().trouble).toBe("gone");
    expect((await get("/map/tiles/3/1/2")).status).toBe(200);
  });

  test("a server has none of are no trouble", async () => {
    await openRaster();
    answer = (response) => response.writeHead(404).end("nothing here");
    for (const x of [0, 1, 2]) expect((await get(`/map/tiles/3/${x}/0`)).status).toBe(404);
    expect(keeper.state().trouble).toBeNull();
  });

  test("take no more of the disk than they may, the longest unused going first", async () => {
    await openRaster(PNG.length * 3);
    for (const x of [0, 1, 2]) await get(`/map/tiles/3/${x}/0`);
    await get("/map/tiles/3/0/0");
    await get("/map/tiles/3/3/0");
    const before = asked.length;
    await get("/map/tiles/3/0/0");
    expect(asked).toHaveLength(before);
    await get("/map/tiles/3/1/0");
    expect(asked).toHaveLength(before + 1);
    expect((await readdir(join(folder, "map-tiles"))).filter((name) => name.length === 40).length).toBeLessThan(4);
  });
});

/** A header as the specification has it, over sections that end at `endAt`. */
function writeHeader(endAt: number, type = 1): Buffer {
  const header = Buffer.alloc(127);
  header.write("PMTiles", "latin1");
  header[7] = 3;
  header.writeBigUInt64LE(127n, 8);
  header.writeBigUInt64LE(BigInt(endAt - 127), 16);
  header[99] = type;
  header[101] = 14;
  return header;
}

describe("a PMTiles file", () => {
  const path = () => join(folder, "city.pmtiles");
  const openFile = async (bytes: Buffer | null) => {
    if (bytes !== null) await writeFile(path(), bytes);
    await open({ kind: "pmtiles", path: path(), attribution: "" });
  };
  const whole = (size = 400) => Buffer.concat([writeHeader(size), Buffer.alloc(size - 127, 1)]);

  test.each([
    ["that is not there", null, "fileMissing"],
    ["cut short in its tiles", whole().subarray(0, 300), "fileCut"],
    ["cut short in its header", whole().subarray(0, 40), "fileCut"],
    ["that is empty", Buffer.alloc(0), "fileCut"],
    ["that is a web page", Buffer.from("<!doctype html><title>Not found</title>"), "fileUnknown"],
    ["of pictures", Buffer.concat([writeHeader(200, 2), Buffer.alloc(73)]), "fileUnknown"],
    ["that is whole", whole(), null],
  ])("%s is told as such", async (_what, bytes, trouble) => {
    await openFile(bytes);
    expect(keeper.state().trouble).toBe(trouble);
    expect((await get("/map/ground.pmtiles", { ...OWN, range: "bytes=0-126" })).status).toBe(
      trouble === null ? 206 : 404,
    );
  });

  test("is given out in the parts asked for, and in no larger ones", async () => {
    await openFile(whole());
    const part = await get("/map/ground.pmtiles", { ...OWN, range: "bytes=0-6" });
    expect(part.body.toString()).toBe("PMTiles");
    expect((await get("/map/ground.pmtiles", { ...OWN, range: "bytes=390-900" })).body).toHaveLength(10);
    for (const range of ["bytes=500-600", "bytes=5-2", "bytes=0-", "bytes=-5", "lines=1-2"])
      expect((await get("/map/ground.pmtiles", { ...OWN, range })).status).toBe(416);
    expect((await get("/map/ground.pmtiles")).status).toBe(416);
    expect((await get("/map/../city.pmtiles", { ...OWN, range: "bytes=0-6" })).status).toBe(404);
  });

  test("cut short while the map is open is told when it is next asked for", async () => {
    await openFile(whole());
    const told: (string | null)[] = [];
    keeper.changed.on(({ trouble }) => told.push(trouble));
    await truncate(path(), 200);
    expect((await get("/map/ground.pmtiles", { ...OWN, range: "bytes=0-126" })).status).toBe(404);
    await writeFile(path(), whole());
    await get("/map/ground.pmtiles", { ...OWN, range: "bytes=0-126" });
    expect(told).toEqual(["fileCut", null]);
  });
});
