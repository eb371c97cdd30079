import { z } from "zod";
import { parseBoundedJson } from "../../contract/boundedJson.ts";
import { Fault } from "../../contract/faults.ts";
import type { ImportField } from "../../contract/registryImports.ts";
import { findField } from "./importColumns.ts";
import { describeProblem, noteUnread, type ReadNotes, type ReadRow } from "./importRow.ts";
import { createFeatureSplitter } from "./splitFeatures.ts";

/** Longest text of one feature, characters. Our choice. */
const MAX_FEATURE_LENGTH = 16_384;
/** What stands around the features: type, name, an old `crs`. */
const MAX_FRAME_LENGTH = 65_536;
const Feature = z.looseObject({
  type: z.literal("Feature"),
  geometry: z.looseObject({ type: z.string(), coordinates: z.unknown() }).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});
/** A third number is a height (RFC 7946, 3.1.1) and is not kept. */
const Point = z.array(z.unknown()).min(2).max(3);
const Frame = z.looseObject({ type: z.literal("FeatureCollection"), crs: z.unknown().optional() });
/** Old names of longitude and latitude on WGS 84, the one system GeoJSON has today (RFC 7946, 4). */
const WGS84 = /CRS84|EPSG:{1,2}4326/i;

/**
 * Rows of a GeoJSON file: points, one feature after another, so that no file is in memory whole.
 * Throws `IMPORT_REFUSED` for another kind of file, another coordinate system, or one that is cut short.
 */
export async function* readGeoJsonRows(pieces: AsyncIterable<string>, notes: ReadNotes): AsyncGenerator<ReadRow> {
  const splitter = createFeatureSplitter({ maxFeatureLength: MAX_FEATURE_LENGTH, maxFrameLength: MAX_FRAME_LENGTH });
  for await (const piece of pieces) {
    for (const part of splitter.push(piece)) {
      if (part.text === null) yield { problem: describeProblem(part.line, "", "line-too-long") };
      else yield readFeature(part.line, part.text, notes);
    }
  }
  checkFrame(splitter.end());
}

function checkFrame(frame: string): void {
  let parsed: unknown;
  try {
    parsed = parseBoundedJson(frame, "IMPORT_REFUSED");
  } catch (cause) {
    throw new Fault("IMPORT_REFUSED", "It is not GeoJSON, or is cut short.", { cause });
  }
  const checked = Frame.safeParse(parsed);
  if (!checked.success) throw new Fault("IMPORT_REFUSED", "It is not a GeoJSON collection of features.");
  const { crs } = checked.data;
  if (crs != null && !WGS84.test(JSON.stringify(crs)))
    throw new Fault("IMPORT_REFUSED", "Its coordinates are of another system. Save it as WGS 84 (EPSG:4326).");
}

function readFeature(line: number, text: string, notes: ReadNotes): ReadRow {
  let parsed: unknown;
  try {
    parsed = parseBoundedJson(text, "IMPORT_REFUSED");
  } catch {
    return { problem: describeProblem(line, "", "not-a-feature", text) };
  }
  const feature = Feature.safeParse(parsed);
  if (!feature.success) return { problem: describeProblem(line, "", "not-a-feature", text) };
  const { geometry, properties } = feature.data;
  const point = Point.safeParse(geometry?.coordinates);
  if (geometry?.type !== "Point" || !point.success)
    return { problem: describeProblem(line, "geometry", "not-a-point", geometry?.type ?? "") };
  const values = new Map<ImportField, string>();
  for (const [name, value] of Object.entries(properties ?? {})) {
    const field = findField(name);
    if (field === undefined || field === "lat" || field === "lng") noteUnread(notes, name);
    else if (value !== null && value !== "") values.set(field, write(value));
  }
  const [lng, lat] = point.data;
  values.set("lng", write(lng));
  values.set("lat", write(lat));
  return { row: { line, values } };
}

/** A list or an object where a text should be is shown as it is, and found wrong by whoever reads the field. */
function write(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
