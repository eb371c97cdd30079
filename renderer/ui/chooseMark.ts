import type { CameraRow } from "../../contract/cameras.ts";
import type { Prospect } from "../../contract/incidents.ts";
import type { MarkName } from "./StateMark.tsx";

/** The mark of a camera that is not on this wall; without a prospect, by what is known of the camera alone. */
export function chooseMark(row: CameraRow | undefined, prospect: Prospect | undefined): MarkName {
  if (row?.hasStream === false || prospect === "registry-only") return "no-data";
  if (row?.health.state === "offline" || prospect === "offline") return "offline";
  if (prospect === "refused") return "refused";
  return prospect === "asks-owner" || prospect === "asks-supervisor" ? "pending" : "ready";
}
