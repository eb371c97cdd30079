import { Fault } from "../../../contract/faults.ts";
import { MAX_JSON_DEPTH } from "../../../contract/hubRoutes.ts";

/** Parses JSON from the hub, refusing deep nesting before the parser sees it. Throws `HUB_ANSWER_INVALID`. */
export function parseBoundedJson(text: string): unknown {
  if (isDeeperThan(text, MAX_JSON_DEPTH)) throw new Fault("HUB_ANSWER_INVALID", "It was nested too deeply.");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault("HUB_ANSWER_INVALID", "It was not JSON.", { cause: error });
  }
}

/** Whether brackets outside strings nest deeper than `limit`. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === "\\") at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") {
      if (++depth > limit) return true;
    } else if (char === "}" || char === "]") depth--;
  }
  return false;
}
