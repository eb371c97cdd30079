import { choosePurposeOf } from "../../../contract/incidents.ts";
import type { Purpose } from "../../../contract/viewings.ts";
import { findDisplay } from "../../state/actions.ts";
import type { WindowModel } from "../../state/windowModel.ts";
import { text } from "../../ui/text.ts";
import { tileWords } from "../../ui/tileWords.ts";
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

function findOnMap({ model }: CommandContext): void {
  const { tile } = model.stores.selection.getState();
  const cameraId = findDisplay(model.stores)?.tiles[tile - 1] ?? null;
  if (cameraId === null) model.notices.tell(tileWords.nothingToFind);
  else model.actions.findOnMap(cameraId);
}

/** Finding cameras, and why they may be seen. */
export const cameraCommands: readonly Command[] = [
  command("camera.find", text.commands.findCamera, "/", (context) => context.focusSearch()),
  command("camera.purposeFromIncident", text.commands.purposeFromIncident, "I", setPurposeFromIncident),
  command(
    "camera.openChosen",
    tileWords.commands.openChosen,
    "Ctrl+Enter",
    ({ model }) => {
      const { chosen } = model.stores.selection.getState();
      if (chosen.length > 0) model.actions.fill(chosen);
      model.actions.select({ chosen: [] });
    },
    { screens: ["wall"] },
  ),
  command("map.findCamera", tileWords.commands.findOnMap, "M", findOnMap, { screens: ["wall"] }),
  command("camera.choosePurpose", text.commands.choosePurpose, null, (context) => context.openPurpose()),
];
