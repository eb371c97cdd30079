import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

/** Calls about the comfort of operator and station. */
export function createSettingsCalls({ settings }: DeskParts): Pick<CallHandlers, "settings.put"> {
  return { "settings.put": ({ change }) => settings.change(change) };
}
