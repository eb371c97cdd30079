import { useEffect, useMemo, useRef, useState } from "react";
import type { LayoutChoice } from "../../contract/layouts.ts";
import type { Me } from "../../contract/operators.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import { IncidentSheets } from "../incidents/IncidentSheets.tsx";
import { IncidentsScreen } from "../incidents/IncidentsScreen.tsx";
import { RequestsScreen } from "../incidents/RequestsScreen.tsx";
import { MapScreen } from "../map/MapScreen.tsx";
import type { MapAct } from "../map/mapAct.ts";
import { createMapStore } from "../map/mapStore.ts";
import { PlaybackScreen } from "../playback/PlaybackScreen.tsx";
import type { Playback } from "../playback/playback.ts";
import { ImportScreen } from "../registry/ImportScreen.tsx";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { StationsScreen } from "../stations/StationsScreen.tsx";
import { TrainingScreen } from "../training/TrainingScreen.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { takeSnapshot } from "../wall/takeSnapshot.ts";
import { CameraList } from "./CameraList.tsx";
import type { CommandContext } from "./commands/command.ts";
import { useControls } from "./controls/useControls.ts";
import { DisplayOffers } from "./DisplayOffers.tsx";
import type { DigitBuffer } from "./digitBuffer.ts";
import { HealthScreen } from "./HealthScreen.tsx";
import { HubBanner } from "./HubBanner.tsx";
import { Inspector } from "./Inspector.tsx";
import { KeySheet } from "./KeySheet.tsx";
import { LayoutEditor } from "./LayoutEditor.tsx";
import { NoticeList } from "./NoticeList.tsx";
import { Palette } from "./Palette.tsx";
import { PurposeBar } from "./PurposeBar.tsx";
import { describePushed } from "./PushBanner.tsx";
import { Rail } from "./Rail.tsx";
import { SequenceEditor } from "./SequenceEditor.tsx";
import "./sequences.css";
import { StatusBar } from "./StatusBar.tsx";
import { SettingsScreen } from "./settings/SettingsScreen.tsx";
import { useKeptAside } from "./useKeptAside.ts";
import { useKeys } from "./useKeys.ts";
import { useNearLookup } from "./useNearLookup.ts";
import { useNewCalls } from "./useNewCalls.ts";
import { useWindowNews } from "./useWindowNews.ts";
import { WallPane } from "./WallPane.tsx";

interface ConsoleProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly playback: Playback;
  readonly me: Me;
}

/** The operator's console: rail, purpose, list, wall, inspector, status. */
export function Console({ model, pictures, playback, me }: ConsoleProps) {
  const [overlay, setOverlay] = useState<"keys" | "palette" | "layout" | "sequence" | null>(null);
  const [isPurposeOpen, setPurposeOpen] = useState(false);
  const [isViewsOpen, setViewsOpen] = useState(false);
  const [isDisplaysOpen, setDisplaysOpen] = useState(false);
  const searchBox = useRef<HTMLInputElement>(null);
  const playbackSearch = useRef<HTMLInputElement>(null);
  const mapStore = useMemo(createMapStore, []);
  const mapHandle = useRef<((act: MapAct) => boolean) | null>(null);
  const screen = useStoreValue(model.stores.selection, (selection) => selection.screen);
  const context = useMemo<CommandContext>(
    () => ({
      model,
      playback,
      actOnMap: (act) => mapHandle.current?.(act) ?? false,
      focusSearch: () => {
        if (mapHandle.current?.("search") === true) return;
        if (playbackSearch.current !== null) return playbackSearch.current.focus();
        model.actions.select({ screen: "wall" });
        searchBox.current?.focus();
      },
      openKeySheet: () => setOverlay("keys"),
      openPalette: () => setOverlay("palette"),
      openPurpose: () => setPurposeOpen(true),
      openViews: () => setViewsOpen(true),
      openLayoutEditor: () => setOverlay("layout"),
      openDisplays: () => setDisplaysOpen(true),
      openSequence: () => setOverlay("sequence"),
      takeSnapshot: () => takeSnapshot(model, pictures, model.stores.selection.getState().tile),
    }),
    [model, pictures, playback],
  );
  const buffer = useKeys(context, overlay === null);
  useControls(context, overlay === null);
  useNearLookup(model);
  useWindowNews(model);
  useNewCalls(model);
  usePushNotices(model);
  useKeptAside(model);
  const isWall = screen === "wall";
  const typed = buffer === null ? null : <TypedNumber buffer={buffer} />;
  return (
    <div className="console">
      <Rail model={model} me={me} />
      <PurposeBar
        model={model}
        isPickerOpen={isPurposeOpen}
        onPickerOpen={setPurposeOpen}
        isViewsOpen={isViewsOpen}
        onViewsOpen={setViewsOpen}
        onDrawLayout={context.openLayoutEditor}
        isDisplaysOpen={isDisplaysOpen}
        onDisplaysOpen={setDisplaysOpen}
      />
      {/* The wall stays where it is while another screen lies over it: its pictures go on. */}
      <div className="bench" inert={!isWall}>
        <CameraList model={model} searchBox={searchBox} />
        <main className="stage">
          <WallPane model={model} pictures={pictures} />
          {isWall && typed}
        </main>
        <Inspector model={model} pictures={pictures} me={me} onPurpose={context.openPurpose} />
      </div>
      {screen === "map" && <MapScreen model={model} pictures={pictures} store={mapStore} handle={mapHandle} />}
      {screen === "incidents" && <IncidentsScreen model={model} />}
      {screen === "playback" && (
        <PlaybackScreen {...{ model, playback, pictures }} searchBox={playbackSearch}>
          {typed}
        </PlaybackScreen>
      )}
      {screen === "requests" && <RequestsScreen model={model} />}
      {screen === "registry" && <ImportScreen model={model} />}
      {screen === "stations" && <StationsScreen model={model} me={me} />}
      {screen === "training" && <TrainingScreen model={model} />}
      {screen === "health" && <HealthScreen model={model} />}
      {screen === "settings" && <SettingsScreen context={context} />}
      <div className="banners">
        <DisplayOffers model={model} onChoose={context.openDisplays} />
        <HubBanner model={model} />
      </div>
      <StatusBar model={model} me={me} onKeys={context.openKeySheet} />
      <NoticeList model={model} />
      <IncidentSheets model={model} />
      {overlay === "keys" && <KeySheet model={model} onClose={() => setOverlay(null)} />}
      {overlay === "layout" && <DrawnLayout model={model} onClose={() => setOverlay(null)} />}
      {overlay === "sequence" && <SequenceEditor model={model} onClose={() => setOverlay(null)} />}
      {overlay === "palette" && <Palette context={context} onClose={() => setOverlay(null)} />}
    </div>
  );
}

/** Another hand has changed a display of this station: said at once, with a way to take it back. */
function usePushNotices({ client, notices, actions }: WindowModel): void {
  useEffect(
    () => client.on("station.pushed", (pushed) => notices.offer(describePushed(pushed), actions.undo)),
    [client, notices, actions],
  );
}

/** The layout editor at work on the arranged display. */
function DrawnLayout({ model, onClose }: { model: WindowModel; onClose: () => void }) {
  const start = findDisplay(model.stores)?.layout ?? "4x4";
  const use = (layout: LayoutChoice) => {
    model.actions.setLayout(layout);
    onClose();
  };
  return <LayoutEditor start={start} onUse={use} onClose={onClose} />;
}

const TARGET_NAMES = { camera: text.camera, tile: text.tile, display: text.displayWord } as const;

/** What has been typed so far, so that nobody types blind. */
function TypedNumber({ buffer }: { buffer: DigitBuffer }) {
  return (
    <div className="typed" role="status">
      {TARGET_NAMES[buffer.target]} <b>{buffer.digits || "…"}</b> <kbd>{text.enterKey}</kbd>
    </div>
  );
}
