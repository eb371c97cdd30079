import type { RevokeCause } from "../../../contract/reasons.ts";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";

/** How windows fare with a camera. `nobody`: none of them is to show it now, whatever the camera's terms. */
export type Look = "nobody" | "waiting" | "shown" | "blocked";

const LOOKS_BY_WORTH: readonly Look[] = ["shown", "waiting", "blocked"];
/** Ends that have nothing to do with the camera: the same would happen to the next one. */
const ENDS_OF_ALL: readonly RevokeCause[] = [
  "signed-out",
  "session-revoked",
  "station-locked",
  "window-closed",
  "purpose-changed",
];

function lookOf(status: ViewingStatus): Look {
  if (status.state === "permitted") return "shown";
  if (status.state === "asking") return "waiting";
  if (status.state === "silent") return "nobody";
  if (status.state === "ended" && ENDS_OF_ALL.includes(status.cause)) return "nobody";
  if (status.state === "refused" && status.reasons.includes("CTX_PURPOSE_MISSING")) return "nobody";
  return "blocked";
}

/** The best of what several claims of one camera say. */
export function chooseLook(statuses: readonly ViewingStatus[]): Look {
  const looks = statuses.map(lookOf);
  return LOOKS_BY_WORTH.find((look) => looks.includes(look)) ?? "nobody";
}
