import type { StationSettings } from "../../../contract/settings.ts";
import type { Command } from "../commands/command.ts";

type Assignments = StationSettings["controls"];

/** The usual use of a controller: cross and stick move the selection; numbers are those of the standard layout. */
export const USUAL_CONTROLS: Readonly<Record<string, string>> = {
  b0: "tile.full",
  b1: "screen.back",
  b12: "tile.select.up",
  b13: "tile.select.down",
  b14: "tile.select.left",
  b15: "tile.select.right",
  "a0-": "tile.select.left",
  "a0+": "tile.select.right",
  "a1-": "tile.select.up",
  "a1+": "tile.select.down",
};

/** What a control does at this station; null: nothing. */
export function findAssigned(assignments: Assignments, control: string): string | null {
  const own = assignments.find((each) => each.control === control);
  return own === undefined ? (USUAL_CONTROLS[control] ?? null) : own.commandId;
}

/** The station's assignments with one changed; what comes to the usual use is not kept. */
export function assignControl(assignments: Assignments, control: string, commandId: string | null): Assignments {
  const others = assignments.filter((each) => each.control !== control);
  return commandId === (USUAL_CONTROLS[control] ?? null) ? others : [...others, { control, commandId }];
}

/** The command a stroke runs, of those of this moment; a held control only goes on with what repeats. */
export function decideControl(
  assignments: Assignments,
  { control, repeat }: { readonly control: string; readonly repeat: boolean },
  commands: readonly Command[],
): Command | null {
  const commandId = findAssigned(assignments, control);
  const command = commands.find(({ id }) => id === commandId);
  return command === undefined || (repeat && !command.repeats) ? null : command;
}
