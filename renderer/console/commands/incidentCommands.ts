import { Fault } from "../../../contract/faults.ts";
import type { Right } from "../../../contract/operators.ts";
import { hasRight } from "../../state/mirrorDesk.ts";
import type { IncidentSheet } from "../../state/stores.ts";
import { incidentWords } from "../../ui/incidentWords.ts";
import { type Command, type CommandContext, command } from "./command.ts";

const NEAREST_COUNT = 4;

/** The open incident that is selected, else the one that is the arranged display's purpose. */
function chooseIncident({ model }: CommandContext): string | null {
  const { incidentId, display } = model.stores.selection.getState();
  const { wall } = model.stores.wall.getState();
  const purpose = wall?.displays.find((each) => each.display === display)?.purpose;
  const { byId } = model.stores.incidents.getState();
  const isOpen = (id: string) => byId.has(id) && byId.get(id)?.closedAtMs === undefined;
  return [incidentId, purpose?.incidentId].find((id) => id != null && isOpen(id)) ?? null;
}

/** Without an incident there is nothing to open: the list of them is. */
export function withIncident(context: CommandContext, act: (incidentId: string) => void): void {
  const incidentId = chooseIncident(context);
  if (incidentId === null) context.model.actions.select({ screen: "incidents" });
  else act(incidentId);
}

function isAllowed({ model: { stores, notices } }: CommandContext, right: Right): boolean {
  const isSo = hasRight(stores.session.getState().session, right);
  if (!isSo) notices.tellFault(new Fault("RIGHT_MISSING"));
  return isSo;
}

/** Opens a sheet that names the incident and asks, so that none of it happens to another one unseen. */
function write(kind: Exclude<IncidentSheet["kind"], "create">, right: Right): Command["run"] {
  return (context) => {
    if (!isAllowed(context, right)) return;
    withIncident(context, (incidentId) => context.model.actions.select({ incidentSheet: { kind, incidentId } }));
  };
}

/** From a call to its pictures, and what is written about it. */
export const incidentCommands: readonly Command[] = [
  command("incident.openWall", incidentWords.commands.openWall, "O", (context) =>
    withIncident(context, (id) => context.model.actions.openIncident(id)),
  ),
  command(
    "incident.nearestFour",
    incidentWords.commands.nearestFour,
    "N",
    (context) => withIncident(context, (id) => context.model.actions.openIncident(id, NEAREST_COUNT)),
    // On the map N goes to the incident, and its own button opens the four.
    { screens: ["wall", "incidents"] },
  ),
  command("incident.askAll", incidentWords.commands.askAll, null, (context) =>
    withIncident(context, (id) => context.model.actions.askIncident(id)),
  ),
  command("incident.create", incidentWords.commands.create, null, (context) => {
    if (isAllowed(context, "view-live")) context.model.actions.select({ incidentSheet: { kind: "create" } });
  }),
  command("incident.note", incidentWords.commands.note, null, write("note", "view-live")),
  command("incident.edit", incidentWords.commands.edit, null, write("edit", "view-live")),
  command("incident.verify", incidentWords.commands.verify, null, write("verify", "verify-incidents")),
  command("incident.close", incidentWords.commands.close, null, write("close", "close-incidents")),
];
