import { Button } from "../ui/Button.tsx";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import type { TileView } from "./useTile.ts";

interface TileBlankProps {
  readonly view: TileView;
  readonly onAct: (action: "ask" | "retry") => void;
}

/** A tile without a picture is a sentence, not a void. */
export function TileBlank({ view, onAct }: TileBlankProps) {
  const { camera, description, state } = view;
  const { action } = description;
  return (
    <div className="blank">
      <span className={`state state-${state}`}>
        <StateMark state={state} />
        <span className="stateWord">{description.word}</span>
        <span className="stateAge" data-age>
          {description.suffix}
        </span>
      </span>
      <strong className="blankName">
        <span className="tileNumber">{camera?.number}</span>
        <span className="tileName"> · {camera?.name}</span>
      </strong>
      {description.sentences.length > 0 && <p>{description.sentences.join(" ")}</p>}
      {action !== null && <Button onPress={() => onAct(action)}>{action === "ask" ? text.ask : text.tryAgain}</Button>}
    </div>
  );
}
