import { MAX_EVENT_BYTES } from "../../../contract/hubEvents.ts";

/** One server-sent event. `id` is null where the hub gave none. */
export interface SseEvent {
  readonly id: string | null;
  readonly data: string;
}

/** Raised when the stream cannot be an event stream any more; the connection is of no further use. */
export class SseTrouble extends Error {}

/**
 * Reads `text/event-stream` (WHATWG HTML §9.2) chunk by chunk with bounded memory. Knows `id` and `data`; other
 * fields and comments are skipped. Throws {@link SseTrouble} for an event above {@link MAX_EVENT_BYTES} or bytes
 * that are not UTF-8.
 */
export function createSseParser(): (chunk: Uint8Array) => SseEvent[] {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let size = 0;
  let id: string | null = null;
  let data: string[] = [];

  function takeLine(line: string, events: SseEvent[]): void {
    if (line === "") {
      if (data.length > 0) events.push({ id, data: data.join("\n") });
      id = null;
      data = [];
      size = 0;
      return;
    }
    size += Buffer.byteLength(line);
    if (size > MAX_EVENT_BYTES) throw new SseTrouble("event too large");
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === "data") data.push(value ?? "");
    else if (field === "id" && value !== undefined && !value.includes("\0")) id = value;
  }

  return (chunk) => {
    rest += decode(decoder, chunk);
    const events: SseEvent[] = [];
    const lines = rest.split(/\r\n|\n|\r(?=.)/s);
    rest = lines.pop() ?? "";
    for (const line of lines) takeLine(line, events);
    if (Buffer.byteLength(rest) + size > MAX_EVENT_BYTES) throw new SseTrouble("event too large");
    return events;
  };
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new SseTrouble("not UTF-8");
  }
}
