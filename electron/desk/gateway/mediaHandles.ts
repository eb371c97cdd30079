import type { ServerResponse } from "node:http";
import type { MediaHandle } from "../../../contract/viewingCalls.ts";
import type { FrameChoice, Protocol } from "../../../contract/viewings.ts";
import { makeSecret } from "../chance.ts";

/** What a handle leads to, and the grant to use for it at this moment; null once there is none. */
export interface MediaTarget {
  claimId: string;
  viewingId: string;
  display: number;
  tile: number;
  /** At the hub. */
  path: string;
  grant(): string | null;
}

export interface OpenHandle {
  readonly target: MediaTarget;
  readonly protocol: Protocol;
  readonly frames: FrameChoice;
  /** The name it was made for; it opens nothing under another. */
  readonly host: string;
  /** Responses on their way; destroyed with the handle. */
  readonly responses: Set<ServerResponse>;
}

/** What a player wants to be sent. */
export type MediaChoice = Pick<MediaHandle, "protocol" | "rendition" | "frames">;

/** Loopback addresses given to players. Each dies with its claim, its viewing or its grant, and its sockets with it. */
export interface MediaHandles {
  open(windowNumber: number, target: MediaTarget, choice: MediaChoice): MediaHandle;
  find(handleId: string): OpenHandle | undefined;
  close(handleId: string): void;
  /** Destroys everything that shows this claim's picture, now. */
  cutClaim(claimId: string): void;
  /** Handles given out, and responses on their way under them. */
  count(): { handles: number; responses: number };
}

/** What a player fetches first below its handle. */
const FIRST_FILE: Readonly<Record<Protocol, string>> = { flv: "live.flv", hls: "index.m3u8", recorded: "index.json" };
/** 192 bits: not to be guessed. */
const HANDLE_BYTES = 24;
/** A player holds one and a change of rendition a second. What a hasty window leaves open beyond that, oldest first, goes. */
const MAX_PER_CLAIM = 4;

export function createMediaHandles(port: number): MediaHandles {
  const handles = new Map<string, OpenHandle>();

  function close(handleId: string): void {
    const handle = handles.get(handleId);
    handles.delete(handleId);
    for (const response of handle?.responses ?? []) {
      response.socket?.destroy();
      response.destroy();
    }
  }

  /** A claim keeps its name when its camera moves to another tile, so a tile's own name may be in use. */
  function chooseHost(windowNumber: number, { claimId, display, tile }: MediaTarget): string {
    const isFree = (host: string) =>
      [...handles.values()].every((other) => other.host !== host || other.target.claimId === claimId);
    const first = `w${windowNumber}d${display}t${tile}`;
    for (let spare = 1; ; spare++) {
      const host = `${spare === 1 ? first : `${first}s${spare}`}.localhost:${port}`;
      if (isFree(host)) return host;
    }
  }

  function ofClaim(claimId: string): string[] {
    return [...handles].flatMap(([id, handle]) => (handle.target.claimId === claimId ? [id] : []));
  }

  return {
    open(windowNumber, target, { protocol, rendition, frames }) {
      for (const leftover of ofClaim(target.claimId).slice(0, 1 - MAX_PER_CLAIM)) close(leftover);
      const handleId = makeSecret(HANDLE_BYTES);
      const host = chooseHost(windowNumber, target);
      handles.set(handleId, { target, protocol, frames, host, responses: new Set() });
      const url = `http://${host}/m/${handleId}/${FIRST_FILE[protocol]}`;
      return { handleId, url, protocol, rendition, frames, viewingId: target.viewingId };
    },
    find: (handleId) => handles.get(handleId),
    close,
    cutClaim(claimId) {
      for (const handleId of ofClaim(claimId)) close(handleId);
    },
    count: () => ({
      handles: handles.size,
      responses: [...handles.values()].reduce((sum, { responses }) => sum + responses.size, 0),
    }),
  };
}
