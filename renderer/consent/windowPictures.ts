import type { DisplaySize } from "../../contract/budget.ts";
import type { CameraHealth } from "../../contract/cameras.ts";
import { createMachineCodecs, type MachineCodecs } from "../media/codecSupport.ts";
import type { BlankProof } from "../media/coverProof.ts";
import { createPlayer } from "../media/createPlayer.ts";
import { createHubTime } from "../media/hubTime.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import type { MediaDoor } from "../media/pictureStart.ts";
import { createQuarantine } from "../media/quarantine.ts";
import { createStage } from "../media/stage.ts";
import { createStartQueue, MAX_PENDING_STARTS } from "../media/startQueue.ts";
import { createSwitchGate } from "../media/switchGate.ts";
import { TilePlayer, WATCH_EVERY_MS } from "../media/tilePlayer.ts";
import type { TileReport } from "../media/tileReport.ts";
import type { StatusListener } from "./claimBook.ts";
import { type Claims, createClaims, type TilesPort } from "./claims.ts";
import type { DeskPort } from "./deskPort.ts";
import type { FilledTile } from "./keyTiles.ts";
import type { VisibilityPort } from "./pageVisibility.ts";
import { createPreview, type Preview } from "./preview.ts";
import { createRecordedPictures, type RecordedPictures, type RecordedWindow } from "./recordedPictures.ts";
import { tileReports } from "./tileReports.ts";
import { createTileSamples, type TileSamples, type TileWish } from "./tileSamples.ts";

/** A hidden window's players stop after this; with the desk's own 5 s no picture outlives its grant. */
const STOP_HIDDEN_AFTER_MS = 3_000;
/** Three heartbeats missed; with {@link WATCH_EVERY_MS} a private picture is covered within the design's 4 s. */
const SILENT_AFTER_MS = 3_500;
const HASTE_AFTER_MS = 250;

/** Who looks, for the watermark. */
export interface Onlooker {
  readonly operator: string;
  readonly station: string;
}

/** One tile's picture, for as long as its element is there. */
export interface MountedPicture {
  /** Under which number its reports appear; none before the first call, and none while it plays behind another. */
  setTile(tile: number | null): void;
  setHealth(health: CameraHealth | null): void;
  setWish(wish: TileWish): void;
  close(): void;
}

export type PreviewedPicture = Pick<MountedPicture, "setWish" | "close">;

/** All pictures of a window: its claims, and the only place where players are created. */
export interface WindowPictures {
  readonly claims: Claims;
  /** The glance from the map. */
  readonly preview: Preview;
  /** What was recorded. */
  readonly recorded: RecordedPictures;
  /** Plays what is glanced at in an element, while its claim permits. The caller closes it. */
  mountPreview(cameraId: string, element: HTMLElement, onReport: (report: TileReport) => void): PreviewedPicture;
  /** Plays the camera of one of `keyTiles` in an element, while its claim permits. The caller closes it. */
  mount(filled: Pick<FilledTile, "key" | "cameraId">, element: HTMLElement): MountedPicture;
  /** The operator tries again what could not be shown in a tile. */
  tryAgain(tile: number): void;
  /** Tells the area of the display's pictures, device pixels; null when it is gone. */
  setSize(size: DisplaySize | null): void;
  /** What the picture of a key shows now; null while nothing may be seen of it, or no frame is there. */
  grab(key: string): GrabbedFrame | null;
  /** Hub time; null before the first heartbeat. */
  hubNowMs(): number | null;
  onlooker(): Onlooker | null;
  every(periodMs: number, act: () => void): () => void;
  close(): void;
}

/** The frame on the glass. It is there until the next task at the latest: draw it at once. */
export interface GrabbedFrame {
  readonly video: HTMLVideoElement;
  readonly report: TileReport;
}

export interface WindowPicturesOptions {
  readonly client: DeskPort;
  readonly wall: TilesPort;
  readonly clock: MediaClock;
  /** A random number from 0 to below 1. */
  readonly chance: () => number;
  readonly visibility: VisibilityPort;
  readonly onlooker: () => Onlooker | null;
  /** Whether a training scenario stands still, as far as this window knows. */
  readonly isTrainingPaused: () => boolean;
  readonly onFault: (fault: unknown) => void;
}

export function createWindowPictures(options: WindowPicturesOptions): WindowPictures {
  const { client, clock, onlooker, visibility } = options;
  const claims = createClaims(options);
  const hubTime = createHubTime();
  const hubNowMs = () => hubTime.at(clock.nowMs());
  let beatAtMs = clock.nowMs();
  const silentSinceMs = () => (clock.nowMs() - beatAtMs > SILENT_AFTER_MS ? (hubTime.at(beatAtMs) ?? 0) : null);
  const players = new Map<TilePlayer, Place>();
  let cancelHaste = () => {};
  const frames: Frames = new Map();
  const samples = createTileSamples({ ...options, claims });
  const preview = createPreview(options);
  const play = createPlay({ ...options, hubNowMs, silentSinceMs, players });
  const isWindowShown = () => visibility.isVisible();
  const recorded = createRecordedPictures({ ...options, isWindowShown, hubNowMs, silentSinceMs });
  const closers = [
    client.on("hub.tick", (tick) => {
      beatAtMs = clock.nowMs();
      hubTime.observe(tick.hubNowMs, beatAtMs);
    }),
    client.on("hub.changed", (link) => {
      if (link.state !== "up") return;
      beatAtMs = clock.nowMs();
      for (const player of players.keys()) player.retryNow();
      recorded.retryNow();
    }),
    client.on("training.changed", () => {
      for (const player of players.keys()) player.watch();
      // Streams that begin anew at a jump end a moment before or after its news.
      cancelHaste();
      cancelHaste = clock.after(HASTE_AFTER_MS, () => {
        for (const player of players.keys()) player.retryNow();
      });
    }),
    () => cancelHaste(),
    clock.every(WATCH_EVERY_MS, () => {
      for (const player of players.keys()) player.watch();
    }),
    followVisibility(options, players, recorded),
    recorded.close,
    samples.close,
    preview.close,
    claims.close,
  ];
  return {
    claims,
    preview,
    recorded,
    mountPreview: (cameraId, element, onReport) => mountPreview(play, preview, { cameraId, element, onReport }),
    mount: createMount(play, claims, samples, frames),
    tryAgain(tile) {
      for (const [player, place] of players) if (place.tile() === tile) player.tryAgain();
    },
    setSize: samples.setSize,
    grab: (key) => frames.get(key)?.() ?? null,
    hubNowMs,
    onlooker,
    every: clock.every,
    close() {
      for (const player of players.keys()) player.close();
      for (const close of closers) close();
    },
  };
}

interface PlayParts extends WindowPicturesOptions {
  readonly hubNowMs: () => number | null;
  readonly silentSinceMs: () => number | null;
  readonly players: Map<TilePlayer, Place>;
}

/** Where a picture's permission and bytes come from, and who is told how it does. */
interface PictureSource {
  readonly cameraId: string;
  readonly place: Place;
  readonly watch: (listener: StatusListener) => () => void;
  readonly door: MediaDoor;
  readonly reportBlank: (proof: BlankProof) => void;
  readonly onReport: (report: TileReport) => void;
}

type Play = (element: HTMLElement, source: PictureSource) => { readonly player: TilePlayer; close(): void };

function createPlay({
  clock,
  chance,
  hubNowMs,
  silentSinceMs,
  isTrainingPaused,
  players,
  visibility,
}: PlayParts): Play {
  const shared = {
    clock,
    chance,
    hubNowMs,
    silentSinceMs,
    isTrainingPaused,
    starts: createStartQueue(MAX_PENDING_STARTS),
    switches: createSwitchGate(),
    quarantine: createQuarantine(),
  };
  // Made with the first picture: a window that shows none needs no media capabilities.
  let codecs: MachineCodecs | null = null;

  return (element, { cameraId, place, watch, door, reportBlank, onReport }) => {
    codecs ??= createMachineCodecs();
    const player = new TilePlayer({
      ...shared,
      codecs,
      cameraId,
      stage: createStage(element, clock, createPlayer),
      media: door,
      onReport,
      onBlanked: reportBlank,
    });
    players.set(player, place);
    player.setWindowShown(visibility.isVisible());
    const unwatch = watch((status, atMs) => player.setViewing(status, atMs));
    return {
      player,
      close() {
        unwatch();
        players.delete(player);
        player.close();
      },
    };
  };
}

/** What the pictures mounted now show, by key. */
type Frames = Map<string, () => GrabbedFrame | null>;

function createMount(play: Play, claims: Claims, samples: TileSamples, frames: Frames): WindowPictures["mount"] {
  return ({ key, cameraId }, element) => {
    const place = createPlace();
    const grab = () => grabFrame(element, place.report());
    frames.set(key, grab);
    let wish: TileWish | null = null;
    const { player, close } = play(element, {
      ...{ cameraId, place, onReport: place.publish },
      watch: (listener) => claims.watch(key, listener),
      door: claims.doorOf(key),
      reportBlank: (proof) => claims.reportBlank(key, proof),
    });
    const closers = [
      claims.watchAllowance(key, (step) => player.setAllowance(step)),
      samples.add({ ...place, wish: () => wish }),
    ];
    return {
      setTile: place.setTile,
      setHealth: (health) => player.setHealth(health),
      setWish(next) {
        if (next.isSelected !== (wish?.isSelected ?? false)) samples.hasten();
        wish = next;
        player.setWish(next);
      },
      close() {
        for (const end of closers) end();
        if (frames.get(key) === grab) frames.delete(key);
        close();
        place.leave();
      },
    };
  };
}

/** A glance is in no tile: it appears in no report and takes no part in the budget, being as small as pictures get. */
function mountPreview(
  play: Play,
  { watch, door, reportBlank }: Preview,
  at: { cameraId: string; element: HTMLElement; onReport: (report: TileReport) => void },
): PreviewedPicture {
  const { cameraId, element, onReport } = at;
  const { player, close } = play(element, { cameraId, place: createPlace(), watch, door, reportBlank, onReport });
  return { setWish: (wish) => player.setWish(wish), close };
}

type Place = ReturnType<typeof createPlace>;

/** The video in front and what was last reported of it; null while it is covered or has no frame yet. */
function grabFrame(element: HTMLElement, report: TileReport | null): GrabbedFrame | null {
  const video = element.querySelector<HTMLVideoElement>("video.picture-front");
  const isThere = video !== null && video.videoWidth > 0 && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  return isThere && report !== null && !report.isBlank ? { video, report } : null;
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
    tile: () => tile,
    report: () => last,
    leave,
    publish(report: TileReport) {
      last = report;
      if (tile !== null) tileReports.publish(tile, report);
    },
    setTile(next: number | null) {
      leave();
      tile = next;
      if (next !== null) tileReports.publish(next, last);
    },
  };
}

/** Tells the desk at once, and stops the players of a window that stays hidden. */
function followVisibility(
  options: WindowPicturesOptions,
  players: ReadonlyMap<TilePlayer, Place>,
  recorded: RecordedWindow,
): () => void {
  const { client, clock, visibility, onFault } = options;
  let cancelStop = () => {};
  const setShown = (isShown: boolean) => {
    for (const player of players.keys()) player.setWindowShown(isShown);
    recorded.setWindowShown(isShown);
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
