import { Trash2 } from "lucide-react";
import type { Preset, Station } from "../../contract/stations.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { purposeNames } from "../ui/codeWords.ts";
import { formatDelay } from "../ui/format.ts";
import { stationWords as words } from "../ui/stationWords.ts";
import type { Place } from "./describeStation.ts";
import type { PushSource } from "./listSources.ts";
import { namePurpose, type Push, type PushResult } from "./usePush.ts";

interface PushCardProps {
  readonly model: WindowModel;
  readonly station: Station;
  readonly place: Place;
  readonly source: PushSource | null;
  readonly push: Push;
}

/** What is to be pushed, with which purpose, and what came of it; below, the presets of the display. */
export function PushCard({ model, station, place, source, push }: PushCardProps) {
  const display = place.display ?? 1;
  const result = push.resultOf(place);
  const purpose = push.choosePurpose(source);
  return (
    <Card title={words.push}>
      <p className="pushSource">{source === null ? words.chooseSource : words.chosen(source.name)}</p>
      <label className="pushPurpose">
        {words.purpose}
        <select
          className="select"
          value={namePurpose(purpose)}
          onChange={(event) => {
            const chosen = push.purposes.find((each) => namePurpose(each) === event.target.value);
            if (chosen !== undefined) push.setPurpose(chosen);
          }}
        >
          {push.purposes.map((each) => (
            <option key={namePurpose(each)} value={namePurpose(each)}>
              {[purposeNames[each.code], each.incidentId].filter(Boolean).join(" · ")}
            </option>
          ))}
        </select>
      </label>
      <div className="pushActions">
        <Button
          look="primary"
          isDisabled={source === null || result?.isRunning === true}
          onPress={() => source !== null && push.run(place, source.view, purpose)}
        >
          {words.pushTo(display, station.name)}
        </Button>
        <Button
          isDisabled={source === null}
          onPress={() => source !== null && void keep(model, push, place, source, station)}
        >
          {words.keepPreset}
        </Button>
      </div>
      <p className={`pushResult${isGood(result) ? " isGood" : ""}`} role="status">
        {result !== null && describeResult(result)}
      </p>
      <PresetList model={model} place={place} push={push} />
    </Card>
  );
}

async function keep({ actions }: WindowModel, push: Push, { display }: Place, source: PushSource, station: Station) {
  const purpose = push.choosePurpose(source);
  const change = { stationId: station.stationId, display: display ?? 1, purpose, view: source.view, revision: 0 };
  if (await actions.keepPreset(change)) push.readPresets(station.stationId);
}

function isGood(result: PushResult | null): boolean {
  return result?.answer?.outcome === "shown";
}

function describeResult({ viewName, answer, isRunning }: PushResult): string {
  if (isRunning) return words.pushing;
  if (answer === null) return "";
  if (answer.outcome === "refused") return words.refusals[answer.reason];
  return answer.outcome === "shown" ? words.isShown(viewName, formatDelay(answer.afterMs)) : words.unanswered;
}

function PresetList({ model, place, push }: Pick<PushCardProps, "model" | "place" | "push">) {
  const presets = push.presetsOf(place);
  const remove = async (preset: Preset) => {
    if (!(await model.actions.removePreset(preset))) return;
    model.notices.tell(words.presetDeleted(preset.view.name));
    push.readPresets(place.stationId);
  };
  return (
    <>
      <h4 className="presetTitle">{words.presets}</h4>
      {presets.length === 0 && <p className="screenHint">{words.noPresets}</p>}
      <ul className="presets" aria-label={words.presets}>
        {presets.map((preset, index) => (
          <li key={preset.presetId}>
            <Button
              aria-label={words.showPreset(index + 1, preset.view.name)}
              onPress={() => push.runPreset(place, index)}
            >
              <kbd>{index + 1}</kbd> <span className="rowName">{preset.view.name}</span>
            </Button>
            <span className="presetPurpose">{preset.purpose.incidentId ?? purposeNames[preset.purpose.code]}</span>
            <Button look="quiet" aria-label={words.deletePreset(preset.view.name)} onPress={() => void remove(preset)}>
              <Trash2 className="icon" aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
