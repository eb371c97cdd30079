import type { FastifyInstance } from "fastify";
import { Fault } from "../../contract/faults.ts";
import { EVENTS_PATH } from "../../contract/hubRoutes.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { Authenticator } from "./authenticate.ts";

/** Bytes that may wait for a slow reader before it is dropped; it comes back and resumes. */
const MAX_WAITING_BYTES = 1_048_576;
const SEQUENCE = /^\d{1,16}$/;
/** Streams of one session at once: the one in use, and a few that a broken network has not yet given up. */
const MAX_STREAMS = 8;

/** Mounts the server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export function mountEvents(
  app: FastifyInstance,
  events: Pick<EventStream, "attach">,
  authenticator: Pick<Authenticator, "findSession">,
): void {
  const open = new Map<string, number>();
  app.get(EVENTS_PATH, async (request, reply) => {
    const session = await authenticator.findSession(request);
    const count = open.get(session.id) ?? 0;
    if (count >= MAX_STREAMS) throw new Fault("RATE_LIMITED");
    const lastSeq = readLastSeq(request.headers["last-event-id"]);
    const { raw } = reply;
    reply.hijack();
    // A reader that went while its session was looked up is not heard of again: it would be kept for good.
    if (raw.destroyed) return reply;
    raw.socket?.setNoDelay(true);
    raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" });
    open.set(session.id, count + 1);
    const detach = events.attach(session, lastSeq, {
      send: (event, seq) => {
        raw.write(`id: ${seq}\ndata: ${JSON.stringify(event)}\n\n`);
        return raw.writableLength <= MAX_WAITING_BYTES;
      },
      // A reader that has not kept up gets no farewell: it would only queue behind what it has not read.
      close: () => (raw.writableLength > MAX_WAITING_BYTES ? raw.destroy() : raw.end()),
    });
    raw.once("close", () => {
      detach();
      const left = (open.get(session.id) ?? 1) - 1;
      if (left > 0) open.set(session.id, left);
      else open.delete(session.id);
    });
    return reply;
  });
}

function readLastSeq(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  // A mark that is not ours cannot be resumed from: that is a gap, and 0 is older than everything.
  return typeof header === "string" && SEQUENCE.test(header) ? Number(header) : 0;
}
