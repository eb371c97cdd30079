import { findLayout } from "../../contract/layouts.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import type { DigitBuffer } from "./digitBuffer.ts";

/** Does what a finished number calls for, or says why it cannot. */
export function runNumber(model: WindowModel, { target, digits }: DigitBuffer): void {
  const number = Number.parseInt(digits, 10);
  if (target === "camera") callCamera(model, digits);
  else if (target === "tile") selectTile(model, number);
  else selectDisplay(model, number);
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
