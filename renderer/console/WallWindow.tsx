import { useEffect, useState } from "react";
import type { SessionState } from "../../contract/deskApi.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { stationWords as words } from "../ui/stationWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { matchesChord } from "./chords.ts";
import { DisplayWindow } from "./DisplayWindow.tsx";
import { SignInForm } from "./SignIn.tsx";
import "./looks.css";

/** A sign-in that nobody goes on with leaves the wall again. Our choice. */
const GIVE_UP_MS = 90_000;
/** The one key a wall that runs by itself hears. */
const ESCAPE_CHORD = "Ctrl+L";

interface WallWindowProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly session: SessionState;
}

/** A display of a station that runs by itself: it takes no input but the sign-in of an operator. */
export function WallWindow({ model, pictures, session }: WallWindowProps) {
  const [isSigningIn, setSigningIn] = useEscape(model);
  const number = useStoreValue(model.stores.selection, (selection) => selection.display);
  return (
    <>
      <div className="wallAlone" inert>
        {session.state === "signedIn" ? (
          <DisplayWindow model={model} pictures={pictures} session={session} />
        ) : (
          <DarkWall number={number} reason={session.state === "signedOut" ? (session.reason ?? "") : ""} />
        )}
      </div>
      {isSigningIn && (
        <Overlay title={words.takeOver} onClose={() => setSigningIn(false)}>
          <SignInForm model={model} onDone={() => setSigningIn(false)} />
        </Overlay>
      )}
    </>
  );
}

function DarkWall({ number, reason }: { number: number; reason: string }) {
  return (
    <main className="displayIdle" data-display={number}>
      <span className="displayNumber">{number}</span>
      <p>{reason}</p>
      <p>{words.signInHere}</p>
    </main>
  );
}

/** Swallows every key while the wall is shown, and opens the sign-in by one. */
function useEscape({ clock }: WindowModel): [boolean, (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isOpen) return clock.after(GIVE_UP_MS, () => setOpen(false));
    const handleKey = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
      if (matchesChord(ESCAPE_CHORD, event)) setOpen(true);
    };
    window.addEventListener("keydown", handleKey, { capture: true });
    return () => window.removeEventListener("keydown", handleKey, { capture: true });
  }, [clock, isOpen]);
  return [isOpen, setOpen];
}
