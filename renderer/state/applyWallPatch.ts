import type { Wall, WallPatch } from "../../contract/wall.ts";

/**
 * The wall after a patch. Null when a number was missed and a snapshot is needed; the same wall when the patch is
 * older than what is known.
 */
export function applyWallPatch(wall: Wall, patch: WallPatch): Wall | null {
  if (patch.revision <= wall.revision) return wall;
  if (patch.revision !== wall.revision + 1) return null;
  const gone = new Set([...patch.removed, ...patch.changed.map((display) => display.display)]);
  const displays = [...wall.displays.filter((display) => !gone.has(display.display)), ...patch.changed];
  displays.sort((a, b) => a.display - b.display);
  return { ...wall, revision: patch.revision, canUndo: patch.canUndo, displays };
}
