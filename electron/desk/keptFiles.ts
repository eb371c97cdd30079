import { type FileHandle, open } from "node:fs/promises";

/** Files that operators keep: names that every file system takes, and never one over another. */

const OWNER_ONLY_FILE = 0o600;
/** So many of one camera and moment have names of their own. */
const MAX_SAME_NAME = 100;

const SENTENCES: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full. Make room and take it again.",
  EDQUOT: "Your share of the disk is used up. Make room and take it again.",
  EACCES: "The folder may not be written.",
  EPERM: "The folder may not be written.",
  EROFS: "The disk may not be written.",
  ENOTDIR: "There is a file where the folder should be.",
  EEXIST: "There is a file where the folder should be.",
};

export interface NewFile {
  readonly path: string;
  readonly file: FileHandle;
}

/** A new, empty file of that name, or of one with a number behind it. Null where there are too many already. */
export async function openNewFile(stem: string, extension: string): Promise<NewFile | null> {
  for (let n = 1; n <= MAX_SAME_NAME; n++) {
    const path = `${stem}${n === 1 ? "" : `_${n}`}${extension}`;
    // "wx" fails where there is a file: whatever else writes here at the same time, nothing is lost.
    const file = await open(path, "wx", OWNER_ONLY_FILE).catch((error: unknown) => {
      if (codeOf(error) === "EEXIST") return null;
      throw error;
    });
    if (file !== null) return { path, file };
  }
  return null;
}

/** What an operator may be told of a disk's refusal. */
export function explainDisk(error: unknown): string {
  return SENTENCES[codeOf(error)] ?? "The folder cannot be used.";
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** `2026-11-25_14-03-12Z`: sorts by time, and every file system takes it. */
export function nameTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace("T", "_").replaceAll(":", "-")}Z`;
}

/** A name as every file system takes it, and never a way to another folder. */
export function nameFile(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9-]/g, "_") || "_";
}
