import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { RenditionName } from "../../contract/cameras.ts";
import { Fault } from "../../contract/faults.ts";
import { MEDIA_PREFIX } from "../../contract/hubRoutes.ts";
import { Id } from "../../contract/primitives.ts";
import type { AdmittedViewing, HubClock, MediaGate } from "../ports.ts";
import { createFlvViewer } from "./flvViewer.ts";
import { findSegment, type HlsTimes, listWindow, writePlaylist } from "./hlsPlaylist.ts";
import type { LiveSource, LiveSources } from "./liveSources.ts";
import { createSegmentShelf, type SegmentShelf } from "./segmentShelf.ts";
import { admitTo, check, cutWithViewing, STREAM_HEADERS, sendBody } from "./sendMedia.ts";

/**
 * The hub's live media over HTTP. Every request passes the gate before anything else is looked at, and what is being
 * sent is cut when its viewing ends.
 */

interface MediaOptions {
  readonly sources: LiveSources;
  readonly gate: MediaGate;
  readonly clock: HubClock;
}

const FlvParams = z.strictObject({ viewingId: Id, file: z.string().regex(/^[a-z]{1,8}\.flv$/) });
const HlsParams = z.strictObject({ viewingId: Id, rendition: RenditionName, file: z.string().max(32) });
const FlvQuery = z.strictObject({ frames: z.literal("key").optional() });
const SEGMENT_NAME = /^(?<sequence>\d{1,15})\.m4s$/;

/** An endless response has no HEAD: it would stay open and send nothing. */
const NO_HEAD = { exposeHeadRoute: false } as const;

export function registerMedia(app: FastifyInstance, options: MediaOptions): void {
  const shelf = createSegmentShelf();
  app.get(`${MEDIA_PREFIX}/:viewingId/live/:file`, NO_HEAD, async (request, reply) => {
    const viewing = await admitTo("view-live", request, options.gate);
    const { file } = check(FlvParams, request.params);
    const { frames } = check(FlvQuery, request.query);
    const rendition = check(RenditionName, file.slice(0, -".flv".length));
    const { stream } = openSource(options.sources, viewing, rendition);
    sendFlv(reply, viewing, stream, { ...options, keysOnly: frames === "key" });
    return reply;
  });
  app.get(`${MEDIA_PREFIX}/:viewingId/live/:rendition/:file`, NO_HEAD, async (request, reply) => {
    const viewing = await admitTo("view-live", request, options.gate);
    const { rendition, file } = check(HlsParams, request.params);
    const { feed } = openSource(options.sources, viewing, rendition);
    const times = { nowMs: options.clock.nowMs(), fromMs: viewing.captureFromMs };
    const { type, body } = await readHlsFile(file, feed, shelf, times);
    return sendBody(reply, viewing, options.gate, type, body);
  });
}

function openSource(sources: LiveSources, viewing: AdmittedViewing, rendition: RenditionName): LiveSource {
  const source = sources.open(viewing.cameraId, rendition);
  if (source.feed.clip.heightPx > viewing.maxHeightPx) {
    throw new Fault("GRANT_WRONG", `The owner's terms allow ${viewing.maxHeightPx} lines at most.`);
  }
  return source;
}

function sendFlv(
  reply: FastifyReply,
  viewing: AdmittedViewing,
  stream: LiveSource["stream"],
  { gate, clock, keysOnly }: Pick<MediaOptions, "gate" | "clock"> & { keysOnly: boolean },
): void {
  const { raw } = reply;
  reply.hijack();
  raw.socket?.setNoDelay(true);
  raw.writeHead(200, { ...STREAM_HEADERS, "content-type": "video/x-flv" });
  raw.flushHeaders();
  const leave = stream.join(createFlvViewer({ sink: raw, viewing, gate, clock, keysOnly }), viewing.captureFromMs);
  raw.once("close", leave);
  // The reader may have gone while the gate was asked, in which case nothing more is heard of it.
  if (raw.destroyed || raw.socket === null) leave();
  cutWithViewing(reply, viewing);
}

async function readHlsFile(file: string, feed: LiveSource["feed"], shelf: SegmentShelf, times: HlsTimes) {
  const { nowMs } = times;
  if (file === "index.m3u8") {
    const playlist = writePlaylist(listWindow(feed, times), feed.longestGroupMs);
    return { type: "application/vnd.apple.mpegurl", body: Buffer.from(playlist) };
  }
  if (file === "init.mp4") {
    const { init } = await shelf.take(feed, feed.groupOf(feed.frameAt(nowMs)));
    return { type: "video/mp4", body: init };
  }
  const sequence = Number(SEGMENT_NAME.exec(file)?.groups?.sequence);
  const found = Number.isSafeInteger(sequence) ? findSegment(feed, sequence, times) : null;
  if (found === null) throw new Fault("NOT_FOUND", "This part of the stream is not to be had.");
  const { segment } = await shelf.take(feed, found.sequence);
  return { type: "video/iso.segment", body: segment };
}
