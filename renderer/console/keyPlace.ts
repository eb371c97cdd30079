/** Where a key was pressed, as far as it decides whose key it is. */
export type KeyPlace = "page" | "text" | "widget" | "own" | "button" | "overlay";

/** A dialog or menu has all keys for itself. */
const OVERLAY = "[role=dialog], [role=menu], [role=alertdialog]";
const TEXT = "textarea, select, [contenteditable]";
const WIDGET = "[role=listbox], [role=slider], [role=tablist], [role=radiogroup], [role=grid], [role=tree]";
/** Where digits and letters mean something of their own, too. */
const OWN_KEYS = "[data-own-keys]";
const BUTTON = "button, a, [role=option], summary";
/** Inputs nobody types into: they keep arrows and Space, not letters. */
const NO_TEXT_TYPES: ReadonlySet<string> = new Set(["checkbox", "radio", "range", "button", "color", "file"]);

export function findKeyPlace(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return "page";
  if (target.closest(OVERLAY) !== null) return "overlay";
  if (target instanceof HTMLInputElement) return NO_TEXT_TYPES.has(target.type) ? "widget" : "text";
  if (target.closest(TEXT) !== null) return "text";
  if (target.closest(OWN_KEYS) !== null) return "own";
  if (target.closest(WIDGET) !== null) return "widget";
  return target.closest(BUTTON) === null ? "page" : "button";
}
