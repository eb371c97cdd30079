import { createHash } from "node:crypto";
import { FieldOfView, OwnerKind } from "../../contract/consentRecord.ts";
import { CameraNumber, cleanText, MAX_LABEL_CODE_POINTS, type Position } from "../../contract/primitives.ts";
import type { ImportField, ImportProblem, ImportProblemCode } from "../../contract/registryImports.ts";
import { measureDistanceM } from "../consent/distance.ts";
import type { ImportedCamera } from "./importedCamera.ts";
import { describeProblem, type ImportRow } from "./importRow.ts";

/** What the hub knows of its own site, against which a row is judged. */
export interface SiteFrame {
  readonly centre: Position;
  readonly siteName: string;
  /** Owners of kind `city` by label, which is the agency's own and not a stranger of the same name. */
  readonly cityOwners: ReadonlyMap<string, string>;
}

export type CheckedRow = { readonly camera: ImportedCamera } | { readonly problems: readonly ImportProblem[] };

/** Farthest a camera of this site may be from its centre, metres. Our choice: a county, not a country. */
const MAX_FROM_CENTRE_M = 100_000;
/** Where a file does not say how exact it is. Our choice: a house and its yard. */
const DEFAULT_ACCURACY_M = 15;
const MAX_ACCURACY_M = 100_000;
const NUMBER = /^[-+]?\d{1,9}(?:[.,]\d{1,15})?$/;
/** A spreadsheet would run these when the registry is written out again (OWASP, CSV injection). */
const FORMULA = /^(?:[=@\t\r]|[-+].*[(|!])/;
const ID_DIGEST_LENGTH = 24;

/** One row as a camera, or everything that is wrong with it. Pure; the table of its test is the rule. */
export function checkRow(row: ImportRow, frame: SiteFrame): CheckedRow {
  const problems: ImportProblem[] = [];
  const say = (field: ImportField, problem: ImportProblemCode) => {
    problems.push(describeProblem(row.line, field, problem, row.values.get(field)));
  };
  const number = readCameraNumber(row, say);
  const name = readLabel(row, "name", say);
  const label = readLabel(row, "owner", say);
  const kind = readKind(row, say);
  const position = readPosition(row, frame, say);
  const street = readLabel(row, "street", say);
  const area = row.values.has("area") ? readLabel(row, "area", say) : frame.siteName;
  const fieldOfView = readFieldOfView(row, say);
  if (problems.length > 0 || kind === undefined || position === undefined) return { problems };
  const owner = { id: chooseOwnerId(kind, label, number, frame), kind, label };
  const view = fieldOfView === undefined ? {} : { fieldOfView };
  return { camera: { id: `reg-${number}`, number, name, owner, position, place: { street, area }, ...view } };
}

type Say = (field: ImportField, problem: ImportProblemCode) => void;

/**
 * A business is one owner with all its cameras. Residents are never joined: two people of one name are two owners, and
 * one must not see what the other is asked.
 */
function chooseOwnerId(kind: OwnerKind, label: string, number: string, { cityOwners }: SiteFrame): string {
  const known = kind === "city" ? cityOwners.get(label) : undefined;
  if (known !== undefined) return known;
  const whose = kind === "resident" ? `${kind}\n${label}\n${number}` : `${kind}\n${label.toLowerCase()}`;
  return `own:${createHash("sha256").update(whose).digest("hex").slice(0, ID_DIGEST_LENGTH)}`;
}

function readCameraNumber({ values }: ImportRow, say: Say): string {
  const written = values.get("number")?.toUpperCase() ?? "";
  if (written === "") say("number", "missing");
  else if (!CameraNumber.safeParse(written).success) say("number", "not-a-camera-number");
  return written;
}

function readLabel({ values }: ImportRow, field: ImportField, say: Say): string {
  const written = values.get(field) ?? "";
  const cleaned = cleanText(written.slice(0, MAX_LABEL_CODE_POINTS * 4));
  if (cleaned === "") say(field, "missing");
  else if (FORMULA.test(written.trimStart())) say(field, "formula");
  else if (written.length > MAX_LABEL_CODE_POINTS * 4 || [...cleaned].length > MAX_LABEL_CODE_POINTS)
    say(field, "too-long");
  return cleaned;
}

function readKind({ values }: ImportRow, say: Say): OwnerKind | undefined {
  const written = values.get("owner_kind")?.toLowerCase();
  const kind = OwnerKind.safeParse(written);
  if (kind.success) return kind.data;
  say("owner_kind", written === undefined ? "missing" : "not-a-kind");
  return undefined;
}

/** NaN after saying so; undefined where nothing is written. */
function readNumber({ values }: ImportRow, field: ImportField, say: Say): number | undefined {
  const written = values.get(field);
  if (written === undefined) return undefined;
  if (NUMBER.test(written)) return Number(written.replace(",", "."));
  say(field, "not-a-number");
  return Number.NaN;
}

function readPosition(row: ImportRow, { centre }: SiteFrame, say: Say): Position | undefined {
  const lat = readNumber(row, "lat", say);
  const lng = readNumber(row, "lng", say);
  const accuracyM = readNumber(row, "accuracy_m", say) ?? DEFAULT_ACCURACY_M;
  if (accuracyM < 0 || accuracyM > MAX_ACCURACY_M) say("accuracy_m", "out-of-range");
  if (lat === undefined) say("lat", "missing");
  if (lng === undefined) say("lng", "missing");
  if (lat === undefined || lng === undefined || Number.isNaN(lat + lng + accuracyM)) return undefined;
  const at = (latDeg: number, lngDeg: number) => ({ lat: latDeg, lng: lngDeg, accuracyM });
  const isNear = (position: Position) =>
    Math.abs(position.lat) <= 90 &&
    Math.abs(position.lng) <= 180 &&
    measureDistanceM(position, centre) <= MAX_FROM_CENTRE_M;
  if (isNear(at(lat, lng))) return at(lat, lng);
  if (lat === 0 && lng === 0) say("lat", "zero-zero");
  else if (isNear(at(lng, lat))) say("lat", "swapped");
  else if (Math.abs(lat) > 90) say("lat", "out-of-range");
  else if (Math.abs(lng) > 180) say("lng", "out-of-range");
  else say("lat", "far-away");
  return undefined;
}

function readFieldOfView(row: ImportRow, say: Say): FieldOfView | undefined {
  const bearingDeg = readNumber(row, "bearing_deg", say);
  const angleDeg = readNumber(row, "angle_deg", say);
  const rangeM = readNumber(row, "range_m", say);
  const given = [bearingDeg, angleDeg, rangeM].filter((value) => value !== undefined);
  if (given.length === 0 || given.some(Number.isNaN)) return undefined;
  if (given.length < 3) {
    say(bearingDeg === undefined ? "bearing_deg" : angleDeg === undefined ? "angle_deg" : "range_m", "view-incomplete");
    return undefined;
  }
  const view = FieldOfView.safeParse({ bearingDeg: bearingDeg === 360 ? 0 : bearingDeg, angleDeg, rangeM });
  if (view.success) return view.data;
  const FIELDS = { bearingDeg: "bearing_deg", angleDeg: "angle_deg", rangeM: "range_m" } as const;
  for (const key of ["bearingDeg", "angleDeg", "rangeM"] as const)
    if (view.error.issues.some(({ path }) => path[0] === key)) say(FIELDS[key], "out-of-range");
  return undefined;
}
