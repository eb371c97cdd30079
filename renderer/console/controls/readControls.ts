/** The part of a Gamepad that is read. */
export interface ControllerSnapshot {
  readonly buttons: readonly { readonly pressed: boolean; readonly value: number }[];
  /** -1 to 1 each. */
  readonly axes: readonly number[];
}

/** A control being used and how far, 0 to 1. Ids are those of the contract: `b0`, `a1+`. */
export type ActiveControls = ReadonlyMap<string, number>;

/** A lever counts from here on; worn ones rest a good way from the middle. Our choice. */
const DEAD_ZONE = 0.5;
/** One that counts goes on down to here, so that a shaking hand makes one move of it. */
const LET_GO = 0.35;
/** As many as the contract can name. */
const MAX_BUTTONS = 64;
const MAX_AXES = 16;

/** Which controls are used now; `before` is the last answer. */
export function readControls(controllers: readonly ControllerSnapshot[], before: ActiveControls): ActiveControls {
  const active = new Map<string, number>();
  for (const { buttons, axes } of controllers) {
    buttons.slice(0, MAX_BUTTONS).forEach(({ pressed, value }, index) => {
      if (pressed) active.set(`b${index}`, value === 0 ? 1 : value);
    });
    axes.slice(0, MAX_AXES).forEach((value, index) => {
      const control = `a${index}${value < 0 ? "-" : "+"}`;
      const least = before.has(control) ? LET_GO : DEAD_ZONE;
      // A hat that reports more than 1 means: at rest.
      if (Math.abs(value) >= least && Math.abs(value) <= 1) active.set(control, Math.abs(value));
    });
  }
  return active;
}
