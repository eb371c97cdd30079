import { type CameraHealth, RENDITION_NAMES, type Rendition, type RenditionName } from "../../contract/cameras.ts";
import { Fault } from "../../contract/faults.ts";
import type { CameraSources, HubClock, HubLog } from "../ports.ts";
import type { Site } from "../site/loadSite.ts";
import { readClip } from "../site/readClip.ts";
import type { SiteStream, StreamBehaviour } from "../site/siteFiles.ts";
import { type CameraFeed, createCameraFeed } from "./cameraFeed.ts";
import { type ClipShelf, createClipShelf } from "./clipShelf.ts";
import { createLiveStream, type LiveStream } from "./liveStream.ts";
import { createLoopFeed, type LoopFeed } from "./loopFeed.ts";
import { createPictureClock, type PictureAnchor, type PictureTime } from "./pictureClock.ts";
import type { BehaviourSince } from "./recordingGaps.ts";
import { createTicker, type Ticker } from "./ticker.ts";

/** One rendition of one camera, on air. */
export interface LiveSource {
  readonly feed: CameraFeed;
  readonly stream: LiveStream;
}

/** The site's clips as live cameras. */
export interface LiveSources extends CameraSources {
  /** Throws `NOT_FOUND` for a rendition there is not, `CAMERA_OFFLINE` for a camera that sends nothing. */
  open(cameraId: string, rendition: RenditionName): LiveSource;
  /** What a camera films, whether or not it sends it now; null where there is nothing. */
  loop(cameraId: string, rendition: RenditionName): LoopFeed | null;
  /** How a camera behaved since this hub was started, oldest first. */
  behaviours(cameraId: string): readonly BehaviourSince[];
  /** Lets a camera misbehave or mend. Going offline ends its streams. */
  setBehaviour(cameraId: string, behaviour: StreamBehaviour): void;
  /** Which moment all cameras show. Where it is not the one they would come to by themselves, streams begin anew. */
  setPictures(anchor: PictureAnchor): void;
  close(): void;
}

/** A halt up to this long is gone on from; players give up on a longer one, and begin anew. */
const LONGEST_HALT_MS = 10_000;
/** Less than the time between two frames is no jump. */
const SMALLEST_JUMP_MS = 20;

interface LiveSourcesOptions {
  readonly site: Pick<Site, "cameras" | "clipsDir">;
  readonly clock: HubClock;
  readonly log: HubLog;
}

export function createLiveSources({ site, clock, log }: LiveSourcesOptions): LiveSources {
  const shelf = createClipShelf(site.clipsDir, readClip, log);
  const ticker = createTicker(clock);
  const pictures = createPictureClock();
  const cameras = new Map<string, LiveCamera>();
  for (const { id, stream } of site.cameras) {
    if (stream !== undefined) cameras.set(id, createLiveCamera({ id, stream, shelf, clock, ticker, pictures }));
  }
  const unknown: CameraHealth = { state: "unknown", sinceMs: Math.floor(clock.nowMs()) };
  const listeners = new Set<(cameraId: string, health: CameraHealth) => void>();

  function setBehaviour(cameraId: string, behaviour: StreamBehaviour): void {
    const camera = cameras.get(cameraId);
    if (camera === undefined) throw new Fault("NOT_FOUND", `camera ${cameraId}`);
    if (!camera.setBehaviour(behaviour)) return;
    for (const listener of listeners) listener(cameraId, camera.health());
  }
  function onHealthChanged(listener: (cameraId: string, health: CameraHealth) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
  function open(cameraId: string, rendition: RenditionName): LiveSource {
    const camera = cameras.get(cameraId);
    if (camera === undefined) throw new Fault("NOT_FOUND", "This camera has no stream.");
    return camera.open(rendition);
  }
  function setPictures(next: PictureAnchor): void {
    const { hubFromMs, pictureFromMs } = next;
    const before = pictures.anchor();
    const isJump = Math.abs(pictures.at(hubFromMs) - pictureFromMs) > SMALLEST_JUMP_MS;
    const isLongHalt = !before.isMoving && next.isMoving && hubFromMs - before.hubFromMs > LONGEST_HALT_MS;
    pictures.set(next);
    if (isJump || isLongHalt) for (const camera of cameras.values()) camera.beginAnew();
  }
  return {
    renditions: (cameraId) => cameras.get(cameraId)?.renditions() ?? [],
    health: (cameraId) => cameras.get(cameraId)?.health() ?? unknown,
    onHealthChanged,
    open,
    loop: (cameraId, rendition) => cameras.get(cameraId)?.loop(rendition) ?? null,
    behaviours: (cameraId) => cameras.get(cameraId)?.behaviours ?? [],
    setBehaviour,
    setPictures,
    close() {
      for (const camera of cameras.values()) camera.endAll();
    },
  };
}

interface LiveCamera {
  renditions(): Rendition[];
  health(): CameraHealth;
  open(rendition: RenditionName): LiveSource;
  loop(rendition: RenditionName): LoopFeed | null;
  readonly behaviours: readonly BehaviourSince[];
  /** Answers whether the camera's health changed. */
  setBehaviour(behaviour: StreamBehaviour): boolean;
  endAll(): void;
  /** Ends its streams and forgets what was made of them: the same frames are captured at another time from now on. */
  beginAnew(): void;
}

interface LiveCameraOptions {
  readonly id: string;
  readonly stream: SiteStream;
  readonly shelf: ClipShelf;
  readonly clock: HubClock;
  readonly ticker: Ticker;
  readonly pictures: PictureTime;
}

function createLiveCamera({ id, stream, shelf, clock, ticker, pictures }: LiveCameraOptions) {
  const { scene, offsetMs, behaviour: first } = stream;
  let behaviour = first;
  let sinceMs = Math.floor(clock.nowMs());
  const sources = new Map<RenditionName, LiveSource>();
  const loops = new Map<RenditionName, LoopFeed>();
  // A camera that was dark from the start had been there before; any other had always been as it is.
  const behaviours: BehaviourSince[] = [{ fromMs: first === "offline" ? sinceMs : 0, behaviour }];

  function loop(rendition: RenditionName): LoopFeed | null {
    const clip = shelf.take(scene, rendition);
    if (clip === null) return null;
    const made = loops.get(rendition) ?? createLoopFeed(clip, offsetMs);
    loops.set(rendition, made);
    return made;
  }

  function renditions(): Rendition[] {
    return RENDITION_NAMES.flatMap((name) => {
      const clip = shelf.take(scene, name);
      if (clip === null) return [];
      const { codec, widthPx, heightPx, fps, bitrateBps } = clip;
      return [{ name, codec, widthPx, heightPx, fps, bitrateBps }];
    });
  }
  function health(): CameraHealth {
    return behaviour === "offline" ? { state: "offline", sinceMs, reason: "No signal" } : { state: "online", sinceMs };
  }
  function open(rendition: RenditionName): LiveSource {
    const clip = shelf.take(scene, rendition);
    if (clip === null) throw new Fault("NOT_FOUND", `There is no ${rendition} picture of this camera.`);
    if (behaviour === "offline") throw new Fault("CAMERA_OFFLINE");
    let source = sources.get(rendition);
    if (source === undefined) {
      const feed = createCameraFeed(createLoopFeed(clip, offsetMs, pictures), () => behaviour);
      source = { feed, stream: createLiveStream(feed, clock, ticker, id) };
      sources.set(rendition, source);
    }
    return source;
  }
  function endAll(): void {
    for (const { stream } of sources.values()) stream.endAll();
  }
  function beginAnew(): void {
    endAll();
    sources.clear();
  }
  function setBehaviour(next: StreamBehaviour): boolean {
    const isHealthChanged = (next === "offline") !== (behaviour === "offline");
    if (next !== behaviour) behaviours.push({ fromMs: Math.floor(clock.nowMs()), behaviour: next });
    behaviour = next;
    if (!isHealthChanged) return false;
    sinceMs = Math.floor(clock.nowMs());
    if (next === "offline") endAll();
    return true;
  }
  return { renditions, health, open, loop, behaviours, setBehaviour, endAll, beginAnew } satisfies LiveCamera;
}
