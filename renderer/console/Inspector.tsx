import type { Watcher } from "../../contract/hubEvents.ts";
import type { Me } from "../../contract/operators.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Facts } from "../ui/Card.tsx";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { tileWords } from "../ui/tileWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { takeSnapshot } from "../wall/takeSnapshot.ts";
import { type TileView, useTile } from "../wall/useTile.ts";
import { describeCamera, describeDuties, describeTerms } from "./describeViewing.ts";
import { PictureCard, TileAge } from "./PictureCard.tsx";
import { useDisplay } from "./useDisplay.ts";

interface InspectorProps {
  readonly model: WindowModel;
  readonly pictures: WindowPictures;
  readonly me: Me;
  readonly onPurpose: () => void;
}

/** Why the selected tile shows what it shows, what the owner asked for, and how good the picture is. */
export function Inspector({ model, pictures, me, onPurpose }: InspectorProps) {
  const display = useDisplay(model);
  const own = useStoreValue(model.stores.link, (link) => link.identity?.display ?? 1);
  const tile = useStoreValue(model.stores.selection, (selection) => selection.tile);
  const cameraId = display?.tiles[tile - 1] ?? null;
  const isHere = display?.display === own;
  const hasNoPurpose = display !== null && display.purpose === null;
  return (
    <aside className="side side-right" aria-label={text.inspector}>
      {hasNoPurpose && <StartCard model={model} onPurpose={onPurpose} />}
      {cameraId !== null && isHere ? (
        <CameraInspector model={model} pictures={pictures} me={me} tile={tile} cameraId={cameraId} />
      ) : (
        !(hasNoPurpose && isHere) && (
          <div className="inspectorEmpty">
            <h2>{isHere ? text.emptyTile(tile) : text.display(display?.display ?? own)}</h2>
            <p>{isHere ? text.emptyHint : text.shownThere}</p>
          </div>
        )
      )}
    </aside>
  );
}

/** The way from nothing to a first picture, until there is a purpose. */
function StartCard({ model, onPurpose }: { model: WindowModel; onPurpose: () => void }) {
  return (
    <section className="inspectorEmpty">
      <h2>{text.startTitle}</h2>
      <p>{text.startWords}</p>
      <div className="startActions">
        <Button look="primary" onPress={() => model.actions.select({ screen: "incidents" })}>
          {text.seeIncidents}
        </Button>
        <Button onPress={onPurpose}>{text.commands.choosePurpose}</Button>
      </div>
    </section>
  );
}

function CameraInspector(
  props: Omit<InspectorProps, "onPurpose"> & { readonly tile: number; readonly cameraId: string },
) {
  const { model, pictures, me, tile, cameraId } = props;
  const view = useTile(model, pictures.claims, tile, cameraId);
  const watchers = useStoreValue(model.stores.watchers, (state) => state.byCamera.get(cameraId));
  const fullTile = useStoreValue(model.stores.selection, (selection) => selection.fullTile);
  if (view.camera === null) return null;
  return (
    <>
      <header className="inspectorHead">
        <h2>
          <span className="inspectorNumber">{view.camera.number}</span> · {view.camera.name}
        </h2>
        <span className={`state state-${view.state}`}>
          <StateMark state={view.state} />
          {view.description.word} {view.description.suffix}
          <TileAge tile={tile} />
        </span>
      </header>
      <ViewingCards model={model} view={view} tile={tile} />
      <Card title={text.alsoWatching}>
        <Watchers watchers={(watchers ?? []).filter((watcher) => watcher.operatorLabel !== me.label)} />
      </Card>
      <div className="actionRow">
        <Button onPress={() => model.actions.select({ fullTile: fullTile === null ? tile : null })}>
          {fullTile === null ? text.fullAction : text.backAction}
        </Button>
        <Button onPress={() => takeSnapshot(model, pictures, tile)}>{tileWords.snapshot}</Button>
        <Button onPress={() => model.actions.assign(null, tile)}>{text.emptyAction}</Button>
      </div>
    </>
  );
}

function ViewingCards({ model, view, tile }: { model: WindowModel; view: TileView; tile: number }) {
  const purpose = useDisplay(model)?.purpose ?? null;
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const { camera, status, description } = view;
  if (status?.state !== "permitted") {
    return (
      <Card title={text.whyNot}>
        <p className="cardWords">{description.sentences.join(" ") || `${text.notAvailable}.`}</p>
        {camera !== null && <Facts facts={describeCamera(camera)} />}
      </Card>
    );
  }
  return (
    <>
      <Card title={text.whyVisible}>
        <Facts facts={describeTerms(status, purpose, hubNowMs)} />
      </Card>
      <Card title={text.duties}>
        <Facts facts={describeDuties(status.obligations)} />
      </Card>
      <PictureCard tile={tile} />
    </>
  );
}

function Watchers({ watchers }: { watchers: readonly Watcher[] }) {
  if (watchers.length === 0) return <p className="cardWords">{text.nobodyElse}</p>;
  return <Facts facts={watchers.map((watcher) => ({ name: watcher.stationName, value: watcher.operatorLabel }))} />;
}
