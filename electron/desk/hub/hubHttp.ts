import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Agent, type Dispatcher, errors, request } from "undici";
import { Fault } from "../../../contract/faults.ts";
import { MAX_BODY_BYTES } from "../../../contract/hubRoutes.ts";
import type { DeskClock } from "../ports.ts";

/** Bounds of every exchange with the hub: the design's table of hostile input. */
const CONNECT_MS = 3_000;
const HEADERS_MS = 5_000;
const BODY_IDLE_MS = 10_000;
/** Media may pause as long as a body, and a camera that stands still for 10 s is not yet a broken line. */
const MEDIA_IDLE_MS = 15_000;
export const TOTAL_MS = 30_000;
/** Consent questions and renewals are useless when late. */
export const GRANT_TOTAL_MS = 3_000;

export interface HubRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query below the hub's origin. */
  path: string;
  headers: Record<string, string>;
  body?: string;
  totalMs: number;
}

export interface HubReply {
  status: number;
  text: string;
}

/** A response that goes on: events or media. `close` destroys its socket. */
export interface HubStream {
  status: number;
  contentType: string;
  body: Readable;
  close(): void;
}

/** The wire to one hub: no redirects, every wait and every size bounded. Throws `HUB_UNREACHABLE`, `HUB_ANSWER_INVALID`. */
export interface HubHttp {
  readonly hubUrl: string;
  ask(question: HubRequest): Promise<HubReply>;
  /** `isMedia`: an idle body ends it; events have a watch of their own. */
  open(path: string, headers: Record<string, string>, isMedia: boolean): Promise<HubStream>;
  close(): Promise<void>;
}

export function createHubHttp(hubUrl: string, clock: DeskClock): HubHttp {
  const origin = new URL(hubUrl).origin;
  const answers = new Agent({
    connect: { timeout: CONNECT_MS },
    headersTimeout: HEADERS_MS,
    bodyTimeout: BODY_IDLE_MS,
    maxResponseSize: MAX_BODY_BYTES,
  });
  const streams = new Agent({ connect: { timeout: CONNECT_MS }, headersTimeout: HEADERS_MS, bodyTimeout: 0 });

  return {
    hubUrl: origin,
    async ask({ method, path, headers, body, totalMs }) {
      const limit = new AbortController();
      const cancel = clock.after(totalMs, () => limit.abort());
      try {
        const response = await request(origin + path, {
          dispatcher: answers,
          method,
          headers: { ...headers, "accept-encoding": "gzip" },
          body: body ?? null,
          signal: limit.signal,
        });
        return { status: response.statusCode, text: await readBody(response) };
      } catch (error) {
        throw asFault(error);
      } finally {
        cancel();
      }
    },
    async open(path, headers, isMedia) {
      const leave = new AbortController();
      try {
        const response = await request(origin + path, {
          dispatcher: streams,
          headers,
          bodyTimeout: isMedia ? MEDIA_IDLE_MS : 0,
          signal: leave.signal,
        });
        // Whoever reads it hears of its end by `close`; an abort of our own is no news.
        response.body.on("error", () => {});
        const contentType = String(response.headers["content-type"] ?? "");
        return { status: response.statusCode, contentType, body: response.body, close: () => leave.abort() };
      } catch (error) {
        throw asFault(error);
      }
    },
    close: async () => {
      await Promise.all([answers.destroy(), streams.destroy()]);
    },
  };
}

async function readBody(response: Dispatcher.ResponseData): Promise<string> {
  const raw = Buffer.from(await response.body.arrayBuffer());
  if (response.headers["content-encoding"] !== "gzip") return raw.toString("utf8");
  // The size on the wire says nothing about the size inside.
  const plain = await promisify(gunzip)(raw, { maxOutputLength: MAX_BODY_BYTES });
  return plain.toString("utf8");
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new Fault("HUB_ANSWER_INVALID", "It was too large.", { cause: error });
  }
  if (error instanceof Error && "code" in error && /^(Z_|ERR_BUFFER_TOO_LARGE)/.test(String(error.code))) {
    return new Fault("HUB_ANSWER_INVALID", "It could not be unpacked.", { cause: error });
  }
  return new Fault("HUB_UNREACHABLE", "", { cause: error });
}
