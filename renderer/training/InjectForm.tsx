import { type FormEvent, useState } from "react";
import { INCIDENT_KINDS, type IncidentKind } from "../../contract/incidents.ts";
import { CAMERA_FAULTS, type CameraFault, type ScenarioEvent } from "../../contract/training.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { kindNames } from "../ui/incidentWords.ts";
import { Select } from "../ui/Select.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { trainingWords as words } from "../ui/trainingWords.ts";

interface InjectFormProps {
  readonly model: WindowModel;
  readonly onInject: (event: ScenarioEvent) => Promise<boolean>;
}

interface Draft {
  readonly what: keyof typeof words.injectKinds;
  readonly number: string;
  readonly fault: CameraFault;
  readonly title: string;
  readonly kind: IncidentKind;
  readonly priority: string;
}

const EMPTY: Draft = { what: "camera", number: "", fault: "offline", title: "", kind: "other", priority: "3" };
const KINDS = Object.keys(words.injectKinds) as Draft["what"][];
const INCIDENTS = Object.keys(INCIDENT_KINDS) as IncidentKind[];
const PRIORITIES = ["1", "2", "3", "4", "5"] as const;

/** A call, a fault or an owner's decision that the scenario does not have. It becomes a part of the run. */
export function InjectForm({ model, onInject }: InjectFormProps) {
  const [draft, setDraft] = useState(EMPTY);
  const [said, setSaid] = useState("");
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setSaid("");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const made = makeEvent(draft, model.stores.cameras.getState().book, model.clock.nowMs());
    if (typeof made === "string") {
      setSaid(made);
      return;
    }
    void onInject(made).then((isDone) => {
      if (isDone) setDraft({ ...EMPTY, what: draft.what });
      setSaid(isDone ? words.isDone : "");
    });
  };
  return (
    <form className="inject" aria-label={words.inject} onSubmit={submit}>
      <h3>{words.inject}</h3>
      <Select
        label={words.injectWhat}
        value={draft.what}
        options={KINDS.map((what) => [what, words.injectKinds[what]] as const)}
        onChange={(what) => change({ what: KINDS.find((each) => each === what) ?? "camera" })}
      />
      {draft.what === "call" && <CallFields draft={draft} onChange={change} />}
      <TextBox
        label={draft.what === "call" ? words.callPlace : words.cameraNumber}
        value={draft.number}
        onChange={(number) => change({ number })}
      />
      {draft.what === "camera" && (
        <Select
          label={words.fault}
          value={draft.fault}
          options={CAMERA_FAULTS.map((fault) => [fault, words.faults[fault]] as const)}
          onChange={(fault) => change({ fault: CAMERA_FAULTS.find((each) => each === fault) ?? "offline" })}
        />
      )}
      <Button type="submit">{words.doIt}</Button>
      <p role="status" className="trainingHint">
        {said}
      </p>
    </form>
  );
}

function CallFields({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  return (
    <>
      <TextBox label={words.callTitle} value={draft.title} onChange={(title) => onChange({ title })} />
      <Select
        label={words.callKind}
        value={draft.kind}
        options={INCIDENTS.map((kind) => [kind, kindNames[kind]] as const)}
        onChange={(kind) => onChange({ kind: INCIDENTS.find((each) => each === kind) ?? "other" })}
      />
      <Select
        label={words.callPriority}
        value={draft.priority}
        options={PRIORITIES.map((priority) => [priority, `P${priority}`] as const)}
        onChange={(priority) => onChange({ priority })}
      />
    </>
  );
}

/** The event, or why there is none. When it happens is the hub's to say. */
function makeEvent(draft: Draft, book: CameraBook, nowMs: number): ScenarioEvent | string {
  const number = draft.number.trim();
  const camera = [...book.byId.values()].find((row) => row.number === number);
  if (camera === undefined) return words.cameraUnknown(number);
  const { id: cameraId, position, street } = camera;
  if (draft.what === "camera") return { do: "camera", atMs: 0, cameraId, fault: draft.fault };
  if (draft.what !== "call") return { do: draft.what, atMs: 0, cameraId };
  const title = draft.title.trim();
  if (title === "") return words.callTitleMissing;
  if (position === undefined) return words.cameraUnplaced(number);
  const call = `hand-${Math.round(nowMs).toString(36)}`;
  const facts = { kind: draft.kind, title, priority: Number(draft.priority), place: street, position, units: [] };
  return { do: "call", atMs: 0, call, ...facts };
}
