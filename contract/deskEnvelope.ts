import { z } from "zod";
import { DESK_EVENT_NAMES, DESK_METHODS } from "./deskApi.ts";
import { FAULT_CODES } from "./faults.ts";

/** Largest message either way, bytes; a larger one closes the connection. Snapshots of 50 000 cameras fit. */
export const MAX_WINDOW_MESSAGE_BYTES = 64 * 1_024;
export const MAX_DESK_MESSAGE_BYTES = 32 * 1_024 * 1_024;
/** Calls a window may make in one second before it is told to slow down. Our choice: 36 tiles starting at once need about 150. */
export const MAX_CALLS_PER_S = 600;

/** Envelope, the same over IPC and WebSocket. The first message of a WebSocket is `{secret}`. */
export const DeskRequest = z.strictObject({
  id: z.int().nonnegative(),
  method: z.enum(DESK_METHODS),
  params: z.unknown(),
});
export type DeskRequest = z.infer<typeof DeskRequest>;
export const DeskFault = z.strictObject({
  code: z.enum(FAULT_CODES),
  sentence: z.string().max(3_000),
  retryable: z.boolean(),
});
export type DeskFault = z.infer<typeof DeskFault>;
export const DeskReply = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("result"), id: z.int(), result: z.unknown() }),
  z.strictObject({ kind: z.literal("fault"), id: z.int(), fault: DeskFault }),
  z.strictObject({ kind: z.literal("event"), event: z.enum(DESK_EVENT_NAMES), payload: z.unknown() }),
]);
export type DeskReply = z.infer<typeof DeskReply>;
