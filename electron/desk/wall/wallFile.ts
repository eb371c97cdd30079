import { join } from "node:path";
import { z } from "zod";
import { Id } from "../../../contract/primitives.ts";
import { Display, MAX_DISPLAYS } from "../../../contract/wall.ts";
import type { Log } from "../ports.ts";
import { keepAside, readText, replaceText } from "../privateFile.ts";

/** The wall as it is kept on disk; `operatorId` is who gave its purposes. */
const StoredWall = z.strictObject({
  schema: z.literal(1),
  operatorId: Id.nullable(),
  displays: z.array(Display).max(MAX_DISPLAYS),
});
export type StoredWall = z.infer<typeof StoredWall>;

export interface WallFile {
  /** Null where nothing usable was stored; what cannot be read is kept aside. */
  read(): Promise<StoredWall | null>;
  write(wall: Omit<StoredWall, "schema">): Promise<void>;
}

export function createWallFile(dataDir: string, log: Log): WallFile {
  const path = join(dataDir, "wall.json");
  return {
    async read() {
      const text = await readText(path);
      if (text === null) return null;
      try {
        return StoredWall.parse(JSON.parse(text));
      } catch (error) {
        const reason = error instanceof z.ZodError ? (error.issues[0]?.path.join(".") ?? "") : "not JSON";
        log.warn("wall.keptAside", { file: await keepAside(path), reason });
        return null;
      }
    },
    write: (wall) => replaceText(path, JSON.stringify({ schema: 1, ...wall } satisfies StoredWall)),
  };
}
