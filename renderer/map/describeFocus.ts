import type { IncidentCameras } from "../../contract/incidents.ts";
import { formatCount } from "../ui/format.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import type { Scene } from "./scene.ts";

/** What a screen reader says of the pin the keyboard is at: a canvas has no words of its own. */
export function describeFocus({ focus, rowOf, tileOf }: Scene, near: IncidentCameras | null): string {
  if (focus === null) return "";
  if (focus.kind === "group") return words.announceGroup(formatCount(focus.count));
  const row = rowOf(focus.cameraId);
  if (row === undefined) return "";
  const prospect = near?.cameras.find(({ cameraId }) => cameraId === row.id)?.prospect;
  const tile = tileOf(row.id);
  const outcome = prospect === undefined ? "" : words.outcomes[prospect];
  const place = tile === undefined ? "" : words.announceTile(tile);
  return words.announceCamera(
    row.number,
    row.name,
    row.ownerLabel,
    [outcome, place].filter((part) => part !== "").join(", "),
  );
}
