import { z } from "zod";
import { AtMs, Id, Label } from "./primitives.ts";

/**
 * Bringing cameras into the registry from a file: read whole, shown with everything that is wrong, and then applied
 * whole or not at all. What comes in this way is registry-only: a place on the map, never a stream, never a permission.
 */

/** Problems listed of one file; all are counted. Our choice: nobody mends more by hand at once. */
export const MAX_IMPORT_PROBLEMS = 1_000;
/** A preview that is not applied is forgotten. Our choice. */
export const IMPORT_LIFE_MS = 60 * 60_000;
/** Imports of one list. Our choice. */
export const MAX_IMPORTS = 20;

/** Columns of a CSV file and properties of a GeoJSON feature; the first seven are needed (GeoJSON: by its point). */
export const IMPORT_FIELDS = [
  "number",
  "name",
  "owner",
  "owner_kind",
  "lat",
  "lng",
  "street",
  "area",
  "accuracy_m",
  "bearing_deg",
  "angle_deg",
  "range_m",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

export const IMPORT_PROBLEMS = [
  "missing",
  "not-a-number",
  "out-of-range",
  "swapped",
  "zero-zero",
  "far-away",
  "too-long",
  "formula",
  "not-a-kind",
  "not-a-camera-number",
  "repeated",
  "taken",
  "quote",
  "fields",
  "line-too-long",
  "not-a-feature",
  "not-a-point",
  "view-incomplete",
] as const;
export const ImportProblemCode = z.enum(IMPORT_PROBLEMS);
export type ImportProblemCode = z.infer<typeof ImportProblemCode>;

export const ImportProblem = z.strictObject({
  /** Of the file, counted from 1. */
  line: z.int().positive(),
  /** Empty when the whole line is meant. */
  field: z.string().max(40),
  problem: ImportProblemCode,
  /** What was read there, cut; text, never markup. */
  read: z.string().max(80),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

const Count = z.int().nonnegative();
export const ImportCounts = z.strictObject({ added: Count, changed: Count, same: Count, wrong: Count });
export type ImportCounts = z.infer<typeof ImportCounts>;

export const IMPORT_NOTES = ["read-as-latin-1", "unread-columns"] as const;
export const RegistryImport = z.strictObject({
  id: Id,
  state: z.enum(["preview", "applied", "undone"]),
  fileName: Label,
  format: z.enum(["csv", "geojson"]),
  by: Label,
  atMs: AtMs,
  /** End of a preview. */
  expiresAtMs: AtMs,
  /** Lines or features. `wrong` counts each once, however much is wrong with it. */
  counts: ImportCounts,
  problems: z.array(ImportProblem).max(MAX_IMPORT_PROBLEMS),
  /** All there are, listed or not. */
  problemCount: Count,
  notes: z.array(z.enum(IMPORT_NOTES)).max(IMPORT_NOTES.length),
  /** Names of columns nothing was read from. */
  unread: z.array(z.string().max(40)).max(32),
  /** The last one applied, as long as nothing came after it. */
  canUndo: z.boolean(),
});
export type RegistryImport = z.infer<typeof RegistryImport>;
/** Newest first. Problems are left out: the answer to the import itself has them. */
export const RegistryImportList = z.strictObject({ imports: z.array(RegistryImport).max(MAX_IMPORTS) });

const Nothing = z.strictObject({});
const byId = z.strictObject({ id: Id });

/** The hub's calls about files of cameras: a part of the table in hubRoutes.ts. */
export const IMPORT_ROUTES = {
  registryImports: {
    method: "GET",
    path: "/v1/registry/imports",
    auth: "session",
    summary: "Files that were brought into the registry, and those looked at.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: RegistryImportList,
  },
  previewImport: {
    method: "POST",
    path: "/v1/registry/imports",
    auth: "session",
    summary: "Read an uploaded CSV or GeoJSON file of cameras and say what is wrong. Changes nothing.",
    params: Nothing,
    query: Nothing,
    body: z.strictObject({ uploadId: Id }),
    answer: RegistryImport,
  },
  applyImport: {
    method: "POST",
    path: "/v1/registry/imports/{id}/apply",
    auth: "session",
    summary: "Bring a file without faults into the registry, whole, if nothing has changed since.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: RegistryImport,
  },
  undoImport: {
    method: "POST",
    path: "/v1/registry/imports/{id}/undo",
    auth: "session",
    summary: "Take the last import back, whole.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: RegistryImport,
  },
} as const;
