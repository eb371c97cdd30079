/**
 * Leaflet writes one constant piece of markup when it is loaded, to learn whether the browser knows SVG. This page
 * forbids markup from text (Trusted Types), so exactly that piece is let through, and all else still refused.
 * Can go with Leaflet 2, which asks nothing of old browsers.
 */
const PROBE = "<svg/>";

declare global {
  interface Window {
    /** Absent in browsers that do not know Trusted Types; they need no leave. */
    readonly trustedTypes?: {
      createPolicy(name: "default", rules: { createHTML(text: string): string | null }): unknown;
    };
  }
}

export {};

window.trustedTypes?.createPolicy("default", { createHTML: (text) => (text === PROBE ? text : null) });
