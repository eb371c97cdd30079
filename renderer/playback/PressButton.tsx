import type { ComponentProps } from "react";
import { Button } from "../ui/Button.tsx";

interface PressButtonProps extends Omit<ComponentProps<typeof Button>, "onPress"> {
  readonly onAct: () => void;
}

/** A button that lets go of the keys after a click: Space then plays and pauses, as everywhere on this screen. */
export function PressButton({ onAct, ...props }: PressButtonProps) {
  return (
    <Button
      {...props}
      onPress={({ pointerType, target }) => {
        onAct();
        const isByKey = pointerType === "keyboard" || pointerType === "virtual";
        if (!isByKey && target instanceof HTMLElement) target.blur();
      }}
    />
  );
}
