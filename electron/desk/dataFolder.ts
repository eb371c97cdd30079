import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../contract/faults.ts";

/** Makes the folder where it is missing and shows that it can be written to. Throws `DATA_UNUSABLE`. */
export async function openDataFolder(dataDir: string): Promise<void> {
  const probe = join(dataDir, ".probe");
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new Fault("DATA_UNUSABLE", `${dataDir} cannot be written${code}.`, { cause: error });
  }
}
