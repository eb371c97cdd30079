import type { ClipGapWhy, ClipMaking, ClipProspect, ClipSpanFault, ClipState, ClipWhy } from "../../contract/clips.ts";

/** The words of clips; a part of the catalogue of text.ts. */
export const clipWords = {
  title: "Clips",
  words:
    "Pieces of recordings, kept with the incident. A clip is a plain copy to work with, not evidence: nothing in it is sealed or signed.",
  pull: "Pull clips",
  pullTitle: (incidentId: string) => `Pull clips for ${incidentId}`,
  pullHint: "They are cut in the background. Each camera's owner reads on their page that you took one.",
  send: (count: number) => `Pull ${count} ${count === 1 ? "clip" : "clips"}`,
  pulled: (count: number, refused: number) =>
    `${count} ${count === 1 ? "clip is" : "clips are"} being cut.${refused === 0 ? "" : ` ${refused} cannot be had; the list says why.`}`,
  nothingPulled: "None of these clips can be had. The list says why.",
  cameras: "Cameras",
  chosen: (count: number, most: number) => `${count} of at most ${most}`,
  chooseAll: "Choose all",
  chooseNone: "Choose none",
  tooMany: (most: number) => `At most ${most} cameras at once.`,
  others: "Other cameras by number",
  othersHint: "Apart by spaces, for example 204 231",
  unknownNumbers: (numbers: readonly string[]) => `There is no camera ${numbers.join(", ")}.`,
  noneNear: "No camera with a picture is near. Give numbers.",
  from: "From",
  to: "To",
  spanHint: "At most two hours, on this machine's clock. What is still to come is left off.",
  looking: "Looking up what was recorded.",
  noTimes: "Give a start and an end.",
  ofCamera: (number: string) => `Clip of ${number}`,
  count: (count: number) => `${count} clips`,
  span: (from: string, to: string) => `${from} to ${to}`,
  by: (who: string, clock: string) => `Pulled by ${who}, ${clock}`,
  waiting: "Waits for its turn",
  working: (percent: number) => `Cutting, ${percent} %`,
  size: (megabytes: string) => `${megabytes} MB`,
  noClips: "No clips of this camera: its owner lets nothing be kept, or nothing of it is recorded.",
  notAvailable: "Not available now",
  outdated: "The owner's terms have changed since. Pull it anew.",
  covered: (share: string) => `${share} % of the span`,
  missing: (why: string, span: string) => `${why} ${span}`,
  more: (count: number) => `and ${count} more`,
  early: (seconds: number) => `begins ${seconds} s early, with a whole picture`,
  download: "Download",
  downloadAll: (count: number) => `Download all ${count}`,
  cancelDownload: "Stop download",
  downloading: (percent: number) => `Downloading, ${percent} %`,
  downloaded: (path: string) => `Saved to ${path}`,
  rename: "Name and describe",
  name: "Name",
  description: "Description",
  descriptionHint: "What is to be seen in it",
  save: "Save",
  cancel: "Cancel clip",
  remove: "Delete clip",
  removeTitle: (name: string) => `Delete “${name}”?`,
  removeWords:
    "The file goes for everybody. That it was pulled and by whom stays on record. Copies already downloaded stay.",
  ofClip: (what: string, camera: string, name: string) => `${what}: camera ${camera}, ${name}`,
  bar: (words: string) => `What the clip holds of its span: ${words}`,
  markers: (texts: readonly string[]) => `Markers: ${texts.join("; ")}`,
  commands: { pull: "Pull clips for the incident" },
};

export const clipStateWords: Record<Exclude<ClipState, "queued" | "working">, string> = {
  ready: "Ready",
  failed: "Not made",
  ended: "Ended",
};

export const clipMakingWords: Record<ClipMaking, string> = {
  copied: "copied as recorded",
  "re-encoded": "re-encoded, with what the owner asks for burned in",
};

export const clipProspectWords: Record<ClipProspect, string> = {
  copied: "as recorded",
  "re-encoded": "with watermark or masks",
  refused: "not available",
  "no-encoder": "needs ffmpeg",
  "not-recorded": "not recorded",
};

export const clipWhySentences: Record<ClipWhy, string> = {
  refused: "Not available.",
  "not-recorded": "Nothing was recorded in this time.",
  unreadable: "It was recorded, but none of it can be read.",
  "no-encoder":
    "The owner's terms ask for a watermark or masks, and the hub has no ffmpeg to draw them. Ask whoever runs it to install one.",
  "encoder-failed": "Drawing the watermark or masks failed. Nothing was kept; pull it again, or a shorter part.",
  "disk-full": "The hub's disk is full. What was written of it was removed; other clips go on.",
  "room-used-up":
    "The hub's room for clips is used up. What was written of it was removed; delete clips no longer needed.",
  "not-written": "The hub could not write it. Nothing was kept; pull it again.",
  cancelled: "Cancelled. What was written of it was removed.",
  deleted: "Its file was deleted.",
  "owner-withdrew": "Sharing ended while it was cut. What was written of it was removed.",
  "terms-changed": "The owner's terms changed. Pull it anew.",
  "incident-closed": "The incident was closed before it was done. Reopen it to pull it again.",
};

export const clipGapWords: Record<ClipGapWhy, string> = {
  "not-recorded": "Not recorded",
  "not-yet": "Still to come when it was pulled",
  "outside-terms": "Outside the owner's terms",
  damaged: "Recorded, but cannot be read",
  "other-format": "The camera's picture changed its format",
};

export const clipSpanFaultSentences: Record<ClipSpanFault, string> = {
  reversed: "The end must be after the start.",
  "too-short": "A clip is at least a second long.",
  "too-long": "A clip is at most two hours long. Pull it in parts.",
  future: "The start must be in the past.",
};
