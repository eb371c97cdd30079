import { Button } from "../ui/Button.tsx";
import { text } from "../ui/text.ts";
import { TileStateLine } from "./TileStateLine.tsx";
import type { TileView } from "./useTile.ts";

interface TileBlankProps {
  readonly view: TileView;
  readonly onAct: (action: "ask" | "retry") => void;
}

/** A tile without a picture is a sentence, not a void. */
export function TileBlank({ view, onAct }: TileBlankProps) {
  const { camera, description } = view;
  const { action } = description;
  return (
    <div className="blank">
      <TileStateLine view={view} />
      {camera !== null && (
        <strong className="blankName">
          <span className="tileNumber">{camera.number}</span>
          <span className="tileName"> · {camera.name}</span>
        </strong>
      )}
      {description.sentences.length > 0 && <p>{description.sentences.join(" ")}</p>}
      {action !== null && <Button onPress={() => onAct(action)}>{action === "ask" ? text.ask : text.tryAgain}</Button>}
    </div>
  );
}
