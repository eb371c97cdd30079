import { useEffect, useState } from "react";
import type { DeskHealth } from "../../contract/deskApi.ts";
import type { RecorderHealth } from "../../contract/recorderHealth.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { formatClock } from "../ui/format.ts";
import { healthWords as words } from "../ui/healthWords.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { formatChord } from "./chords.ts";
import { describeHealth, type HealthFacts, type HealthRow, type HealthSection, keepWrong } from "./describeHealth.ts";
import { writeHealthText } from "./writeHealthText.ts";
import "./health.css";

const ASK_EVERY_MS = 1_000;
/** The recorder is asked of the hub, and changes slowly. */
const ASK_RECORDER_EVERY_MS = 5_000;

/** Hub, cameras, streams, gateway and station: how each is, since when, and why. */
export function HealthScreen({ model }: { model: WindowModel }) {
  const facts = useHealthFacts(model);
  const [isOnlyWrong, setOnlyWrong] = useState(false);
  const [report, setReport] = useState<string | null>(null);
  const all = describeHealth(facts);
  const sections = isOnlyWrong ? keepWrong(all) : all;
  const clock = facts.hubNowMs === null ? "--:--:--" : formatClock(facts.hubNowMs, "withSeconds");
  return (
    <div className="screen health">
      <main className="screenMain">
        <header className="healthHead">
          <h2>{words.title}</h2>
          <Button isOn={isOnlyWrong} onPress={() => setOnlyWrong(!isOnlyWrong)}>
            {words.onlyWrong}
          </Button>
          <Button onPress={() => setReport(writeHealthText(sections, clock))}>{words.copy}</Button>
        </header>
        {facts.desk === null && <p className="screenHint">{words.asking}</p>}
        {sections.length === 0 && <p className="screenHint">{words.nothingWrong}</p>}
        {sections.map((section) => (
          <Section key={section.title} section={section} />
        ))}
      </main>
      {report !== null && <Report report={report} onClose={() => setReport(null)} />}
    </div>
  );
}

function Section({ section: { title, rows } }: { section: HealthSection }) {
  return (
    <section className="healthSection">
      <h3>{title}</h3>
      {rows.length === 0 && <p className="screenHint">{words.nothingHere}</p>}
      <ul aria-label={title}>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row: { name, mark, word, since, why, figures } }: { row: HealthRow }) {
  return (
    <li className="healthRow">
      <span className={`state state-${mark}`}>
        <StateMark state={mark} />
        {word}
      </span>
      <div>
        <p>
          {name} {since !== "" && <span className="healthSince">{since}</span>}
        </p>
        {why !== "" && <p className="healthWhy">{why}</p>}
      </div>
      <p className="healthFigures number">{figures.join(" · ")}</p>
    </li>
  );
}

/** Copied at once where the shell lets a window write to the clipboard; else the text stands ready, selected. */
function Report({ report, onClose }: { report: string; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    navigator.clipboard.writeText(report).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }, [report]);
  return (
    <Overlay title={words.reportTitle} size="wide" onClose={onClose}>
      <p role="status">{isCopied ? words.copied : words.copyByHand(formatChord("Ctrl+C"))}</p>
      <textarea
        className="healthReport"
        aria-label={words.reportTitle}
        readOnly
        value={report}
        ref={(box) => box?.select()}
      />
      <div className="sheetActions">
        <Button onPress={onClose}>{text.close}</Button>
      </div>
    </Overlay>
  );
}

/** A hub that does not answer is told of elsewhere; what it said last is not shown as if it were so now. */
function useRecorderHealth(client: WindowModel["client"], clock: WindowModel["clock"]): RecorderHealth | null {
  const [recorder, setRecorder] = useState<RecorderHealth | null>(null);
  useEffect(() => {
    let isShown = true;
    const ask = () => {
      if (!client.isOpen()) return;
      client.call("health.recorder", {}).then(
        (report) => isShown && setRecorder(report.recorder),
        () => isShown && setRecorder(null),
      );
    };
    ask();
    const stop = clock.every(ASK_RECORDER_EVERY_MS, ask);
    return () => {
      isShown = false;
      stop();
    };
  }, [client, clock]);
  return recorder;
}

/** Asks the desk each second for as long as the screen is shown. */
function useHealthFacts({ client, clock, notices, stores }: WindowModel): HealthFacts {
  const [desk, setDesk] = useState<DeskHealth | null>(null);
  useEffect(() => {
    let isShown = true;
    const ask = () => {
      if (!client.isOpen()) return;
      client.call("health.snapshot", {}).then(
        (health) => isShown && setDesk(health),
        (fault: unknown) => isShown && client.isOpen() && notices.tellFault(fault),
      );
    };
    ask();
    const stop = clock.every(ASK_EVERY_MS, ask);
    return () => {
      isShown = false;
      stop();
    };
  }, [client, clock, notices]);
  const recorder = useRecorderHealth(client, clock);
  const link = useStoreValue(stores.link, (state) => state);
  const hubNowMs = useStoreValue(stores.clock, (state) => state.hubNowMs);
  const cameras = useStoreValue(stores.cameras, (state) => state.book.byId);
  const wall = useStoreValue(stores.wall, (state) => state.wall);
  return {
    hub: link.hub,
    hubNowMs,
    desk,
    recorder,
    networkBps: link.meter?.networkBps ?? 0,
    cameras,
    wall,
    version: link.identity?.version ?? "",
    shell: "glasshouse" in window ? "electron" : "web",
  };
}
