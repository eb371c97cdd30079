import { type RefObject, useEffect } from "react";
import { tileReports } from "../consent/tileReports.ts";
import { formatAge } from "../media/formatAge.ts";
import type { TileReport } from "../media/tileReport.ts";
import { text } from "../ui/text.ts";

/** What stands behind a state's word and changes with every frame; empty where the word stands alone. */
export function formatTileAge(report: TileReport | null): string {
  switch (report?.state) {
    case "live":
    case "delayed":
      return report.isAgeKnown && report.frameAgeMs !== null ? formatAge(report.frameAgeMs) : text.ageUnknown;
    case "frozen":
    case "overloaded":
      return formatAge(report.sinceMs);
    case "reconnecting":
      return String(report.attempt);
    default:
      return "";
  }
}

/**
 * Writes a tile's age, name and attributes straight into the document, four times a second: going through React for
 * every frame of every tile would cost more than the pictures' own captions.
 */
export function useTileAge(
  root: RefObject<HTMLElement | null>,
  tile: number | null,
  nameOf: (age: string) => string,
): void {
  useEffect(() => {
    // What lies unseen behind a tile has no age to tell.
    if (tile === null) return;
    const write = () => {
      const element = root.current;
      if (element === null) return;
      const report = tileReports.get(tile);
      const age = formatTileAge(report);
      element.setAttribute("data-frame-age-ms", String(Math.round(report?.frameAgeMs ?? -1)));
      element.setAttribute("aria-label", nameOf(age));
      const slot = element.querySelector("[data-age]");
      if (slot !== null && slot.textContent !== age) slot.textContent = age;
    };
    write();
    return tileReports.subscribe(tile, write);
  }, [root, tile, nameOf]);
}
