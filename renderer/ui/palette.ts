/** The colours and fonts a canvas draws with, as the design's tokens say at this moment. */
const TOKENS = [
  "ground",
  "surface",
  "raised",
  "hover",
  "line",
  "line-strong",
  "text",
  "text-quiet",
  "text-faint",
  "accent",
  "accent-ground",
  "danger",
  "danger-ground",
  "live",
  "pending",
  "delayed",
  "refused",
  "offline",
  "revoked",
  "track",
  "track-selected",
  "track-sum",
  "map-ground",
  "map-water",
  "map-park",
  "map-block",
  "map-building",
  "map-street",
  "map-arterial",
] as const;
export type Token = (typeof TOKENS)[number];
export interface Palette extends Readonly<Record<Token, string>> {
  readonly font: string;
  readonly mono: string;
  readonly isDark: boolean;
  /** Pixels of the root's font size: what is drawn grows with the text. */
  readonly remPx: number;
}

export function readPalette(root: HTMLElement): Palette {
  const style = getComputedStyle(root);
  const colours = Object.fromEntries(TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()]));
  return {
    ...(colours as Record<Token, string>),
    font: style.getPropertyValue("--font"),
    mono: style.getPropertyValue("--mono"),
    isDark: style.colorScheme !== "light",
    remPx: Number.parseFloat(style.fontSize) || 16,
  };
}

/** Tells when another theme or text size is chosen: what is drawn must be drawn anew. */
export function watchPalette(root: HTMLElement, onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(root, { attributes: true });
  const scheme = matchMedia("(prefers-color-scheme: light)");
  scheme.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", onChange);
  };
}
