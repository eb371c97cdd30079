import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { GRANT_LIFE_MS } from "../../contract/viewings.ts";

/**
 * What is believed of a viewing while the desk has passed on no heartbeat since `silentSinceMs` (hub time; null while it
 * does). A private picture is not shown on the word of a silent desk: no revocation would be heard. A city's is for as
 * long as the last grant may have lived, and no longer.
 */
export function believe(
  viewing: ViewingStatus | null,
  silentSinceMs: number | null,
  hubNowMs: number | null,
): ViewingStatus | null {
  if (silentSinceMs === null || viewing?.state !== "permitted") return viewing;
  const limitMs = viewing.terms.ownerKind === "city" ? GRANT_LIFE_MS : 0;
  const silentForMs = (hubNowMs ?? Number.POSITIVE_INFINITY) - silentSinceMs;
  return limitMs === 0 || silentForMs >= limitMs ? { state: "silent", sinceMs: silentSinceMs } : viewing;
}
