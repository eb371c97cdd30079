import { Fault, type FaultCode } from "./faults.ts";

/** Deepest nesting of a JSON document either side accepts. */
export const MAX_JSON_DEPTH = 16;

/**
 * Parses what another process sent; nesting beyond {@link MAX_JSON_DEPTH} is refused before the parser sees it.
 * Throws a {@link Fault} with `code`.
 */
export function parseBoundedJson(text: string, code: FaultCode): unknown {
  if (isDeeperThan(text, MAX_JSON_DEPTH)) throw new Fault(code, "It is nested too deeply.");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault(code, "It is not JSON.", { cause });
  }
}

/** Whether brackets outside strings nest deeper than `limit`. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (isInString) {
      if (char === "\\") at++;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === "{" || char === "[") {
      if (++depth > limit) return true;
    } else if (char === "}" || char === "]") depth--;
  }
  return false;
}
