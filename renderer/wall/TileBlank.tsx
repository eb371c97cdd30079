import { Button } from "../ui/Button.tsx";
import { text } from "../ui/text.ts";
import { tileWords } from "../ui/tileWords.ts";
import { TileMarks, type TileRole } from "./TileMarks.tsx";
import { TileStateLine } from "./TileStateLine.tsx";
import type { TileView } from "./useTile.ts";

interface TileBlankProps {
  readonly view: TileView;
  readonly role: TileRole;
  readonly onAct: (action: "ask" | "retry") => void;
}

/** A tile without a picture is a sentence, not a void. */
export function TileBlank({ view, role, onAct }: TileBlankProps) {
  const { camera, description } = view;
  // Nobody is asked for a camera that will have gone by when the answer comes.
  const isAskingAlone = description.action === "ask" && role.sequence !== null;
  const action = isAskingAlone ? null : description.action;
  const sentences = isAskingAlone ? [tileWords.askAlone] : description.sentences;
  return (
    <div className="blank">
      <TileStateLine view={view} />
      {camera !== null && (
        <strong className="blankName">
          <span className="tileNumber">{camera.number}</span>
          <span className="tileName"> · {camera.name}</span>
        </strong>
      )}
      {sentences.length > 0 && <p>{sentences.join(" ")}</p>}
      <TileMarks {...role} />
      {action !== null && <Button onPress={() => onAct(action)}>{action === "ask" ? text.ask : text.tryAgain}</Button>}
    </div>
  );
}
