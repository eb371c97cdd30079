import { type FormEvent, useEffect, useState } from "react";
import { TextArea, TextField } from "react-aria-components";
import { Fault } from "../../contract/faults.ts";
import { checkFootageSpan, type FootageArea, type FootagePreview, type FootageWish } from "../../contract/footage.ts";
import type { Incident } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { footageWords as words } from "../ui/footageWords.ts";
import { formatDistance } from "../ui/format.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { FootageItems } from "./FootageItems.tsx";
import { chooseFirstSpan, readMoment, readNumbers, writeMoment } from "./footageTimes.ts";

const RADII_M = [50, 100, 200, 300, 500];
const FIRST_RADIUS_M = 200;
const MAX_WHY_LENGTH = 400;
/** How long the choice must stand still before the hub is asked who would be: each look is written down. */
const LOOK_AFTER_MS = 500;

interface FootageFormProps {
  readonly model: WindowModel;
  readonly incident: Incident;
  readonly onClose: () => void;
}

type Draft = Omit<FootageWish, "why">;

export function FootageForm({ model, incident, onClose }: FootageFormProps) {
  const [why, setWhy] = useState("");
  const [isSending, setSending] = useState(false);
  const area = useArea(model, incident);
  const span = useSpan(model, incident);
  const draft: Draft | null =
    area.chosen === null || span.chosen === null
      ? null
      : { incidentId: incident.id, area: area.chosen, ...span.chosen };
  const look = useLook(model, draft);
  const isReady = draft !== null && look.preview !== null && look.preview.owners > 0 && why.trim() !== "" && !isSending;

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (draft === null || !isReady) return;
    setSending(true);
    const asked = await model.actions.askFootage({ ...draft, why });
    setSending(false);
    if (asked === null) return;
    model.notices.tell(words.sent);
    onClose();
  }

  return (
    <Overlay title={words.ask} size="wide" onClose={onClose}>
      <form className="footageForm" onSubmit={(event) => void send(event)}>
        {area.fields}
        {span.fields}
        <TextField className="textBox" value={why} onChange={setWhy} maxLength={MAX_WHY_LENGTH}>
          <label htmlFor="footage-why">{words.why}</label>
          <TextArea id="footage-why" rows={2} placeholder={words.whyPlaceholder} aria-describedby="footage-why-hint" />
          <p id="footage-why-hint" className="footageHint">
            {words.whyHint}
          </p>
        </TextField>
        <section className="footageWho" aria-label={words.whoTitle} aria-live="polite">
          <h3>{words.whoTitle}</h3>
          <Who look={look} fault={area.fault ?? span.fault} />
        </section>
        <div className="sheetActions">
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" isDisabled={!isReady}>
            {words.send}
          </Button>
        </div>
      </form>
    </Overlay>
  );
}

interface Look {
  readonly preview: FootagePreview | null;
  readonly fault: string | null;
}

function Who({ look, fault }: { look: Look; fault: string | null }) {
  const said = fault ?? look.fault;
  if (said !== null) return <p role="alert">{said}</p>;
  if (look.preview === null) return <p>{words.whoLooking}</p>;
  const asked = look.preview.items.filter(({ answer }) => answer !== "not-asked").length;
  return (
    <>
      <p>{asked === 0 ? words.whoNobody : words.whoAsked(look.preview.owners, asked)}</p>
      <FootageItems label={words.whoTitle} items={look.preview.items} />
    </>
  );
}

/** Asks the hub who would be asked, once the choice stands still; an answer to an earlier choice is dropped. */
function useLook({ client, clock }: WindowModel, draft: Draft | null): Look {
  const [look, setLook] = useState<Look>({ preview: null, fault: null });
  const key = JSON.stringify(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is made anew at each drawing; its content counts
  useEffect(() => {
    setLook({ preview: null, fault: null });
    if (draft === null) return;
    let isGone = false;
    const show = (next: Look) => isGone || setLook(next);
    const cancel = clock.after(LOOK_AFTER_MS, () => {
      client.call("footage.preview", draft).then(
        (preview) => show({ preview, fault: null }),
        (fault: unknown) => {
          if (!(fault instanceof Fault)) throw fault;
          show({ preview: null, fault: fault.message });
        },
      );
    });
    return () => {
      isGone = true;
      cancel();
    };
  }, [client, clock, key]);
  return look;
}

function useArea(model: WindowModel, incident: Incident) {
  const hasPlace = incident.position !== undefined;
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const [shape, setShape] = useState<FootageArea["shape"]>(hasPlace ? "circle" : "cameras");
  const [radiusM, setRadius] = useState(FIRST_RADIUS_M);
  const [written, setWritten] = useState("");
  const { found, unknown } = readNumbers(written, book.byNumber);
  const cameraIds = found.map(({ id }) => id);
  const listed: FootageArea | null =
    unknown.length > 0 || cameraIds.length === 0 ? null : { shape: "cameras", cameraIds };
  const chosen: FootageArea | null = shape === "circle" ? { shape, radiusM } : listed;
  const isNumbersWrong = shape === "cameras" && unknown.length > 0;
  const fields = (
    <fieldset className="footageArea">
      <legend>{words.area}</legend>
      <div className="footageChoice">
        <Button look="segment" isOn={shape === "circle"} isDisabled={!hasPlace} onPress={() => setShape("circle")}>
          {words.circle}
        </Button>
        <Button look="segment" isOn={shape === "cameras"} onPress={() => setShape("cameras")}>
          {words.chosen}
        </Button>
      </div>
      {!hasPlace && <p className="footageHint">{words.noPlace}</p>}
      {shape === "circle" ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would be read twice
        <div className="footageChoice" role="group" aria-label={words.radius}>
          {RADII_M.map((choice) => (
            <Button key={choice} look="segment" isOn={choice === radiusM} onPress={() => setRadius(choice)}>
              {formatDistance(choice)}
            </Button>
          ))}
        </div>
      ) : (
        <TextBox
          label={words.numbers}
          value={written}
          onChange={setWritten}
          placeholder={words.numbersHint}
          isInvalid={isNumbersWrong}
        />
      )}
    </fieldset>
  );
  const fault = shape === "circle" ? null : isNumbersWrong ? words.unknownNumbers(unknown) : null;
  return { chosen, fault: chosen === null && fault === null ? words.numbersHint : fault, fields };
}

function useSpan(model: WindowModel, incident: Incident) {
  const [first] = useState(() =>
    chooseFirstSpan(incident.openedAtMs, model.stores.clock.getState().hubNowMs ?? incident.openedAtMs),
  );
  const [from, setFrom] = useState(() => writeMoment(first.fromMs));
  const [to, setTo] = useState(() => writeMoment(first.toMs));
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const fromMs = readMoment(from);
  const toMs = readMoment(to);
  const span = fromMs === null || toMs === null ? null : { fromMs, toMs };
  const wrong = span === null ? undefined : checkFootageSpan(span, incident.openedAtMs, hubNowMs ?? span.toMs);
  const fault = span === null ? words.noTimes : wrong === undefined ? null : words.spanFaults[wrong];
  const fields = (
    <div className="footageTimes">
      <TextBox label={words.from} type="datetime-local" value={from} onChange={setFrom} />
      <TextBox label={words.to} type="datetime-local" value={to} onChange={setTo} isInvalid={wrong !== undefined} />
      <p className="footageHint">{words.spanHint}</p>
    </div>
  );
  return { chosen: fault === null ? span : null, fault, fields };
}
