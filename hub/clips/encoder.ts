import { type ChildProcessByStdio, spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import type { Readable, Writable } from "node:stream";
import type { StreamTargetChunk } from "mediabunny";

/**
 * ffmpeg as a process of its own, below everything else that runs: it parses what cameras send outside the hub, and a
 * clip never takes time from a live picture.
 */
export interface ClipEncoder {
  /** Whether there is an ffmpeg that can do all that is asked of it; it is tried once, when first asked. */
  isThere(): Promise<boolean>;
  /** Throws {@link EncoderTrouble}, or what the signal was aborted with. */
  encode(job: EncodeJob): Promise<void>;
}

export interface EncodeJob {
  /** Where its files are, and where all names below are looked for. */
  readonly dir: string;
  readonly filter: string;
  /** Raw RGBA of one picture to lay over. */
  readonly overlay: { readonly file: string; readonly widthPx: number; readonly heightPx: number } | null;
  readonly outFile: string;
  readonly maxBytes: number;
  readonly fps: number;
  readonly tags: { readonly title: string; readonly comment: string; readonly date: Date };
  readonly signal: AbortSignal;
  /** Writes the pictures, an MP4 in fragments, in order. */
  feed(sink: WritableStream<StreamTargetChunk>): Promise<unknown>;
  /** How much of the file is made, milliseconds of it. */
  onProgress(doneMs: number): void;
}

/** ffmpeg ended with a complaint. */
export class EncoderTrouble extends Error {
  readonly isDiskFull: boolean;

  constructor(complaint: string) {
    super(complaint.slice(-MAX_COMPLAINT));
    this.isDiskFull = /no space left|quota exceeded/i.test(complaint);
  }
}

const MAX_COMPLAINT = 500;
/** Everything a clip may need, on a picture of nothing. */
const TRIAL = [
  ...["-f", "lavfi", "-i", "color=black:s=64x64:r=10:d=0.2", "-f", "lavfi", "-i", "color=red:s=16x16:r=10:d=0.1"],
  ...["-filter_complex", "[0:v][1:v]overlay,fps=10,drawbox=t=fill,drawtext=text=a:font=monospace[out]"],
  ...["-map", "[out]", "-c:v", "libx264", "-f", "null", "-"],
];
const QUIET = ["-hide_banner", "-nostdin", "-loglevel", "error"];
/**
 * Chosen by measuring: half the time and two thirds of the memory of the preset alone, at the same size. Few frames are
 * looked ahead and leaned on, because each is a whole picture in memory.
 */
const X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-threads", "2"];
const LEAN = ["-x264-params", "rc-lookahead=5:sync-lookahead=0:bframes=1:ref=1:subme=1"];
const GROUP_S = 2;

export function createClipEncoder(command: string): ClipEncoder {
  let tried: Promise<boolean> | undefined;

  async function tryOut(): Promise<boolean> {
    const child = spawn(command, [...QUIET, ...TRIAL], { stdio: "ignore" });
    return new Promise((resolve) => {
      child.once("error", () => resolve(false));
      child.once("close", (code) => resolve(code === 0));
    });
  }

  async function encode(job: EncodeJob): Promise<void> {
    const { signal, dir } = job;
    signal.throwIfAborted();
    const child = spawn(command, describeArgs(job), { cwd: dir, stdio: ["pipe", "pipe", "pipe"] });
    const ended = watchEnd(child);
    // Before it has made its threads, which then are as low.
    if (child.pid !== undefined) lower(child.pid);
    const kill = () => child.kill("SIGKILL");
    signal.addEventListener("abort", kill, { once: true });
    readProgress(child.stdout, job.onProgress);
    try {
      await job.feed(sinkInto(child.stdin)).catch(async (cause: unknown) => {
        // A pipe that breaks is ffmpeg's end, which says more.
        if (!(cause instanceof BrokenPipe)) kill();
        await ended;
        if (!(cause instanceof BrokenPipe)) throw cause;
      });
      const { code, complaint } = await ended;
      signal.throwIfAborted();
      if (code !== 0) throw new EncoderTrouble(complaint);
    } finally {
      signal.removeEventListener("abort", kill);
    }
  }

  return {
    isThere: () => {
      tried ??= tryOut();
      return tried;
    },
    encode,
  };
}

function describeArgs({ filter, overlay, outFile, maxBytes, fps, tags }: EncodeJob): string[] {
  const size = overlay === null ? "" : `${overlay.widthPx}x${overlay.heightPx}`;
  const raw = ["-f", "rawvideo", "-pixel_format", "rgba", "-video_size", size, "-framerate", "1"];
  const mask = overlay === null ? [] : [...raw, "-i", overlay.file];
  const written = Object.entries({ ...tags, date: tags.date.toISOString() });
  return [
    ...[
      ...QUIET,
      "-threads",
      "1",
      "-f",
      "mp4",
      "-i",
      "pipe:0",
      ...mask,
      "-filter_threads",
      "1",
      "-filter_complex",
      filter,
      "-map",
      "[out]",
      "-an",
    ],
    ...[...X264, ...LEAN, "-g", String(Math.max(1, Math.round(fps * GROUP_S)))],
    ...written.flatMap(([name, value]) => ["-metadata", `${name}=${value}`]),
    ...["-fs", String(maxBytes), "-movflags", "+faststart", "-progress", "pipe:1", "-f", "mp4", "-y", outFile],
  ];
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function watchEnd(child: Child): Promise<{ code: number | null; complaint: string }> {
  let complaint = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text: string) => {
    complaint = (complaint + text).slice(-MAX_COMPLAINT * 4);
  });
  return new Promise((resolve) => {
    child.once("error", (cause) => resolve({ code: null, complaint: cause.message }));
    child.once("close", (code) => resolve({ code, complaint }));
  });
}

function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, which is said by its end.
  }
}

function readProgress(out: Readable, tell: (doneMs: number) => void): void {
  out.setEncoding("utf8");
  out.on("data", (text: string) => {
    const microseconds = Number(/out_time_us=(\d+)/.exec(text)?.[1]);
    if (Number.isSafeInteger(microseconds)) tell(Math.round(microseconds / 1_000));
  });
}

class BrokenPipe extends Error {}

function sinkInto(pipe: Writable): WritableStream<StreamTargetChunk> {
  let isBroken = false;
  pipe.on("error", () => {
    isBroken = true;
  });
  pipe.on("close", () => {
    isBroken = true;
  });
  return new WritableStream({
    async write({ data }) {
      if (isBroken) throw new BrokenPipe();
      // Memory of the muxer is its own again once this returns.
      if (!pipe.write(Buffer.from(data))) await roomIn(pipe);
    },
    close() {
      pipe.end();
    },
    abort() {
      pipe.destroy();
    },
  });
}

/** Once there is room again, or never will be. */
function roomIn(pipe: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      pipe.off("drain", done);
      pipe.off("close", done);
      resolve();
    };
    pipe.once("drain", done);
    pipe.once("close", done);
  });
}
