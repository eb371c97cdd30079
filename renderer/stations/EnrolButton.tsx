import { useState } from "react";
import type { DeskResult } from "../../contract/deskApi.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { MINUTE_MS } from "../ui/format.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { stationWords as words } from "../ui/stationWords.ts";
import { text } from "../ui/text.ts";

/** Makes a code for a station that the hub does not know yet; an administrator's. */
export function EnrolButton({ model }: { model: WindowModel }) {
  const [made, setMade] = useState<DeskResult<"stations.makeCode"> | null>(null);
  return (
    <>
      <Button onPress={() => void model.actions.makeStationCode().then(setMade)}>{words.enrol}</Button>
      {made !== null && (
        <Overlay title={words.enrolTitle} onClose={() => setMade(null)}>
          <p>{words.enrolWords(Math.floor(made.endsInMs / MINUTE_MS))}</p>
          <p className="enrolCode number">{words.enrolFlags(made.code)}</p>
          <div className="sheetActions">
            <Button onPress={() => setMade(null)}>{text.close}</Button>
          </div>
        </Overlay>
      )}
    </>
  );
}
