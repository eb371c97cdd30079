import { createRoot } from "react-dom/client";
import { DisplayNumber } from "../../contract/wall.ts";
import { pageVisibility } from "../consent/pageVisibility.ts";
import { createTilesOfWall } from "../consent/tilesOfWall.ts";
import { createWindowPictures } from "../consent/windowPictures.ts";
import type { DeskClient } from "../desk/deskClient.ts";
import { sendBeats } from "../desk/sendBeats.ts";
import { createPlayback } from "../playback/playback.ts";
import { createWindowModel, type WindowModel } from "../state/windowModel.ts";
import { trainingWords } from "../ui/trainingWords.ts";
import { App } from "./App.tsx";
import { browserChance, browserClock } from "./browserPorts.ts";

/** Draws this window: a display's with `?display=N`, else a console. */
export function mountWindow(root: HTMLElement, client: DeskClient, query: URLSearchParams): void {
  const asked = DisplayNumber.safeParse(Number(query.get("display") ?? Number.NaN));
  const display = asked.success ? asked.data : undefined;
  const model = createWindowModel(client, browserClock, display);
  sendBeats(client, browserClock, model.notices.tellFault);
  const pictures = createWindowPictures({
    client,
    wall: createTilesOfWall(model.stores),
    clock: browserClock,
    chance: browserChance,
    visibility: pageVisibility,
    onlooker: () => describeOnlooker(model),
    isTrainingPaused: () => model.stores.training.getState().training?.state === "paused",
    onFault: model.notices.tellFault,
  });
  const playback = createPlayback(model, pictures.hubNowMs);
  createRoot(root).render(<App {...{ model, pictures, playback, display }} />);
}

function describeOnlooker({ stores }: WindowModel) {
  const { session } = stores.session.getState();
  if (session.state === "signedOut") return null;
  const { stationName = "" } = stores.wall.getState().wall ?? {};
  const isTraining = stores.training.getState().training !== null;
  return { operator: session.me.label, station: isTraining ? trainingWords.markedStation(stationName) : stationName };
}
