/** What is said of instant replay in tiles of the wall; a part of the catalogue in text.ts. */
export const replayWords = {
  replay: "REPLAY",
  back: (seconds: number) => `${seconds} s back`,
  opening: "Looking for what was recorded.",
  control: "Replay 30 seconds; again for 60 and 90",
  live: "Back to live",
  nothing: "There is no camera in this tile to replay.",
  noSnapshot: "A replay is not kept as a snapshot. Go back to live, or play the camera back and clip it.",
  notReplaying: "This tile is live.",
  notRecorded: "No replay: this camera was not recorded then.",
  refused: (why: string) => `No replay: ${why}`,
  wouldAsk: "No replay: the owner would have to be asked for the past.",
  late: "No replay: the recording does not arrive.",
  commands: {
    replay: "Replay the selected tile: 30 seconds back, again 60, 90",
    live: "Back to live in the selected tile",
  },
} as const;
