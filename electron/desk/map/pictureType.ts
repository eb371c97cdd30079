/** Content type of a tile by its first bytes, whatever its sender called it; null for what is no picture of ours. */
export function findPictureType(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8).equals(PNG)) return "image/png";
  if (bytes.subarray(0, 3).equals(JPEG)) return "image/jpeg";
  const isRiff = bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP";
  return isRiff ? "image/webp" : null;
}

/** ISO/IEC 15948 §5.2, ISO/IEC 10918-1 (start of image, then a marker). */
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
