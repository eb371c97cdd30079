import type { CameraHealth } from "../../contract/cameras.ts";
import type { PlaybackSample } from "../../contract/deskApi.ts";
import { createMachineCodecs, type MachineCodecs } from "../media/codecSupport.ts";
import { createPlayer } from "../media/createPlayer.ts";
import { createHubTime } from "../media/hubTime.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import type { PictureWish } from "../media/pictureSequence.ts";
import { createStage } from "../media/stage.ts";
import { createStartQueue, MAX_PENDING_STARTS } from "../media/startQueue.ts";
import { createSwitchGate } from "../media/switchGate.ts";
import { TilePlayer, WATCH_EVERY_MS } from "../media/tilePlayer.ts";
import type { TileReport } from "../media/tileReport.ts";
import { type Claims, createClaims, type TilesPort } from "./claims.ts";
import type { DeskPort } from "./deskPort.ts";
import type { VisibilityPort } from "./pageVisibility.ts";
import { tileReports } from "./tileReports.ts";

/** A hidden window's players stop after this; with the desk's own 5 s no picture outlives its grant. */
const STOP_HIDDEN_AFTER_MS = 3_000;
const SAMPLE_EVERY_MS = 1_000;
/** Three heartbeats missed; with {@link WATCH_EVERY_MS} a private picture is covered within the design's 4 s. */
const SILENT_AFTER_MS = 3_500;

/** Who looks, for the watermark. */
export interface Onlooker {
  readonly operator: string;
  readonly station: string;
}

/** One tile's picture, for as long as its element is there. */
export interface MountedPicture {
  /** Under which number its reports appear; none before the first call. */
  setTile(tile: number): void;
  setHealth(health: CameraHealth | null): void;
  setWish(wish: PictureWish): void;
  close(): void;
}

/** All pictures of a window: its claims, and the only place where players are created. */
export interface WindowPictures {
  readonly claims: Claims;
  /** Plays the camera of one key of `keyTiles` in an element, while its claim permits. The caller closes it. */
  mount(key: string, element: HTMLElement): MountedPicture;
  /** Hub time; null before the first heartbeat. */
  hubNowMs(): number | null;
  onlooker(): Onlooker | null;
  every(periodMs: number, act: () => void): () => void;
  close(): void;
}

export interface WindowPicturesOptions {
  readonly client: DeskPort;
  readonly wall: TilesPort;
  readonly clock: MediaClock;
  /** A random number from 0 to below 1. */
  readonly chance: () => number;
  readonly visibility: VisibilityPort;
  readonly onlooker: () => Onlooker | null;
  readonly onFault: (fault: unknown) => void;
}

export function createWindowPictures(options: WindowPicturesOptions): WindowPictures {
  const { client, clock, onlooker } = options;
  const claims = createClaims(options);
  const hubTime = createHubTime();
  const hubNowMs = () => hubTime.at(clock.nowMs());
  let beatAtMs = clock.nowMs();
  const silentSinceMs = () => (clock.nowMs() - beatAtMs > SILENT_AFTER_MS ? (hubTime.at(beatAtMs) ?? 0) : null);
  const players = new Set<TilePlayer>();
  const mount = createMount({ ...options, claims, hubNowMs, silentSinceMs, players });
  const closers = [
    client.on("hub.tick", (tick) => {
      beatAtMs = clock.nowMs();
      hubTime.observe(tick.hubNowMs, beatAtMs);
    }),
    client.on("hub.changed", (link) => {
      if (link.state !== "up") return;
      beatAtMs = clock.nowMs();
      for (const player of players) player.retryNow();
    }),
    clock.every(WATCH_EVERY_MS, () => {
      for (const player of players) player.watch();
    }),
    clock.every(SAMPLE_EVERY_MS, () => sendSamples(options, claims)),
    followVisibility(options, players),
    claims.close,
  ];
  return {
    claims,
    mount,
    hubNowMs,
    onlooker,
    every: clock.every,
    close() {
      for (const player of players) player.close();
      for (const close of closers) close();
    },
  };
}

interface MountParts extends WindowPicturesOptions {
  readonly claims: Claims;
  readonly hubNowMs: () => number | null;
  readonly silentSinceMs: () => number | null;
  readonly players: Set<TilePlayer>;
}

function createMount({
  clock,
  chance,
  claims,
  hubNowMs,
  silentSinceMs,
  players,
  visibility,
}: MountParts): WindowPictures["mount"] {
  const shared = {
    clock,
    chance,
    hubNowMs,
    silentSinceMs,
    starts: createStartQueue(MAX_PENDING_STARTS),
    switches: createSwitchGate(),
  };
  // Made with the first picture: a window that shows none needs no media capabilities.
  let codecs: MachineCodecs | null = null;

  return (key, element) => {
    codecs ??= createMachineCodecs();
    const place = createPlace();
    const player = new TilePlayer({
      ...shared,
      codecs,
      stage: createStage(element, clock, createPlayer),
      media: claims.doorOf(key),
      onReport: place.publish,
      onBlanked: (proof) => claims.reportBlank(key, proof),
    });
    players.add(player);
    player.setWindowShown(visibility.isVisible());
    const unwatch = claims.watch(key, (status, atMs) => player.setViewing(status, atMs));
    return {
      setTile: place.setTile,
      setHealth: (health) => player.setHealth(health),
      setWish: (wish) => player.setWish(wish),
      close() {
        unwatch();
        players.delete(player);
        player.close();
        place.leave();
      },
    };
  };
}

/** Publishes one picture's reports under the tile it is in, wherever it moves. */
function createPlace() {
  let tile: number | null = null;
  let last: TileReport | null = null;
  // When two cameras swap their tiles, the other one may have reported here already.
  const leave = () => {
    if (tile !== null && tileReports.get(tile) === last) tileReports.publish(tile, null);
  };
  return {
    leave,
    publish(report: TileReport) {
      last = report;
      if (tile !== null) tileReports.publish(tile, report);
    },
    setTile(next: number) {
      leave();
      tile = next;
      tileReports.publish(next, last);
    },
  };
}

/** Tells the desk at once, and stops the players of a window that stays hidden. */
function followVisibility(options: WindowPicturesOptions, players: ReadonlySet<TilePlayer>): () => void {
  const { client, clock, visibility, onFault } = options;
  let cancelStop = () => {};
  const setShown = (isShown: boolean) => {
    for (const player of players) player.setWindowShown(isShown);
  };
  const unsubscribe = visibility.subscribe(() => {
    const isVisible = visibility.isVisible();
    cancelStop();
    if (isVisible) setShown(true);
    else cancelStop = clock.after(STOP_HIDDEN_AFTER_MS, () => setShown(false));
    if (client.isOpen()) client.call("window.visibility", { isVisible }).catch(onFault);
  });
  return () => {
    cancelStop();
    unsubscribe();
  };
}

function sendSamples({ client, wall, onFault }: WindowPicturesOptions, claims: Claims): void {
  const samples: PlaybackSample[] = [];
  wall.tiles().forEach((_cameraId, index) => {
    const report = tileReports.get(index + 1);
    const claimId = claims.claimIdOf(index + 1);
    if (report !== null && claimId !== null) samples.push(describeSample(claimId, report));
  });
  if (samples.length === 0 || !client.isOpen()) return;
  client.call("viewing.report", { samples }).catch((fault: unknown) => {
    if (client.isOpen()) onFault(fault);
  });
}

function describeSample(claimId: string, report: TileReport): PlaybackSample {
  const { state, frameAgeMs, framesPresented, framesLost, decoder, attempt, sinceMs, reason } = report;
  return {
    claimId,
    state,
    frameAgeMs,
    framesPresented,
    framesLost,
    decoder,
    attempt,
    sinceMs: Math.max(0, sinceMs),
    reason,
    rendition: report.rendition?.rendition ?? null,
  };
}
