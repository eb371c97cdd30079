/** Frames until what was covered is off the glass: one to draw it, one to show it. */
const FRAMES = 2;

/**
 * Prints what the page is to print. The print dialog stops this window's scripts, so nothing could be covered while it
 * is open: pictures are covered before it opens, until it is gone. What they would have shown is never on paper either.
 */
export function printPage(page: Window = window): void {
  const { dataset } = page.document.documentElement;
  dataset.printing = "true";
  page.addEventListener("afterprint", () => delete dataset.printing, { once: true });
  afterFrames(page, FRAMES, () => page.print());
}

function afterFrames(page: Window, count: number, act: () => void): void {
  if (count === 0) act();
  else page.requestAnimationFrame(() => afterFrames(page, count - 1, act));
}
