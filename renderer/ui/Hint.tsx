import type { ReactElement } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components";

/** Hints show after a short rest of the pointer, or at once on keyboard focus. */
const HINT_AFTER_MS = 600;

/** The name of a control that is only a picture. */
export function Hint({ words, children }: { words: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={HINT_AFTER_MS}>
      {children}
      <Tooltip className="hint" placement="end" offset={6}>
        {words}
      </Tooltip>
    </TooltipTrigger>
  );
}
