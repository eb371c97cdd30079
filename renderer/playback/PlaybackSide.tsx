import { X } from "lucide-react";
import { type RefObject, useState } from "react";
import type { IncidentCamera } from "../../contract/incidents.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import { findCameras } from "../state/findCameras.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { chooseMark } from "../ui/chooseMark.ts";
import { prospectWords, reasonSentences } from "../ui/codeWords.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { MarkerList } from "./MarkerList.tsx";
import { PressButton } from "./PressButton.tsx";
import type { Playback } from "./playback.ts";
import type { PlaybackCamera } from "./playbackStore.ts";
import { SideGroup } from "./SideGroup.tsx";
import { usePlaybackTile } from "./usePlaybackTile.ts";

interface PlaybackSideProps {
  readonly model: WindowModel;
  readonly playback: Playback;
  readonly pictures: WindowPictures;
  readonly searchBox: RefObject<HTMLInputElement | null>;
}

/** Which cameras are played back, the markers, and which cameras near the incident were not opened and why. */
export function PlaybackSide({ model, playback, pictures, searchBox }: PlaybackSideProps) {
  const [query, setQuery] = useState("");
  const cameras = useStoreValue(playback.store, (state) => state.cameras);
  const left = useStoreValue(playback.store, (state) => state.left);
  const found = useFound(model, query);
  const add = (cameraId: string) => {
    playback.add(cameraId);
    setQuery("");
    searchBox.current?.blur();
  };
  return (
    <aside className="side side-left playbackSide" aria-label={playbackWords.cameras}>
      <div className="search">
        <input
          ref={searchBox}
          type="search"
          aria-label={playbackWords.addCamera}
          placeholder={playbackWords.addCamera}
          value={query}
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === "Enter" && first !== undefined) add(first.id);
            if (event.key !== "Escape") return;
            if (query === "") event.currentTarget.blur();
            else setQuery("");
          }}
        />
        <kbd>/</kbd>
      </div>
      <div className="playbackLists">
        {query.trim() !== "" && (
          <SideGroup title={playbackWords.found} count={found.length}>
            {found.map((row) => (
              <li key={row.id}>
                <PressButton look="quiet" onAct={() => add(row.id)}>
                  <StateMark state={chooseMark(row, undefined)} />
                  <b className="rowNumber">{row.number}</b> <span className="rowName">{row.name}</span>
                </PressButton>
              </li>
            ))}
            {found.length === 0 && <li className="listFootnote">{playbackWords.noneFound}</li>}
          </SideGroup>
        )}
        <SideGroup title={playbackWords.inThis} count={cameras.length}>
          {cameras.map((camera) => (
            <CameraItem key={camera.tile} {...{ model, playback, pictures, camera }} />
          ))}
        </SideGroup>
        <MarkerList model={model} playback={playback} />
        {left.length > 0 && (
          <SideGroup title={playbackWords.notOpened} count={left.length}>
            {left.map((camera) => (
              <LeftItem key={camera.cameraId} camera={camera} onAdd={() => add(camera.cameraId)} />
            ))}
          </SideGroup>
        )}
      </div>
    </aside>
  );
}

/** Rows of a search; more is slower to read than to type. */
const MAX_FOUND = 30;

function useFound(model: WindowModel, query: string) {
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  return query.trim() === "" ? [] : findCameras(book, query).slice(0, MAX_FOUND);
}

interface CameraItemProps extends Omit<PlaybackSideProps, "searchBox"> {
  readonly camera: PlaybackCamera;
}

function CameraItem({ model, playback, pictures, camera }: CameraItemProps) {
  const view = usePlaybackTile(model, pictures, camera);
  const isSelected = useStoreValue(playback.store, (state) => state.selectedId === camera.cameraId);
  const number = view.camera?.number ?? "";
  return (
    <li className={isSelected ? "isSelected" : ""} data-camera={number}>
      <PressButton look="quiet" aria-pressed={isSelected} onAct={() => playback.select(camera.cameraId)}>
        <StateMark state={view.state} />
        <b className="rowNumber">{number}</b> <span className="rowName">{view.camera?.name}</span>{" "}
        <span className="rowAside">{view.description.word.toLowerCase()}</span>
      </PressButton>
      <Button look="icon" aria-label={playbackWords.remove(number)} onPress={() => playback.remove(camera.cameraId)}>
        <X className="icon" aria-hidden="true" />
      </Button>
    </li>
  );
}

/** Why it was not opened, as far as an operator may know; it can be added all the same, and then says so itself. */
function LeftItem({ camera, onAdd }: { camera: IncidentCamera; onAdd: () => void }) {
  const { number, name, prospect, reasons } = camera;
  const why =
    prospect === "allowed" || prospect === "offline"
      ? playbackWords.noRoom
      : (reasons.flatMap((reason) => reasonSentences[reason] ?? [])[0] ?? text.notAvailable);
  return (
    <li className="leftItem" data-left={number}>
      <PressButton look="quiet" onAct={onAdd}>
        <StateMark state={chooseMark(undefined, prospect)} />
        <b className="rowNumber">{number}</b> <span className="rowName">{name}</span>{" "}
        <span className="rowAside">{prospectWords[prospect]}</span>
      </PressButton>
      <p className="leftWhy">{why}</p>
    </li>
  );
}
