/**
 * Age of the frame on the glass, milliseconds: hub time now minus its time of capture. Null where either is unknown:
 * an age is never guessed. Below zero can only be an error of the offset, and reads as zero.
 */
export function measureFrameAge(hubNowMs: number | null, capturedAtMs: number | null): number | null {
  if (hubNowMs === null || capturedAtMs === null) return null;
  return Math.max(0, hubNowMs - capturedAtMs);
}
