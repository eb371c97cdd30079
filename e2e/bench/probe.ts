/**
 * What the benchmark puts into a page before anything else runs, the same for our wall and for its peers: it notes
 * when each `<video>` presents its first frame, and counts presented frames between two marks. One frame callback
 * per video at each mark, none in between, so that measuring costs nothing while it measures.
 */
export interface ProbeMark {
  /** Share of source frames that were not presented since the last mark, 0 to 1, over all videos. */
  readonly lost: number;
  readonly videos: number;
}

declare global {
  var glasshouseProbe: {
    firstFrameAtMs: number[];
    /** Remembers where every playing video stands. */
    begin(): Promise<number>;
    /** Compares with the last `begin`. `fpsOf`: frames per second of a source by its picture height, pixels. */
    end(fpsOf: Readonly<Record<number, number>>): Promise<ProbeMark>;
  };
}

/** Runs inside the page; must not use anything from outside itself. */
export function installProbe(): void {
  const seen = new WeakSet<HTMLVideoElement>();
  const firstFrameAtMs: number[] = [];
  let marks = new Map<HTMLVideoElement, VideoFrameCallbackMetadata>();
  const nextFrame = (video: HTMLVideoElement) =>
    new Promise<VideoFrameCallbackMetadata | undefined>((resolve) => {
      const limit = setTimeout(() => resolve(undefined), 2_000);
      video.requestVideoFrameCallback((_now, frame) => {
        clearTimeout(limit);
        resolve(frame);
      });
    });
  const markAll = async () => {
    const videos = [...document.querySelectorAll("video")].filter((video) => video.readyState > 1);
    const frames = await Promise.all(videos.map(nextFrame));
    return new Map(videos.flatMap((video, n) => (frames[n] === undefined ? [] : [[video, frames[n]] as const])));
  };
  document.addEventListener(
    "loadedmetadata",
    ({ target }) => {
      if (!(target instanceof HTMLVideoElement) || seen.has(target)) return;
      seen.add(target);
      target.requestVideoFrameCallback(() => firstFrameAtMs.push(performance.timeOrigin + performance.now()));
    },
    true,
  );
  globalThis.glasshouseProbe = {
    firstFrameAtMs,
    async begin() {
      marks = await markAll();
      return marks.size;
    },
    async end(fpsOf) {
      const ends = await markAll();
      let presented = 0;
      let expected = 0;
      for (const [video, start] of marks) {
        const stop = ends.get(video);
        if (stop === undefined) continue;
        presented += stop.presentedFrames - start.presentedFrames;
        expected += Math.round((stop.mediaTime - start.mediaTime) * (fpsOf[video.videoHeight] ?? 0));
      }
      return { lost: expected === 0 ? 1 : Math.max(0, 1 - presented / expected), videos: ends.size };
    },
  };
}
