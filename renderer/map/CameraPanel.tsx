import type { CameraRow } from "../../contract/cameras.ts";
import type { IncidentCamera, Prospect } from "../../contract/incidents.ts";
import { findLayout } from "../../contract/layouts.ts";
import type { ReasonCode } from "../../contract/reasons.ts";
import { chooseTile, findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Facts } from "../ui/Card.tsx";
import { mapWords as words } from "../ui/mapWords.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { describeCameraFacts, describeReasons } from "./describeCamera.ts";
import { PinMark } from "./PinMark.tsx";
import { describeProspectLook } from "./pinLook.ts";
import { useForesight } from "./useForesight.ts";

interface CameraPanelProps {
  readonly model: WindowModel;
  readonly row: CameraRow;
  readonly near: IncidentCamera | undefined;
  readonly tile: number | undefined;
  readonly onCircle: () => void;
}

/** The chosen camera: whose it is, what would happen if it were opened and why, and the way onto the wall. */
export function CameraPanel({ model, row, near, tile, onCircle }: CameraPanelProps) {
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const target = useStoreValue(model.stores.wall, () => chooseTarget(model));
  const there = useStoreValue(model.stores.wall, () =>
    target === null ? null : (findDisplay(model.stores)?.tiles[target - 1] ?? null),
  );
  const numberThere = useStoreValue(model.stores.cameras, ({ book }) =>
    there === null ? null : (book.byId.get(there)?.number ?? null),
  );
  return (
    <>
      <header className="inspectorHead">
        <h2>
          <span className="inspectorNumber">{row.number}</span> · {row.name}
        </h2>
        <Outcome model={model} row={row} near={near} />
      </header>
      <Card title={text.camera}>
        <Facts facts={describeCameraFacts(row, near, hubNowMs)} />
      </Card>
      {tile !== undefined && <p className="screenHint">{words.alreadyInTile(tile)}</p>}
      <div className="startActions">
        {row.hasStream && target !== null && (
          <Button look="primary" onPress={() => model.actions.place(row.id)}>
            {numberThere === null ? words.putInTile(target) : words.replaceInTile(target, numberThere)}
          </Button>
        )}
        <Button onPress={onCircle}>{words.commands.circle}</Button>
      </div>
    </>
  );
}

/** The tile the next camera would go to; null without a display. */
function chooseTarget(model: WindowModel): number | null {
  const display = findDisplay(model.stores);
  if (display === null) return null;
  const last = findLayout(display.layout).places.length;
  return chooseTile(display, Math.min(model.stores.selection.getState().tile, last));
}

function Outcome({ model, row, near }: Pick<CameraPanelProps, "model" | "row" | "near">) {
  const { purpose, byCamera } = useForesight(model, near === undefined && row.hasStream ? [row.id] : []);
  if (!row.hasStream) return <OutcomeLine prospect="registry-only" reasons={["CONSENT_REGISTRY_ONLY"]} />;
  const known = near ?? byCamera?.get(row.id);
  if (known !== undefined) return <OutcomeLine prospect={known.prospect} reasons={known.reasons} />;
  return <p className="mapOutcomeWhy">{purpose === null ? words.unknownOutcome : words.lookingUp}</p>;
}

/** Shape, word and reason of what would happen. */
export function OutcomeLine({ prospect, reasons }: { prospect: Prospect; reasons: readonly ReasonCode[] }) {
  const look = describeProspectLook(prospect);
  return (
    <div className="mapOutcome" data-prospect={prospect}>
      <p className={`mapOutcomeWord mark-${look.colour}`}>
        <PinMark look={look} />
        {words.outcomes[prospect]}
      </p>
      <p className="mapOutcomeWhy">{describeReasons(reasons)}</p>
    </div>
  );
}
