import {
  FileUp,
  Flag,
  GraduationCap,
  HeartPulse,
  LayoutGrid,
  MapPin,
  MonitorCog,
  Play,
  Settings,
  UserCheck,
} from "lucide-react";
import type { ComponentType } from "react";
import type { Me, Right } from "../../contract/operators.ts";
import type { ScreenName } from "../state/stores.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Hint } from "../ui/Hint.tsx";
import { healthWords } from "../ui/healthWords.ts";
import { importWords } from "../ui/importWords.ts";
import { mapWords } from "../ui/mapWords.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { settingsWords } from "../ui/settingsWords.ts";
import { stationWords } from "../ui/stationWords.ts";
import { text } from "../ui/text.ts";
import { trainingWords } from "../ui/trainingWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

interface RailEntry {
  readonly screen: ScreenName;
  readonly name: string;
  readonly Icon: ComponentType<{ className?: string }>;
  /** Only for operators with this right. */
  readonly right?: Right;
}

const ENTRIES: readonly RailEntry[] = [
  { screen: "wall", name: text.wall, Icon: LayoutGrid },
  { screen: "map", name: mapWords.title, Icon: MapPin },
  { screen: "incidents", name: text.incidents, Icon: Flag },
  { screen: "playback", name: playbackWords.title, Icon: Play },
  { screen: "requests", name: text.requests, Icon: UserCheck, right: "approve-requests" },
  { screen: "registry", name: importWords.title, Icon: FileUp, right: "import-registry" },
  { screen: "stations", name: stationWords.title, Icon: MonitorCog, right: "see-stations" },
  { screen: "training", name: trainingWords.title, Icon: GraduationCap, right: "run-training" },
  { screen: "health", name: healthWords.title, Icon: HeartPulse },
  { screen: "settings", name: settingsWords.title, Icon: Settings },
];

/** The screens this operator has. */
export function Rail({ model, me }: { model: WindowModel; me: Me }) {
  const screen = useStoreValue(model.stores.selection, (selection) => selection.screen);
  const waiting = useStoreValue(model.stores.approvals, ({ approvals }) => approvals.length);
  const footage = useStoreValue(model.stores.footage, (state) => state.waiting.length);
  return (
    <nav className="rail" aria-label={text.screens}>
      {ENTRIES.filter(({ right }) => right === undefined || me.rights.includes(right)).map(
        ({ screen: name, name: label, Icon }) => {
          const count = name === "requests" ? waiting + footage : 0;
          return (
            <Hint key={name} words={label}>
              <Button
                look="icon"
                data-screen={name}
                aria-label={count === 0 ? label : `${label}, ${text.waitingCount(count)}`}
                isOn={screen === name}
                onPress={() => model.actions.select({ screen: name })}
              >
                <Icon className="railIcon" />
                {count > 0 && <span className="badge">{count}</span>}
              </Button>
            </Hint>
          );
        },
      )}
    </nav>
  );
}
