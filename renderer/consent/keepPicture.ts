import type { DeskResult } from "../../contract/deskApi.ts";
import type { ReasonCode } from "../../contract/reasons.ts";
import { SNAPSHOT_PART_CHARS } from "../../contract/snapshotCalls.ts";
import type { TileState } from "../../contract/tileStates.ts";
import { burnSnapshot } from "./burnSnapshot.ts";
import { describeOnlooker } from "./describeOnlooker.ts";
import { describeSnapshot, type SnapshotFacts } from "./describeSnapshot.ts";
import type { DeskPort } from "./deskPort.ts";
import { findShownKey } from "./keyTiles.ts";
import type { GrabbedFrame, WindowPictures } from "./windowPictures.ts";

/** What came of the wish to keep a picture. */
export type Kept =
  | { readonly outcome: "saved"; readonly path: string }
  | { readonly outcome: "refused"; readonly reasons: readonly ReasonCode[] }
  /** There is no picture, or it is no picture of now: a frozen one is never kept. */
  | { readonly outcome: "noPicture"; readonly state: TileState | null };

type KeptWords = Pick<SnapshotFacts, "camera" | "purpose">;
type Granted = Extract<DeskResult<"snapshot.begin">, { outcome: "granted" }>;

/** States whose picture is what it says it is. */
const KEPT_STATES: readonly TileState[] = ["live", "delayed", "recorded", "training-paused"];
const BASE64_CHARS = 4;
const BASE64_BYTES = 3;
const PART_BYTES = (SNAPSHOT_PART_CHARS / BASE64_CHARS) * BASE64_BYTES;

interface Parts {
  readonly client: Pick<DeskPort, "call">;
  readonly pictures: WindowPictures;
  readonly tiles: readonly (string | null)[];
}

/**
 * Keeps the picture of a tile: the hub decides and writes it down, then the frame of that moment is drawn with all
 * that its owner asks for, and the desk saves it. Rejects with the desk's Fault.
 */
export async function keepPicture({ client, pictures, tiles }: Parts, tile: number, words: KeptWords): Promise<Kept> {
  const before = grab(pictures, tiles, tile);
  const claimId = pictures.claims.claimIdOf(tile);
  if (before === null || claimId === null || !isKept(before)) {
    return { outcome: "noPicture", state: before?.report.state ?? null };
  }
  const decision = await client.call("snapshot.begin", { claimId });
  if (decision.outcome === "refused") return decision;
  const { snapshotId } = decision;
  try {
    // The picture may have been taken away while the hub was asked, or another may have come into the tile.
    const frame = pictures.claims.claimIdOf(tile) === claimId ? grab(pictures, tiles, tile) : null;
    const png = frame === null || !isKept(frame) ? null : await burn(pictures, frame, decision, words);
    if (frame === null || png === null) {
      await client.call("snapshot.drop", { snapshotId });
      return { outcome: "noPicture", state: frame?.report.state ?? null };
    }
    await send(client, snapshotId, png.bytes);
    const { path } = await client.call("snapshot.save", { snapshotId, capturedAtMs: png.capturedAtMs });
    return { outcome: "saved", path };
  } catch (fault) {
    await client.call("snapshot.drop", { snapshotId });
    throw fault;
  }
}

function grab(pictures: WindowPictures, tiles: readonly (string | null)[], tile: number): GrabbedFrame | null {
  const key = findShownKey(tiles, tile);
  const isPermitted = pictures.claims.statusOf(tile)?.state === "permitted";
  return key === null || !isPermitted ? null : pictures.grab(key);
}

function isKept({ report }: GrabbedFrame): boolean {
  return KEPT_STATES.includes(report.state);
}

async function burn(
  pictures: WindowPictures,
  { video, report }: GrabbedFrame,
  { obligations, viewingId, auditSeq }: Granted,
  words: KeptWords,
): Promise<{ bytes: Uint8Array; capturedAtMs: number | null } | null> {
  const hubNowMs = pictures.hubNowMs();
  const onlooker = pictures.onlooker();
  const { frameAgeMs, state } = report;
  const capturedAtMs = hubNowMs === null || frameAgeMs === null ? null : Math.max(0, Math.round(hubNowMs - frameAgeMs));
  const caption = describeSnapshot({
    ...words,
    operator: onlooker?.operator ?? "",
    station: onlooker?.station ?? "",
    ...{ state, capturedAtMs, frameAgeMs, viewingId, auditSeq },
  });
  const watermark = describeOnlooker(onlooker, hubNowMs, viewingId);
  const blob = await burnSnapshot(video, { obligations, watermark, caption });
  return blob === null ? null : { bytes: new Uint8Array(await blob.arrayBuffer()), capturedAtMs };
}

async function send(client: Parts["client"], snapshotId: string, bytes: Uint8Array): Promise<void> {
  for (let part = 0; part * PART_BYTES < bytes.length; part++) {
    const base64 = writeBase64(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    await client.call("snapshot.part", { snapshotId, part, base64 });
  }
}

function writeBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
