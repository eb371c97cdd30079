import { basename, join } from "node:path";
import { z } from "zod";
import { Id } from "../../../contract/primitives.ts";
import { Display, type KeptAside, MAX_DISPLAYS, PlainDisplay } from "../../../contract/wall.ts";
import type { Log } from "../ports.ts";
import { keepAside, readText, replaceText } from "../privateFile.ts";
import { stopConnecting } from "./editDisplays.ts";
import { salvageDisplays } from "./salvageDisplays.ts";

const SCHEMA = 2;
/** Far more than the largest wall there can be, 16 displays of 100 tiles. */
const MAX_FILE_CHARS = 4 * 1_024 * 1_024;

/** The wall as it is kept on disk; `operatorId` is who gave its purposes. */
const StoredWall = z.strictObject({
  schema: z.literal(SCHEMA),
  operatorId: Id.nullable(),
  displays: z.array(Display).max(MAX_DISPLAYS),
});
/** Before tiles had pins, sequences and a hotspot. */
const FirstStoredWall = z.strictObject({
  schema: z.literal(1),
  operatorId: Id.nullable(),
  displays: z.array(PlainDisplay).max(MAX_DISPLAYS),
});
export type StoredWall = Omit<z.infer<typeof StoredWall>, "schema">;

export interface WallFile {
  /** What can be shown of what was stored; a file that cannot be read whole is kept aside, which is then told. */
  read(): Promise<{ wall: StoredWall | null; keptAside: KeptAside | null }>;
  write(wall: StoredWall): Promise<void>;
}

export function createWallFile(dataDir: string, log: Log): WallFile {
  const path = join(dataDir, "wall.json");

  async function salvage(document: unknown, reason: string): Promise<Awaited<ReturnType<WallFile["read"]>>> {
    const why = z.object({ schema: z.int().min(SCHEMA + 1) }).safeParse(document).success ? "newer" : "damaged";
    const displays = salvageDisplays(document);
    const file = await keepAside(path);
    log.warn("wall.keptAside", { file, reason, why, shown: displays.length });
    const wall = displays.length === 0 ? null : { operatorId: null, displays };
    return { wall, keptAside: { why, file: basename(file), displaysShown: displays.length } };
  }

  return {
    async read() {
      const text = await readText(path);
      if (text === null) return { wall: null, keptAside: null };
      const document = text.length > MAX_FILE_CHARS ? undefined : parseJson(text);
      const parsed = readStored(document);
      if (!parsed.success) return salvage(document, parsed.error.issues[0]?.path.join(".") ?? "");
      return { wall: parsed.data, keptAside: null };
    },
    write: (wall) => replaceText(path, JSON.stringify({ schema: SCHEMA, ...wall })),
  };
}

function readStored(document: unknown): z.ZodSafeParseResult<StoredWall> {
  const first = FirstStoredWall.safeParse(document);
  if (first.success) {
    const { operatorId, displays } = first.data;
    const marked = displays.map((display) => ({ ...display, sequences: [], pinned: [], hotspot: null }));
    return { success: true, data: { operatorId, displays: marked } };
  }
  const stored = StoredWall.safeParse(document);
  if (!stored.success) return stored;
  const { operatorId, displays } = stored.data;
  const resting = displays.map((display) => ({ ...display, sequences: display.sequences.map(stopConnecting) }));
  return { success: true, data: { operatorId, displays: resting } };
}

/** Undefined for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
