import { beforeEach, describe, expect, it } from "vitest";
import { Fault } from "../../contract/faults.ts";
import type { MediaHandle } from "../../contract/viewingCalls.ts";
import { GRANT_LIFE_MS } from "../../contract/viewings.ts";
import type { BlankProof } from "./coverProof.ts";
import type { PictureFacts } from "./picture.ts";
import type { PlayerFaultKind } from "./player.ts";
import { createQuarantine } from "./quarantine.ts";
import type { Slot, Stage, StageRequest } from "./stage.ts";
import { createStartQueue } from "./startQueue.ts";
import { createSwitchGate } from "./switchGate.ts";
import { createHandClock, permitted } from "./testKit.ts";
import { TilePlayer, WATCH_EVERY_MS } from "./tilePlayer.ts";
import type { TileReport } from "./tileReport.ts";

interface Playing extends StageRequest {
  readonly slot: Slot;
  facts: PictureFacts;
  isClosed: boolean;
}

function createBench() {
  const clock = createHandClock();
  const playing: Playing[] = [];
  const handles = new Set<string>();
  const reports: TileReport[] = [];
  const proofs: BlankProof[] = [];
  const bench = {
    clock,
    playing,
    handles,
    reports,
    proofs,
    isCovered: true,
    front: 0,
    isStillKept: false,
    refusal: null as Fault | null,
    silentSinceMs: null as number | null,
    isTrainingPaused: false,
  };
  const stage: Stage = {
    start(slot, request) {
      const frames = request.handle.frames;
      const nothing = {
        lastFrameAtMs: null,
        capturedAtMs: null,
        lastByteAtMs: null,
        keyIntervalMs: null,
        heightPx: null,
      };
      const facts = { ...nothing, frames, framesPresented: 0, framesLost: 0 };
      const picture: Playing = { ...request, slot, facts, isClosed: false };
      playing.push(picture);
      return {
        offer: request.offer,
        facts: () => picture.facts,
        watch: () => {},
        close: () => {
          picture.isClosed = true;
        },
      };
    },
    show: (slot) => {
      bench.front = slot;
    },
    keepStill: () => {
      bench.isStillKept = true;
      return true;
    },
    dropStill: () => {
      bench.isStillKept = false;
    },
    setCovered: (isCovered) => {
      bench.isCovered = isCovered;
    },
    countFrames: () => () => 0,
    close: () => {},
  };
  const media = {
    open(
      protocol: MediaHandle["protocol"],
      rendition: MediaHandle["rendition"],
      frames: MediaHandle["frames"],
    ): Promise<MediaHandle> {
      if (bench.refusal !== null) return Promise.reject(bench.refusal);
      const handleId = `h${playing.length}`;
      handles.add(handleId);
      return Promise.resolve({ handleId, url: "http://t.localhost/x", protocol, rendition, frames, viewingId: "v1" });
    },
    close: (handleId: string) => handles.delete(handleId),
  };
  const player = new TilePlayer({
    clock,
    stage,
    media,
    starts: createStartQueue(8),
    switches: createSwitchGate(),
    quarantine: createQuarantine(),
    cameraId: "cam",
    codecs: { isPlayable: () => true, guessDecoder: () => Promise.resolve("software") },
    chance: () => 0.5,
    hubNowMs: () => clock.nowMs() + 1_000_000,
    silentSinceMs: () => bench.silentSinceMs,
    isTrainingPaused: () => bench.isTrainingPaused,
    onReport: (report) => reports.push(report),
    onBlanked: (proof) => proofs.push(proof),
  });
  return { ...bench, bench, player };
}

/** Promises of the desk's answers settle between turns. */
const settle = async () => {
  for (let n = 0; n < 5; n++) await Promise.resolve();
};

describe("TilePlayer", () => {
  let b: ReturnType<typeof createBench>;
  const last = () => b.playing.at(-1);
  const state = () => b.reports.at(-1)?.state;

  const frame = (picture = last(), ageMs = 400) => {
    if (picture === undefined) throw new Error("nothing plays");
    const nowMs = b.clock.nowMs();
    const framesPresented = picture.facts.framesPresented + 1;
    const capturedAtMs = nowMs + 1_000_000 - ageMs;
    picture.facts = { ...picture.facts, lastFrameAtMs: nowMs, lastByteAtMs: nowMs, capturedAtMs, framesPresented };
    picture.onFrame();
  };
  const fail = (kind: PlayerFaultKind, picture = last()) => picture?.onFault({ kind, detail: "test" });
  /** Lets time pass with the tile's timer running; desk answers come in between. */
  const pass = async (ms: number, withFrames = false) => {
    for (let passedMs = 0; passedMs < ms; passedMs += WATCH_EVERY_MS) {
      b.clock.pass(Math.min(WATCH_EVERY_MS, ms - passedMs));
      if (withFrames) frame();
      b.player.watch();
      await settle();
    }
  };
  const play = async () => {
    b.player.setViewing(permitted(), b.clock.nowMs());
    await settle();
    frame();
  };

  beforeEach(() => {
    b = createBench();
    b.player.setWish({ size: { widthPx: 480, heightPx: 270 }, isSelected: false, isFull: false });
  });

  it("stays covered until the first frame, then is live with its age", async () => {
    b.player.setViewing(permitted(), b.clock.nowMs());
    await settle();
    expect([b.bench.isCovered, last()?.handle.protocol, last()?.offer.rendition]).toEqual([true, "flv", "sub"]);
    frame();
    expect([b.bench.isCovered, state(), b.reports.at(-1)?.frameAgeMs]).toEqual([false, "live", 400]);
  });

  it("asks for nothing before it is laid out or without a permit", async () => {
    const bare = createBench();
    bare.player.setViewing(permitted(), 0);
    b.player.setViewing({ state: "refused", reasons: ["CONSENT_NONE"] }, 0);
    await settle();
    expect([bare.handles.size, b.handles.size]).toEqual([0, 0]);
  });

  it("covers in the same task as a revocation, tears down and proves it", async () => {
    await play();
    const heardAtMs = b.clock.nowMs();
    b.clock.pass(3);
    const atMs = heardAtMs + 1_000_000 - 80;
    b.player.setViewing({ state: "revoked", cause: "owner-withdrew", atMs }, heardAtMs);
    expect([b.bench.isCovered, last()?.isClosed, b.handles.size, state()]).toEqual([true, true, 0, "revoked"]);
    b.clock.pass(1_000);
    expect(b.proofs).toEqual([{ blankedAfterMs: 3, framesAfter: 0 }]);
    expect(b.reports.at(-1)?.blankedAfterMs).toBe(83);
  });

  it("covers a private picture while no heartbeat reaches the window, and not a city's", async () => {
    const city = permitted();
    const terms = { ...city.terms, ownerKind: "resident" as const };
    for (const [viewing, isCovered] of [
      [city, false],
      [{ ...city, viewingId: "v2", terms }, true],
    ] as const) {
      b.bench.silentSinceMs = null;
      b.player.setViewing(viewing, b.clock.nowMs());
      await settle();
      frame();
      expect(b.bench.isCovered).toBe(false);
      b.bench.silentSinceMs = b.clock.nowMs() + 1_000_000;
      await pass(500, true);
      expect([b.bench.isCovered, state()]).toEqual([isCovered, isCovered ? "silent" : "live"]);
    }
    b.bench.silentSinceMs = null;
    await pass(WATCH_EVERY_MS, true);
    expect([b.bench.isCovered, state()]).toEqual([false, "live"]);
  });

  it.each(["playing", "paused"])(
    "covers a city's %s picture when its grant must have ended in the silence",
    async (how) => {
      await play();
      frame();
      if (how === "paused") b.player.setAllowance("paused");
      b.bench.silentSinceMs = b.clock.nowMs() + 1_000_000;
      await pass(GRANT_LIFE_MS - WATCH_EVERY_MS, how === "playing");
      expect(b.bench.isCovered).toBe(false);
      await pass(WATCH_EVERY_MS, how === "playing");
      expect([b.bench.isCovered, state()]).toEqual([true, "silent"]);
    },
  );

  it("says frozen 2 s after the last frame and blanks after 30 s", async () => {
    await play();
    await pass(1_750);
    expect(state()).not.toBe("frozen");
    await pass(500);
    expect([state(), b.bench.isCovered]).toEqual(["frozen", false]);
    expect(b.reports.at(-1)?.sinceMs).toBeGreaterThanOrEqual(2_000);
    await pass(28_000);
    expect(b.bench.isCovered).toBe(true);
  });

  it("keeps the last frame 2 s while it reconnects behind it", async () => {
    await play();
    fail("network");
    expect([state(), b.bench.isCovered]).toEqual(["reconnecting", false]);
    await pass(750);
    expect([b.playing.length, last()?.slot, b.playing[0]?.isClosed]).toEqual([2, 1, false]);
    frame();
    expect([state(), b.bench.front, b.playing[0]?.isClosed, b.handles.size]).toEqual(["live", 1, true, 1]);
  });

  it("drops the last frame when reconnecting takes longer", async () => {
    await play();
    fail("network");
    await pass(2_000);
    expect([state(), b.bench.isCovered, b.playing[0]?.isClosed]).toEqual(["reconnecting", true, true]);
  });

  it("falls back to HLS once in an attempt, then waits", async () => {
    b.player.setViewing(permitted(), b.clock.nowMs());
    await settle();
    fail("media");
    await settle();
    expect(last()?.handle.protocol).toBe("hls");
    fail("media");
    await settle();
    expect([b.playing.length, state()]).toEqual([2, "reconnecting"]);
    await pass(750);
    expect([b.playing.length, last()?.handle.protocol]).toEqual([3, "flv"]);
  });

  it("stays with FLV while connections are lost, and falls back when they go on being lost", async () => {
    b.player.setViewing(permitted(), b.clock.nowMs());
    await settle();
    for (let n = 0; n < 3; n++) {
      fail("network");
      await pass(5_000);
      expect(last()?.handle.protocol).toBe("flv");
    }
    fail("network");
    await settle();
    expect(last()?.handle.protocol).toBe("hls");
  });

  it("returns from HLS to FLV behind the picture, and leaves it alone for a minute when that fails", async () => {
    b.player.setViewing(permitted(), b.clock.nowMs());
    await settle();
    fail("media");
    await settle();
    frame();
    const fallback = last();
    const passShown = async (ms: number) => {
      for (let passedMs = 0; passedMs < ms; passedMs += WATCH_EVERY_MS) {
        frame(fallback, 3_000);
        await pass(WATCH_EVERY_MS);
      }
    };
    await passShown(9_750);
    expect(b.playing.length).toBe(2);
    await passShown(500);
    expect([b.playing.length, last()?.handle.protocol, fallback?.isClosed]).toEqual([3, "flv", false]);
    fail("media");
    await passShown(59_000);
    expect(b.playing.length).toBe(3);
    await passShown(1_500);
    expect(last()?.handle.protocol).toBe("flv");
    frame();
    expect([fallback?.isClosed, state(), b.reports.at(-1)?.rendition?.protocol]).toEqual([true, "live", "flv"]);
  });

  it("gives up a start that stays silent for 10 s", async () => {
    b.player.setViewing(permitted(), b.clock.nowMs());
    await settle();
    await pass(10_000);
    expect(b.playing[0]?.isClosed).toBe(true);
  });

  it("does not repeat a refused request within seconds", async () => {
    b.bench.refusal = new Fault("GRANT_WRONG");
    b.player.setViewing(permitted(), b.clock.nowMs());
    await settle();
    b.bench.refusal = null;
    await pass(4_750);
    expect(b.playing.length).toBe(0);
    await pass(500);
    expect(b.playing.length).toBe(1);
  });

  it("switches the rendition behind the picture and drops the old one with the first frame of the new", async () => {
    await play();
    b.player.setWish({ size: { widthPx: 480, heightPx: 270 }, isSelected: false, isFull: true });
    await pass(250, true);
    expect([last()?.offer.rendition, b.playing[0]?.isClosed, b.bench.front]).toEqual(["main", false, 0]);
    frame();
    expect([b.playing[0]?.isClosed, b.bench.front, b.reports.at(-1)?.rendition?.rendition]).toEqual([true, 1, "main"]);
    expect(b.reports.some((report) => report.state !== "live" && report.framesPresented > 0)).toBe(false);
  });

  it("covers a stream that says it is another camera's, and tries it again on the operator's word alone", async () => {
    await play();
    fail("otherCamera");
    expect([state(), b.bench.isCovered, b.handles.size]).toEqual(["unplayable", true, 0]);
    await pass(20_000);
    expect(b.playing.length).toBe(1);
    b.player.tryAgain();
    await settle();
    frame();
    expect(state()).toBe("live");
  });

  it("leaves a stream alone that failed its decoder three times, and tries it again by itself", async () => {
    await play();
    for (let n = 0; n < 3; n++) {
      fail("media");
      await pass(1_500);
    }
    expect([state(), b.bench.isCovered, b.handles.size]).toEqual(["unplayable", true, 0]);
    const before = b.playing.length;
    await pass(30_000);
    expect([b.playing.length, b.reports.at(-1)?.reason]).toEqual([
      before,
      expect.stringContaining("failed three times"),
    ]);
    await pass(30_000);
    expect(b.playing.length).toBe(before + 1);
    frame();
    expect(state()).toBe("live");
  });

  it("gives way as the decode budget says: smaller, key frames, and back, never without a picture", async () => {
    await play();
    for (const [step, is] of [
      ["smaller", "thumb all"],
      ["key", "thumb key"],
      ["full", "sub all"],
    ] as const) {
      b.player.setAllowance(step);
      await pass(750, true);
      frame();
      expect([`${last()?.offer.rendition} ${last()?.handle.frames}`, state()]).toEqual([is, "live"]);
      expect(b.reports.at(-1)).toMatchObject({ frames: last()?.handle.frames, wanted: "sub" });
      await pass(1_000, true);
    }
    expect(b.reports.some(({ state: was }) => was === "reconnecting")).toBe(false);
  });

  it("paused ends its media, keeps its last frame and is not live; back, it shows that until the first new frame", async () => {
    await play();
    b.player.setAllowance("paused");
    expect([state(), b.bench.isCovered, b.bench.isStillKept, b.handles.size]).toEqual(["overloaded", false, true, 0]);
    await pass(60_000);
    expect([state(), b.playing.length, (b.reports.at(-1)?.frameAgeMs ?? 0) > 60_000]).toEqual(["overloaded", 1, true]);
    b.player.setAllowance("full");
    await settle();
    expect([state(), b.bench.isStillKept]).toEqual(["overloaded", true]);
    frame();
    expect([state(), b.bench.isStillKept]).toEqual(["live", false]);
  });

  it("paused before its first frame looks at one key frame and stops again", async () => {
    b.player.setAllowance("paused");
    b.player.setViewing(permitted(), b.clock.nowMs());
    await settle();
    expect([state(), last()?.handle.frames]).toEqual(["overloaded", "key"]);
    frame();
    expect([state(), b.bench.isStillKept, b.handles.size]).toEqual(["overloaded", true, 0]);
    await pass(5_000);
    expect(b.playing.length).toBe(1);
  });

  it("paused is covered by a revocation like any picture, still and all", async () => {
    await play();
    b.player.setAllowance("paused");
    b.player.setViewing({ state: "revoked", cause: "owner-withdrew", atMs: 1 }, b.clock.nowMs());
    expect([state(), b.bench.isCovered, b.bench.isStillKept]).toEqual(["revoked", true, false]);
    b.clock.pass(500);
    expect(b.proofs.length).toBe(1);
  });

  it("stands still with a paused scenario for as long as that, and is neither live, frozen nor given up", async () => {
    await play();
    b.bench.isTrainingPaused = true;
    b.player.watch();
    expect([state(), b.bench.isCovered]).toEqual(["training-paused", false]);
    await pass(120_000);
    expect([state(), b.bench.isCovered, b.playing.length]).toEqual(["training-paused", false, 1]);
    b.bench.isTrainingPaused = false;
    frame();
    expect(state()).toBe("live");
  });

  it("is covered by a revocation while a scenario is paused", async () => {
    await play();
    b.bench.isTrainingPaused = true;
    b.player.setViewing({ state: "revoked", cause: "owner-withdrew", atMs: 1 }, b.clock.nowMs());
    expect([state(), b.bench.isCovered]).toEqual(["revoked", true]);
  });

  it("shows nothing of a picture larger than the terms allow", async () => {
    await play();
    fail("tooLarge");
    expect([state(), b.bench.isCovered, b.handles.size]).toEqual(["unplayable", true, 0]);
  });

  it("starts anew for another viewing and for smaller terms, and goes on for the same", async () => {
    await play();
    b.player.setViewing(permitted("v1"), b.clock.nowMs());
    expect(b.playing[0]?.isClosed).toBe(false);
    b.player.setViewing(permitted("v1", 200), b.clock.nowMs());
    expect([b.playing[0]?.isClosed, b.bench.isCovered]).toEqual([true, true]);
    await settle();
    expect(last()?.offer.rendition).toBe("thumb");
  });

  it("reconnects at once when the hub is back", async () => {
    await play();
    for (let n = 0; n < 6; n++) {
      fail("network");
      await pass(n < 5 ? 40_000 : 0);
    }
    const before = b.playing.length;
    b.player.retryNow();
    await pass(750);
    expect(b.playing.length).toBe(before + 1);
  });

  it("plays nothing in a hidden window and starts again when it is shown", async () => {
    await play();
    b.player.setWindowShown(false);
    expect([b.handles.size, b.bench.isCovered]).toEqual([0, true]);
    b.player.setWindowShown(true);
    await settle();
    expect(b.playing.length).toBe(2);
  });

  it("leaves nothing open", async () => {
    await play();
    b.player.setViewing({ state: "silent", sinceMs: 1 }, b.clock.nowMs());
    b.player.close();
    expect([b.handles.size, b.clock.pending(), b.playing.every((picture) => picture.isClosed)]).toEqual([0, 0, true]);
  });
});
