import type { Prospect } from "../../contract/incidents.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import { PinMark } from "./PinMark.tsx";
import { describeProspectLook, type PinLook } from "./pinLook.ts";

const PROSPECTS: readonly (readonly [Prospect, string])[] = [
  ["allowed", words.outcomes.allowed],
  ["asks-owner", words.asks],
  ["refused", words.outcomes.refused],
  ["offline", words.outcomes.offline],
  ["registry-only", words.outcomes["registry-only"]],
];

/** Shape, colour and word of each pin within a radius, where there is one; those elsewhere stand in the list of layers. */
export function Legend({ hasIncident }: { hasIncident: boolean }) {
  return (
    <section className="mapLegend" aria-label={words.legend}>
      {hasIncident && (
        <>
          <p className="mapLegendTitle">{words.nearLegend}</p>
          {PROSPECTS.map(([prospect, word]) => (
            <Line key={prospect} look={describeProspectLook(prospect)} word={word} />
          ))}
        </>
      )}
      <p>
        <span className="mapRing" aria-hidden="true" /> {words.onWallLegend}
      </p>
      <p>
        <span className="mapGroup number" aria-hidden="true">
          9
        </span>
        {words.groupLegend}
      </p>
    </section>
  );
}

function Line({ look, word }: { look: PinLook; word: string }) {
  return (
    <p className={`mark-${look.colour}`}>
      <PinMark look={look} />
      {word}
    </p>
  );
}
