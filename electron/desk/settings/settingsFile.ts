import { basename, join } from "node:path";
import { z } from "zod";
import { Id } from "../../../contract/primitives.ts";
import { PersonalSettings, StationSettings } from "../../../contract/settings.ts";
import type { Log } from "../ports.ts";
import { keepAside, readText, replaceText } from "../privateFile.ts";

/** Those who signed in longest ago are forgotten. Our choice: more than work in one room in a month. */
const MAX_OPERATORS = 200;

/** Only what was chosen is stored; defaults fill the rest, and fields of a newer program are let go. */
const StoredSettings = z.object({
  schema: z.literal(1),
  station: z.object(StationSettings.shape).partial(),
  /** The last one to sign in comes last. */
  operators: z
    .array(z.object({ operatorId: Id, personal: z.object(PersonalSettings.shape).partial() }))
    .transform((operators) => operators.slice(-MAX_OPERATORS)),
});
export type StoredSettings = z.infer<typeof StoredSettings>;

export interface SettingsFile {
  /** `settings` is null where nothing usable was stored; what cannot be read is kept aside under the name told. */
  read(): Promise<{ settings: StoredSettings | null; keptAside: string | null }>;
  write(settings: Omit<StoredSettings, "schema">): Promise<void>;
}

export function createSettingsFile(dataDir: string, log: Log): SettingsFile {
  const path = join(dataDir, "settings.json");
  return {
    async read() {
      const text = await readText(path);
      if (text === null) return { settings: null, keptAside: null };
      try {
        return { settings: StoredSettings.parse(JSON.parse(text)), keptAside: null };
      } catch (error) {
        const reason = error instanceof z.ZodError ? (error.issues[0]?.path.join(".") ?? "") : "not JSON";
        const file = await keepAside(path);
        log.warn("settings.keptAside", { file, reason });
        return { settings: null, keptAside: basename(file) };
      }
    },
    write: ({ station, operators }) =>
      replaceText(path, JSON.stringify({ schema: 1, station, operators: operators.slice(-MAX_OPERATORS) })),
  };
}
