import { MonitorOff } from "lucide-react";
import { useState } from "react";
import type { DisplayPlace } from "../../contract/screens.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { displayWords } from "../ui/displayWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { findRoomBesideConsole, listFreeScreens } from "./listDisplays.ts";
import "./displays.css";

/** Screens offered by name; more are in the panel. */
const MAX_OFFERED = 2;

interface DisplayOffersProps {
  readonly model: WindowModel;
  readonly onChoose: () => void;
}

/** Displays that are wanted and have no window, with where they could be shown. They come back by themselves, too. */
export function DisplayOffers({ model, onChoose }: DisplayOffersProps) {
  const screens = useStoreValue(model.stores.screens, (state) => state.screens);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const offers = screens?.places.filter((place) => isOffered(place) && !dismissed.has(keyOf(place))) ?? [];
  const dismiss = () => setDismissed((before) => new Set([...before, ...offers.map(keyOf)]));
  const [only, ...more] = offers;
  if (only === undefined) return null;
  if (more.length === 0) return <Offer model={model} place={only} onChoose={onChoose} onDismiss={dismiss} />;
  return (
    <div className="displayOffer" role="status">
      <MonitorOff className="icon" aria-hidden="true" />
      <span>
        {displayWords.offerMany(offers.map(({ display }) => display))} {displayWords.offerKept}
      </span>
      <Button onPress={onChoose}>{displayWords.chooseMonitors}</Button>
      <Button look="quiet" onPress={dismiss}>
        {displayWords.notNow}
      </Button>
    </div>
  );
}

function isOffered({ state }: DisplayPlace): boolean {
  return state === "no-screen" || state === "stopped";
}

function keyOf({ display, state, home }: DisplayPlace): string {
  return `${display} ${state} ${home?.label ?? ""}`;
}

interface OfferProps extends DisplayOffersProps {
  readonly place: DisplayPlace;
  readonly onDismiss: () => void;
}

function Offer({ model, place, onChoose, onDismiss }: OfferProps) {
  const screens = useStoreValue(model.stores.screens, (state) => state.screens);
  const { display, state, home } = place;
  const open = (screenId?: string) => void model.actions.openDisplay(display, screenId);
  const away = home === null ? displayWords.offerNone(display) : displayWords.offerAway(display, home.label);
  const free = screens === null ? [] : listFreeScreens(screens).slice(0, MAX_OFFERED);
  const roomId = screens === null ? null : findRoomBesideConsole(screens);
  return (
    <div className="displayOffer" role="status">
      <MonitorOff className="icon" aria-hidden="true" />
      <span>{state === "stopped" ? displayWords.offerStopped(display) : `${away} ${displayWords.offerKept}`}</span>
      {state === "stopped" && <Button onPress={() => open()}>{displayWords.openAgain}</Button>}
      {state === "no-screen" &&
        free.map(({ screenId, label }) => (
          <Button key={screenId} onPress={() => open(screenId)}>
            {displayWords.showOn(label)}
          </Button>
        ))}
      {state === "no-screen" && roomId !== null && (
        <Button onPress={() => open(roomId)}>{displayWords.showHere}</Button>
      )}
      <Button look="quiet" onPress={onChoose}>
        {displayWords.chooseMonitor}
      </Button>
      <Button look="quiet" onPress={onDismiss}>
        {displayWords.notNow}
      </Button>
    </div>
  );
}
