import { useEffect, useMemo, useState } from "react";
import { MAX_NEAR_CAMERAS, PROSPECTS, type Prospect } from "../../contract/incidents.ts";
import { MAX_TILES } from "../../contract/wall.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Facts } from "../ui/Card.tsx";
import { formatCount } from "../ui/format.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import { OutcomeLine } from "./CameraPanel.tsx";
import { crossesItself, type DrawnShape, listInShape } from "./drawnShape.ts";
import type { PlacedCamera } from "./judgePlace.ts";
import { type Opening, type PlannedCamera, planOpening } from "./planOpening.ts";
import { useForesight } from "./useForesight.ts";

interface ShapePanelProps {
  readonly model: WindowModel;
  readonly shape: DrawnShape;
  /** Those the map draws: what is hidden is not chosen. */
  readonly cameras: readonly PlacedCamera[];
  readonly onDiscard: () => void;
  /** Told what Enter would open. */
  readonly onPlanned: (cameraIds: readonly string[]) => void;
}

/** What lies in the drawn shape, by what would happen, before anything is opened. */
export function ShapePanel({ model, shape, cameras, onDiscard, onPlanned }: ShapePanelProps) {
  const inside = useMemo(() => listInShape(cameras, shape), [cameras, shape]);
  const isTooMany = inside.length > MAX_NEAR_CAMERAS;
  const ids = useMemo(() => (isTooMany ? [] : inside.map(({ row }) => row.id)), [inside, isTooMany]);
  const { purpose, byCamera } = useForesight(model, ids);
  const opening = useMemo(
    () => (byCamera === null ? null : planOpening(inside, byCamera, shape)),
    [byCamera, inside, shape],
  );
  return (
    <>
      <header className="inspectorHead">
        <h2>{words.shapeTitle}</h2>
        <p className="number">{formatCount(inside.length)}</p>
        {shape.kind === "polygon" && crossesItself(shape.points) && (
          <p className="mapWarning" role="status">
            {words.crossesItself}
          </p>
        )}
      </header>
      {inside.length === 0 && <p className="screenHint">{words.noneInShape}</p>}
      {isTooMany && <p className="mapWarning">{words.tooMany(formatCount(inside.length), MAX_NEAR_CAMERAS)}</p>}
      {inside.length > 0 && !isTooMany && opening === null && (
        <p className="screenHint">{purpose === null ? words.unknownOutcome : words.lookingUp}</p>
      )}
      {opening !== null && <OpeningChoice model={model} opening={opening} onPlanned={onPlanned} />}
      <Button onPress={onDiscard}>{words.discardShape}</Button>
    </>
  );
}

function OpeningChoice({
  model,
  opening,
  onPlanned,
}: { opening: Opening } & Pick<ShapePanelProps, "model" | "onPlanned">) {
  const [isWithAsking, setWithAsking] = useState(false);
  const asked = isWithAsking ? opening.asking.map(({ row }) => row.id) : [];
  const cameraIds = [...opening.opens, ...asked].slice(0, MAX_TILES);
  useEffect(() => onPlanned(cameraIds));
  const display = model.stores.selection.getState().display;
  return (
    <>
      <Card title={words.shapeTitle}>
        <Facts facts={PROSPECTS.flatMap((prospect) => countOf(opening, prospect))} />
      </Card>
      {opening.asking.length > 0 && (
        <label className="mapLayer">
          <input type="checkbox" checked={isWithAsking} onChange={() => setWithAsking(!isWithAsking)} />
          <span>
            {words.withAsking(opening.asking.length)} <span className="mapOutcomeWhy">{words.withAskingWords}</span>
          </span>
        </label>
      )}
      <Button look="primary" isDisabled={cameraIds.length === 0} onPress={() => model.actions.show(display, cameraIds)}>
        {words.openCount(cameraIds.length)}
      </Button>
      {opening.cutCount > 0 && <p className="mapWarning">{words.opensAtMost(MAX_TILES)}</p>}
      <Reasons cameras={[...opening.asking, ...opening.others]} />
    </>
  );
}

function countOf({ counts }: Opening, prospect: Prospect) {
  const count = counts.get(prospect) ?? 0;
  return count === 0 ? [] : [{ name: words.outcomes[prospect], value: formatCount(count), isNumber: true }];
}

/** Those that would not open at once, each with why. */
export function Reasons({ cameras }: { cameras: readonly PlannedCamera[] }) {
  return (
    <ul className="mapReasons">
      {cameras.map(({ row, foreseen }) => (
        <li key={row.id}>
          <p>
            <b className="number">{row.number}</b> {row.name}
          </p>
          <OutcomeLine prospect={foreseen.prospect} reasons={foreseen.reasons} />
        </li>
      ))}
    </ul>
  );
}
