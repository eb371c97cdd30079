import type { CameraRow } from "../../contract/cameras.ts";
import type { DeskEventPayload } from "../../contract/deskApi.ts";

/** Every camera a window knows, by id and by the number operators type. */
export interface CameraBook {
  readonly byId: ReadonlyMap<string, CameraRow>;
  readonly byNumber: Pick<ReadonlyMap<string, CameraRow>, "get" | "has">;
  /** By number: digits first, then registry-only (`R…`). */
  readonly inOrder: readonly CameraRow[];
}

export const EMPTY_BOOK: CameraBook = { byId: new Map(), byNumber: new Map(), inOrder: [] };

export function createBook(rows: Iterable<CameraRow>): CameraBook {
  const keyed = [...rows].map((row) => ({ row, key: orderKey(row) }));
  const inOrder = keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
  return { byId: new Map(inOrder.map((row) => [row.id, row])), byNumber: findByNumber(inOrder), inOrder };
}

/** The order is the index: no second map of a whole city has to be kept. */
function findByNumber(inOrder: readonly CameraRow[]): CameraBook["byNumber"] {
  const get = (number: string) => {
    const row = inOrder[findPlace(inOrder, { number })];
    return row?.number === number ? row : undefined;
  };
  return { get, has: (number) => get(number) !== undefined };
}

/**
 * The book after news; the same rows keep their identity so that unchanged lists need not be drawn again. News of what
 * is known (health, terms) leave the order as it is, and cost no sorting of a whole city.
 */
export function applyCameraNews(book: CameraBook, news: DeskEventPayload<"cameras.changed">): CameraBook {
  const patched = news.isWhole || news.removedIds.length > 0 ? null : replaceRows(book, news.changed);
  if (patched !== null) return patched;
  const rows = new Map(news.isWhole ? [] : book.byId);
  for (const id of news.removedIds) rows.delete(id);
  for (const row of news.changed) rows.set(row.id, row);
  return createBook(rows.values());
}

/** Null where a camera is new or has another number. */
function replaceRows(book: CameraBook, changed: readonly CameraRow[]): CameraBook | null {
  const inOrder = [...book.inOrder];
  const byId = new Map(book.byId);
  for (const row of changed) {
    const at = findPlace(inOrder, row);
    if (inOrder[at]?.id !== row.id) return null;
    inOrder[at] = row;
    byId.set(row.id, row);
  }
  return { byId, byNumber: findByNumber(inOrder), inOrder };
}

/** Where a number is, or would be. */
function findPlace(inOrder: readonly CameraRow[], { number }: Pick<CameraRow, "number">): number {
  const key = orderKey({ number });
  let [from, to] = [0, inOrder.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const row = inOrder[middle];
    if (row !== undefined && orderKey(row) < key) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Above every number of six digits. */
const REGISTRY_KEY = 1_000_000;

function orderKey({ number }: Pick<CameraRow, "number">): number {
  return number.startsWith("R") ? REGISTRY_KEY + Number(number.slice(1)) : Number(number);
}
