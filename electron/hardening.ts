import type { Session, WebContents, WebPreferences } from "electron";

/** Settings of every window; the list is Electron's own security checklist. */
export const SAFE_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  backgroundThrottling: false,
} as const satisfies WebPreferences;

/** A page stays the page it was opened as: no navigation, no new window, no guest. */
export function hardenContents(contents: WebContents): void {
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** Denies everything a page can ask for except our own page's way to the media on loopback. */
export function hardenSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isAllowed(permission, details.requestingUrl, origin));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return isAllowed(permission, requestingOrigin, origin);
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.on("will-download", (event) => event.preventDefault());
}

function isAllowed(permission: string, requestingUrl: string, origin: string): boolean {
  const isOwn = URL.canParse(requestingUrl) && new URL(requestingUrl).origin === origin;
  return isOwn && permission === "loopback-network";
}
