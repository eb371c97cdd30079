import { choosePurposeOf } from "../../../contract/incidents.ts";
import type { Purpose } from "../../../contract/viewings.ts";
import type { WindowModel } from "../../state/windowModel.ts";
import { text } from "../../ui/text.ts";
import { type Command, type CommandContext, command } from "./command.ts";

/** The purpose an incident gives, when it is selected and open; null otherwise. */
function choosePurpose(model: WindowModel): Purpose | null {
  const { incidentId } = model.stores.selection.getState();
  const incident = incidentId === null ? undefined : model.stores.incidents.getState().byId.get(incidentId);
  if (incident === undefined || incident.closedAtMs !== undefined) return null;
  return { code: choosePurposeOf(incident.kind), incidentId: incident.id };
}

function setPurposeFromIncident({ model, openPurpose }: CommandContext): void {
  const purpose = choosePurpose(model);
  if (purpose === null) openPurpose();
  else model.actions.setPurpose([model.stores.selection.getState().display], purpose);
}

/** Finding cameras, and why they may be seen. */
export const cameraCommands: readonly Command[] = [
  command("camera.find", text.commands.findCamera, "/", (context) => context.focusSearch()),
  command("camera.purposeFromIncident", text.commands.purposeFromIncident, "I", setPurposeFromIncident),
  command("camera.choosePurpose", text.commands.choosePurpose, null, (context) => context.openPurpose()),
];
