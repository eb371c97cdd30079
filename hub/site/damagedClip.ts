import { Fault } from "../../contract/faults.ts";

/** The fault for a clip that is not what it should be; `what` completes "The clip is damaged: …". */
export function damagedClip(what: string): Fault {
  return new Fault("SITE_UNUSABLE", `The clip is damaged: ${what}.`);
}
