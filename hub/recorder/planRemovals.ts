import type { Span } from "../../contract/recorded.ts";

/** Which recordings have to go: those kept long enough, and, where room is short, the oldest of all cameras. */

export interface Removable extends Span {
  readonly path: string;
  readonly bytes: number;
  /** How long the terms and the hub's settings let it stay. */
  readonly keepMs: number;
  readonly isHeld: boolean;
}

export interface RoomFacts {
  readonly nowMs: number;
  /** Of all recordings, also of those that cannot be removed. */
  readonly usedBytes: number;
  readonly limitBytes: number;
  readonly freeBytes: number;
  /** Left to everybody else on this disk, the hub's own database first of all. */
  readonly reserveBytes: number;
  /** Room that is wanted now. */
  readonly wantedBytes: number;
}

export interface RemovalPlan {
  /** Their time is over. */
  readonly expired: readonly Removable[];
  /** They make room before their time, oldest first. */
  readonly early: readonly Removable[];
  /** Whether there is room enough then. */
  readonly isEnough: boolean;
}

/** What is held never goes. Oldest first over all cameras is fair: each keeps as long a past as any other. */
export function planRemovals(files: readonly Removable[], room: RoomFacts): RemovalPlan {
  const loose = files.filter(({ isHeld }) => !isHeld);
  const expired = loose.filter(({ toMs, keepMs }) => toMs <= room.nowMs - keepMs);
  const gone = new Set(expired);
  const early: Removable[] = [];
  let missingBytes = measureMissing(room) - sumBytes(expired);
  for (const file of loose.filter((file) => !gone.has(file)).sort((a, b) => a.fromMs - b.fromMs)) {
    if (missingBytes <= 0) break;
    early.push(file);
    missingBytes -= file.bytes;
  }
  return { expired, early, isEnough: missingBytes <= 0 };
}

/** How much has to go before there is room, bytes. */
export function measureMissing(room: RoomFacts): number {
  const overLimit = room.usedBytes + room.wantedBytes - room.limitBytes;
  const underReserve = room.reserveBytes + room.wantedBytes - room.freeBytes;
  return Math.max(overLimit, underReserve, 0);
}

function sumBytes(files: readonly Removable[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

export function overlapsAny({ fromMs, toMs }: Span, spans: readonly Span[]): boolean {
  return spans.some((span) => span.fromMs < toMs && span.toMs > fromMs);
}
