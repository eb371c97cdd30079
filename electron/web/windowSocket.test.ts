import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { MAX_WINDOW_MESSAGE_BYTES } from "../../contract/deskEnvelope.ts";
import type { Desk, DeskClock, Log } from "../desk/ports.ts";
import { acceptWindows, CLOSE_SECRET_WRONG, CLOSE_TOO_LATE } from "./windowSocket.ts";

const SECRET = "right-secret";
const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

describe("the desk's WebSocket", () => {
  let server: Server;
  let port: number;
  let end: () => void;
  let received: unknown[];
  let closed: number;
  let timers: Set<() => void>;

  beforeEach(async () => {
    server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
    received = [];
    closed = 0;
    timers = new Set();
    const clock: DeskClock = {
      nowMs: () => 0,
      after: (_delayMs, act) => {
        timers.add(act);
        return () => timers.delete(act);
      },
    };
    const desk: Pick<Desk, "server" | "port" | "connect"> = {
      server: [server],
      port,
      connect: (send) => ({
        receive(message) {
          received.push(message);
          send({ kind: "result", id: 1, result: {} });
        },
        close() {
          closed += 1;
        },
      }),
    };
    end = acceptWindows({ desk, secret: SECRET, clock, log: silentLog });
  });

  afterEach(async () => {
    end();
    await expect.poll(() => timers.size).toBe(0);
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  function dial(options: { origin?: string; host?: string; path?: string } = {}): WebSocket {
    const { origin = `http://localhost:${port}`, host = `localhost:${port}`, path = "/desk" } = options;
    return new WebSocket(`ws://127.0.0.1:${port}${path}`, { origin, headers: { host } });
  }

  async function closeCodeAfter(...messages: (string | Buffer)[]): Promise<number> {
    const socket = dial();
    await once(socket, "open");
    for (const message of messages) socket.send(message);
    const [code] = await once(socket, "close");
    return Number(code);
  }

  const first = JSON.stringify({ secret: SECRET });

  it("passes messages to the desk and back once the secret was right", async () => {
    const socket = dial();
    await once(socket, "open");
    socket.send(first);
    socket.send('{"id":1,"method":"wall.snapshot","params":{}}');
    const [answer] = await once(socket, "message");
    expect(JSON.parse(String(answer))).toEqual({ kind: "result", id: 1, result: {} });
    expect(received).toEqual([{ id: 1, method: "wall.snapshot", params: {} }]);
    socket.close();
    await once(socket, "close");
    await expect.poll(() => closed).toBe(1);
  });

  it.each([
    ["a foreign Origin", { origin: "http://evil.example" }, 403],
    ["a foreign Host", { host: "evil.example" }, 421],
    ["another path", { path: "/other" }, 404],
  ])("is not opened with %s", async (_, options, status) => {
    const [error] = await once(dial(options), "error");
    expect(String(error)).toContain(`Unexpected server response: ${status}`);
  });

  it.each([
    ["a wrong secret", '{"secret":"wrong"}', CLOSE_SECRET_WRONG],
    ["a call instead of the secret", '{"id":1,"method":"wall.snapshot","params":{}}', CLOSE_SECRET_WRONG],
    ["an unknown field beside the secret", `{"secret":"${SECRET}","more":1}`, CLOSE_SECRET_WRONG],
    ["no JSON", "hello", 1008],
    ["a binary message", Buffer.from(first), 1003],
    ["5 MiB", Buffer.alloc(5 * 1024 * 1024, 32).toString(), 1009],
  ])("is closed after %s, and the desk hears nothing", async (_, message, code) => {
    expect(await closeCodeAfter(message)).toBe(code);
    expect([received, closed]).toEqual([[], 0]);
  });

  it("is closed by a message that is too large, also after the secret", async () => {
    expect(await closeCodeAfter(first, " ".repeat(MAX_WINDOW_MESSAGE_BYTES + 1))).toBe(1009);
    await expect.poll(() => closed).toBe(1);
  });

  it("is closed when no secret has come in time", async () => {
    const socket = dial();
    await once(socket, "open");
    await expect.poll(() => timers.size).toBe(1);
    for (const act of timers) {
      timers.delete(act);
      act();
    }
    const [code] = await once(socket, "close");
    expect(code).toBe(CLOSE_TOO_LATE);
  });

  it("does not act on what follows a wrong secret", async () => {
    expect(await closeCodeAfter('{"secret":"wrong"}', first, '{"id":1}')).toBe(CLOSE_SECRET_WRONG);
    expect(received).toEqual([]);
  });

  it("has room for 64 windows", async () => {
    const sockets = Array.from({ length: 64 }, () => dial());
    await Promise.all(sockets.map((socket) => once(socket, "open")));
    const [error] = await once(dial(), "error");
    expect(String(error)).toContain("503");
  });
});
