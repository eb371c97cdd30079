import { type FormEvent, useEffect, useState } from "react";
import {
  CLIP_AFTER_INCIDENT_MS,
  CLIP_BEFORE_INCIDENT_MS,
  type ClipPreview,
  type ClipsRequest,
  checkClipSpan,
  MAX_CLIP_CAMERAS,
} from "../../contract/clips.ts";
import { Fault } from "../../contract/faults.ts";
import type { Incident, IncidentCameras } from "../../contract/incidents.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { clipProspectWords, clipSpanFaultSentences, clipWords as words } from "../ui/clipWords.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { ClipBar } from "./ClipBar.tsx";
import { describeReasons } from "./describeClip.ts";
import { readMoment, readNumbers, writeMoment } from "./footageTimes.ts";

/** How long the choice must stand still before the hub is asked what there is: each look is written down. */
const LOOK_AFTER_MS = 500;

interface ClipFormProps {
  readonly model: WindowModel;
  readonly incident: Incident;
  readonly near: IncidentCameras | null;
  readonly onClose: () => void;
}

/** Which cameras and what time to pull, with what was recorded of it, before anything is cut. */
export function ClipForm({ model, incident, near, onClose }: ClipFormProps) {
  const [isSending, setSending] = useState(false);
  const span = useSpan(model, incident);
  const choice = useChoice(model, near);
  const wish: ClipsRequest | null =
    span.chosen === null || choice.listed.length === 0
      ? null
      : { incidentId: incident.id, cameraIds: [...choice.listed], ...span.chosen };
  const look = usePreview(model, wish);
  const fault = span.fault ?? choice.fault ?? look.fault;
  const chosen = choice.listed.filter((id) => !choice.left.has(id));
  const isReady = wish !== null && fault === null && chosen.length > 0 && !isSending;

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (wish === null || !isReady) return;
    setSending(true);
    const clips = await model.actions.pullClips({ ...wish, cameraIds: chosen });
    setSending(false);
    if (clips === null) return;
    const failed = clips.filter(({ state }) => state === "failed").length;
    const made = clips.length - failed;
    model.notices.tell(made === 0 ? words.nothingPulled : words.pulled(made, failed));
    onClose();
  }

  return (
    <Overlay title={words.pullTitle(incident.id)} size="wide" onClose={onClose}>
      <form className="clipForm" onSubmit={(event) => void send(event)}>
        {span.fields}
        <section className="clipChoice" aria-label={words.cameras}>
          <h3>
            {words.cameras} <span className="clipHint">{words.chosen(chosen.length, MAX_CLIP_CAMERAS)}</span>
            <Button look="quiet" onPress={() => choice.leave(chosen.length === 0 ? [] : choice.listed)}>
              {chosen.length === 0 ? words.chooseAll : words.chooseNone}
            </Button>
          </h3>
          {choice.listed.length === 0 && <p className="clipHint">{words.noneNear}</p>}
          <ul className="clipCameras">
            {choice.listed.map((cameraId) => (
              <Candidate
                key={cameraId}
                cameraId={cameraId}
                book={choice.book}
                isChosen={!choice.left.has(cameraId)}
                onChoose={() => choice.toggle(cameraId)}
                look={look.preview?.items.find((item) => item.cameraId === cameraId)}
                span={span.chosen}
              />
            ))}
          </ul>
          <TextBox label={words.others} value={choice.written} onChange={choice.write} placeholder={words.othersHint} />
        </section>
        {fault === null ? <p className="clipHint">{words.pullHint}</p> : <p role="alert">{fault}</p>}
        <div className="sheetActions">
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" isDisabled={!isReady}>
            {words.send(chosen.length)}
          </Button>
        </div>
      </form>
    </Overlay>
  );
}

interface CandidateProps {
  readonly cameraId: string;
  readonly book: CameraBook;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly look: ClipPreview["items"][number] | undefined;
  readonly span: { readonly fromMs: number; readonly toMs: number } | null;
}

function Candidate({ cameraId, book, isChosen, onChoose, look, span }: CandidateProps) {
  const row = book.byId.get(cameraId);
  const why = look?.prospect === "refused" ? describeReasons(look.reasons) : "";
  return (
    <li data-prospect={look?.prospect}>
      <label>
        <input type="checkbox" checked={isChosen} onChange={onChoose} />
        <b className="rowNumber">{row?.number}</b>
        <span className="rowName">{row?.name}</span>
      </label>
      <span className="clipProspect">{look === undefined ? words.looking : clipProspectWords[look.prospect]}</span>
      {why === "" && span !== null && look !== undefined ? (
        <ClipBar whole={span} covered={look.covered} progress={null} />
      ) : (
        <span className="clipWhy">{why}</span>
      )}
    </li>
  );
}

/** Cameras near the incident that have a picture, nearest first, and those given by number; some of them left out. */
function useChoice(model: WindowModel, near: IncidentCameras | null) {
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const [written, write] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { found, unknown } = readNumbers(written, book.byNumber);
  const ranked = near?.cameras.filter(({ prospect }) => prospect !== "registry-only") ?? [];
  const others = found.map(({ id }) => id);
  const room = Math.max(0, MAX_CLIP_CAMERAS - others.length);
  const listed = [...new Set([...ranked.slice(0, room).map(({ cameraId }) => cameraId), ...others])];
  const unknownFault = unknown.length > 0 ? words.unknownNumbers(unknown) : null;
  const fault = listed.length > MAX_CLIP_CAMERAS ? words.tooMany(MAX_CLIP_CAMERAS) : unknownFault;
  const toggle = (cameraId: string) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(cameraId)) next.add(cameraId);
      return next;
    });
  const leave = (cameraIds: readonly string[]) => setLeft(new Set(cameraIds));
  return { book, written, write, listed, left, toggle, leave, fault };
}

interface Preview {
  readonly preview: ClipPreview | null;
  readonly fault: string | null;
}

/** Asks the hub what there is, once the choice stands still; an answer to an earlier choice is dropped. */
function usePreview({ client, clock }: WindowModel, wish: ClipsRequest | null): Preview {
  const [look, setLook] = useState<Preview>({ preview: null, fault: null });
  const key = JSON.stringify(wish);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wish is made anew at each drawing; its content counts
  useEffect(() => {
    setLook({ preview: null, fault: null });
    if (wish === null || wish.cameraIds.length > MAX_CLIP_CAMERAS) return;
    let isGone = false;
    const show = (next: Preview) => isGone || setLook(next);
    const cancel = clock.after(LOOK_AFTER_MS, () => {
      client.call("clips.preview", wish).then(
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

function useSpan(model: WindowModel, incident: Incident) {
  const [from, setFrom] = useState(() => writeMoment(incident.openedAtMs - CLIP_BEFORE_INCIDENT_MS));
  const [to, setTo] = useState(() => writeMoment(incident.openedAtMs + CLIP_AFTER_INCIDENT_MS));
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const [fromMs, toMs] = [readMoment(from), readMoment(to)];
  const span = fromMs === null || toMs === null ? null : { fromMs, toMs };
  const wrong = span === null ? undefined : checkClipSpan(span, hubNowMs ?? span.toMs);
  const fault = span === null ? words.noTimes : wrong === undefined ? null : clipSpanFaultSentences[wrong];
  const fields = (
    <div className="footageTimes">
      <TextBox
        label={words.from}
        type="datetime-local"
        value={from}
        onChange={setFrom}
        isInvalid={wrong === "future"}
      />
      <TextBox label={words.to} type="datetime-local" value={to} onChange={setTo} isInvalid={wrong !== undefined} />
      <p className="footageHint">{words.spanHint}</p>
    </div>
  );
  return { chosen: fault === null ? span : null, fault, fields };
}
