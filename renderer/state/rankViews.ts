import type { View } from "../../contract/views.ts";

/** One's own before those of others, older before newer: so that a digit keeps its view when another is added. */
export function rankViews(views: readonly View[]): View[] {
  return [...views].sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || (a.id < b.id ? -1 : 1));
}
