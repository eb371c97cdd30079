import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../../contract/faults.ts";
import type { Right } from "../../contract/operators.ts";
import {
  UPLOAD_LIFE_MS,
  UPLOAD_LIMITS_BYTES,
  type UploadStart,
  type UploadTicket,
  type UploadUse,
} from "../../contract/uploads.ts";
import { type Account, listRights } from "../people/accounts.ts";
import type { Chance, HubClock } from "../ports.ts";

/**
 * Files that operators send in parts, each in a file of its own that no restart outlives. Number, size and life are
 * bounded; what a file holds is for whoever takes it to judge.
 */

/** Most files at once, on the hub and of one operator. Our choice. */
const MAX_UPLOADS = 8;
const MAX_PER_OPERATOR = 2;
const RIGHT_OF = { "registry-import": "import-registry" } as const satisfies Record<UploadUse, Right>;

export interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
}

export interface Uploads {
  /** Throws `UPLOAD_REFUSED` or `RIGHT_MISSING`. */
  start(wish: UploadStart, by: Account): UploadTicket;
  /** Answers how much has come. Throws `NOT_FOUND`, or `UPLOAD_REFUSED` for a part out of place. */
  append(id: string, by: Account, offsetBytes: number, part: Buffer): number;
  /** A whole file, which stays until it is dropped. Throws `NOT_FOUND` or `UPLOAD_REFUSED`. */
  find(id: string, use: UploadUse, by: Account): Upload;
  drop(id: string, by: Account): void;
  close(): void;
}

interface Kept extends Upload {
  readonly use: UploadUse;
  readonly operatorId: string;
  receivedBytes: number;
  cancel: () => void;
}

export function createUploads({ dir, clock, chance }: { dir: string; clock: HubClock; chance: Chance }): Uploads {
  const byId = new Map<string, Kept>();
  // Left over from a run that was not ended.
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });

  function forget(id: string): void {
    const kept = byId.get(id);
    if (kept === undefined) return;
    kept.cancel();
    byId.delete(id);
    rmSync(kept.path, { force: true });
  }

  function findOwn(id: string, by: Account): Kept {
    const kept = byId.get(id);
    if (kept === undefined || kept.operatorId !== by.name)
      throw new Fault("NOT_FOUND", "The file is no longer here. Choose it again.");
    return kept;
  }

  const live = (id: string) => clock.after(UPLOAD_LIFE_MS, () => forget(id));

  return {
    start: ({ use, fileName, sizeBytes }, by) => {
      if (!listRights(by).includes(RIGHT_OF[use])) throw new Fault("RIGHT_MISSING");
      if (sizeBytes === 0) throw new Fault("UPLOAD_REFUSED", "It is empty.");
      const limitBytes = UPLOAD_LIMITS_BYTES[use];
      if (sizeBytes > limitBytes)
        throw new Fault("UPLOAD_REFUSED", `It has ${sizeBytes} bytes; at most ${limitBytes} are taken.`);
      // A file chosen anew takes the place of the one chosen before.
      const own = [...byId].filter(([, kept]) => kept.operatorId === by.name);
      for (const [id] of own.slice(0, Math.max(0, own.length - MAX_PER_OPERATOR + 1))) forget(id);
      if (byId.size >= MAX_UPLOADS)
        throw new Fault("UPLOAD_REFUSED", "Others are sending files. Try again in a while.");
      const id = `upload:${chance.id(clock.nowMs())}`;
      const path = join(dir, id.replace(":", "-"));
      writeFileSync(path, "", { mode: 0o600 });
      const kept = { path, fileName, sizeBytes, use, operatorId: by.name, receivedBytes: 0, cancel: live(id) };
      byId.set(id, kept);
      return { uploadId: id, expiresAtMs: clock.nowMs() + UPLOAD_LIFE_MS };
    },
    append: (id, by, offsetBytes, part) => {
      const kept = findOwn(id, by);
      const isRepeated = offsetBytes + part.length <= kept.receivedBytes;
      if (isRepeated) return kept.receivedBytes;
      if (offsetBytes !== kept.receivedBytes)
        throw new Fault("UPLOAD_REFUSED", `The next part begins at ${kept.receivedBytes}.`);
      if (offsetBytes + part.length > kept.sizeBytes)
        throw new Fault("UPLOAD_REFUSED", "It is larger than it was said to be.");
      appendFileSync(kept.path, part);
      kept.receivedBytes += part.length;
      kept.cancel();
      kept.cancel = live(id);
      return kept.receivedBytes;
    },
    find: (id, use, by) => {
      const kept = findOwn(id, by);
      if (kept.use !== use) throw new Fault("NOT_FOUND");
      if (kept.receivedBytes !== kept.sizeBytes) throw new Fault("UPLOAD_REFUSED", "Not all of it has come.");
      return kept;
    },
    drop: (id, by) => {
      findOwn(id, by);
      forget(id);
    },
    close: () => {
      for (const id of [...byId.keys()]) forget(id);
    },
  };
}
