import type { ReactElement } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components";

/** Hints show after a short rest of the pointer, or at once on keyboard focus. */
const HINT_AFTER_MS = 600;

interface HintProps {
  readonly words: string;
  readonly placement?: "end" | "top" | "bottom";
  readonly children: ReactElement;
}

/** The name of a control that is only a picture, or more about one. */
export function Hint({ words, placement = "end", children }: HintProps) {
  return (
    <TooltipTrigger delay={HINT_AFTER_MS}>
      {children}
      <Tooltip className="hint" placement={placement} offset={6}>
        {words}
      </Tooltip>
    </TooltipTrigger>
  );
}
