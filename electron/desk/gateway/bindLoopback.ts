import { createServer, type RequestListener, type Server } from "node:http";
import { Fault } from "../../../contract/faults.ts";
import type { Log } from "../ports.ts";

export interface LoopbackListeners {
  port: number;
  servers: Server[];
  close(): Promise<void>;
}

const IPV4 = "127.0.0.1";
const IPV6 = "::1";
/** How often another port is tried when the one IPv4 got is taken on IPv6. */
const TRIES = 20;
/** Our choice: 16 displays of 36 tiles with room to spare. */
const MAX_CONNECTIONS = 2_048;
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 16_384;

/**
 * Listens on both loopback addresses at one port. Browsers try ::1 first for names under `localhost`: a stranger
 * there would be handed our requests, so half a binding is refused. Throws `PORT_TAKEN`.
 */
export async function bindLoopback(port: number, handle: RequestListener, log: Log): Promise<LoopbackListeners> {
  for (let attempt = 1; ; attempt++) {
    const first = makeServer(handle);
    const bound = await listen(first, IPV4, port);
    if (bound === "unavailable") throw new Fault("PORT_TAKEN", "This machine has no loopback address.");
    if (bound === "taken") throw new Fault("PORT_TAKEN", `Another program listens on ${IPV4}:${port}.`);
    const second = makeServer(handle);
    const other = await listen(second, IPV6, bound);
    if (other === "unavailable") log.info("gateway.ipv4Only", { port: bound });
    if (other !== "taken") return gather(bound, other === "unavailable" ? [first] : [first, second]);
    await closeServer(first);
    if (port !== 0 || attempt === TRIES)
      throw new Fault("PORT_TAKEN", `Another program listens on [${IPV6}]:${bound}.`);
  }
}

function makeServer(handle: RequestListener): Server {
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    handle,
  );
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

function gather(port: number, servers: Server[]): LoopbackListeners {
  return {
    port,
    servers,
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

type Bound = number | "taken" | "unavailable";

function listen(server: Server, host: string, port: number): Promise<Bound> {
  return new Promise((settle, fail) => {
    server.once("error", (error) => {
      const code = "code" in error ? error.code : "";
      if (code === "EADDRINUSE" || code === "EACCES") settle("taken");
      else if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") settle("unavailable");
      else fail(error);
    });
    server.listen({ host, port, ipv6Only: host === IPV6 }, () => {
      const address = server.address();
      settle(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle());
    server.closeAllConnections();
  });
}
