import { type FormEvent, useState } from "react";
import { TextArea, TextField } from "react-aria-components";
import type { Clip, ClipDownload } from "../../contract/clips.ts";
import { hasRight } from "../state/mirrorDesk.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { clipWords as words } from "../ui/clipWords.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { ClipBar } from "./ClipBar.tsx";
import { describeClipFacts, describeSpan, describeState } from "./describeClip.ts";
import { describeMoment } from "./describeFootage.ts";

interface ClipRowProps {
  readonly model: WindowModel;
  readonly clip: Clip;
  /** Of this station; absent where nobody has asked for one. */
  readonly download: ClipDownload | undefined;
}

type Sheet = "rename" | "remove" | null;

/** One clip: what it is of, how it stands, what it lacks and why, and what can be done with it. */
export function ClipRow({ model, clip, download }: ClipRowProps) {
  const [sheet, setSheet] = useState<Sheet>(null);
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const { id, number, name, description, state, isOwn, markers } = clip;
  const isUnderWay = state === "queued" || state === "working";
  const isToBeHad = state === "ready" && !clip.isOutdated && clip.reasons.length === 0;
  const mayRemove = (isUnderWay || state === "ready") && (isOwn || hasRight(session, "approve-requests"));
  const named = (what: string) => words.ofClip(what, number, name);
  return (
    <li className="clip" data-state={isToBeHad || isUnderWay ? state : "none"} aria-label={named(describeState(clip))}>
      <header>
        <b className="rowNumber">{number}</b>
        <span className="clipName">{name}</span>
        <span className="clipSpan number">{describeSpan(clip)}</span>
        <span className="clipState">{describeState(clip)}</span>
      </header>
      <ClipBar whole={clip} covered={clip.covered} progress={isUnderWay ? clip.progress : null} />
      {description !== "" && <p className="clipDescription">{description}</p>}
      {describeClipFacts(clip).map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      {markers.length > 0 && <p>{words.markers(markers.map((marker) => marker.text))}</p>}
      {download !== undefined && <p className="clipDownload">{describeDownload(download)}</p>}
      <footer>
        <span className="clipBy">{words.by(clip.askedBy, describeMoment(clip.askedAtMs, hubNowMs))}</span>
        {download?.state === "going" ? (
          <Button
            look="quiet"
            aria-label={named(words.cancelDownload)}
            onPress={() => model.actions.cancelDownload(id)}
          >
            {words.cancelDownload}
          </Button>
        ) : (
          isToBeHad && (
            <Button aria-label={named(words.download)} onPress={() => model.actions.downloadClip(clip)}>
              {words.download}
            </Button>
          )
        )}
        {(isUnderWay || state === "ready") && (
          <Button look="quiet" aria-label={named(words.rename)} onPress={() => setSheet("rename")}>
            {words.rename}
          </Button>
        )}
        {mayRemove && (
          <Button
            look="quiet"
            aria-label={named(isUnderWay ? words.cancel : words.remove)}
            onPress={() => (isUnderWay ? model.actions.removeClip(id) : setSheet("remove"))}
          >
            {isUnderWay ? words.cancel : words.remove}
          </Button>
        )}
      </footer>
      {sheet === "rename" && <RenameSheet model={model} clip={clip} onClose={() => setSheet(null)} />}
      {sheet === "remove" && <RemoveSheet model={model} clip={clip} onClose={() => setSheet(null)} />}
    </li>
  );
}

function describeDownload({ state, receivedBytes, totalBytes, path, sentence }: ClipDownload): string {
  if (state === "done") return words.downloaded(path ?? "");
  if (state === "failed") return sentence ?? "";
  return words.downloading(totalBytes === 0 ? 0 : Math.floor((receivedBytes / totalBytes) * 100));
}

interface SheetProps {
  readonly model: WindowModel;
  readonly clip: Clip;
  readonly onClose: () => void;
}

function RenameSheet({ model, clip, onClose }: SheetProps) {
  const [name, setName] = useState(clip.name);
  const [description, setDescription] = useState(clip.description);
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await model.actions.changeClip(clip.id, { name, description })) onClose();
  }
  return (
    <Overlay title={words.rename} onClose={onClose}>
      <form className="clipForm" onSubmit={(event) => void save(event)}>
        <TextBox label={words.name} value={name} onChange={setName} isInvalid={name.trim() === ""} shouldFocus />
        <TextField className="textBox" value={description} onChange={setDescription} maxLength={2_000}>
          <label htmlFor="clip-description">{words.description}</label>
          <TextArea id="clip-description" rows={3} placeholder={words.descriptionHint} />
        </TextField>
        <div className="sheetActions">
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" isDisabled={name.trim() === ""}>
            {words.save}
          </Button>
        </div>
      </form>
    </Overlay>
  );
}

function RemoveSheet({ model, clip, onClose }: SheetProps) {
  return (
    <Overlay title={words.removeTitle(clip.name)} onClose={onClose}>
      <p>{words.removeWords}</p>
      <div className="sheetActions">
        <Button onPress={onClose}>{text.cancel}</Button>
        <Button
          look="danger"
          onPress={() => {
            model.actions.removeClip(clip.id);
            onClose();
          }}
        >
          {words.remove}
        </Button>
      </div>
    </Overlay>
  );
}
