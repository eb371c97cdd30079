import type { ReasonCode } from "../../contract/reasons.ts";
import { listShownTiles } from "../consent/displayTiles.ts";
import { type Kept, keepPicture } from "../consent/keepPicture.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { purposeNames } from "../ui/codeWords.ts";
import { replayWords } from "../ui/replayWords.ts";
import { tileWords } from "../ui/tileWords.ts";
import { trainingWords } from "../ui/trainingWords.ts";
import { describeReasons } from "./describeTile.ts";

/** Tiles of this window whose picture is being kept: a key pressed twice makes one. */
const busy = new Set<number>();

/** Keeps the picture of a tile of this window's own display, and says where it is or why it was not kept. */
export function takeSnapshot(model: WindowModel, pictures: WindowPictures, tile: number): void {
  const { stores, notices, client } = model;
  const own = stores.link.getState().identity?.display;
  const display = stores.wall.getState().wall?.displays.find((each) => each.display === own);
  const cameraId = display?.tiles[tile - 1] ?? null;
  if (display === undefined || busy.has(tile)) return;
  if (cameraId === null || stores.selection.getState().display !== own) {
    notices.tell(tileWords.nothingToKeep);
    return;
  }
  if (stores.replays.getState().byTile.has(tile)) {
    notices.tell(replayWords.noSnapshot);
    return;
  }
  const camera = stores.cameras.getState().book.byId.get(cameraId);
  const name = camera === undefined ? cameraId : `${camera.number} ${camera.name}`;
  const { code = "", incidentId = "" } = display.purpose ?? {};
  const words = {
    camera: stores.training.getState().training === null ? name : trainingWords.markedCamera(name),
    purpose: [purposeNames[code] ?? code, incidentId].filter(Boolean).join(" "),
  };
  busy.add(tile);
  keepPicture({ client, pictures, tiles: listShownTiles(display) }, tile, words)
    .then((kept) => notices.tell(describeKept(kept)))
    .catch(notices.tellFault)
    .finally(() => busy.delete(tile));
}

function describeKept(kept: Kept): string {
  if (kept.outcome === "saved") return tileWords.snapshotSaved(kept.path);
  if (kept.outcome === "refused") return `${tileWords.snapshotRefused} ${describeRefusal(kept.reasons)}`;
  return kept.state === "frozen" ? tileWords.frozenNotKept : tileWords.nothingToKeep;
}

function describeRefusal(reasons: readonly ReasonCode[]): string {
  if (reasons.includes("RES_ACTION_UNSUPPORTED")) return tileWords.snapshotForbidden;
  const sentence = describeReasons(reasons);
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}
