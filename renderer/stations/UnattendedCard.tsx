import { type FormEvent, useState } from "react";
import type { Station } from "../../contract/stations.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { stationWords as words } from "../ui/stationWords.ts";
import { TextBox } from "../ui/TextBox.tsx";

interface UnattendedCardProps {
  readonly model: WindowModel;
  readonly station: Station;
  /** Whether the operator is an administrator. */
  readonly mayChange: boolean;
}

/** Whether a station may run without an operator, and who answers for what it then shows. */
export function UnattendedCard({ model, station, mayChange }: UnattendedCardProps) {
  const { stationId, unattendedUse } = station;
  const [name, setName] = useState(unattendedUse?.responsible ?? "");
  const [isBusy, setBusy] = useState(false);
  const change = async (responsible: string | null) => {
    setBusy(true);
    await model.actions.setUnattended(stationId, responsible);
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") void change(name.trim());
  };
  return (
    <Card title={words.unattended}>
      <p>{unattendedUse === null ? words.notAllowed : words.allowedFor(unattendedUse.responsibleLabel)}</p>
      {mayChange && (
        <form className="unattendedForm" onSubmit={submit}>
          <p className="screenHint">{words.unattendedWords}</p>
          <TextBox label={words.responsible} value={name} onChange={setName} />
          <div className="pushActions">
            <Button type="submit" isDisabled={isBusy || name.trim() === ""}>
              {words.allow}
            </Button>
            {unattendedUse !== null && (
              <Button look="danger" isDisabled={isBusy} onPress={() => void change(null)}>
                {words.forbid}
              </Button>
            )}
          </div>
        </form>
      )}
    </Card>
  );
}
