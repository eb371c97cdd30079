import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { Console } from "./Console.tsx";
import { DisplayWindow } from "./DisplayWindow.tsx";
import { LockScreen, SignIn } from "./SignIn.tsx";
import "./console.css";
import "./panels.css";
import "./gate.css";

interface AppProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  /** Absent for a console. */
  readonly display: number | undefined;
}

/** What a window shows, by session; without a desk everything is covered. */
export function App({ model, pictures, display }: AppProps) {
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const isDeskOpen = useStoreValue(model.stores.link, (link) => link.isDeskOpen);
  const isKnown = useStoreValue(model.stores.link, (link) => link.identity !== null);
  if (!isKnown) return <DeskLost title={text.deskOpeningTitle} words={text.deskOpeningWords} />;
  return (
    <>
      <div className="window" inert={!isDeskOpen}>
        {display !== undefined && <DisplayWindow model={model} pictures={pictures} session={session} />}
        {display === undefined && session.state === "signedOut" && <SignIn model={model} />}
        {display === undefined && session.state === "locked" && (
          <LockScreen model={model} operator={session.me.label} />
        )}
        {display === undefined && session.state === "signedIn" && (
          <Console model={model} pictures={pictures} me={session.me} />
        )}
      </div>
      {!isDeskOpen && <DeskLost title={text.deskLostTitle} words={text.deskLostWords} />}
    </>
  );
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
