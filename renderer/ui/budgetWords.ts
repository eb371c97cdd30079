import type { DecodeBudget } from "../../contract/budget.ts";

/** The words of the decode budget; a part of the catalogue of text.ts. */

/** More tiles than this are counted, not named. */
const NAMED_TILES = 6;

function nameKept(kept: DecodeBudget["kept"]): string {
  const displays = new Set(kept.map(({ display }) => display));
  const name = ({ display, tile }: DecodeBudget["kept"][number]) =>
    displays.size === 1 ? `${tile}` : `${tile} of display ${display}`;
  const named = kept.slice(0, NAMED_TILES).map(name).join(", ");
  const more = kept.length - NAMED_TILES;
  return `${kept.length === 1 ? "tile" : "tiles"} ${named}${more > 0 ? ` and ${more} more` : ""}`;
}

const share = (of: number) => `${Math.round(of * 100)} %`;

const ways = ({ smaller, key, paused }: DecodeBudget["gaveWay"]) =>
  [
    smaller > 0 ? `${smaller} smaller` : "",
    key > 0 ? `${key} with key frames only` : "",
    paused > 0 ? `${paused} paused` : "",
  ]
    .filter((words) => words !== "")
    .join(", ");

export const budgetWords = {
  keyFrames: "KEY FRAMES",
  keyFramesOnly: "key frames",
  lines: (heightPx: number) => `${heightPx} lines`,
  pausedWords: (kept: DecodeBudget["kept"]) =>
    kept.length === 0
      ? "This machine cannot decode more."
      : `This machine cannot decode more. Kept: ${nameKept(kept)}.`,

  decode: "Decode",
  share,
  about: (of: number) => `about ${share(of)}`,
  ways,
  /** What the meter says to whoever rests on it. */
  meterHint(budget: DecodeBudget): string {
    const guess = budget.isGuess ? " This machine's limit is a guess until it has been near it." : "";
    const gave = ways(budget.gaveWay);
    if (gave === "") return `Decoding takes ${share(budget.share)} of what this machine can.${guess}`;
    const wish = `All tiles at their size would take ${share(budget.wishedShare)} of what this machine can.`;
    return `${wish} Gave way: ${gave}. They come back one by one as room is found.${guess}`;
  },
  forecast: (of: number, isGuess: boolean) => `Decode ${isGuess ? "about " : ""}${share(of)}`,
  forecastOver: (gave: string) => `too much: ${gave}`,
};
