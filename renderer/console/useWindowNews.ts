import { useEffect } from "react";
import type { WindowModel } from "../state/windowModel.ts";
import { displayWords } from "../ui/displayWords.ts";

/** Tells what has become of windows that nobody asked to go. */
export function useWindowNews({ client, notices }: WindowModel): void {
  useEffect(
    () =>
      client.on("window.news", ({ display, news }) => {
        const who = display === null ? displayWords.theConsole : displayWords.display(display);
        notices.tell(displayWords.news[news](who), news === "reopened" || news === "closed" ? "news" : "fault");
      }),
    [client, notices],
  );
}
