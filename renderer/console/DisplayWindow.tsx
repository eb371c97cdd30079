import { useMemo } from "react";
import type { SessionState } from "../../contract/deskApi.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { takeSnapshot } from "../wall/takeSnapshot.ts";
import { Wall } from "../wall/Wall.tsx";
import type { CommandContext } from "./commands/command.ts";
import { useControls } from "./controls/useControls.ts";
import { HubBanner } from "./HubBanner.tsx";
import { PushBanner } from "./PushBanner.tsx";
import { TrainingMark } from "./TrainingMark.tsx";
import { useDisplay } from "./useDisplay.ts";
import { useKeys } from "./useKeys.ts";
import { useNumberShown } from "./useNumberShown.ts";

interface DisplayWindowProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly session: SessionState;
}

/** A wall monitor: tiles and nothing else. Its keys are those of the console, without what needs chrome. */
export function DisplayWindow({ model, pictures, session }: DisplayWindowProps) {
  const display = useDisplay(model);
  const number = useStoreValue(model.stores.selection, (selection) => selection.display);
  const isNumberShown = useNumberShown(model, true);
  const context = useMemo<CommandContext>(() => createBareContext(model, pictures), [model, pictures]);
  const isAlone = session.state === "signedIn" && session.me.responsibleLabel !== undefined;
  const hasKeys = session.state === "signedIn" && !isAlone;
  useKeys(context, hasKeys);
  useControls(context, hasKeys);
  if (session.state !== "signedIn" || display === null) {
    return (
      <main className="displayIdle" data-ground="video" data-display={number}>
        <span className="displayNumber">{number}</span>
        <p>{session.state === "locked" ? text.lockedDisplay : text.signInAtConsole}</p>
      </main>
    );
  }
  return (
    <main className="displayWindow" data-ground="video">
      <h1 className="unseen">{text.display(number)}</h1>
      <HubBanner model={model} />
      <Wall model={model} pictures={pictures} display={display} />
      <TrainingMark model={model} />
      <PushBanner model={model} display={number} canUndo={!isAlone} />
      {isNumberShown && <span className="displayNumber displayNumber-over">{number}</span>}
    </main>
  );
}

function createBareContext(model: WindowModel, pictures: WindowPictures): CommandContext {
  const nothing = () => {};
  return {
    model,
    playback: null,
    actOnMap: () => false,
    focusSearch: nothing,
    openKeySheet: nothing,
    openPalette: nothing,
    openPurpose: nothing,
    openViews: nothing,
    openLayoutEditor: nothing,
    openDisplays: nothing,
    openSequence: nothing,
    takeSnapshot: () => takeSnapshot(model, pictures, model.stores.selection.getState().tile),
  };
}
