import { StateMark } from "../ui/StateMark.tsx";
import type { TileView } from "./useTile.ts";

/** Shape, word, and behind it what is known now or what useTileAge writes for every frame. */
export function TileStateLine({ view }: { view: TileView }) {
  const { state, description } = view;
  return (
    <span className={`state state-${state}`}>
      <StateMark state={state} />
      <span className="stateWord">{description.word}</span>
      {description.suffix === "" ? <span data-age /> : <span>{description.suffix}</span>}
    </span>
  );
}
