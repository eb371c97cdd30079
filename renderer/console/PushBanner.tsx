import { useEffect, useState } from "react";
import type { DeskEventPayload } from "../../contract/deskApi.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { stationWords as words } from "../ui/stationWords.ts";
import "./looks.css";

type Pushed = DeskEventPayload<"station.pushed">;

/** Long enough to be seen by whoever looks up. Our choice. */
const SHOWN_MS = 10_000;

export function describePushed({ byLabel, byStation, viewName, display }: Pushed): string {
  return words.pushed(byLabel, byStation, viewName, display);
}

/** On the display itself: whose hand has just changed it, and how to take that back. */
export function PushBanner({ model, display, canUndo }: { model: WindowModel; display: number; canUndo: boolean }) {
  const [pushed, setPushed] = useState<Pushed | null>(null);
  useEffect(() => {
    let cancel = () => {};
    const unsubscribe = model.client.on("station.pushed", (news) => {
      if (news.display !== display) return;
      cancel();
      setPushed(news);
      cancel = model.clock.after(SHOWN_MS, () => setPushed(null));
    });
    return () => {
      cancel();
      unsubscribe();
    };
  }, [model, display]);
  return (
    <div className="pushBanner" role="status">
      {pushed !== null && <p>{[describePushed(pushed), canUndo ? words.takeBack : ""].filter(Boolean).join(" ")}</p>}
    </div>
  );
}
