import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Fault, Problem } from "../../contract/faults.ts";
import { createSystemClock } from "../host/systemClock.ts";
import { createServer } from "../http/createServer.ts";
import type { MediaGate, MediaRequest } from "../ports.ts";
import { loadSite } from "../site/loadSite.ts";
import { createLiveSources, type LiveSources } from "./liveSources.ts";
import { registerMedia } from "./registerMedia.ts";
import { createSilentLog, createTestViewing, readFlv, readScript, type TestViewing } from "./testKit.ts";

/** The training site's own clips over real sockets, on the real clock. */

const { site } = loadSite(join(import.meta.dirname, "../../assets/site"));
const steadyId = findCamera("steady");
const offlineId = findCamera("offline");
const hasFfprobe = canRun("ffprobe");

let app: FastifyInstance;
let sources: LiveSources;
let viewing: TestViewing;
let asked: MediaRequest[];
let countedBytes: number;
let port: number;
const sockets = new Set<Socket>();

function findCamera(behaviour: string): string {
  const camera = site.cameras.find(({ stream }) => stream?.behaviour === behaviour);
  if (camera === undefined) throw new Error(`the training site has no camera that is ${behaviour}`);
  return camera.id;
}

function canRun(program: string): boolean {
  try {
    execFileSync(program, ["-version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

beforeEach(async () => {
  const clock = createSystemClock();
  const log = createSilentLog();
  asked = [];
  countedBytes = 0;
  viewing = createTestViewing(steadyId);
  sources = createLiveSources({ site, clock, log });
  const gate: MediaGate = {
    async admit(request, viewingId) {
      asked.push(request);
      if (request.authorization !== "DPoP good" || viewingId !== viewing.viewingId) throw new Fault("GRANT_WRONG");
      return viewing;
    },
    countBytes(_viewingId, bytes) {
      countedBytes += bytes;
    },
  };
  app = createServer(log, "127.0.0.1", undefined);
  registerMedia(app, { sources, gate, clock });
  port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  sources.close();
  await app.close();
});

function pathOf(rest: string): string {
  return `/v1/media/${viewing.viewingId}/live/${rest}`;
}

async function get(rest: string, authorization = "DPoP good") {
  return app.inject({ url: pathOf(rest), headers: { authorization, dpop: "proof", host: `127.0.0.1:${port}` } });
}

interface Reader {
  /** What came behind the HTTP header, chunk by chunk as sent. */
  body(): Buffer;
  readonly socket: Socket;
  until(isDone: () => boolean): Promise<void>;
}

/** Opens a stream on a bare socket: HTTP/1.0, so that the body comes without chunk marks. */
function openStream(rest: string): Reader {
  const socket = connect(port, "127.0.0.1");
  sockets.add(socket);
  const chunks: Buffer[] = [];
  socket.write(`GET ${pathOf(rest)} HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nAuthorization: DPoP good\r\n\r\n`);
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  const body = () => {
    const all = Buffer.concat(chunks);
    const headEnd = all.indexOf("\r\n\r\n");
    return headEnd < 0 ? Buffer.alloc(0) : all.subarray(headEnd + 4);
  };
  let wake = () => {};
  socket.on("data", () => wake());
  socket.on("close", () => wake());
  async function until(isDone: () => boolean): Promise<void> {
    while (!isDone() && !socket.closed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return { body, socket, until };
}

function countFrames(bytes: Buffer): number {
  return readFlv(bytes).filter((tag) => tag.kind === "video" && !tag.isHeader).length;
}

test("the gate is asked with the grant, the proof and the address as requested", async () => {
  await get("sub/index.m3u8");
  expect(asked).toEqual([
    {
      authorization: "DPoP good",
      proof: "proof",
      method: "GET",
      url: `http://127.0.0.1:${port}${pathOf("sub/index.m3u8")}`,
      remote: "127.0.0.1",
    },
  ]);
});

test.each(["sub.flv", "sub/index.m3u8", "sub/init.mp4", "sub/1.m4s", "nonsense.flv"])(
  "%s without a good grant is a problem document and not one byte of media",
  async (rest) => {
    const answer = await get(rest, "DPoP forged");
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(Problem.parse(answer.json()).code).toBe("GRANT_WRONG");
    expect(countedBytes).toBe(0);
  },
);

test.each([
  ["huge.flv", "REQUEST_MALFORMED"],
  ["sub.flv?frames=all", "REQUEST_MALFORMED"],
  ["sub/1.m4s", "NOT_FOUND"],
  ["sub/..%2f..%2fsite.json", "NOT_FOUND"],
])("%s is refused as %s", async (rest, code) => {
  expect(Problem.parse((await get(rest)).json()).code).toBe(code);
});

test("there is no HEAD of a stream", async () => {
  const headers = { authorization: "DPoP good" };
  expect((await app.inject({ method: "HEAD", url: pathOf("sub.flv"), headers })).statusCode).toBe(404);
});

test("a rendition above the height the terms allow is refused", async () => {
  viewing = createTestViewing(steadyId, 360);
  for (const rest of ["main.flv", "main/index.m3u8"]) {
    expect(Problem.parse((await get(rest)).json()).code).toBe("GRANT_WRONG");
  }
  expect((await get("sub/index.m3u8")).statusCode).toBe(200);
});

test("a camera that is offline answers so, and one that goes offline ends its streams and says so once", async () => {
  const open = openStream("sub.flv");
  await open.until(() => open.body().length > 0);
  const news: string[] = [];
  sources.onHealthChanged((cameraId, health) => news.push(`${cameraId} ${health.state}`));
  sources.setBehaviour(steadyId, "offline");
  sources.setBehaviour(steadyId, "offline");
  await open.until(() => false);
  expect(news).toEqual([`${steadyId} offline`]);
  expect(Problem.parse((await get("sub.flv")).json()).code).toBe("CAMERA_OFFLINE");
  viewing = createTestViewing(offlineId);
  expect(Problem.parse((await get("sub.flv")).json()).code).toBe("CAMERA_OFFLINE");
});

test("a live stream opens with a key frame at once and goes on", async () => {
  const stream = openStream("sub.flv");
  await stream.until(() => stream.body().length > 1_000);
  const tags = readFlv(stream.body());
  const frames = tags.filter((tag) => tag.kind === "video" && !tag.isHeader);
  expect(frames[0]?.isKey).toBe(true);
  expect(tags.filter((tag) => tag.kind === "script").map((tag) => readScript(tag).name)).toEqual([
    "onMetaData",
    "onClock",
  ]);
  await stream.until(() => countFrames(stream.body()) >= frames.length + 10);
  expect(countedBytes).toBeGreaterThanOrEqual(stream.body().length);
});

test("the last byte comes within 250 ms of the end of the viewing", async () => {
  const stream = openStream("sub.flv");
  await stream.until(() => stream.body().length > 1_000);
  const closed = new Promise<number>((resolve) => stream.socket.once("close", () => resolve(performance.now())));
  const endedAtMs = performance.now();
  viewing.end();
  expect((await closed) - endedAtMs).toBeLessThan(250);
  expect(Problem.parse((await get("sub/index.m3u8")).json()).code).toBe("GRANT_WRONG");
});

test("a viewing that ran out without a signal is cut within 250 ms all the same", async () => {
  const stream = openStream("sub.flv");
  await stream.until(() => stream.body().length > 1_000);
  const closed = new Promise<number>((resolve) => stream.socket.once("close", () => resolve(performance.now())));
  const endedAtMs = performance.now();
  viewing.expire();
  expect((await closed) - endedAtMs).toBeLessThan(250);
});

async function fetchHls(): Promise<Buffer> {
  const playlist = (await get("sub/index.m3u8")).body;
  const names = playlist.match(/^\d+\.m4s$/gm) ?? [];
  expect(names).toHaveLength(8);
  expect(playlist.match(/^#EXT-X-PROGRAM-DATE-TIME:/gm)).toHaveLength(8);
  const parts = [(await get("sub/init.mp4")).rawPayload];
  for (const name of names) parts.push((await get(`sub/${name}`)).rawPayload);
  return Buffer.concat(parts);
}

/** Frames as ffprobe decodes them: their times in seconds. */
function decode(bytes: Buffer, name: string): number[] {
  const folder = mkdtempSync(join(tmpdir(), "media-test-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const options = ["-v", "error", "-show_entries", "frame=best_effort_timestamp_time", "-of", "csv=p=0"];
    const text = execFileSync("ffprobe", [...options, path], { encoding: "utf8" });
    // Side data of a frame comes on a line of its own.
    return text
      .split("\n")
      .filter((line) => /^\d/.test(line))
      .map(Number.parseFloat);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function listStepsMs(timesS: readonly number[]): Set<number> {
  return new Set(timesS.slice(1).map((timeS, index) => Math.round((timeS - (timesS[index] ?? 0)) * 1_000)));
}

test.skipIf(!hasFfprobe)("HLS segments decode and join without a gap (needs ffprobe)", async () => {
  const timesS = decode(await fetchHls(), "live.mp4");
  expect(timesS).toHaveLength(8 * 15);
  expect([...listStepsMs(timesS)].sort()).toEqual([66, 67]);
});

test.skipIf(!hasFfprobe)("a live stream decodes without an error (needs ffprobe)", async () => {
  const stream = openStream("sub.flv");
  await stream.until(() => stream.body().length > 0 && countFrames(stream.body()) > 30);
  const whole = readFlv(stream.body()).reduce((bytes, { body }) => bytes + body.length + 15, 13);
  const timesS = decode(stream.body().subarray(0, whole), "live.flv");
  expect(timesS.length).toBeGreaterThan(30);
  expect([...listStepsMs(timesS)].sort()).toEqual([66, 67]);
});
