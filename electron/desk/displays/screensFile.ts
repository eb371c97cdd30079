import { join } from "node:path";
import { z } from "zod";
import { MAX_SCREENS } from "../../../contract/screens.ts";
import { DisplayNumber, MAX_DISPLAYS } from "../../../contract/wall.ts";
import type { Log } from "../ports.ts";
import { keepAside, readText, replaceText } from "../privateFile.ts";

const MAX_TEXT = 512;

const StoredScreen = z.strictObject({
  label: z.string().max(MAX_TEXT),
  leftPx: z.int(),
  topPx: z.int(),
  widthPx: z.int().min(1),
  heightPx: z.int().min(1),
  scale: z.number().positive(),
  isPrimary: z.boolean(),
  isInternal: z.boolean(),
  platformId: z.string().max(MAX_TEXT),
});

/** Which monitors this station had, and on which of them its displays belong. */
const StoredScreens = z.strictObject({
  schema: z.literal(1),
  /** All screens as they last stood: the neighbours say which of two identical monitors is which. */
  seen: z.array(StoredScreen).max(MAX_SCREENS),
  homes: z
    .array(z.strictObject({ display: DisplayNumber, screen: StoredScreen.nullable(), isWhole: z.boolean() }))
    .max(MAX_DISPLAYS),
});
export type StoredScreens = Omit<z.infer<typeof StoredScreens>, "schema">;

export interface ScreensFile {
  /** Null where nothing usable was stored; what cannot be read is kept aside. */
  read(): Promise<StoredScreens | null>;
  write(screens: StoredScreens): Promise<void>;
}

export function createScreensFile(dataDir: string, log: Log): ScreensFile {
  const path = join(dataDir, "screens.json");
  return {
    async read() {
      const text = await readText(path);
      if (text === null) return null;
      try {
        const { seen, homes } = StoredScreens.parse(JSON.parse(text));
        return { seen, homes };
      } catch (error) {
        const reason = error instanceof z.ZodError ? (error.issues[0]?.path.join(".") ?? "") : "not JSON";
        log.warn("screens.keptAside", { file: await keepAside(path), reason });
        return null;
      }
    },
    write: (screens) =>
      replaceText(path, JSON.stringify({ schema: 1, ...screens } satisfies z.infer<typeof StoredScreens>)),
  };
}
