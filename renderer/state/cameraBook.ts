import type { CameraRow } from "../../contract/cameras.ts";
import type { DeskEventPayload } from "../../contract/deskApi.ts";

/** Every camera a window knows, by id and by the number operators type. */
export interface CameraBook {
  readonly byId: ReadonlyMap<string, CameraRow>;
  readonly byNumber: ReadonlyMap<string, CameraRow>;
  /** By number: digits first, then registry-only (`R…`). */
  readonly inOrder: readonly CameraRow[];
}

export const EMPTY_BOOK: CameraBook = { byId: new Map(), byNumber: new Map(), inOrder: [] };

export function createBook(rows: Iterable<CameraRow>): CameraBook {
  const inOrder = [...rows].sort(compareNumbers);
  return {
    byId: new Map(inOrder.map((row) => [row.id, row])),
    byNumber: new Map(inOrder.map((row) => [row.number, row])),
    inOrder,
  };
}

/** The book after news; the same rows keep their identity so that unchanged lists need not be drawn again. */
export function applyCameraNews(book: CameraBook, news: DeskEventPayload<"cameras.changed">): CameraBook {
  const rows = new Map(news.isWhole ? [] : book.byId);
  for (const id of news.removedIds) rows.delete(id);
  for (const row of news.changed) rows.set(row.id, row);
  return createBook(rows.values());
}

function compareNumbers(a: CameraRow, b: CameraRow): number {
  const isRegistryA = a.number.startsWith("R");
  const isRegistryB = b.number.startsWith("R");
  if (isRegistryA !== isRegistryB) return isRegistryA ? 1 : -1;
  return Number(a.number.replace("R", "")) - Number(b.number.replace("R", ""));
}
