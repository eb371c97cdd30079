import type { CameraRow } from "../../contract/cameras.ts";
import type { CameraBook } from "./cameraBook.ts";

/** Cameras whose number, name, street or owner holds every word of a query; the number that was typed comes first. */
export function findCameras({ inOrder }: CameraBook, query: string): CameraRow[] {
  const typed = query.trim().toLowerCase();
  const words = typed.split(/\s+/);
  return rankFound(
    inOrder.filter((row) => matches(row, words)),
    typed,
  );
}

function matches(row: CameraRow, words: readonly string[]): boolean {
  const haystack = `${row.number} ${row.name} ${row.street} ${row.ownerLabel}`.toLowerCase();
  return words.every((word) => haystack.includes(word));
}

/** Exact numbers first, then numbers that begin with what was typed, then the rest in their order. */
function rankFound(rows: readonly CameraRow[], query: string): CameraRow[] {
  const rank = (row: CameraRow) => (row.number === query ? 0 : row.number.startsWith(query) ? 1 : 2);
  return [...rows].sort((a, b) => rank(a) - rank(b));
}
