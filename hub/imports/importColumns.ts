import { IMPORT_FIELDS, type ImportField } from "../../contract/registryImports.ts";

/** Other names under which registries write the same fields. A map, so that no name reaches an object's prototype. */
const ALIASES: ReadonlyMap<string, ImportField> = new Map([
  ...IMPORT_FIELDS.map((field) => [field, field] as const),
  ...(["latitude", "y"] as const).map((name) => [name, "lat"] as const),
  ...(["longitude", "lon", "long", "x"] as const).map((name) => [name, "lng"] as const),
  ...(["id", "camera", "camera_number"] as const).map((name) => [name, "number"] as const),
  ...(["camera_name", "title"] as const).map((name) => [name, "name"] as const),
  ...(["owner_name", "owner_label"] as const).map((name) => [name, "owner"] as const),
  ...(["kind", "owner_type"] as const).map((name) => [name, "owner_kind"] as const),
  ...(["address", "street_name"] as const).map((name) => [name, "street"] as const),
  ...(["accuracy"] as const).map((name) => [name, "accuracy_m"] as const),
  ...(["bearing", "heading"] as const).map((name) => [name, "bearing_deg"] as const),
  ...(["angle", "fov"] as const).map((name) => [name, "angle_deg"] as const),
  ...(["range"] as const).map((name) => [name, "range_m"] as const),
]);

/** The field a column stands for; undefined for one that nothing is read from. */
export function findField(column: string): ImportField | undefined {
  return ALIASES.get(
    column
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_"),
  );
}
