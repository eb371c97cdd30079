/**
 * Empties a video element so that the browser lets go of its media player at once and not at garbage collection:
 * Chromium blocks new players beyond 1 000 per page without any error event.
 */
export function releaseVideo(video: HTMLVideoElement): void {
  video.pause();
  video.removeAttribute("src");
  video.srcObject = null;
  video.load();
}
