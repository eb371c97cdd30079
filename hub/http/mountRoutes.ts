import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Fault } from "../../contract/faults.ts";
import { HUB_ROUTES, type HubRoute, type HubRouteName } from "../../contract/hubRoutes.ts";
import type { HubClock } from "../ports.ts";
import type { Authenticator } from "./authenticate.ts";
import type { Caller, DefinedRoute } from "./defineRoute.ts";
import { createRateLimit } from "./rateLimit.ts";

const compress = promisify(gzip);
/** Below this, compressing costs more than it saves. */
const MIN_COMPRESSED_BYTES = 1_024;
const LARGE: ReadonlySet<HubRouteName> = new Set(["cameras", "incidents"]);
/** Calls a session may make; a wall of 64 tiles needs a few dozen a minute. */
const CALLS_PER_MINUTE = 1_200;
const CALLS_AT_ONCE = 400;
/** Calls without a session, per address: enough for several desks that start together. */
const ANONYMOUS_PER_MINUTE = 120;
const ANONYMOUS_AT_ONCE = 60;

/** Mounts the JSON calls of the contract. */
export function mountRoutes(
  app: FastifyInstance,
  routes: readonly DefinedRoute[],
  options: { authenticator: Authenticator; clock: HubClock },
): void {
  const { authenticator, clock } = options;
  const bySession = createRateLimit(clock, CALLS_PER_MINUTE, CALLS_AT_ONCE);
  const byAddress = createRateLimit(clock, ANONYMOUS_PER_MINUTE, ANONYMOUS_AT_ONCE);

  function limit(limiter: ReturnType<typeof createRateLimit>, key: string): void {
    if (!limiter.take(key)) throw new Fault("RATE_LIMITED");
  }

  async function identify(route: HubRoute, request: FastifyRequest): Promise<Caller> {
    if (route.auth === "none") return {};
    if (route.auth === "session") {
      const session = await authenticator.findSession(request);
      limit(bySession, session.id);
      // What the table does not say a station without an operator may do, it may not.
      if (session.account.kind === "station" && route.unattended !== true) throw new Fault("RIGHT_MISSING");
      return { session };
    }
    limit(byAddress, request.ip);
    return { key: await authenticator.proveKey(request) };
  }

  for (const { name, answer } of routes) {
    const route: HubRoute = HUB_ROUTES[name];
    const { method, path } = route;
    app.route({
      method,
      url: path.replace(/\{(\w+)\}/g, ":$1"),
      // Nobody's body is read before their session is known.
      onRequest: async (request) => {
        callers.set(request, await identify(route, request));
      },
      handler: async (request, reply) => {
        const caller = callers.get(request) ?? {};
        const { params, query, body, ip } = request;
        const answered = await answer({ params, query, body, remote: ip, caller });
        return send(request, reply, JSON.stringify(answered), LARGE.has(name));
      },
    });
  }
}

const callers = new WeakMap<FastifyRequest, Caller>();

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  json: string,
  isLarge: boolean,
): Promise<FastifyReply> {
  reply.type("application/json; charset=utf-8");
  const isWanted = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  if (!isLarge || !isWanted || json.length < MIN_COMPRESSED_BYTES) return reply.send(json);
  return reply
    .header("content-encoding", "gzip")
    .header("vary", "accept-encoding")
    .send(await compress(json));
}
