import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createSilentLog } from "../media/testKit.ts";
import { createServer } from "./createServer.ts";

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

test("holds so many connections and closes the next one, until one of them is gone", async () => {
  const app = createServer(createSilentLog(), "127.0.0.1", undefined, 3);
  const port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
  const open = async () => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    sockets.push(socket);
    await once(socket, "connect");
    socket.write("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return Promise.race([once(socket, "data").then(() => "answered"), once(socket, "close").then(() => "closed")]);
  };
  expect([await open(), await open(), await open(), await open()]).toEqual([
    ...["answered", "answered", "answered", "closed"],
  ]);
  const gone = once(app.server, "connection");
  sockets[0]?.destroy();
  await expect.poll(open).toBe("answered");
  await gone;
  await app.close();
});
