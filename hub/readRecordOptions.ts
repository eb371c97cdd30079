import { RENDITION_NAMES, type RenditionName } from "../contract/cameras.ts";

/** The flags of the recorder, as they were given. */
interface RecordFlags {
  readonly dir: string | undefined;
  readonly limitGb: string | undefined;
  readonly days: string | undefined;
  readonly renditions: string | undefined;
}

/** Whether and how to record. */
export interface RecordOptions {
  readonly dir: string;
  /** Undefined for as much as the disk has. */
  readonly limitBytes: number | undefined;
  readonly keepMs: number;
  readonly renditions: readonly RenditionName[];
}

const BYTES_PER_GB = 1_000_000_000;
const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 7;
const MAX_DAYS = 366;
/** Least that is taken for a limit: less would not hold a minute of one camera in four files. */
const MIN_GB = 0.01;

/** Undefined where nothing is recorded; or, for flags that make no sense, the sentence to say. */
export function readRecordOptions(flags: RecordFlags): RecordOptions | undefined | { readonly refusal: string } {
  const { dir, limitGb, days, renditions } = flags;
  if (dir === undefined || dir === "") {
    const isAlone = limitGb !== undefined || days !== undefined || renditions !== undefined;
    return isAlone
      ? { refusal: "--record-limit-gb, --record-days and --record-renditions go with --record." }
      : undefined;
  }
  const limit = limitGb === undefined ? undefined : Number(limitGb);
  if (limit !== undefined && !(limit >= MIN_GB && Number.isFinite(limit))) {
    return { refusal: `--record-limit-gb must be a number of gigabytes, at least ${MIN_GB}.` };
  }
  const keepDays = Number(days ?? DEFAULT_DAYS);
  if (!Number.isInteger(keepDays) || keepDays < 1 || keepDays > MAX_DAYS) {
    return { refusal: `--record-days must be a whole number from 1 to ${MAX_DAYS}.` };
  }
  const named = (renditions ?? "main,sub").split(",").map((name) => name.trim());
  const known = RENDITION_NAMES.filter((name) => named.includes(name));
  if (known.length !== new Set(named).size) {
    return { refusal: `--record-renditions must be some of ${RENDITION_NAMES.join(",")}.` };
  }
  const limitBytes = limit === undefined ? undefined : limit * BYTES_PER_GB;
  return { dir, limitBytes, keepMs: keepDays * DAY_MS, renditions: known };
}
