import type { ReactNode } from "react";
import type { SessionState } from "../../contract/deskApi.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { Playback } from "../playback/playback.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { Console } from "./Console.tsx";
import { DisplayWindow } from "./DisplayWindow.tsx";
import { LockScreen, SignIn } from "./SignIn.tsx";
import { useSounds } from "./sounds/useSounds.ts";
import { useLook } from "./useLook.ts";
import { WallWindow } from "./WallWindow.tsx";
import "./console.css";
import "./panels.css";
import "./gate.css";

interface AppProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly playback: Playback;
  /** Absent for a console. */
  readonly display: number | undefined;
}

/** What a window shows, by session; without a desk everything is covered. */
export function App(props: AppProps) {
  const { model } = props;
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const isDeskOpen = useStoreValue(model.stores.link, (link) => link.isDeskOpen);
  const identity = useStoreValue(model.stores.link, (link) => link.identity);
  useLook(model);
  useSounds(model, props.display === undefined ? "console" : "display");
  if (identity === null) return <DeskLost title={text.deskOpeningTitle} words={text.deskOpeningWords} />;
  return (
    <>
      <div className="window" inert={!isDeskOpen}>
        {choosePage(props, session, identity.isWall)}
      </div>
      {!isDeskOpen && <DeskLost title={text.deskLostTitle} words={text.deskLostWords} />}
    </>
  );
}

/**
 * A display's window shows its wall, a console the operator's bench. At a station that runs by itself there is no
 * console, so display 1 is one for as long as an operator is signed in there.
 */
function choosePage(
  { model, pictures, playback, display }: AppProps,
  session: SessionState,
  isWall: boolean,
): ReactNode {
  const hasOperator = session.state !== "signedOut" && session.me.responsibleLabel === undefined;
  if (display !== undefined && isWall && !hasOperator)
    return <WallWindow model={model} pictures={pictures} session={session} />;
  if (display !== undefined && !(isWall && display === 1))
    return <DisplayWindow model={model} pictures={pictures} session={session} />;
  if (session.state === "signedOut" || !hasOperator) return <SignIn model={model} />;
  if (session.state === "locked") return <LockScreen model={model} operator={session.me.label} />;
  return <Console {...{ model, pictures, playback }} me={session.me} />;
}

/** Opaque on purpose: without the desk nobody can say whether a picture may still be seen. */
function DeskLost({ title, words }: { title: string; words: string }) {
  return (
    <div className="deskLost" role="alert">
      <h1>{title}</h1>
      <p>{words}</p>
    </div>
  );
}
