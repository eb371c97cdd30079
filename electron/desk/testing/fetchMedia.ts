import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";

export interface MediaReply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly response: IncomingMessage;
  /** Resolves when so many bytes have come. */
  bytes(count: number): Promise<Buffer>;
  /** Resolves when the connection is gone; when the last byte came. */
  readonly gone: Promise<{ lastByteAtMs: number; goneAtMs: number; bytes: number }>;
  close(): void;
}

/** Fetches from the desk as a page would: the name in the address resolves to loopback. */
export async function fetchMedia(
  url: string,
  origin: string | undefined,
  headers: Record<string, string> = {},
): Promise<MediaReply> {
  const { host, port, pathname, search } = new URL(url);
  const sent: ClientRequest = request({
    host: "127.0.0.1",
    port,
    path: pathname + search,
    headers: { host, ...(origin === undefined ? {} : { origin }), ...headers },
    agent: false,
  });
  sent.on("error", () => {});
  sent.end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  const count = () => chunks.reduce((sum, { length }) => sum + length, 0);
  let lastByteAtMs = performance.now();
  response.on("error", () => {});
  response.on("data", (chunk: Buffer) => {
    lastByteAtMs = performance.now();
    chunks.push(chunk);
  });
  const gone = new Promise<{ lastByteAtMs: number; goneAtMs: number; bytes: number }>((settle) => {
    response.on("close", () => settle({ lastByteAtMs, goneAtMs: performance.now(), bytes: count() }));
  });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    response,
    async bytes(wanted) {
      while (count() < wanted) await once(response, "data");
      return Buffer.concat(chunks);
    },
    gone,
    close: () => sent.destroy(),
  };
}
