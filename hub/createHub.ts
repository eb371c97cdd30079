import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Fault } from "../contract/faults.ts";
import type { HubInfo } from "../contract/operators.ts";
import { createAuditLog } from "./audit/auditLog.ts";
import { mountClipFile } from "./clips/mountClipFile.ts";
import { type ClipSettings, openClips } from "./clips/openClips.ts";
import { planEvening } from "./evening/planEvening.ts";
import { playEvening } from "./evening/playEvening.ts";
import { createEventStream } from "./events/eventStream.ts";
import { loadFootageRequests } from "./footage/footageRequests.ts";
import { createGrantMint } from "./grants/grantMint.ts";
import { createMediaGate } from "./grants/mediaGate.ts";
import { createProofVerifier } from "./grants/proofVerifier.ts";
import { loadSigningKey } from "./grants/signingKey.ts";
import { loadHolds } from "./holds/holds.ts";
import { createAuthenticator } from "./http/authenticate.ts";
import { createServer, type Tls } from "./http/createServer.ts";
import { mountEvents } from "./http/mountEvents.ts";
import { mountRoutes } from "./http/mountRoutes.ts";
import { readImportedCameras } from "./imports/importStore.ts";
import { loadRegistryImports } from "./imports/imports.ts";
import { findCityBounds } from "./incidents/cityBounds.ts";
import { type FeedKey, loadFeedKeys } from "./incidents/feedKeys.ts";
import { createMarkers } from "./incidents/markers.ts";
import { mountFeeds } from "./incidents/mountFeeds.ts";
import { chooseRecording } from "./media/chooseRecording.ts";
import { createLiveSources } from "./media/liveSources.ts";
import { createLoopRecording } from "./media/loopRecording.ts";
import { registerMedia } from "./media/registerMedia.ts";
import { registerRecorded } from "./media/registerRecorded.ts";
import { mountOwnerPage } from "./owner/mountOwnerPage.ts";
import { loadAccounts } from "./people/accounts.ts";
import { createPasswordCheck } from "./people/passwordCheck.ts";
import { loadSessions } from "./people/sessions.ts";
import { loadStations } from "./people/stations.ts";
import { loadUnattendedUses } from "./people/unattendedUses.ts";
import type { Chance, HubClock, HubLog } from "./ports.ts";
import type { RecordOptions } from "./readRecordOptions.ts";
import { startRecorder } from "./recorder/startRecorder.ts";
import { createCameraRegistry } from "./registry/cameras.ts";
import { loadConsents } from "./registry/consents.ts";
import { loadIncidents } from "./registry/incidents.ts";
import { readSiteGaps } from "./registry/readSiteGaps.ts";
import { seedSite } from "./registry/seedSite.ts";
import { defineApprovalRoutes } from "./routes/approvalRoutes.ts";
import { defineClipRoutes } from "./routes/clipRoutes.ts";
import { defineFootageRoutes } from "./routes/footageRoutes.ts";
import { defineHoldRoutes } from "./routes/holdRoutes.ts";
import { defineImportRoutes } from "./routes/importRoutes.ts";
import { defineIncidentRoutes } from "./routes/incidentRoutes.ts";
import { defineMarkerRoutes } from "./routes/markerRoutes.ts";
import { defineRecorderRoutes } from "./routes/recorderRoutes.ts";
import { defineSessionRoutes } from "./routes/sessionRoutes.ts";
import { defineStationRoutes } from "./routes/stationRoutes.ts";
import { defineTrainingRoutes } from "./routes/trainingRoutes.ts";
import { defineViewingRoutes } from "./routes/viewingRoutes.ts";
import { defineViewRoutes } from "./routes/viewRoutes.ts";
import { loadSite } from "./site/loadSite.ts";
import { loadPresets } from "./stations/presets.ts";
import { loadPushes } from "./stations/pushes.ts";
import { createStationBoard } from "./stations/stationBoard.ts";
import { forgetUsed } from "./store/forgetUsed.ts";
import { openDatabase } from "./store/openDatabase.ts";
import { loadScenarios } from "./training/loadScenarios.ts";
import { loadTrainings, type TrainingParts } from "./training/trainings.ts";
import { createUploads } from "./uploads/uploads.ts";
import { loadAccessRequests } from "./viewings/accessRequests.ts";
import { restoreViewings } from "./viewings/restoreViewings.ts";
import { createRunningViewings } from "./viewings/runningViewings.ts";
import { createViewingDesk } from "./viewings/viewingDesk.ts";
import { watchChanges } from "./viewings/watchChanges.ts";
import { loadViews } from "./views/views.ts";

/** Builds a hub from its parts and opens its port. Nothing here decides anything. */

export interface HubOptions extends ClipSettings {
  readonly dataDir: string;
  readonly siteDir: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly tls?: Tls | undefined;
  readonly version: string;
  /** How long views go on after their incident was closed. */
  readonly closeGraceMs?: number;
  /** Plays an evening of calls, for training: how much faster than life, and which one. */
  readonly evening?: { readonly factor: number; readonly seed: number } | undefined;
  /** Whether stations of a training site may run without an operator until somebody forbids it. */
  readonly allowsTrainingWall?: boolean | undefined;
  /** Undefined: nothing is recorded. */
  readonly record?: RecordOptions | undefined;
  readonly clock: HubClock;
  readonly chance: Chance;
  readonly log: HubLog;
}

export interface Hub {
  readonly port: number;
  /** A one-time code with which a station enrols its key. */
  makeEnrolCode(): Promise<string>;
  close(): Promise<void>;
}

const EVENING_SECRET_BYTES = 32;

type Closers = (() => unknown)[];
/** What every part is given. */
type Base = Awaited<ReturnType<typeof openStore>>;

/** Throws `DATA_UNUSABLE`, `SITE_UNUSABLE` or `PORT_TAKEN`, having let go of everything it had opened. */
export async function createHub(options: HubOptions): Promise<Hub> {
  const closers: Closers = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return await buildHub(options, closers, close);
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function buildHub(options: HubOptions, closers: Closers, close: () => Promise<void>): Promise<Hub> {
  const base = await openStore(options, closers);
  const people = await openPeople(base, options.dataDir);
  const registry = await openRegistry(base, options.record, closers);
  const watching = await openViewings(base, people, registry, options, closers);
  const feeds = loadFeedKeys(options.dataDir);
  const app = createServer(options.log, options.host, options.tls);
  closers.push(
    () => app.close(),
    () => watching.events.close(),
  );
  mountEverything(app, base, people, registry, watching, feeds, options);
  await listen(app, options);
  // A string only for a server on a pipe, which this one never is.
  const address = app.server.address() as AddressInfo;
  if (options.evening !== undefined) closers.push(startEvening(base, feeds, address.port, options.evening));
  base.log.info("hub.ready", { port: address.port, site: base.site.facts.id });
  return { port: address.port, makeEnrolCode: () => people.stations.makeCode("hub"), close };
}

async function openStore({ dataDir, siteDir, clock, chance, log }: HubOptions, closers: Closers) {
  const { site, problems } = loadSite(siteDir);
  for (const { file, path, message } of problems) log.warn("site.problem", { file, path, message });
  const { db, asideFile, close } = openDatabase(dataDir, clock.wallMs());
  closers.push(close);
  closers.push(await forgetUsed({ db, clock, log }));
  const audit = await createAuditLog({ db, clock, log });
  closers.push(() => audit.close());
  await seedSite({ db, audit, clock, chance, site, asideFile });
  return { db, audit, site, clock, chance, log, dataDir };
}

async function openPeople(base: Base, dataDir: string) {
  const issuer = await readIssuer(base);
  const key = await loadSigningKey(dataDir, issuer);
  const accounts = await loadAccounts(base.db, base.site.facts.agency);
  const passwords = await createPasswordCheck({ ...base, accounts });
  const stations = await loadStations(base);
  const unattendedUses = await loadUnattendedUses({ ...base, accounts });
  const sessions = await loadSessions({ ...base, key, accounts, stations, unattendedUses });
  return { issuer, key, accounts, passwords, stations, unattendedUses, sessions };
}

/** The hub's name in its tokens: its own for good, whatever address it is reached at. */
async function readIssuer({ db, chance, clock }: Base): Promise<string> {
  const known = await db.selectFrom("meta").select("value").where("key", "=", "issuer").executeTakeFirst();
  if (known !== undefined) return known.value;
  const value = `urn:glasshouse:hub:${chance.id(clock.nowMs())}`;
  await db.insertInto("meta").values({ key: "issuer", value }).execute();
  return value;
}

async function openRegistry(base: Base, record: RecordOptions | undefined, closers: Closers) {
  const sources = createLiveSources(base);
  closers.push(() => sources.close());
  const loops = createLoopRecording({ sources, gapsOf: await readSiteGaps(base), clock: base.clock });
  const consents = await loadConsents(base);
  const holds = await loadHolds(base);
  const recorder = record && (await startRecorder({ ...base, record, sources, consents, holds }));
  closers.push(() => recorder?.close());
  const recordings = recorder === undefined ? loops : chooseRecording(recorder.source, loops);
  const incidents = await loadIncidents(base);
  const imported = await readImportedCameras(base.db);
  const cameras = await createCameraRegistry({ ...base, sources, consents, imported });
  closers.push(() => cameras.close());
  const views = await loadViews(base);
  const uploads = createUploads({ ...base, dir: join(base.dataDir, "uploads") });
  closers.push(() => uploads.close());
  const imports = await loadRegistryImports({ ...base, cameras, consents, uploads });
  return { sources, recorder, recordings, holds, consents, incidents, cameras, views, uploads, imports };
}

async function openViewings(
  base: Base,
  people: Awaited<ReturnType<typeof openPeople>>,
  registry: Awaited<ReturnType<typeof openRegistry>>,
  options: HubOptions,
  closers: Closers,
) {
  const { closeGraceMs = 0, siteDir } = options;
  const events = createEventStream(base.clock);
  const board = createStationBoard({ ...base, ...people, events });
  const pushes = await loadPushes({ ...base, ...people, ...registry, events, board });
  const presets = await loadPresets({ ...base, ...people });
  const viewings = createRunningViewings({ ...base, events });
  const requests = await loadAccessRequests({ ...base, events });
  const footage = await loadFootageRequests({ ...base, ...people, ...registry, events });
  const markers = createMarkers({ ...base, ...registry, events });
  const mint = createGrantMint({ ...base, key: people.key });
  const isSynthetic = base.site.facts.synthetic;
  const parts = {
    ...base,
    ...people,
    ...registry,
    events,
    pushes,
    viewings,
    requests,
    mint,
    isSynthetic,
    closeGraceMs,
  };
  const desk = createViewingDesk(parts);
  await restoreViewings(parts);
  // A hub that died between a change and the ends that follow from it makes up for them.
  desk.review(viewings.list());
  const stopWatching = watchChanges({ ...parts, presets, desk });
  const trainings = await openTrainings({ ...parts, desk }, siteDir);
  const { clips, clipConsent } = await openClips({ ...parts, markers }, options);
  closers.push(
    () => clips.close(),
    () => trainings.close(),
    () => viewings.close(),
    () => requests.close(),
    () => footage.close(),
    stopWatching,
    () => board.close(),
    () => pushes.close(),
  );
  return {
    events,
    board,
    pushes,
    presets,
    viewings,
    requests,
    footage,
    markers,
    mint,
    desk,
    trainings,
    clips,
    clipConsent,
  };
}

async function openTrainings(parts: Omit<TrainingParts, "scenarios">, siteDir: string) {
  const scenarios = loadScenarios(siteDir, parts.site);
  for (const { file, problems } of scenarios.refused)
    for (const problem of problems) parts.log.warn("scenario.problem", { file, problem });
  return loadTrainings({ ...parts, scenarios });
}

function mountEverything(
  app: ReturnType<typeof createServer>,
  base: Base,
  people: Awaited<ReturnType<typeof openPeople>>,
  registry: Awaited<ReturnType<typeof openRegistry>>,
  watching: Awaited<ReturnType<typeof openViewings>>,
  feeds: Map<string, FeedKey>,
  { version, tls, allowsTrainingWall }: HubOptions,
): void {
  const parts = { ...base, ...people, ...registry, ...watching };
  const proofs = createProofVerifier(base.clock);
  const authenticator = createAuthenticator(proofs, people.sessions);
  const { id, name, synthetic } = base.site.facts;
  const describeHub = (): HubInfo => ({
    ...{ name: "Glasshouse hub", version, hubNowMs: base.clock.nowMs(), issuer: people.issuer },
    ...{
      signInMethods: ["password", "station"],
      jwks: { keys: [people.key.publicJwk] },
      site: { id, name, synthetic },
    },
    capabilities: ["live-flv", "live-hls", "recorded", "events", "approvals", "views", "stations"],
  });
  const isTrainingWall = allowsTrainingWall === true && synthetic;
  const routes = [
    ...defineSessionRoutes({ ...parts, isTrainingWall, describeHub }),
    ...defineViewingRoutes(parts),
    ...defineIncidentRoutes(parts),
    ...defineApprovalRoutes(parts),
    ...defineFootageRoutes(parts),
    ...defineMarkerRoutes(parts),
    ...defineClipRoutes(parts),
    ...defineHoldRoutes(parts),
    ...defineViewRoutes(parts),
    ...defineRecorderRoutes(parts),
    ...defineImportRoutes(parts),
    ...defineStationRoutes(parts),
    ...defineTrainingRoutes(parts),
  ];
  mountRoutes(app, routes, { authenticator, clock: base.clock });
  mountEvents(app, watching.events, authenticator);
  mountClipFile(app, { ...parts, authenticator, consent: watching.clipConsent });
  mountFeeds(app, { ...parts, feeds, city: findCityBounds(base.site) });
  const gate = createMediaGate({ ...parts, proofs });
  registerMedia(app, { ...parts, gate });
  registerRecorded(app, { ...parts, gate });
  const { agency, timeZone } = base.site.facts;
  mountOwnerPage(app, { ...parts, agencyName: agency.name, timeZone, isSecure: tls !== undefined });
}

/** Its key lives in memory alone: nobody else can send as it. */
function startEvening(
  { site, clock, chance, log }: Base,
  feeds: Map<string, FeedKey>,
  port: number,
  { factor, seed }: NonNullable<HubOptions["evening"]>,
): () => void {
  const about = { id: "training-evening", source: "cad", label: "Training dispatch" } as const;
  const feed: FeedKey = { ...about, secret: chance.secret(EVENING_SECRET_BYTES), priorities: {}, kinds: {}, usual: {} };
  feeds.set(feed.id, feed);
  return playEvening({ port, feed, plan: planEvening(site, seed), factor, clock, log });
}

async function listen(app: ReturnType<typeof createServer>, { host, port }: HubOptions): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "EADDRINUSE") throw new Fault("PORT_TAKEN", `${host}:${port}`, { cause });
    throw cause;
  }
}
