import { once } from "node:events";
import { connect } from "node:net";
import fastify from "fastify";
import { expect, test } from "vitest";
import { EVENTS_PATH } from "../../contract/hubRoutes.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { Authenticator } from "./authenticate.ts";
import { mountEvents } from "./mountEvents.ts";

test("a reader that goes while its session is looked up is not kept", async () => {
  const app = fastify();
  const asked = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const handled = Promise.withResolvers<void>();
  let attached = 0;
  const authenticator: Pick<Authenticator, "findSession"> = {
    async findSession(request) {
      request.raw.socket.once("close", () => gone.resolve());
      asked.resolve();
      await gone.promise;
      setImmediate(handled.resolve);
      const station = { id: "station:1", name: "Station", thumbprint: "thumb" };
      const account = { name: "a", kind: "operator", label: "A", roles: [], password: "" } as const;
      const owned = { ownerId: undefined, firstCameraId: undefined };
      return { id: "session:1", station, account: { ...account, ...owned }, endsAtMs: Number.MAX_SAFE_INTEGER };
    },
  };
  const events: Pick<EventStream, "attach"> = {
    attach: () => {
      attached++;
      return () => attached--;
    },
  };
  mountEvents(app, events, authenticator);
  const port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`GET ${EVENTS_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  await asked.promise;
  socket.destroy();
  await handled.promise;
  expect(attached).toBe(0);
  await app.close();
});
