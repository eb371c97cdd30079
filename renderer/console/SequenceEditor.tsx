import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { MAX_DWELL_MS, MAX_SEQUENCE_CAMERAS, MIN_DWELL_MS } from "../../contract/wall.ts";
import { findDisplay } from "../state/actions.ts";
import { findSequence, USUAL_DWELL_MS } from "../state/tileActions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Overlay } from "../ui/Overlay.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { tileWords } from "../ui/tileWords.ts";
import { listTileCameras } from "../wall/dropDrag.ts";
import { moveMember, readDwellMs } from "./editSequence.ts";

const SECOND_MS = 1_000;

/** The cameras that take turns in the selected tile: those of its sequence, else its camera and the chosen ones. */
export function SequenceEditor({ model, onClose }: { model: WindowModel; onClose: () => void }) {
  const { actions, stores } = model;
  const [{ tile, chosen }] = useState(() => stores.selection.getState());
  const [before] = useState(() => findSequence(findDisplay(stores), tile));
  const [members, setMembers] = useState(() =>
    before === undefined ? [...new Set([...listTileCameras(model, tile), ...chosen])] : before.cameraIds,
  );
  const [seconds, setSeconds] = useState(() => String((before?.dwellMs ?? USUAL_DWELL_MS) / SECOND_MS));
  const dwellMs = readDwellMs(seconds, MIN_DWELL_MS, MAX_DWELL_MS);
  const isTooMany = members.length > MAX_SEQUENCE_CAMERAS;

  function use(): void {
    if (dwellMs === null || isTooMany || !actions.makeSequence(members, tile, dwellMs)) return;
    actions.select({ chosen: [] });
    onClose();
  }
  function unpack(): void {
    actions.unpack(tile);
    onClose();
  }
  return (
    <Overlay title={tileWords.editorTitle(tile)} onClose={onClose}>
      <p>{tileWords.editorWords}</p>
      <MemberList model={model} members={members} onChange={setMembers} />
      <AddMember model={model} onAdd={(cameraId) => setMembers([...members, cameraId])} />
      <TextBox
        label={tileWords.dwell}
        value={seconds}
        onChange={setSeconds}
        isInvalid={dwellMs === null}
        describedBy="sequenceProblem"
      />
      <p id="sequenceProblem" className="fieldProblem" role="status">
        {dwellMs === null && tileWords.dwellWrong}
        {isTooMany && tileWords.tooMany(MAX_SEQUENCE_CAMERAS)}
        {members.length < 2 && tileWords.sequenceNeedsTwo}
      </p>
      <div className="sheetActions">
        {before !== undefined && <Button onPress={unpack}>{tileWords.unpack}</Button>}
        <Button onPress={onClose}>{text.cancel}</Button>
        <Button look="primary" isDisabled={dwellMs === null || isTooMany || members.length < 2} onPress={use}>
          {tileWords.useSequence}
        </Button>
      </div>
    </Overlay>
  );
}

interface MemberListProps {
  readonly model: WindowModel;
  readonly members: readonly string[];
  readonly onChange: (members: string[]) => void;
}

function MemberList({ model, members, onChange }: MemberListProps) {
  const { byId } = model.stores.cameras.getState().book;
  return (
    <ol className="memberList">
      {members.map((cameraId, index) => {
        const camera = byId.get(cameraId);
        const name = camera?.number ?? cameraId;
        const place = `${cameraId} ${members.slice(0, index).filter((id) => id === cameraId).length}`;
        return (
          <li key={place}>
            <b className="rowNumber">{name}</b>
            <span className="rowName">{camera?.name}</span>
            <Button
              look="icon"
              aria-label={tileWords.moveUp(name)}
              isDisabled={index === 0}
              onPress={() => onChange(moveMember(members, index, -1))}
            >
              <ArrowUp className="icon" aria-hidden="true" />
            </Button>
            <Button
              look="icon"
              aria-label={tileWords.moveDown(name)}
              isDisabled={index === members.length - 1}
              onPress={() => onChange(moveMember(members, index, 1))}
            >
              <ArrowDown className="icon" aria-hidden="true" />
            </Button>
            <Button
              look="icon"
              aria-label={tileWords.remove(name)}
              onPress={() => onChange(members.filter((_, at) => at !== index))}
            >
              <X className="icon" aria-hidden="true" />
            </Button>
          </li>
        );
      })}
    </ol>
  );
}

function AddMember({ model, onAdd }: { model: WindowModel; onAdd: (cameraId: string) => void }) {
  const [number, setNumber] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  function add(event: FormEvent): void {
    event.preventDefault();
    const typed = number.trim();
    const camera = model.stores.cameras.getState().book.byNumber.get(typed);
    setWrong(camera === undefined && typed !== "" ? typed : null);
    if (camera === undefined) return;
    onAdd(camera.id);
    setNumber("");
  }
  return (
    <form className="codedReasonRow" onSubmit={add}>
      <TextBox
        label={tileWords.addCamera}
        value={number}
        onChange={setNumber}
        shouldFocus
        isInvalid={wrong !== null}
        describedBy="memberProblem"
      />
      <Button type="submit">{tileWords.add}</Button>
      <p id="memberProblem" className="fieldProblem" role="status">
        {wrong !== null && tileWords.noSuchCamera(wrong)}
      </p>
    </form>
  );
}
