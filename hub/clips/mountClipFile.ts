import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CLIP_FILE_PATH } from "../../contract/clips.ts";
import { Fault } from "../../contract/faults.ts";
import { Id } from "../../contract/primitives.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { Authenticator } from "../http/authenticate.ts";
import { listRights } from "../people/accounts.ts";
import type { Session, Sessions } from "../people/sessions.ts";
import type { Chance, HubClock } from "../ports.ts";
import type { Consents } from "../registry/consents.ts";
import type { Incidents } from "../registry/incidents.ts";
import { type ByteRange, readRange } from "./byteRange.ts";
import type { ClipConsent, Judged } from "./clipConsent.ts";
import type { Clips } from "./clips.ts";
import { nameClip } from "./clipWorker.ts";
import { whyNot } from "./describeClip.ts";
import type { StoredClip } from "./storedClip.ts";
import { writeClipViewing } from "./writeClipViewing.ts";

/**
 * The files of clips over HTTP, with ranges. Each request is a decision of its own, written down before the first byte,
 * and what is being sent is cut when that decision would not be made again.
 */

interface Options {
  readonly clips: Clips;
  readonly consent: ClipConsent;
  readonly authenticator: Pick<Authenticator, "findSession">;
  readonly audit: AuditLog;
  readonly chance: Chance;
  readonly clock: HubClock;
  readonly consents: Consents;
  readonly incidents: Incidents;
  readonly sessions: Sessions;
}

/** A file on its way. */
interface Sending {
  readonly clip: StoredClip;
  readonly sessionId: string;
  cut(): void;
}

/** Files that one session may be sent at once. Our choice. */
const MAX_AT_ONCE = 6;
const WITHHELD = "It is not available now. Look at the clip for why.";
const OUTDATED = "Its terms have changed since it was made. Pull it anew.";

export function mountClipFile(app: FastifyInstance, options: Options): void {
  const { clips, consent, authenticator, audit, chance, clock, consents, incidents, sessions } = options;
  const sendings = new Set<Sending>();
  const cutAll = (isMeant: (sending: Sending) => boolean) => {
    for (const sending of sendings) if (isMeant(sending)) sending.cut();
  };
  consents.onChanged(({ cameraId }) => cutAll(({ clip }) => clip.cameraId === cameraId));
  incidents.onChanged(({ id }) => cutAll(({ clip }) => clip.incidentId === id && isClosed(incidents, id)));
  sessions.onEnded(({ id }) => cutAll(({ sessionId }) => sessionId === id));

  async function permit(session: Session, clip: StoredClip): Promise<Judged> {
    const judged = await consent.judge(session, clip);
    const refusal = whyNot(clip, judged);
    const facts = { ...judged.entry, ...nameClip(clip), actor: session.account.name };
    if (refusal === undefined) return judged;
    await audit.append([{ ...facts, type: "clip.withheld", isOutdated: refusal === "outdated" }]);
    throw new Fault("CLIP_REFUSED", refusal === "outdated" ? OUTDATED : WITHHELD);
  }

  /** Written before the first byte, with the row that the owner reads. */
  async function writeDown(session: Session, clip: StoredClip, judged: Judged, bytes: number): Promise<void> {
    const entry = { ...judged.entry, ...nameClip(clip), actor: session.account.name, type: "clip.sent", bytes };
    const atMs = clock.nowMs();
    await audit.append([entry], async (transaction, [seq = 0]) => {
      const about = { id: `viewing:${chance.id(atMs)}`, atMs, seq, epoch: judged.epoch, bytes };
      await writeClipViewing(transaction, session, clip, about);
    });
  }

  async function open(request: FastifyRequest) {
    const session = await authenticator.findSession(request);
    if (!listRights(session.account).includes("view-live") || session.account.kind === "station")
      throw new Fault("RIGHT_MISSING");
    if ([...sendings].filter(({ sessionId }) => sessionId === session.id).length >= MAX_AT_ONCE)
      throw new Fault("RATE_LIMITED");
    const clip = clips.find(readId(request));
    if (clip?.state !== "ready") throw new Fault("NOT_FOUND", "There is no such file.");
    const path = clips.files.pathOf(clip.id);
    const size = await stat(path).then(
      (facts) => facts.size,
      () => undefined,
    );
    if (size === undefined) throw new Fault("NOT_FOUND", "Its file is gone. Pull it anew.");
    return { session, clip, path, size };
  }

  app.get(CLIP_FILE_PATH, { exposeHeadRoute: false }, async (request, reply) => {
    const { session, clip, path, size } = await open(request);
    const range = readRange(request.headers.range, size);
    if (range === "unsatisfiable")
      return reply.code(416).header("content-range", `bytes */${size}`).type("text/plain").send("");
    const judged = await permit(session, clip);
    const bytes = range.toByte - range.fromByte + 1;
    await writeDown(session, clip, judged, bytes);
    // That took time, in which the terms may have changed.
    const isStill = consents.epochOf(clip.cameraId) === judged.epoch && !isClosed(incidents, clip.incidentId);
    if (!isStill) throw new Fault("CLIP_REFUSED", WITHHELD);
    return send(reply, { clip, sessionId: session.id, path, size, range, sendings });
  });
}

interface Send {
  readonly clip: StoredClip;
  readonly sessionId: string;
  readonly path: string;
  readonly size: number;
  readonly range: ByteRange;
  readonly sendings: Set<Sending>;
}

function send(reply: FastifyReply, { clip, sessionId, path, size, range, sendings }: Send): FastifyReply {
  const { fromByte, toByte, isPart } = range;
  const sending = { clip, sessionId, cut: () => reply.raw.destroy() };
  sendings.add(sending);
  reply.raw.once("close", () => sendings.delete(sending));
  reply.code(isPart ? 206 : 200).type("video/mp4");
  if (isPart) reply.header("content-range", `bytes ${fromByte}-${toByte}/${size}`);
  reply.headers({ "accept-ranges": "bytes", "content-length": toByte - fromByte + 1, etag: `"${clip.id}"` });
  return reply.send(createReadStream(path, { start: fromByte, end: toByte }));
}

function readId(request: FastifyRequest): string {
  const { id } = request.params as { id?: unknown };
  const checked = Id.safeParse(id);
  if (!checked.success) throw new Fault("REQUEST_MALFORMED");
  return checked.data;
}

function isClosed(incidents: Incidents, id: string): boolean {
  return incidents.find(id)?.closedAtMs !== undefined;
}
