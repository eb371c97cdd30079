import { mkdirSync } from "node:fs";
import {
  type Clip,
  type ClipChange,
  type ClipPreview,
  type ClipsRequest,
  type ClipWhy,
  checkClipSpan,
  MAX_INCIDENT_CLIPS,
} from "../../contract/clips.ts";
import { Fault } from "../../contract/faults.ts";
import { choosePurposeOf, type Incident } from "../../contract/incidents.ts";
import type { Marker } from "../../contract/markers.ts";
import type { Purpose } from "../../contract/viewings.ts";
import type { AuditEntry, AuditLog } from "../audit/auditLog.ts";
import type { EventStream } from "../events/eventStream.ts";
import { listRights } from "../people/accounts.ts";
import type { Session } from "../people/sessions.ts";
import type { Stations } from "../people/stations.ts";
import type { Chance, HubClock, HubLog, RecordedSource } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { HubDatabase } from "../store/tables.ts";
import type { ClipConsent, Judged } from "./clipConsent.ts";
import { type ClipFiles, openClipFiles } from "./clipFiles.ts";
import { createClipNews } from "./clipNews.ts";
import { createClipRoom } from "./clipRoom.ts";
import { type ClipStore, loadClipStore } from "./clipStore.ts";
import { createClipWorker, nameClip, stopStep } from "./clipWorker.ts";
import { describeClip } from "./describeClip.ts";
import type { ClipEncoder } from "./encoder.ts";
import { isBurned, previewClip } from "./previewClip.ts";
import { isUnderWay, type StoredClip } from "./storedClip.ts";
import { writeClipViewing } from "./writeClipViewing.ts";

/** Clips of incidents: asked for, decided on, made in the background, named, taken away. */
export interface Clips {
  readonly files: ClipFiles;
  find(id: string): StoredClip | undefined;
  list(session: Session, incidentId: string): Promise<Clip[]>;
  /** Answers those of this pull, also those made before. Throws `CLIP_REFUSED`, `NOT_FOUND` or `AUDIT_UNAVAILABLE`. */
  pull(session: Session, wish: ClipsRequest): Promise<Clip[]>;
  /** Throws as `pull` does. */
  preview(session: Session, wish: ClipsRequest): Promise<ClipPreview>;
  change(session: Session, id: string, change: ClipChange): Promise<Clip>;
  /** Throws `RIGHT_MISSING` where it is somebody else's and the operator is no supervisor. */
  remove(session: Session, id: string): Promise<void>;
  close(): Promise<void>;
}

export interface ClipsOptions {
  readonly db: HubDatabase;
  readonly audit: AuditLog;
  readonly events: EventStream;
  readonly clock: HubClock;
  readonly chance: Chance;
  readonly log: HubLog;
  readonly cameras: CameraRegistry;
  readonly consents: Consents;
  readonly incidents: Incidents;
  readonly stations: Stations;
  readonly recordings: RecordedSource;
  readonly consent: ClipConsent;
  readonly encoder: ClipEncoder;
  readonly dir: string;
  readonly roomBytes: number;
  listMarkers(session: Session, incidentId: string): Promise<readonly Marker[]>;
}

/** Clips of one operator that may wait at once. Our choice: a few incidents' worth. */
const MAX_WAITING = 64;
const LANES = 2;

const SPAN_SENTENCES = {
  reversed: "The end must be after the start. Nothing was pulled.",
  "too-short": "A clip is at least a second long. Nothing was pulled.",
  "too-long": "A clip is at most two hours long. Nothing was pulled; pull it in parts.",
  future: "That time is still to come. Nothing was pulled.",
} as const;

export async function loadClips(options: ClipsOptions): Promise<Clips> {
  const { events, clock, chance, cameras, consents, incidents, stations, consent, encoder, dir } = options;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const store = await loadClipStore(options);
  await forgetOld(store, incidents);
  const files = openClipFiles(dir, (id) => store.find(id)?.state === "ready");
  const tell = createClipNews(events, clock);
  const worker = createClipWorker({
    ...options,
    parts: { source: options.recordings, files, encoder },
    ...{ store, consent, room: createClipRoom(dir, options.roomBytes, LANES) },
    stationNameOf: (id) => stations.findById(id)?.name ?? id,
    laneOf: ({ cameraId }) => {
      const obligations = consents.find(cameraId)?.obligations;
      return obligations !== undefined && isBurned(obligations) ? "encode" : "copy";
    },
    onChanged: ({ incidentId }) => tell.changed(incidentId),
  });

  consents.onChanged(({ cameraId, state }) => {
    const isWithdrawn = state !== "active";
    endUnderWay((clip) => clip.cameraId === cameraId, isWithdrawn ? "owner-withdrew" : undefined);
    for (const { incidentId } of store.list().filter((clip) => clip.cameraId === cameraId)) tell.changed(incidentId);
  });
  incidents.onChanged((incident) => {
    if (incident.closedAtMs === undefined) return;
    endUnderWay(({ incidentId }) => incidentId === incident.id, "incident-closed");
    tell.changed(incident.id);
  });
  worker.wake();

  /** In the tick in which the change has become durable: what is being made stops first. */
  function endUnderWay(isMeant: (clip: StoredClip) => boolean, why: ClipWhy | undefined): void {
    for (const clip of store.list().filter((one) => isUnderWay(one) && isMeant(one))) {
      worker.stop(clip.id, why);
      if (why !== undefined && worker.progressOf(clip.id) === undefined) endWaiting(clip, why);
    }
  }

  function endWaiting(clip: StoredClip, why: ClipWhy): void {
    // One that cannot be written is refused when its turn comes.
    store
      .change(clip.id, (before) => (isUnderWay(before) ? stopStep(before, why) : undefined))
      .then(({ incidentId }) => tell.changed(incidentId))
      .catch(() => undefined);
  }

  function requireIncident(id: string): Incident {
    const incident = incidents.find(id);
    if (incident === undefined) throw new Fault("NOT_FOUND", "There is no such incident.");
    return incident;
  }

  function requireRoom(session: Session, incidentId: string, more: number): void {
    const waiting = store.list().filter((clip) => isUnderWay(clip) && clip.operatorId === session.account.name);
    if (waiting.length + more > MAX_WAITING)
      throw new Fault("CLIP_REFUSED", `${waiting.length} of yours wait already. Nothing was pulled; let some finish.`);
    if (store.listOf(incidentId).length + more > MAX_INCIDENT_CLIPS)
      throw new Fault("CLIP_REFUSED", `The incident has ${MAX_INCIDENT_CLIPS} clips at most. Nothing was pulled.`);
  }

  function findEqual({ incidentId, fromMs, toMs }: ClipsRequest, cameraId: string): StoredClip | undefined {
    const isSame = (clip: StoredClip) => clip.cameraId === cameraId && clip.fromMs === fromMs && clip.toMs === toMs;
    return store.listOf(incidentId).find((clip) => isSame(clip) && (isUnderWay(clip) || clip.state === "ready"));
  }

  /** What may be asked for at all. */
  function readWish(wish: ClipsRequest) {
    const incident = requireIncident(wish.incidentId);
    const nowMs = clock.nowMs();
    const fault = checkClipSpan(wish, nowMs);
    if (fault !== undefined) throw new Fault("CLIP_REFUSED", SPAN_SENTENCES[fault]);
    const cameraIds = [...new Set(wish.cameraIds)];
    for (const id of cameraIds)
      if (cameras.find(id) === undefined) throw new Fault("NOT_FOUND", "There is no such camera.");
    return { incident, nowMs, cameraIds, untilMs: Math.min(wish.toMs, nowMs) };
  }

  async function preview(session: Session, wish: ClipsRequest): Promise<ClipPreview> {
    const { incident, cameraIds, untilMs } = readWish(wish);
    const about = { actor: session.account.name, incident: incident.id, cameras: cameraIds.length };
    await options.audit.append([{ type: "registry.lookup", ...about }]);
    const purpose = choosePurpose(incident);
    const parts = { source: options.recordings, consent };
    const items = cameraIds.map((cameraId) => previewClip(parts, session, { ...wish, cameraId, purpose, untilMs }));
    return { items: await Promise.all(items) };
  }

  async function pull(session: Session, wish: ClipsRequest): Promise<Clip[]> {
    const { incidentId, fromMs, toMs } = wish;
    const { incident, nowMs, cameraIds, untilMs } = readWish(wish);
    const known = new Map(cameraIds.map((id) => [id, findEqual(wish, id)]));
    const wanted = cameraIds.filter((id) => known.get(id) === undefined);
    requireRoom(session, incidentId, wanted.length);
    const planned = await Promise.all(
      wanted.map(async (cameraId) => {
        const about = { incidentId, cameraId, fromMs, toMs, untilMs };
        const draft = draftClip(session, incident, about, nowMs, cameraIds.indexOf(cameraId));
        return { draft, judged: await consent.judge(session, draft) };
      }),
    );
    const decided = planned.map(({ draft, judged }) => ({ clip: decideOn(draft, judged), judged }));
    await add(session, decided);
    worker.wake();
    tell.changed(incidentId);
    const all = cameraIds.flatMap(
      (id) => known.get(id) ?? decided.find(({ clip }) => clip.cameraId === id)?.clip ?? [],
    );
    return describeAll(session, incidentId, all);
  }

  function draftClip(
    { account, station }: Session,
    incident: Incident,
    about: Pick<StoredClip, "incidentId" | "cameraId" | "fromMs" | "toMs" | "untilMs">,
    askedAtMs: number,
    rank: number,
  ): StoredClip {
    return {
      ...{ id: `clip:${chance.id(askedAtMs)}`, ...about, name: cameras.find(about.cameraId)?.name ?? about.cameraId },
      ...{ description: "", state: "queued", covered: [], missing: [], reasons: [], askedAtMs, rank },
      ...{ operatorId: account.name, operatorLabel: account.label, stationId: station.id },
      purpose: choosePurpose(incident),
    };
  }

  async function add(
    session: Session,
    decided: readonly { readonly clip: StoredClip; readonly judged: Judged }[],
  ): Promise<void> {
    const entries = decided.map(({ clip, judged }): AuditEntry => {
      const type = clip.state === "queued" ? "clip.pulled" : "clip.refused";
      return { ...judged.entry, ...nameClip(clip), type };
    });
    const clips = decided.map(({ clip }) => clip);
    await store.add(clips, entries, async (transaction, seqs) => {
      for (const [index, { clip, judged }] of decided.entries()) {
        if (clip.state !== "queued") continue;
        const about = { id: `viewing:${chance.id(clip.askedAtMs)}`, atMs: clip.askedAtMs, seq: seqs[index] ?? 0 };
        await writeClipViewing(transaction, session, clip, { ...about, epoch: judged.epoch, bytes: 0 });
      }
    });
  }

  async function describeAll(session: Session, incidentId: string, clips: readonly StoredClip[]): Promise<Clip[]> {
    const markers = await options.listMarkers(session, incidentId);
    const described = await Promise.all(
      clips.map(async (clip) => {
        const judged = clip.state === "ready" ? await consent.judge(session, clip) : undefined;
        const camera = cameras.find(clip.cameraId);
        const progress = worker.progressOf(clip.id);
        return describeClip(clip, { camera, markers, progress, judged, viewerId: session.account.name });
      }),
    );
    return described.flat();
  }

  async function change(session: Session, id: string, { name, description }: ClipChange): Promise<Clip> {
    const after = await store.change(id, (before) => {
      const next = { ...before, name: name ?? before.name, description: description ?? before.description };
      const facts = {
        ...nameClip(before),
        actor: session.account.name,
        name: next.name,
        description: next.description,
      };
      return { after: next, entry: { type: "clip.named", ...facts } };
    });
    tell.changed(after.incidentId);
    const [described] = await describeAll(session, after.incidentId, [after]);
    if (described === undefined) throw new Fault("NOT_FOUND", "Its camera is not known any more.");
    return described;
  }

  async function remove(session: Session, id: string): Promise<void> {
    const { account } = session;
    const after = await store.change(id, (before) => {
      if (before.operatorId !== account.name && !listRights(account).includes("approve-requests"))
        throw new Fault("RIGHT_MISSING", "It is somebody else's: they or a supervisor take it away.");
      if (!isUnderWay(before) && before.state !== "ready") return undefined;
      const isReady = before.state === "ready";
      const { after, entry } = stopStep(before, isReady ? "deleted" : "cancelled");
      return { after, entry: { ...entry, type: isReady ? "clip.deleted" : "clip.ended", actor: account.name } };
    });
    worker.stop(id, undefined);
    await files.drop(id);
    tell.changed(after.incidentId);
  }

  return {
    files,
    find: store.find,
    async list(session, incidentId) {
      requireIncident(incidentId);
      return describeAll(session, incidentId, store.listOf(incidentId).slice(0, MAX_INCIDENT_CLIPS));
    },
    pull,
    preview,
    change,
    remove,
    async close() {
      tell.close();
      await worker.close();
    },
  };
}

function choosePurpose({ kind, id }: Incident): Purpose {
  return { code: choosePurposeOf(kind), incidentId: id };
}

function decideOn(draft: StoredClip, { decision, lacksEncoder }: Judged): StoredClip {
  if (decision.outcome === "permit") return draft;
  const reasons = [...decision.reasons];
  return { ...draft, state: "failed", why: lacksEncoder ? "no-encoder" : "refused", reasons };
}

/** Clips go with their incident, a month after it was closed. Their files go when the folder is opened. */
async function forgetOld(store: ClipStore, incidents: Incidents): Promise<void> {
  for (const { id, incidentId } of store.list()) if (incidents.find(incidentId) === undefined) await store.forget(id);
}
