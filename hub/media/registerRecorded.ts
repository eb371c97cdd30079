import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { RenditionName } from "../../contract/cameras.ts";
import { Fault } from "../../contract/faults.ts";
import { MEDIA_PREFIX } from "../../contract/hubRoutes.ts";
import { Id } from "../../contract/primitives.ts";
import { CoverageQuery, MAX_SPANS, RecordedCoverage, RecordedIndex, SpanQuery } from "../../contract/recorded.ts";
import { joinSpans } from "../consent/spans.ts";
import { createRateLimit } from "../http/rateLimit.ts";
import type { AdmittedViewing, HubClock, MediaGate, RecordedSource } from "../ports.ts";
import { admitTo, check, sendBody } from "./sendMedia.ts";
import { findServed, listServed, readServed, type Served } from "./servedSegments.ts";

/**
 * The hub's recorded media over HTTP: when there is something, an index by time, headers and segments. No byte of a
 * moment outside the viewing's range leaves, whatever is asked for.
 */

interface RecordedOptions {
  readonly recordings: RecordedSource;
  readonly gate: MediaGate;
  readonly clock: HubClock;
}

const FileParams = z.strictObject({ viewingId: Id, rendition: RenditionName, file: z.string().max(32) });
const NoQuery = z.strictObject({});
const INIT_NAME = /^init-(?<init>\d{1,15})\.mp4$/;
const SEGMENT_NAME = /^(?<seq>\d{1,15})(?<key>\.key)?\.m4s$/;

/** Requests of one viewing: sixteen times the speed with a segment a second, and an index now and then. */
const PER_MINUTE = 3_600;
const BURST = 600;
const NO_HEAD = { exposeHeadRoute: false } as const;

export function registerRecorded(app: FastifyInstance, { recordings, gate, clock }: RecordedOptions): void {
  const limit = createRateLimit(clock, PER_MINUTE, BURST);

  async function admit(request: FastifyRequest): Promise<AdmittedViewing> {
    const viewing = await admitTo("view-recorded", request, gate);
    if (!limit.take(viewing.viewingId)) throw new Fault("RATE_LIMITED");
    return viewing;
  }

  app.get(`${MEDIA_PREFIX}/:viewingId/recorded/coverage.json`, NO_HEAD, async (request, reply) => {
    const viewing = await admit(request);
    const coverage = await readCoverage(recordings, viewing, check(CoverageQuery, request.query));
    return sendBody(reply, viewing, gate, "application/json", Buffer.from(JSON.stringify(coverage)));
  });
  app.get(`${MEDIA_PREFIX}/:viewingId/recorded/:rendition/:file`, NO_HEAD, async (request, reply) => {
    const viewing = await admit(request);
    const { rendition, file } = check(FileParams, request.params);
    const served = { recordings, viewing, track: { cameraId: viewing.cameraId, rendition } };
    if (file === "index.json") {
      const index = await readIndex(served, check(SpanQuery, request.query));
      return sendBody(reply, viewing, gate, "application/json", Buffer.from(JSON.stringify(index)));
    }
    check(NoQuery, request.query);
    const { type, body } = await readMedia(served, file);
    return sendBody(reply, viewing, gate, type, body);
  });
}

/** When anything was recorded of a camera. Small gaps are left out until the answer has a bounded size. */
async function readCoverage(
  recordings: RecordedSource,
  viewing: AdmittedViewing,
  { stepMs: wishedMs, ...asked }: z.output<typeof CoverageQuery>,
): Promise<RecordedCoverage> {
  const range = viewing.range();
  if (range === null) throw new Fault("GRANT_WRONG");
  const renditions = recordings.renditions(viewing.cameraId).filter(({ heightPx }) => heightPx <= viewing.maxHeightPx);
  const questions = viewing
    .permitted(asked)
    .flatMap((part) => renditions.map(({ name }) => ({ part, rendition: name })));
  const found = await Promise.all(
    questions.map(({ part, rendition }) => recordings.spans({ cameraId: viewing.cameraId, rendition }, part)),
  );
  let stepMs = wishedMs;
  let spans = joinSpans(found.flat(), stepMs);
  while (spans.length > MAX_SPANS) {
    stepMs = Math.max(1_000, stepMs * 2);
    spans = joinSpans(spans, stepMs);
  }
  return RecordedCoverage.parse({ spans, range, stepMs });
}

async function readIndex(served: Served, asked: z.output<typeof SpanQuery>): Promise<RecordedIndex> {
  const { recordings, track } = served;
  const { segments, truncatedAtMs } = await listServed(served, asked);
  const named = [...new Set(segments.map(({ init }) => init))];
  const inits = await Promise.all(named.map((init) => recordings.findInit(track, init)));
  const spans = joinSpans(segments.map(({ atMs, durationMs }) => ({ fromMs: atMs, toMs: atMs + durationMs })));
  return RecordedIndex.parse({
    rendition: track.rendition,
    basis: recordings.basis(track.cameraId),
    ...{ spans, segments, inits: inits.filter((init) => init !== undefined) },
    ...(truncatedAtMs === undefined ? {} : { truncatedAtMs }),
  });
}

async function readMedia(served: Served, file: string): Promise<{ type: string; body: Buffer }> {
  const { recordings, track, viewing } = served;
  const init = INIT_NAME.exec(file)?.groups?.init;
  if (init !== undefined) {
    const facts = await recordings.findInit(track, Number(init));
    const body = facts === undefined ? undefined : await recordings.readInit(track, facts.init);
    if (facts === undefined || body === undefined) throw new Fault("NOT_FOUND", "There is no such header.");
    if (facts.heightPx > viewing.maxHeightPx)
      throw new Fault("GRANT_WRONG", "The picture is larger than is permitted.");
    return { type: "video/mp4", body };
  }
  const { seq, key } = SEGMENT_NAME.exec(file)?.groups ?? {};
  if (seq === undefined) throw new Fault("NOT_FOUND", "A recording has no such part.");
  const found = await findServed(served, Number(seq));
  return { type: "video/iso.segment", body: await readServed(served, found, key === undefined ? "all" : "key") };
}
