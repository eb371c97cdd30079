import type { DeskResult } from "../../../contract/deskApi.ts";
import { Fault } from "../../../contract/faults.ts";
import { MAX_SNAPSHOT_BYTES } from "../../../contract/snapshotCalls.ts";
import type { Purpose } from "../../../contract/viewings.ts";
import { makeSecret } from "../chance.ts";
import type { Questions } from "../consent/questions.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { SnapshotFolder } from "./snapshotFolder.ts";

/** Pictures that operators keep: decided by the hub, one by one, and written only while that decision stands. */
export interface Snapshots {
  begin(windowId: string, wish: SnapshotWish): Promise<DeskResult<"snapshot.begin">>;
  addPart(windowId: string, snapshotId: string, part: number, base64: string): void;
  /** Throws `NOT_FOUND`, `GRANT_WRONG`, `REQUEST_MALFORMED` or `SNAPSHOT_NOT_SAVED`. */
  save(windowId: string, snapshotId: string, facts: SaveFacts): Promise<string>;
  drop(windowId: string, snapshotId: string): void;
  /** The hub ended a viewing: a picture not yet written under it never will be, and one half written goes. */
  revoke(viewingId: string): void;
  dropWindow(windowId: string): void;
  /** Nobody is at work here any more, or no revocation would be heard. */
  dropAll(): void;
}

export interface SnapshotWish {
  readonly cameraId: string;
  readonly cameraNumber: string;
  readonly purpose: Purpose;
}

export interface SaveFacts {
  readonly operatorName: string;
  readonly atMs: number;
}

interface OpenSnapshot {
  readonly windowId: string;
  readonly viewingId: string;
  readonly cameraNumber: string;
  readonly parts: Buffer[];
  bytes: number;
  isBeingWritten: boolean;
  readonly cancelEnd: () => void;
}

/** Well below the life of a grant. */
const LIFE_MS = 30_000;
/** Snapshots a window may have under way: a held key must not fill the memory. */
const MAX_OPEN = 4;
const ID_BYTES = 12;
/** The first bytes of every PNG file (PNG specification, 5.2). */
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Parts {
  readonly questions: Pick<Questions, "openSnapshot" | "end">;
  readonly folder: SnapshotFolder;
  readonly clock: DeskClock;
  readonly log: Log;
}

export function createSnapshots({ questions, folder, clock, log }: Parts): Snapshots {
  const open = new Map<string, OpenSnapshot>();
  const asking = new Map<string, number>();
  /** Counts the times all were dropped: an answer to what was asked before opens nothing. */
  let era = 0;

  function find(windowId: string, snapshotId: string): OpenSnapshot {
    const found = open.get(snapshotId);
    if (found?.windowId !== windowId || found.isBeingWritten) throw notKept();
    return found;
  }

  function close(snapshotId: string): OpenSnapshot | undefined {
    const found = open.get(snapshotId);
    open.delete(snapshotId);
    found?.cancelEnd();
    return found;
  }

  /** Tells the hub that it is over. It would end by itself; unheard, nothing is lost but its precise time. */
  function end(viewingId: string): void {
    questions.end(viewingId).catch((error: unknown) => log.warn("snapshot.endUnheard", { reason: String(error) }));
  }

  function leave(snapshotId: string): void {
    const left = close(snapshotId);
    if (left !== undefined) end(left.viewingId);
  }

  function countOf(windowId: string): number {
    const underWay = [...open.values()].filter((snapshot) => snapshot.windowId === windowId).length;
    return underWay + (asking.get(windowId) ?? 0);
  }

  async function ask(windowId: string, { cameraId, purpose }: SnapshotWish) {
    if (countOf(windowId) >= MAX_OPEN) throw new Fault("RATE_LIMITED");
    asking.set(windowId, (asking.get(windowId) ?? 0) + 1);
    try {
      return await questions.openSnapshot(cameraId, purpose);
    } finally {
      const left = (asking.get(windowId) ?? 1) - 1;
      if (left === 0) asking.delete(windowId);
      else asking.set(windowId, left);
    }
  }

  return {
    async begin(windowId, wish) {
      const mine = era;
      const verdict = await ask(windowId, wish);
      if (verdict.kind === "noPermit") {
        const { reasons } = verdict.answer;
        return { outcome: "refused", reasons: reasons.length === 0 ? ["EVAL_INDETERMINATE"] : reasons };
      }
      const { viewingId, obligations, terms } = verdict.answer;
      if (mine !== era) {
        end(viewingId);
        throw notKept();
      }
      const snapshotId = makeSecret(ID_BYTES);
      const cancelEnd = clock.after(LIFE_MS, () => leave(snapshotId));
      const { cameraNumber } = wish;
      open.set(snapshotId, {
        windowId,
        viewingId,
        cameraNumber,
        parts: [],
        bytes: 0,
        isBeingWritten: false,
        cancelEnd,
      });
      return { outcome: "granted", snapshotId, viewingId, obligations, auditSeq: terms.auditSeq };
    },
    addPart(windowId, snapshotId, part, base64) {
      const snapshot = find(windowId, snapshotId);
      const bytes = Buffer.from(base64, "base64");
      if (part !== snapshot.parts.length) throw new Fault("REQUEST_MALFORMED", "Its parts are out of order.");
      if (snapshot.bytes + bytes.length > MAX_SNAPSHOT_BYTES) {
        leave(snapshotId);
        throw new Fault("REQUEST_TOO_LARGE");
      }
      snapshot.parts.push(bytes);
      snapshot.bytes += bytes.length;
    },
    async save(windowId, snapshotId, { operatorName, atMs }) {
      const snapshot = find(windowId, snapshotId);
      const { cameraNumber, parts } = snapshot;
      snapshot.isBeingWritten = true;
      try {
        const png = Buffer.concat(parts);
        if (!png.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE))
          throw new Fault("REQUEST_MALFORMED", "It is not a picture.");
        const path = await folder.write({ operatorName, cameraNumber, atMs }, png);
        if (open.has(snapshotId)) return path;
        // The disk took its time, and what permitted the picture ended meanwhile.
        await folder.remove(path);
        throw notKept();
      } finally {
        leave(snapshotId);
      }
    },
    drop(windowId, snapshotId) {
      if (open.get(snapshotId)?.windowId === windowId) leave(snapshotId);
    },
    revoke(viewingId) {
      for (const [snapshotId, snapshot] of open) if (snapshot.viewingId === viewingId) close(snapshotId);
    },
    dropWindow(windowId) {
      for (const [snapshotId, snapshot] of open) if (snapshot.windowId === windowId) leave(snapshotId);
    },
    dropAll() {
      era++;
      for (const snapshotId of open.keys()) leave(snapshotId);
    },
  };
}

function notKept(): Fault {
  return new Fault("GRANT_WRONG", "The snapshot was not kept.");
}
