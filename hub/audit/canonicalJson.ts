/** What a canonical document may hold. Undefined members are left out, as JSON does. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/** One text per value (RFC 8785): members sorted by UTF-16 units, no spaces. Throws for numbers JSON cannot write. */
export function writeCanonicalJson(value: CanonicalValue): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("JSON has no such number");
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeCanonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${writeCanonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
