import type { IncomingMessage } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { MAX_DESK_MESSAGE_BYTES, MAX_WINDOW_MESSAGE_BYTES } from "../../contract/deskEnvelope.ts";
import type { Desk, DeskClock, Log, WindowConnection } from "../desk/ports.ts";
import { checkUpgrade, isSameSecret } from "./checkUpgrade.ts";

/** Close codes of this WebSocket: 4xxx is for applications to define (RFC 6455 §7.4.2). */
export const CLOSE_SECRET_WRONG = 4_401;
export const CLOSE_TOO_LATE = 4_408;
/** Standard codes (RFC 6455 §7.4.1). */
const CLOSE_GOING_AWAY = 1_001;
const CLOSE_UNSUPPORTED = 1_003;
const CLOSE_POLICY = 1_008;

const SECRET_LIMIT_MS = 5_000;
/** Our choice: sixteen displays, a few consoles, and what a reload leaves open for a moment. */
const MAX_SOCKETS = 64;

const FirstMessage = z.strictObject({ secret: z.string().max(200) });

export interface WindowSocketOptions {
  desk: Pick<Desk, "server" | "port" | "connect">;
  secret: string;
  clock: DeskClock;
  log: Log;
}

/** Lets windows reach the desk through `/desk`: right Host, right Origin, then the run's secret within 5 s. */
export function acceptWindows({ desk, secret, clock, log }: WindowSocketOptions): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_WINDOW_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const handleUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const status = sockets.clients.size >= MAX_SOCKETS ? 503 : checkUpgrade(request, desk.port);
    if (status !== 101) {
      log.warn("window refused", { status });
      refuse(stream, status);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serveWindow(socket, { desk, secret, clock, log }));
  };
  for (const server of desk.server) server.on("upgrade", handleUpgrade);
  return () => {
    for (const server of desk.server) server.off("upgrade", handleUpgrade);
    for (const socket of sockets.clients) {
      socket.close(CLOSE_GOING_AWAY);
      socket.terminate();
    }
    sockets.close();
  };
}

function refuse(stream: Duplex, status: number): void {
  stream.on("error", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serveWindow(socket: WebSocket, { desk, secret, clock, log }: WindowSocketOptions): void {
  let connection: WindowConnection | undefined;
  const cancelLimit = clock.after(SECRET_LIMIT_MS, () => socket.close(CLOSE_TOO_LATE));
  const admit = (message: unknown): void => {
    const first = FirstMessage.safeParse(message);
    cancelLimit();
    if (!first.success || !isSameSecret(first.data.secret, secret)) {
      log.warn("window refused", { reason: "secret" });
      socket.close(CLOSE_SECRET_WRONG);
      return;
    }
    connection = desk.connect((reply) => sendReply(socket, JSON.stringify(reply), log));
  };
  socket.on("message", (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    const message = isBinary ? undefined : parseJson(data);
    if (message === undefined) socket.close(isBinary ? CLOSE_UNSUPPORTED : CLOSE_POLICY);
    else if (connection === undefined) admit(message);
    else connection.receive(message);
  });
  // Too large a message or a broken frame: `ws` closes the socket itself.
  socket.on("error", (error) => log.warn("window socket failed", { reason: error.message }));
  socket.on("close", () => {
    cancelLimit();
    connection?.close();
  });
}

/** A window that has stopped reading is cut off: it comes back by itself when it can. */
function sendReply(socket: WebSocket, text: string, log: Log): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MAX_DESK_MESSAGE_BYTES) {
    log.warn("window does not read");
    socket.terminate();
    return;
  }
  socket.send(text);
}

/** Undefined for what is not JSON. */
function parseJson(data: RawData): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
}
