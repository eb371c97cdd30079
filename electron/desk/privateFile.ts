import { chmod, open, readFile, rename } from "node:fs/promises";

const OWNER_ONLY = 0o600;

/** The text of a file, or null where there is none. */
export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Replaces a file at one stroke: a reader, or a crash at any moment, finds the old text or the new, never half of one.
 * Only its owner can read it.
 */
export async function replaceText(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  const file = await open(fresh, "w", OWNER_ONLY);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(fresh, OWNER_ONLY);
  await rename(fresh, path);
}

/** Beyond so many files kept aside the last one is replaced. */
const MAX_KEPT_ASIDE = 20;

/** Moves a file that cannot be used out of the way, beside those moved before it, and says where it went. */
export async function keepAside(path: string): Promise<string> {
  let aside = `${path}.unreadable`;
  for (let n = 2; n <= MAX_KEPT_ASIDE && (await readText(aside)) !== null; n++) aside = `${path}.unreadable.${n}`;
  await rename(path, aside);
  return aside;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
