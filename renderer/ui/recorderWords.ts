/** The words about the hub's recorder; a part of the catalogue of text.ts. */
export const recorderWords = {
  title: "Recorder",
  recording: "RECORDS",
  full: "FULL",
  failing: "DISK FAILS",
  fullWhy:
    "Nothing is recorded: the disk or the recorder's limit is full, and what is kept may not be removed. It goes on by itself once there is room.",
  failingWhy: (why: string) => `Some pictures could not be written (${why}). It tries again every few seconds.`,
  noName: "no reason given",
  cameras: (count: string) => `${count} ${count === "1" ? "camera" : "cameras"}`,
  used: (used: string, limit: string) => `${used} of ${limit} GB`,
  kept: (reach: string) => (reach === "now" ? "less than a minute kept" : `${reach} kept`),
  lost: (count: string) => `${count} ${count === "1" ? "stretch" : "stretches"} lost since its start`,
  setAside: (count: string) => `${count} ${count === "1" ? "file" : "files"} set aside, see the hub's log`,
};
