import type { WindowModel } from "../state/windowModel.ts";

/** A page that a browser has opened says hello within this; a browser that has refused it never will. Our choice. */
const HELLO_LIMIT_MS = 4_000;

/** Whether a window of the display says hello soon. */
export function awaitWindow({ stores, clock }: WindowModel, display: number): Promise<boolean> {
  const isThere = () =>
    stores.wall.getState().wall?.displays.some((some) => some.display === display && some.hasWindow) === true;
  return new Promise((resolve) => {
    const settle = () => {
      unsubscribe();
      cancel();
      resolve(isThere());
    };
    const unsubscribe = stores.wall.subscribe(() => {
      if (isThere()) settle();
    });
    const cancel = clock.after(HELLO_LIMIT_MS, settle);
    if (isThere()) settle();
  });
}
