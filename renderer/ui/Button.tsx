import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

interface ButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  readonly look?: "plain" | "primary" | "quiet" | "danger" | "chip" | "icon" | "segment";
  readonly isOn?: boolean;
  readonly children: ReactNode;
}

/** Every button of the program. `isOn` marks the chosen one of several and is told to screen readers. */
export function Button({ look = "plain", isOn, children, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      {...(isOn === undefined ? {} : { "aria-pressed": isOn })}
      className={`button button-${look}${isOn === true ? " isOn" : ""}`}
    >
      {children}
    </AriaButton>
  );
}
