import { findLayout } from "../../contract/layouts.ts";
import type { Playback } from "../playback/playback.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { text } from "../ui/text.ts";
import type { DigitBuffer } from "./digitBuffer.ts";

/** Does what a finished number calls for, or says why it cannot. On the Playback screen cameras and tiles are its own. */
export function runNumber(model: WindowModel, playback: Playback | null, { target, digits }: DigitBuffer): void {
  const number = Number.parseInt(digits, 10);
  const isPlayback = model.stores.selection.getState().screen === "playback";
  const own = isPlayback ? playback : null;
  if (target === "display") selectDisplay(model, number);
  else if (target === "camera") own === null ? callCamera(model, digits) : addToPlayback(model, own, digits);
  else if (own === null) selectTile(model, number);
  else if (!own.selectAt(number)) model.notices.tell(text.noSuchTile(number));
}

function addToPlayback({ stores, notices }: WindowModel, playback: Playback, digits: string): void {
  const camera = stores.cameras.getState().book.byNumber.get(digits);
  if (camera === undefined) notices.tell(playbackWords.noSuchCamera(digits));
  else playback.add(camera.id);
}

function callCamera({ stores, actions, notices }: WindowModel, digits: string): void {
  const camera = stores.cameras.getState().book.byNumber.get(digits);
  if (camera === undefined) notices.tell(text.noSuchCamera(digits));
  else {
    actions.select({ screen: "wall" });
    actions.assign(camera.id);
  }
}

function selectTile({ stores, actions, notices }: WindowModel, tile: number): void {
  const display = findDisplay(stores);
  const count = display === null ? 0 : findLayout(display.layout).places.length;
  if (tile < 1 || tile > count) notices.tell(text.noSuchTile(tile));
  else actions.select({ screen: "wall", tile });
}

function selectDisplay({ stores, actions, notices }: WindowModel, display: number): void {
  const isKnown = stores.wall.getState().wall?.displays.some((candidate) => candidate.display === display);
  if (isKnown === true) actions.select({ screen: "wall", display, tile: 1, fullTile: null });
  else notices.tell(text.noSuchDisplay(display));
}
