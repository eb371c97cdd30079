/** Further behind than this, playing faster no longer helps: a stall is over, and the newest frames are shown. */
const JUMP_BEHIND_S = 3;

/** Jumps near the end of what is buffered when the picture is more than 3 s behind it. */
export function jumpToLive(video: HTMLVideoElement, targetS: number): void {
  const { buffered, currentTime } = video;
  if (buffered.length === 0) return;
  const endS = buffered.end(buffered.length - 1);
  if (endS - currentTime <= JUMP_BEHIND_S) return;
  video.currentTime = Math.max(buffered.start(buffered.length - 1), endS - targetS);
}

/** Where the last key frame in the buffer lies, and how far behind it a picture may be: the copies of one frame. */
const LAST_FRAME_S = 0.0015;
const SAME_FRAME_S = 0.1;

/** Shows the last key frame in the buffer instead of playing up to it in real time. */
export function jumpToNewest(video: HTMLVideoElement): void {
  const { buffered, currentTime } = video;
  if (buffered.length === 0) return;
  const endS = buffered.end(buffered.length - 1);
  if (endS - currentTime > SAME_FRAME_S) video.currentTime = endS - LAST_FRAME_S;
}
