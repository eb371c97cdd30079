import { Fault } from "../../contract/faults.ts";
import { MAX_JSON_DEPTH } from "../../contract/hubRoutes.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Reads a JSON body. One nested too deeply is refused before a parser sees it. Throws `REQUEST_MALFORMED`. */
export function parseJson(body: Buffer): unknown {
  if (measureDepth(body) > MAX_JSON_DEPTH) throw new Fault("REQUEST_MALFORMED", "The body is nested too deeply.");
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    return parsed;
  } catch (cause) {
    throw new Fault("REQUEST_MALFORMED", "The body is not JSON.", { cause });
  }
}

/** Deepest nesting of brackets outside strings; for bytes that are not JSON, some number at least as useful. */
function measureDepth(body: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    if (isInString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (OPENING.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (CLOSING.has(byte)) depth -= 1;
  }
  return deepest;
}
