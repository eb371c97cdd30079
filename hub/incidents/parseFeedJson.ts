import { parseBoundedJson } from "../../contract/boundedJson.ts";

/** A string need not end: where it had to, each quote in one that does not would be tried in turn. */
const STRING_OR_NO_NUMBER = /"(?:[^"\\]|\\.?)*(?:"|$)|-?\b(?:NaN|Infinity)\b/gs;

/**
 * JSON as dispatch systems send it: some write `NaN` where they have no number, which JSON does not know. It is read as
 * null, so that one field without a value does not cost a call. Throws `REQUEST_MALFORMED`.
 */
export function parseFeedJson(text: string): unknown {
  const plain = text.replace(STRING_OR_NO_NUMBER, (found) => (found.startsWith('"') ? found : "null"));
  return parseBoundedJson(plain, "REQUEST_MALFORMED");
}
