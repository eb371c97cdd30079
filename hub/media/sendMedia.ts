import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import { Id } from "../../contract/primitives.ts";
import type { AdmittedViewing, MediaAction, MediaGate } from "../ports.ts";

/** What all routes of media share: the gate first, checked questions, and an end with the viewing's. */

const ViewingParams = z.object({ viewingId: Id });
/** For proxies on the way: keep nothing, hold nothing back. */
export const STREAM_HEADERS = { "cache-control": "no-store", "x-accel-buffering": "no" } as const;

/** Nothing else of a request is looked at before it has passed the gate. */
export function admitTo(action: MediaAction, request: FastifyRequest, gate: MediaGate): Promise<AdmittedViewing> {
  const { viewingId } = check(ViewingParams, request.params);
  const proof = request.headers.dpop;
  return gate.admit(
    {
      authorization: request.headers.authorization,
      proof: typeof proof === "string" ? proof : undefined,
      method: request.method,
      url: `${request.protocol}://${request.host}${request.url}`,
      remote: request.ip,
    },
    viewingId,
    action,
  );
}

export function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new Fault("REQUEST_MALFORMED", checked.error.issues[0]?.message ?? "");
}

export function sendBody(reply: FastifyReply, viewing: AdmittedViewing, gate: MediaGate, type: string, body: Buffer) {
  // Muxing took time; the viewing may have ended meanwhile.
  if (!viewing.isLive()) throw new Fault("GRANT_WRONG");
  cutWithViewing(reply, viewing);
  gate.countBytes(viewing.viewingId, body.length);
  return reply.headers(STREAM_HEADERS).type(type).send(body);
}

/** Destroys the connection, with everything unsent, at once when the viewing ends. */
export function cutWithViewing({ raw }: FastifyReply, { ended }: AdmittedViewing): void {
  const cut = () => raw.destroy();
  if (ended.aborted) cut();
  ended.addEventListener("abort", cut, { once: true });
  raw.once("close", () => ended.removeEventListener("abort", cut));
}
