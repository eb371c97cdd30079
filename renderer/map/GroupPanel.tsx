import type { CameraRow } from "../../contract/cameras.ts";
import { Button } from "../ui/Button.tsx";
import { formatCount } from "../ui/format.ts";
import { List } from "../ui/List.tsx";
import { mapWords as words } from "../ui/mapWords.ts";

interface GroupPanelProps {
  readonly rows: readonly CameraRow[];
  readonly count: number;
  readonly onChoose: (cameraId: string) => void;
  readonly onClose: () => void;
}

/** Cameras that stand too close together to have a pin each, as a list. */
export function GroupPanel({ rows, count, onChoose, onClose }: GroupPanelProps) {
  const listed = rows.map((row) => ({
    id: row.id,
    isSelected: false,
    name: `${row.number} ${row.name}`,
    content: (
      <>
        <b className="rowNumber">{row.number}</b>
        <span className="rowName">{row.name}</span>
      </>
    ),
  }));
  const isCut = rows.length < count;
  return (
    <>
      <header className="inspectorHead">
        <h2>{words.groupTitle(formatCount(count))}</h2>
        <p className="screenHint">{isCut ? words.groupListed(rows.length, formatCount(count)) : words.groupWords}</p>
      </header>
      <List
        label={words.groupTitle(formatCount(count))}
        groups={[{ title: words.groupTitle(formatCount(count)), rows: listed }]}
        onAct={onChoose}
      />
      <Button onPress={onClose}>{words.close}</Button>
    </>
  );
}
