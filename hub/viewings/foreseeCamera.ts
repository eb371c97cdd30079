import { OBLIGATION_NAMES } from "../../contract/consentRecord.ts";
import type { Foreseen } from "../../contract/foresight.ts";
import type { Prospect } from "../../contract/incidents.ts";
import type { Purpose } from "../../contract/viewings.ts";
import type { Decision } from "../consent/decide.ts";
import type { Session } from "../people/sessions.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import { hideReasons } from "./describeAnswer.ts";
import type { ViewingDesk } from "./viewingDesk.ts";

/** What would happen if this camera were asked for now. Nothing is opened, and nobody is asked. */
export function foreseeCamera(
  { desk, cameras }: { desk: Pick<ViewingDesk, "foresee">; cameras: CameraRegistry },
  session: Session,
  purpose: Purpose,
  cameraId: string,
): Foreseen {
  const about = { session, stationId: session.station.id, cameraId, action: "view-live" as const };
  const decision = desk.foresee({ ...about, purpose, runningSinceMs: null }, OBLIGATION_NAMES);
  // What a file brought in has no terms at all; to the agency that is the same as a place on the map.
  const isRegistryOnly = cameras.find(cameraId)?.sharing === "registry-only";
  const prospect = isRegistryOnly ? "registry-only" : chooseProspect(decision);
  return { cameraId, prospect, reasons: hideReasons(decision.reasons) };
}

function chooseProspect({ outcome, reasons }: Decision): Prospect {
  if (outcome === "permit") return "allowed";
  if (outcome === "pending-supervisor") return "asks-supervisor";
  if (outcome === "pending-owner") return "asks-owner";
  if (reasons.includes("RES_OFFLINE")) return "offline";
  return reasons.includes("CONSENT_REGISTRY_ONLY") ? "registry-only" : "refused";
}
