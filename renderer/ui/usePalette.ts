import { useEffect, useState } from "react";
import { type Palette, readPalette, watchPalette } from "./palette.ts";

/** The tokens of the theme in use; another object when another is chosen. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(() => readPalette(document.documentElement));
  useEffect(() => watchPalette(document.documentElement, () => setPalette(readPalette(document.documentElement))), []);
  return palette;
}
