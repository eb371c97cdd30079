import { z } from "zod";
import { AtMs, Id, Label } from "./primitives.ts";

/**
 * Files on their way from a window to the hub, in parts, each within the bounds of the line it travels on. What a file
 * is for decides how large it may be and who may send it; nothing is done with it until a call of its own says so.
 */

/** Largest file of each use, bytes. The design's 50 000 cameras take some 8 MB as CSV and 25 MB as GeoJSON. */
export const UPLOAD_LIMITS_BYTES = { "registry-import": 32 * 1_024 * 1_024 } as const;
export const UploadUse = z.enum(Object.keys(UPLOAD_LIMITS_BYTES) as [keyof typeof UPLOAD_LIMITS_BYTES]);
export type UploadUse = z.infer<typeof UploadUse>;

/** Part of a window to its desk, and of a desk to the hub, bytes; as base64 each fits its line's largest message. */
export const WINDOW_PART_BYTES = 45_000;
export const HUB_PART_BYTES = 2 * 1_024 * 1_024;

/** An upload that gets no further part for this long is forgotten. Our choice. */
export const UPLOAD_LIFE_MS = 30 * 60_000;

export const UploadStart = z.strictObject({ use: UploadUse, fileName: Label, sizeBytes: z.int().nonnegative() });
export type UploadStart = z.infer<typeof UploadStart>;
export const UploadTicket = z.strictObject({ uploadId: Id, expiresAtMs: AtMs });
export type UploadTicket = z.infer<typeof UploadTicket>;

/** RFC 4648 section 4. One pass, bounded before it: a pattern per part, not per letter. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const base64Of = (maxBytes: number) =>
  z
    .string()
    .max(Math.ceil(maxBytes / 3) * 4)
    .regex(BASE64);

/** Parts come in order; one that was received before is passed over, so that an unheard answer may be asked again. */
export const HubPart = z.strictObject({ offsetBytes: z.int().nonnegative(), data: base64Of(HUB_PART_BYTES) });
export const WindowPart = z.strictObject({
  uploadId: Id,
  offsetBytes: z.int().nonnegative(),
  data: base64Of(WINDOW_PART_BYTES),
});
export type WindowPart = z.infer<typeof WindowPart>;
export const ReceivedBytes = z.strictObject({ receivedBytes: z.int().nonnegative() });

const Nothing = z.strictObject({});
const byId = z.strictObject({ id: Id });

/** The hub's calls about files that are sent in parts: a part of the table in hubRoutes.ts. */
export const UPLOAD_ROUTES = {
  startUpload: {
    method: "POST",
    path: "/v1/uploads",
    auth: "session",
    summary: "Begin to send a file in parts.",
    params: Nothing,
    query: Nothing,
    body: UploadStart,
    answer: UploadTicket,
  },
  putUploadPart: {
    method: "POST",
    path: "/v1/uploads/{id}/parts",
    auth: "session",
    summary: "The next part of a file; one received before is passed over.",
    params: byId,
    query: Nothing,
    body: HubPart,
    answer: ReceivedBytes,
  },
  dropUpload: {
    method: "DELETE",
    path: "/v1/uploads/{id}",
    auth: "session",
    summary: "Forget a file that was sent.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: Nothing,
  },
} as const;
