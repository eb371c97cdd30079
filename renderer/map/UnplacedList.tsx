import { formatCount } from "../ui/format.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import type { UnplacedCamera } from "./judgePlace.ts";

/** More is a matter for whoever keeps the registry, who has it as a list. Our choice. */
const MOST = 100;

/** Cameras that have no pin, each with why: none is put where it surely is not. */
export function UnplacedList({ cameras }: { cameras: readonly UnplacedCamera[] }) {
  if (cameras.length === 0) return null;
  const more = cameras.length - MOST;
  return (
    <details className="mapUnplaced">
      <summary className="listTitle">
        <span>{words.unplaced}</span>
        <span>{formatCount(cameras.length)}</span>
      </summary>
      <ul>
        {cameras.slice(0, MOST).map(({ row, fault }) => (
          <li key={row.id}>
            <b className="number">{row.number}</b> {row.name}: {words.unplacedFaults[fault]}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="listFootnote">{words.moreUnplaced(formatCount(more))}</p>}
    </details>
  );
}
