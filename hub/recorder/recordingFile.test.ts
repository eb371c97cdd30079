import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from "mediabunny";
import { expect, test } from "vitest";
import { makeClip } from "../media/testKit.ts";
import { readFragmentHead, writeFragment } from "./fragment.ts";
import { type RecordingHeader, readRecordingHeader, writeRecordingHeader } from "./recordingHeader.ts";
import { readTable, type TableEntry, writeTable } from "./recordingTable.ts";
import { START_MS } from "./testKit.ts";

const CLIP = makeClip();
const HEADER: RecordingHeader = {
  ...{ cameraId: "cam:1", rendition: "sub", baseMs: START_MS },
  ...{ codec: CLIP.codec, widthPx: CLIP.widthPx, heightPx: CLIP.heightPx, avcDecoderConfig: CLIP.avcDecoderConfig },
};
const FRAMES = CLIP.samples.slice(0, 15).map(({ data }, index) => ({ durationMs: index % 3 === 2 ? 66 : 67, data }));

/** A header, two seconds, a gap of three, another second, and the table. */
function makeFile(): { file: Buffer; entries: TableEntry[]; headerBytes: number } {
  const header = writeRecordingHeader(HEADER);
  const parts = [header];
  const entries: TableEntry[] = [];
  let offset = header.length;
  for (const [index, offsetMs] of [0, 1_000, 5_000].entries()) {
    const fragment = writeFragment(index + 1, offsetMs, FRAMES);
    entries.push({ atMs: START_MS + offsetMs, durationMs: 1_000, frames: 15, offset, sizeBytes: fragment.length });
    offset += fragment.length;
    parts.push(fragment);
  }
  return { file: Buffer.concat([...parts, writeTable(START_MS, entries)]), entries, headerBytes: header.length };
}

test("another program's reader finds every frame of a file, at its time, gap and table included", async () => {
  const { file } = makeFile();
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(file) });
  const track = await input.getPrimaryVideoTrack();
  expect([track?.codec, track?.codedWidth, track?.codedHeight]).toEqual(["avc", 640, 360]);
  if (track === null) throw new Error("no track");
  const packets = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  expect(packets).toHaveLength(45);
  expect(packets.map(({ type }) => type).filter((type) => type === "key")).toHaveLength(3);
  const timesMs = packets.map(({ timestamp }) => Math.round(timestamp * 1_000));
  expect([timesMs[0], timesMs[14], timesMs[15], timesMs[30]]).toEqual([0, 934, 1_000, 5_000]);
  expect(packets.map(({ data }) => Buffer.from(data).readUInt32BE(0)).slice(0, 15)).toEqual(
    FRAMES.map((_, index) => index),
  );
});

test("a header says again what it was written of, and where it ends", () => {
  const { file, headerBytes } = makeFile();
  expect(readRecordingHeader(file)).toEqual({ header: HEADER, sizeBytes: headerBytes });
});

test("the head of a stretch says how long it lasts and where it ends, without its data", () => {
  const fragment = writeFragment(7, 2 ** 33 + 5, FRAMES);
  const facts = { offsetMs: 2 ** 33 + 5, durationMs: 1_000, frames: 15, sizeBytes: fragment.length };
  expect(readFragmentHead(fragment)).toEqual(facts);
  expect(readFragmentHead(fragment.subarray(0, 250))).toEqual(facts);
});

test("a table says again what it was written of, and one changed bit is enough to doubt it", () => {
  const { file, entries, headerBytes } = makeFile();
  const last = entries.at(-1);
  const at = { baseMs: START_MS, firstOffset: headerBytes, fileBytes: file.length };
  const table = file.subarray((last?.offset ?? 0) + (last?.sizeBytes ?? 0));
  expect(readTable(table, at)?.entries()).toEqual(entries);
  expect(readTable(table, at)).toMatchObject({
    frames: 45,
    spans: [
      { fromMs: START_MS, toMs: START_MS + 2_000 },
      { fromMs: START_MS + 5_000, toMs: START_MS + 6_000 },
    ],
  });
  for (let bit = 0; bit < table.length * 8; bit += 1) {
    const changed = Buffer.from(table);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    // Its last four bytes only say where it begins, and were read to find it.
    if (bit < (table.length - 4) * 8) expect(readTable(changed, at), `bit ${bit}`).toBeUndefined();
  }
  expect(readTable(table, { ...at, fileBytes: file.length + 1 })).toBeUndefined();
});
