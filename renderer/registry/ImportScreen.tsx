import { type DragEvent, useRef, useState } from "react";
import type { RegistryImport } from "../../contract/registryImports.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Facts } from "../ui/Card.tsx";
import { formatClock, formatCount } from "../ui/format.ts";
import { importWords as words } from "../ui/importWords.ts";
import { ImportProblems } from "./ImportProblems.tsx";
import { type ImportWork, useImport } from "./useImport.ts";
import "./registry.css";

/** An administrator brings cameras into the registry: choose, look, import, and take back. */
export function ImportScreen({ model }: { model: WindowModel }) {
  const work = useImport(model);
  return (
    <div className="screen registry">
      <main className="screenMain">
        <h2>{words.title}</h2>
        <p className="registryWords">{words.words}</p>
        {work.busy === null ? <FileBox work={work} /> : <Busy work={work} busy={work.busy} />}
        {work.fault !== null && <p role="alert">{work.fault}</p>}
        {work.shown !== null && <Shown work={work} shown={work.shown} />}
        <Past past={work.past} />
      </main>
    </div>
  );
}

function FileBox({ work }: { work: ImportWork }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) work.look(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way to what the button does
    <div
      className={`fileBox${isOver ? " isOver" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.choose}
        accept=".csv,.tsv,.txt,.json,.geojson"
        onChange={(event) => {
          take(event.target.files);
          // So that the same file, mended, may be chosen again.
          event.target.value = "";
        }}
      />
      <Button look={work.shown === null ? "primary" : "plain"} onPress={() => input.current?.click()}>
        {work.shown === null ? words.choose : words.again}
      </Button>
      <span>{words.drop}</span>
      <p>{words.columns}</p>
    </div>
  );
}

function Busy({ work, busy }: { work: ImportWork; busy: NonNullable<ImportWork["busy"]> }) {
  const said = { sending: words.sending(busy.percent), reading: words.reading, applying: words.applying }[busy.step];
  return (
    <div className="fileBox">
      <p role="status">{said}</p>
      <progress aria-label={said} max={100} {...(busy.step === "sending" ? { value: busy.percent } : {})} />
      {busy.step === "sending" && <Button onPress={work.stop}>{words.stop}</Button>}
    </div>
  );
}

function Shown({ work, shown }: { work: ImportWork; shown: RegistryImport }) {
  const { counts, state, fileName, notes, unread } = shown;
  const toPut = counts.added + counts.changed;
  const isReady = state === "preview" && counts.wrong === 0 && toPut > 0 && work.busy === null;
  return (
    <Card title={`${fileName} · ${words.states[state]}`}>
      <div className="shownImport">
        <Facts
          facts={(["added", "changed", "same", "wrong"] as const).map((key) => ({
            ...{ name: words.counts[key], value: formatCount(counts[key]), isNumber: true },
          }))}
        />
        {notes.includes("read-as-latin-1") && <p>{words.latin1}</p>}
        {unread.length > 0 && <p>{words.unread(unread)}</p>}
        {state === "preview" && <p>{chooseAdvice(shown)}</p>}
        {state === "applied" && <p>{words.noPages}</p>}
        <div className="shownActions">
          {state === "preview" && (
            <Button look="primary" isDisabled={!isReady} onPress={work.apply}>
              {words.apply(formatCount(toPut))}
            </Button>
          )}
          {state === "applied" && shown.canUndo && <Button onPress={() => work.undo(shown.id)}>{words.undo}</Button>}
        </div>
        {state === "preview" && <ImportProblems shown={shown} />}
      </div>
    </Card>
  );
}

function chooseAdvice({ counts }: RegistryImport): string {
  if (counts.wrong > 0) return words.mend;
  return counts.added + counts.changed === 0 ? words.nothingNew : words.allRight;
}

function Past({ past }: { past: readonly RegistryImport[] }) {
  return (
    <section className="pastImports" aria-label={words.pastTitle}>
      <h3>{words.pastTitle}</h3>
      {past.length === 0 && <p className="screenHint">{words.pastNone}</p>}
      <ul>
        {past.map(({ id, fileName, by, atMs, counts, state }) => (
          <li key={id}>
            <b>{fileName}</b>
            <span>{words.states[state]}</span>
            <span>
              {words.counts.added} {formatCount(counts.added)} · {words.counts.changed} {formatCount(counts.changed)}
            </span>
            <span className="number">{words.by(by, formatClock(atMs))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
