import { z } from "zod";

/**
 * The small shapes everything else is built from. Bounds are those of the design's hostile-input table
 * and are our choice: long enough for real sites, short enough that no single field can hurt a client.
 */

/** Longest text a name or label may have, in code points. */
export const MAX_LABEL_CODE_POINTS = 128;
/** Longest free text (a note), in code points. */
export const MAX_NOTE_CODE_POINTS = 2_000;
/** Ids travel in URLs, logs and map keys, so they have one narrow alphabet. */
const ID_PATTERN = /^[A-Za-z0-9._:-]{1,64}$/;
/** Keys that would reach into an object's prototype if an id were ever used as a property name. */
const RESERVED_IDS = new Set(["__proto__", "constructor", "prototype"]);

export const Id = z
  .string()
  .regex(ID_PATTERN)
  .refine((id) => !RESERVED_IDS.has(id), "is a reserved word");
export type Id = z.infer<typeof Id>;

/**
 * C0/C1 controls, bidirectional marks and overrides, zero-width and other invisible characters.
 * The zero-width joiner is among them: emoji families fall apart into their members, which is harmless.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** Visible ASCII with single spaces between: most of what a site sends, and clean as it is. */
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** Text as it may be shown and logged: NFC, without invisible characters, single spaces, trimmed. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize("NFC").replace(INVISIBLE, " ").replace(/\s+/gu, " ").trim();
}

/** No text has more code points than units, so only what is nearly too long is worth counting. */
function isWithin(text: string, maxCodePoints: number): boolean {
  return text.length <= maxCodePoints || [...text].length <= maxCodePoints;
}

function cleanTextUpTo(maxCodePoints: number) {
  // The raw bound comes first so that a megabyte is refused before it is normalised.
  return z
    .string()
    .max(maxCodePoints * 4)
    .transform(cleanText)
    .refine((text) => isWithin(text, maxCodePoints), `is longer than ${maxCodePoints} characters`);
}

/** A name or label: 1 to 128 code points after cleaning. Never markup; it is only ever shown as text. */
export const Label = cleanTextUpTo(MAX_LABEL_CODE_POINTS).refine((text) => text.length > 0, "is empty");
/** Free text: up to 2 000 code points after cleaning; may be empty. */
export const Note = cleanTextUpTo(MAX_NOTE_CODE_POINTS);

/** An instant, UTC epoch milliseconds. */
export const AtMs = z.int().nonnegative();
/** A duration, milliseconds. */
export const DurationMs = z.int().nonnegative();

/** What operators type to call a camera: digits, or `R` and digits for registry-only cameras. */
export const CameraNumber = z.string().regex(/^R?\d{1,6}$/);
export type CameraNumber = z.infer<typeof CameraNumber>;

/** WGS 84 degrees; `accuracyM` is the radius in metres within which the true place lies. */
export const Position = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  accuracyM: z.number().min(0).max(100_000),
});
export type Position = z.infer<typeof Position>;
