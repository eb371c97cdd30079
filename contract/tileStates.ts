/** Everything a tile can be. A tile is always in exactly one of these, and says so in a word and a shape. */
export const TILE_STATES = [
  "live",
  "delayed",
  "frozen",
  "connecting",
  "reconnecting",
  "offline",
  "recorded",
  "pending",
  "refused",
  "revoked",
  "ended",
  "no-data",
  "silent",
  "unplayable",
  "overloaded",
  "training-paused",
  "empty",
] as const;
export type TileState = (typeof TILE_STATES)[number];
