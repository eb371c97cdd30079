import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FrameChoice } from "../../../contract/viewings.ts";
import { createHubHttp, type HubHttp } from "../hub/hubHttp.ts";
import { createSystemClock } from "../systemClock.ts";
import { fetchMedia, type MediaReply } from "../testing/fetchMedia.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { type Gateway, openGateway } from "./gateway.ts";

let gateway: Gateway;
let http: HubHttp;
let pageDir: string;
let grant: string | null;
let upstream: (path: string, authorization: string | undefined, response: ServerResponse) => void;
const hub = createServer((request, response) => upstream(request.url ?? "", request.headers.authorization, response));
const log = createTestLog();
const baseMap = { handle: async (_request: unknown, response: ServerResponse) => void response.writeHead(418).end() };

beforeEach(async () => {
  hub.listen(0, "127.0.0.1");
  await once(hub, "listening");
  pageDir = await mkdtemp(join(tmpdir(), "glasshouse-page-"));
  await mkdir(join(pageDir, "assets"));
  await writeFile(join(pageDir, "index.html"), '<meta property="csp-nonce" content="__CSP_NONCE__">');
  await writeFile(join(pageDir, "assets", "main-Ab12Cd34.js"), "1;");
  http = createHubHttp(`http://127.0.0.1:${(hub.address() as AddressInfo).port}`, createSystemClock());
  const authorize = async (_method: string, _path: string, token: string) => ({ authorization: `DPoP ${token}` });
  gateway = await openGateway({ port: 0, pageDir, baseMap, http, authorize, log });
  grant = "grant";
  upstream = (_path, _authorization, response) => response.end("FLV");
});
afterEach(async () => {
  await gateway.close();
  await http.close();
  hub.close();
  hub.closeAllConnections();
  await rm(pageDir, { recursive: true });
});

function openHandle(tile = 1, frames: FrameChoice = "all"): string {
  const path = "/v1/media/v1/live/sub.flv";
  const target = { claimId: `claim${tile}`, viewingId: "v1", display: 1, tile, path, grant: () => grant };
  return gateway.handles.open(3, target, { protocol: "flv", rendition: "sub", frames }).url;
}

/** As no browser would: any path, any header. */
async function fetchRaw(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const socket = connect(gateway.port, "127.0.0.1");
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}connection: close\r\n\r\n`);
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return { status: Number(text.split(" ")[1]), text };
}

const page = (path: string, host = `localhost:${gateway.port}`) => fetchRaw(path, { host });

describe("the page", () => {
  test("comes with a policy whose nonce is new each time and stands in the page", async () => {
    const [first, second] = [await page("/"), await page("/?display=2")];
    const nonces = [first, second].map(({ text }) => /'nonce-([^']+)'/.exec(text)?.[1] ?? "none");
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.text).toContain(`content="${nonces[0]}"`);
    expect(first.text).toMatch(new RegExp(`connect-src 'self' http://\\*\\.localhost:${gateway.port}`));
    expect(first.text).toMatch(/cache-control: no-cache/i);
  });

  test("lets hashed files be kept for ever", async () => {
    expect((await page("/assets/main-Ab12Cd34.js")).text).toMatch(/immutable/);
  });

  test.each(["/../package.json", "/assets/../../package.json", "/%2e%2e/package.json", "//etc/passwd", "/assets"])(
    "does not lead out of its folder by %s",
    async (path) => {
      await page("/");
      expect((await page(path)).status).toBe(404);
    },
  );

  test.each(["127.0.0.1", "[::1]", "evil.test", "localhost.evil.test"])("is not served as %s", async (name) => {
    expect((await page("/", `${name}:${gateway.port}`)).status).toBe(421);
  });
});

describe("media", () => {
  test("comes from the hub with the grant, and only this page may read it", async () => {
    let seen = "";
    upstream = (path, authorization, response) => {
      seen = `${authorization} ${path}`;
      response.end("FLV");
    };
    const url = openHandle();
    expect(url).toContain(`http://w3d1t1.localhost:${gateway.port}/m/`);
    const reply = await fetchMedia(url, gateway.origin);
    expect(String(await reply.bytes(3))).toBe("FLV");
    expect(seen).toBe("DPoP grant /v1/media/v1/live/sub.flv");
    expect(reply.headers["access-control-allow-origin"]).toBe(gateway.origin);
    expect(reply.headers["cache-control"]).toBe("no-store");
  });

  test("of a handle for key frames asks the hub for those alone, whatever the player asks for", async () => {
    const asked: string[] = [];
    upstream = (path, _authorization, response) => {
      asked.push(path);
      response.end("FLV");
    };
    const [all, key] = [openHandle(1), openHandle(2, "key")];
    await (await fetchMedia(all, gateway.origin)).bytes(3);
    await (await fetchMedia(key, gateway.origin)).bytes(3);
    expect(asked).toEqual(["/v1/media/v1/live/sub.flv", "/v1/media/v1/live/sub.flv?frames=key"]);
  });

  test("is refused to other origins, without one, under another name, to other methods and unknown handles", async () => {
    const url = openHandle();
    const status = async (reply: Promise<MediaReply>) => (await reply).status;
    expect(await status(fetchMedia(url, "http://evil.test"))).toBe(403);
    expect(await status(fetchMedia(url, undefined))).toBe(403);
    expect(await status(fetchMedia(url.replace("t1.", "t2."), gateway.origin))).toBe(421);
    expect(await status(fetchMedia(url.replace("live.flv", "..%2f"), gateway.origin))).toBe(404);
    expect(await status(fetchMedia(url.replace("live.flv", "main.flv"), gateway.origin))).toBe(404);
    expect(await status(fetchMedia(url.replace(/m\/.{8}/, "m/AAAAAAAA"), gateway.origin))).toBe(404);
  });

  test("is refused without a grant, and nothing is asked of the hub", async () => {
    let asked = 0;
    upstream = (_path, _authorization, response) => {
      asked++;
      response.end();
    };
    grant = null;
    expect((await fetchMedia(openHandle(), gateway.origin)).status).toBe(403);
    expect(asked).toBe(0);
  });

  test("passes a hub's refusal on as a status and nothing else", async () => {
    upstream = (_path, _authorization, response) => response.writeHead(503).end('{"detail":"secret"}');
    const reply = await fetchMedia(openHandle(), gateway.origin);
    expect(reply.status).toBe(503);
    expect((await reply.gone).bytes).toBe(0);
  });

  test("stops at the first chunk after its grant is gone", async () => {
    let feed: ServerResponse | undefined;
    upstream = (_path, _authorization, response) => {
      feed = response;
      response.write("one");
    };
    const reply = await fetchMedia(openHandle(), gateway.origin);
    await reply.bytes(3);
    grant = null;
    feed?.write("two");
    expect((await reply.gone).bytes).toBe(3);
  });

  test("dies with its claim: socket and way to the hub are destroyed", async () => {
    let left = false;
    upstream = (_path, _authorization, response) => {
      response.write("one");
      response.once("close", () => {
        left = true;
      });
    };
    const url = openHandle();
    const reply = await fetchMedia(url, gateway.origin);
    await reply.bytes(3);
    gateway.handles.cutClaim("claim1");
    await reply.gone;
    await vi.waitFor(() => expect(left).toBe(true));
    expect((await fetchMedia(url, gateway.origin)).status).toBe(404);
  });

  test("holds the hub back when the player does not read", async () => {
    const CHUNK = Buffer.alloc(65_536);
    let sent = 0;
    let isFull = false;
    upstream = (_path, _authorization, response) => {
      const write = () => {
        sent += CHUNK.length;
        if (response.write(CHUNK)) setImmediate(write);
        else {
          isFull = true;
          response.once("drain", write);
        }
      };
      write();
    };
    const reply = await fetchMedia(openHandle(), gateway.origin);
    reply.response.pause();
    await vi.waitFor(() => expect(isFull).toBe(true));
    let before = -1;
    await vi.waitFor(
      () => {
        const isStill = sent === before;
        before = sent;
        expect(isStill).toBe(true);
      },
      { timeout: 5_000, interval: 100 },
    );
    expect(sent).toBeLessThan(64 * 1_048_576);
    reply.close();
  });

  test("gives two claims with the same tile number names of their own", () => {
    const target = { viewingId: "v1", display: 1, tile: 1, path: "/x", grant: () => grant };
    const choice = { protocol: "flv", rendition: "sub", frames: "all" } as const;
    const [a, b] = ["a", "b"].map((claimId) => gateway.handles.open(3, { ...target, claimId }, choice).url);
    expect(new URL(a ?? "").host).not.toBe(new URL(b ?? "").host);
  });
});
