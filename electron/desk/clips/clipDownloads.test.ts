import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Clip, ClipDownload } from "../../../contract/clips.ts";
import { describeProblem, Fault } from "../../../contract/faults.ts";
import type { HubSession } from "../hub/hubSession.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTestLog } from "../testing/openTestDesk.ts";
import { createClipDownloads } from "./clipDownloads.ts";

const FILE = Buffer.from("the pictures of a clip");
const CLIP: Clip = {
  ...{ id: "clip:1", incidentId: "26-1", cameraId: "cam-1", number: "204", cameraName: "Mill & 4th" },
  ...{ fromMs: 0, toMs: 60_000, name: "Van", description: "", markers: [], state: "ready", progress: 1 },
  ...{ making: "copied", covered: [], missing: [], bytes: FILE.length, reasons: [], isOutdated: false },
  ...{ askedBy: "A. Reyes", askedAtMs: 0, isOwn: true },
};

type Answer = (fromByte: number) => { readonly status: number; readonly body: Readable };

/** Chunks that come one by one, and then the end or a broken line. */
function send(bytes: Buffer, { breaksAfter }: { breaksAfter?: number } = {}): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 4) {
        if (breaksAfter !== undefined && at >= breaksAfter) throw new Error("the line broke");
        yield bytes.subarray(at, at + 4);
      }
    })(),
  );
}

function refuse(fault: Fault): Readable {
  return Readable.from([Buffer.from(JSON.stringify(describeProblem(fault)))]);
}

const whole: Answer = (fromByte) => ({ status: fromByte === 0 ? 200 : 206, body: send(FILE.subarray(fromByte)) });

function createBench(answers: Answer[], clips: readonly Clip[] = [CLIP]) {
  const told: ClipDownload[] = [];
  const asked: (string | undefined)[] = [];
  const disk = { written: "", dropped: 0, isFull: false };
  let refreshed = 0;
  const downloads = createClipDownloads({
    clock: createHandClock(),
    log: createTestLog(),
    hub: {
      call: (async () => ({ clips })) as unknown as HubSession["call"],
      authorize: async () => ({ authorization: "DPoP token" }),
      async refresh() {
        refreshed++;
      },
    },
    http: {
      async open(_path, headers) {
        asked.push(headers.range);
        const fromByte = Number(/bytes=(\d+)-/.exec(headers.range ?? "")?.[1] ?? 0);
        const { status, body } = (answers.shift() ?? whole)(fromByte);
        return { status, body, contentType: "video/mp4", close: () => body.destroy() };
      },
    },
    folder: {
      async begin() {
        let isOver = false;
        return {
          async write(chunk) {
            if (disk.isFull) throw new Fault("CLIP_NOT_SAVED", "The disk is full.");
            disk.written += Buffer.from(chunk).toString();
          },
          async finish() {
            isOver = true;
            return "/clips/1.mp4";
          },
          async drop() {
            if (!isOver) disk.dropped++;
          },
        };
      },
    },
  });
  downloads.changed.on((download) => told.push(download));
  const start = () => downloads.start("clip:1", "26-1", "analyst");
  const state = () => downloads.list()[0];
  return { downloads, start, state, told, asked, disk, refreshed: () => refreshed };
}

describe("a clip on its way to the disk", () => {
  test("arrives whole, and says how far it is and where", async () => {
    const { start, state, told, disk } = createBench([]);
    await start();
    await expect.poll(() => state()?.state).toBe("done");
    expect(state()).toEqual({
      clipId: "clip:1",
      state: "done",
      receivedBytes: 22,
      totalBytes: 22,
      path: "/clips/1.mp4",
    });
    expect(disk).toMatchObject({ written: FILE.toString(), dropped: 0 });
    expect(told[0]).toMatchObject({ state: "going", receivedBytes: 0 });
  });

  test("is taken up where the line broke", async () => {
    const broken: Answer = (fromByte) => ({ status: 200, body: send(FILE.subarray(fromByte), { breaksAfter: 8 }) });
    const { start, state, asked, disk } = createBench([broken]);
    await start();
    await expect.poll(() => state()?.state).toBe("done");
    expect(asked).toEqual([undefined, "bytes=8-"]);
    expect(disk.written).toBe(FILE.toString());
  });

  test("asks with a fresh token once, where the one at hand has run out", async () => {
    const stale: Answer = () => ({ status: 401, body: refuse(new Fault("SIGN_IN_REQUIRED")) });
    const bench = createBench([stale]);
    await bench.start();
    await expect.poll(() => bench.state()?.state).toBe("done");
    expect(bench.refreshed()).toBe(1);
  });

  const FAILURES: [string, Answer[], RegExp][] = [
    [
      "the hub will not hand it out",
      [() => ({ status: 409, body: refuse(new Fault("CLIP_REFUSED", "It is not available now.")) })],
      /There is no clip to be had. It is not available now. Nothing was kept./,
    ],
    [
      "its owner withdraws while it is sent",
      [
        () => ({ status: 200, body: send(FILE, { breaksAfter: 4 }) }),
        () => ({ status: 409, body: refuse(new Fault("CLIP_REFUSED", "It is not available now.")) }),
      ],
      /not available now/,
    ],
    [
      "it is longer than it was said to be",
      [() => ({ status: 200, body: send(Buffer.alloc(60)) })],
      /more than it said/,
    ],
    [
      "something on the way answers",
      [() => ({ status: 502, body: Readable.from([Buffer.from("<html>")]) })].concat(
        Array(3).fill(() => ({ status: 502, body: Readable.from([Buffer.from("<html>")]) })),
      ),
      /does not answer/,
    ],
  ];
  test.each(FAILURES)("is not kept when %s, and it is said why", async (_what, answers, sentence) => {
    const { start, state, disk } = createBench(answers);
    await start();
    await expect.poll(() => state()?.state).toBe("failed");
    expect(state()?.sentence).toMatch(sentence);
    expect(disk.dropped).toBe(1);
  });

  test("is not kept when the disk is full, and can be asked for again", async () => {
    const { start, state, disk } = createBench([]);
    disk.isFull = true;
    await start();
    await expect.poll(() => state()?.state).toBe("failed");
    expect(state()?.sentence).toContain("The disk is full");
    disk.isFull = false;
    await start();
    await expect.poll(() => state()?.state).toBe("done");
  });

  test("that nobody wants any more goes, and nothing more is heard of it", async () => {
    const endless: Answer = () => ({ status: 200, body: new Readable({ read() {} }) });
    const { downloads, start, state, told, disk } = createBench([endless]);
    await start();
    await expect.poll(() => state()?.state).toBe("going");
    downloads.dropAll();
    expect(downloads.list()).toEqual([]);
    await expect.poll(() => disk.dropped).toBe(1);
    expect(told.every((download) => download.state === "going")).toBe(true);
  });

  test("is none of one that is not ready", async () => {
    const { start } = createBench([], [{ ...CLIP, state: "working" }]);
    await expect(start()).rejects.toThrow(/no such clip/);
  });
});
