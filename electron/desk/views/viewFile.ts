import { join } from "node:path";
import { z } from "zod";
import { Id } from "../../../contract/primitives.ts";
import { ViewList } from "../../../contract/views.ts";
import type { Log } from "../ports.ts";
import { keepAside, readText, replaceText } from "../privateFile.ts";

/** The views one operator last saw at this station. */
const StoredViews = ViewList.extend({ schema: z.literal(1), operatorId: Id });
export type StoredViews = z.infer<typeof StoredViews>;

export interface ViewFile {
  /** Null where nothing usable was stored; what cannot be read is kept aside. */
  read(): Promise<StoredViews | null>;
  write(views: Omit<StoredViews, "schema">): Promise<void>;
}

export function createViewFile(dataDir: string, log: Log): ViewFile {
  const path = join(dataDir, "views.json");
  return {
    async read() {
      const text = await readText(path);
      if (text === null) return null;
      try {
        return StoredViews.parse(JSON.parse(text));
      } catch (error) {
        const reason = error instanceof z.ZodError ? (error.issues[0]?.path.join(".") ?? "") : "not JSON";
        log.warn("views.keptAside", { file: await keepAside(path), reason });
        return null;
      }
    },
    write: (views) => replaceText(path, JSON.stringify({ schema: 1, ...views } satisfies StoredViews)),
  };
}
