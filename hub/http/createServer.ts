import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { parseBoundedJson } from "../../contract/boundedJson.ts";
import { describeProblem, Fault } from "../../contract/faults.ts";
import { MAX_BODY_BYTES } from "../../contract/hubRoutes.ts";
import type { HubLog } from "../ports.ts";

/** How long a peer may take: for its headers, for a whole request, and between two requests. */
const HEADERS_MS = 5_000;
const REQUEST_MS = 30_000;
const KEEP_ALIVE_MS = 10_000;
const CHECK_EVERY_MS = 1_000;
const MAX_HEADER_BYTES = 16_384;
/** Sockets at once; what comes beyond is closed. A wall of 64 tiles takes as many, and each costs memory. Our choice. */
const MAX_CONNECTIONS = 4_000;
const MAX_PARAM_LENGTH = 128;
const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];
/** RFC 9110, 15.5.20. */
const MISDIRECTED = 421;

const SERVER_LIMITS = {
  requestTimeout: REQUEST_MS,
  headersTimeout: HEADERS_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  connectionsCheckingInterval: CHECK_EVERY_MS,
  maxHeaderSize: MAX_HEADER_BYTES,
};

export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** An HTTP server with the hub's limits, its way to refuse, and nothing mounted. */
export function createServer(
  log: HubLog,
  host: string,
  tls: Tls | undefined,
  maxConnections = MAX_CONNECTIONS,
): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    serverFactory: (handler) =>
      tls === undefined ? createHttp(SERVER_LIMITS, handler) : createHttps({ ...SERVER_LIMITS, ...tls }, handler),
  });
  app.server.maxConnections = maxConnections;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    try {
      done(null, parseBoundedJson(body.toString(), "REQUEST_MALFORMED"));
    } catch (cause) {
      done(cause instanceof Error ? cause : new Fault("REQUEST_MALFORMED"));
    }
  });
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, toFault(error), log));
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Fault("NOT_FOUND"), log));
  // On loopback a foreign name can only be a page elsewhere that has pointed its own name here.
  const names = new Set([...LOOPBACK_NAMES, host]);
  app.addHook("onRequest", async (request, reply) => {
    if (tls === undefined && !names.has(request.hostname)) await reply.code(MISDIRECTED).send();
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.headers({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  return app;
}

function sendProblem(reply: FastifyReply, fault: Fault, log: HubLog): void {
  if (fault.code === "INTERNAL") {
    const { cause } = fault;
    log.error("hub.failed", { reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
  const problem = describeProblem(fault);
  reply.code(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

/** The framework's own refusals in the hub's words; anything unknown is a bug and says nothing outside. */
function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Fault("REQUEST_TOO_LARGE");
  if (code.startsWith("FST_ERR_CTP")) return new Fault("REQUEST_MALFORMED", "The body must be JSON.");
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500 ? new Fault("REQUEST_MALFORMED") : new Fault("INTERNAL", "", { cause: error });
}
