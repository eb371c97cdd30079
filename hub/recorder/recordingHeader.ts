import { z } from "zod";
import { RenditionName } from "../../contract/cameras.ts";
import { AtMs, Id } from "../../contract/primitives.ts";
import type { Clip } from "../site/readClip.ts";
import {
  findBox,
  listBoxes,
  type Mp4Box,
  readOwnBox,
  writeBox,
  writeFullBox,
  writeOwnBox,
  writeUints,
} from "./mp4Boxes.ts";

/**
 * What every recording begins with: the header of a fragmented MP4 (ISO/IEC 14496-12) with one H.264 track that counts
 * in milliseconds from the file's beginning, and a box of our own that says of which camera it is and when it began.
 */

/** Of one file. Media time is the time of capture less `baseMs`. */
export interface RecordingHeader extends PictureShape {
  readonly cameraId: string;
  readonly rendition: RenditionName;
  readonly baseMs: number;
}

/** Where it changes, a new file begins. */
export type PictureShape = Pick<Clip, "codec" | "widthPx" | "heightPx" | "avcDecoderConfig">;

/** Ours, made once at random. */
const ABOUT_UUID = "4a1f0c8e6d3b4f7fa2c95e0b7d6113f4";
const About = z.strictObject({ version: z.literal(1), cameraId: Id, rendition: RenditionName, baseMs: AtMs });

const TICKS_PER_SECOND = 1_000;
const TRACK_ID = 1;
const NEXT_TRACK_ID = 2;
/** MP4 counts seconds from 1904; the rest of the world from 1970. */
const SECONDS_1904_TO_1970 = 2_082_844_800;
const IDENTITY_MATRIX = writeUints(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
/** Fields of `avc1` before those of its boxes: reserved, picture size, resolution, frames, name, depth. */
const SAMPLE_ENTRY_BYTES = 78;
const UNDEFINED_LANGUAGE = 0x55c40000;

export function writeRecordingHeader(header: RecordingHeader): Buffer {
  const { cameraId, rendition, baseMs } = header;
  const about = JSON.stringify({ version: 1, cameraId, rendition, baseMs } satisfies z.infer<typeof About>);
  return Buffer.concat([
    writeBox("ftyp", Buffer.from("iso6"), writeUints(0), Buffer.from("iso6cmfcavc1mp41")),
    writeOwnBox(ABOUT_UUID, Buffer.from(about)),
    writeMovie(header),
  ]);
}

function writeMovie(header: RecordingHeader): Buffer {
  const { widthPx, heightPx } = header;
  // Wraps in 2040, as this field of version 0 does everywhere; nothing here reads it.
  const madeAt = (Math.floor(header.baseMs / 1_000) + SECONDS_1904_TO_1970) % 2 ** 32;
  const times = writeUints(madeAt, madeAt);
  const movieHeader = writeFullBox(
    "mvhd",
    0,
    ...[times, writeUints(TICKS_PER_SECOND, 0, 0x10000, 0x01000000, 0, 0), IDENTITY_MATRIX],
    ...[Buffer.alloc(24), writeUints(NEXT_TRACK_ID)],
  );
  const trackHeader = writeFullBox(
    "tkhd",
    3,
    ...[times, writeUints(TRACK_ID, 0, 0, 0, 0, 0, 0), IDENTITY_MATRIX],
    writeUints(widthPx * 0x10000, heightPx * 0x10000),
  );
  const mediaHeader = writeFullBox("mdhd", 0, times, writeUints(TICKS_PER_SECOND, 0, UNDEFINED_LANGUAGE));
  const handler = writeFullBox("hdlr", 0, writeUints(0), Buffer.from("vide"), Buffer.alloc(12), Buffer.from("video\0"));
  const media = writeBox("mdia", mediaHeader, handler, writeMediaInformation(header));
  const extends_ = writeBox("mvex", writeFullBox("trex", 0, writeUints(TRACK_ID, 1, 0, 0, 0)));
  return writeBox("moov", movieHeader, writeBox("trak", trackHeader, media), extends_);
}

function writeMediaInformation({ widthPx, heightPx, avcDecoderConfig }: PictureShape): Buffer {
  const entry = Buffer.alloc(SAMPLE_ENTRY_BYTES);
  entry.writeUInt16BE(1, 6);
  entry.writeUInt16BE(widthPx, 24);
  entry.writeUInt16BE(heightPx, 26);
  entry.writeUInt32BE(0x480000, 28);
  entry.writeUInt32BE(0x480000, 32);
  entry.writeUInt16BE(1, 40);
  entry.writeUInt16BE(24, 74);
  entry.writeInt16BE(-1, 76);
  const description = writeBox("avc1", entry, writeBox("avcC", avcDecoderConfig));
  const tables = writeBox(
    "stbl",
    writeFullBox("stsd", 0, writeUints(1), description),
    ...["stts", "stsc", "stco"].map((type) => writeFullBox(type, 0, writeUints(0))),
    writeFullBox("stsz", 0, writeUints(0, 0)),
  );
  const here = writeFullBox("dref", 0, writeUints(1), writeFullBox("url ", 1));
  return writeBox("minf", writeFullBox("vmhd", 1, Buffer.alloc(8)), writeBox("dinf", here), tables);
}

/** What a file begins with, and how long that is; or, for one that is not ours or cut off, why it is not. */
export function readRecordingHeader(bytes: Buffer): { header: RecordingHeader; sizeBytes: number } | string {
  const [type, about, movie] = listBoxes(bytes);
  if (type?.type !== "ftyp") return "it is not an MP4 file";
  const said = readAbout(about);
  if (said === undefined) return "it was not made by this recorder";
  const shape = movie?.type === "moov" ? readShape(movie) : undefined;
  if (movie === undefined || shape === undefined) return "its header is damaged";
  const { cameraId, rendition, baseMs } = said;
  return { header: { cameraId, rendition, baseMs, ...shape }, sizeBytes: movie.end };
}

function readAbout(box: Mp4Box | undefined): z.infer<typeof About> | undefined {
  const content = readOwnBox(box, ABOUT_UUID);
  if (content === undefined) return undefined;
  try {
    return About.safeParse(JSON.parse(content.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

function readShape(movie: Mp4Box): PictureShape | undefined {
  const description = findBox(movie.content, "trak", "mdia", "minf", "stbl", "stsd")?.content;
  const entry = description && listBoxes(description.subarray(8))[0];
  if (entry?.type !== "avc1" || entry.content.length < SAMPLE_ENTRY_BYTES) return undefined;
  const config = findBox(entry.content.subarray(SAMPLE_ENTRY_BYTES), "avcC")?.content;
  if (config === undefined || config.length < 4) return undefined;
  return {
    codec: `avc1.${config.toString("hex", 1, 4)}`,
    widthPx: entry.content.readUInt16BE(24),
    heightPx: entry.content.readUInt16BE(26),
    avcDecoderConfig: config,
  };
}

export function isSameShape(a: PictureShape, b: PictureShape): boolean {
  const isSameSize = a.codec === b.codec && a.widthPx === b.widthPx && a.heightPx === b.heightPx;
  return isSameSize && Buffer.compare(a.avcDecoderConfig, b.avcDecoderConfig) === 0;
}
