import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type * as Electron from "electron";
import type { Browser } from "./browser.ts";
import { doubleIpcMain } from "./ipcMain.ts";
import { BINDING, DELIVER, wrapPreload } from "./pageScript.ts";
import { refuseMissing } from "./refuseMissing.ts";
import { doubleSession } from "./session.ts";

type Methods = Pick<
  Electron.WebContents,
  "forcefullyCrashRenderer" | "isDestroyed" | "reload" | "send" | "setWindowOpenHandler"
>;
type OpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];

interface FrameContext {
  readonly frameId: string;
  readonly origin: string;
}

/** Chromium's word for how a page process ended, from its status. */
const CRASH_REASONS: Record<string, string> = { crashed: "crashed", oom: "oom", killed: "killed" };

/** One page: its preload, its messages, and the navigation it is or is not allowed. */
export class DoubleWebContents extends EventEmitter implements Methods {
  readonly #browser: Browser;
  readonly #preloadPath: string;
  readonly #contexts = new Map<number, FrameContext>();
  readonly #askedByPage = new Set<string>();
  #targetId = "";
  #sessionId = "";
  #url = "";
  #isDestroyed = false;
  #openHandler: OpenHandler | undefined;
  /** What the program sees of this page. */
  readonly face: DoubleWebContents;

  constructor(browser: Browser, preloadPath: string) {
    super();
    this.#browser = browser;
    this.#preloadPath = preloadPath;
    this.face = refuseMissing("webContents", this);
  }

  async attach(targetId: string): Promise<void> {
    this.#targetId = targetId;
    const { sessionId } = await this.#browser.send("Target.attachToTarget", { targetId, flatten: true });
    this.#sessionId = sessionId;
    this.#browser.on("event", (event) => this.#handle(event));
    const source = wrapPreload(readFileSync(this.#preloadPath, "utf8"));
    await this.#send("Page.enable");
    await this.#send("Runtime.addBinding", { name: BINDING });
    await this.#send("Runtime.enable");
    await this.#send("Page.addScriptToEvaluateOnNewDocument", { source });
    await this.#send("Fetch.enable", { patterns: [{ resourceType: "Document" }] });
  }

  async load(url: string): Promise<void> {
    await doubleSession.settle(this.#browser, new URL(url).origin);
    const loaded = new Promise((resolve) => this.once("did-finish-load", resolve));
    const { errorText } = await this.#send("Page.navigate", { url });
    if (errorText !== undefined) throw new Error(errorText);
    await loaded;
  }

  send(channel: string, ...args: unknown[]): void {
    const expression = `${DELIVER}?.(${JSON.stringify(channel)}, ${JSON.stringify(args)})`;
    // A page that is being left does not answer; Electron drops such messages, too.
    this.#send("Runtime.evaluate", { expression }).catch(() => {});
  }

  reload(): void {
    this.#send("Page.reload").catch(() => {});
  }

  forcefullyCrashRenderer(): void {
    // Answered by an error, because the page that would answer is gone.
    this.#send("Page.crash").catch(() => {});
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  markDestroyed(): void {
    this.#isDestroyed = true;
  }

  #send(method: string, params: object = {}) {
    return this.#browser.send(method, params, this.#sessionId);
  }

  // biome-ignore lint/suspicious/noExplicitAny: DevTools messages; the double trusts its own browser
  #handle({ method, params, sessionId }: any): void {
    if (method === "Target.targetCrashed" && params.targetId === this.#targetId) {
      const reason = CRASH_REASONS[params.status] ?? "abnormal-exit";
      this.emit("render-process-gone", {}, { reason, exitCode: params.errorCode });
    }
    if (method === "Target.targetCreated" && params.targetInfo.openerId === this.#targetId) this.#answerOpen(params);
    if (sessionId !== this.#sessionId) return;
    if (method === "Runtime.executionContextCreated") this.#rememberContext(params.context);
    if (method === "Runtime.executionContextsCleared") this.#contexts.clear();
    if (method === "Runtime.bindingCalled" && params.name === BINDING) this.#receive(params);
    if (method === "Page.frameRequestedNavigation") this.#askedByPage.add(`${params.frameId} ${params.url}`);
    if (method === "Fetch.requestPaused") void this.#answerNavigation(params);
    if (method === "Page.loadEventFired") this.emit("did-finish-load");
    if (method === "Page.downloadWillBegin") doubleSession.tellDownload(params.url);
    if (method === "Page.frameNavigated" && params.frame.parentId === undefined) {
      this.#url = params.frame.url;
      this.emit("did-navigate", {}, this.#url);
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: DevTools messages; the double trusts its own browser
  #rememberContext({ id, origin, auxData }: any): void {
    this.#contexts.set(id, { frameId: auxData.frameId, origin });
  }

  #receive({ executionContextId, payload }: { executionContextId: number; payload: string }): void {
    const context = this.#contexts.get(executionContextId);
    const { channel, args } = JSON.parse(payload);
    // The preload runs in the top frame alone, whose id is that of its page.
    const isTop = context?.frameId === this.#targetId;
    const senderFrame =
      context === undefined ? null : { origin: context.origin, url: this.#url, parent: isTop ? null : {} };
    doubleIpcMain.emit(channel, { sender: this.face, senderFrame }, ...args);
  }

  /** Only what the page itself asked for is put to the program; what it or a test opens is not. */
  // biome-ignore lint/suspicious/noExplicitAny: DevTools messages; the double trusts its own browser
  async #answerNavigation({ requestId, frameId, request, redirectedRequestId }: any): Promise<void> {
    const isAsked = this.#askedByPage.delete(`${frameId} ${request.url}${request.urlFragment ?? ""}`);
    let isPrevented = false;
    const event = { url: request.url, preventDefault: () => (isPrevented = true) };
    const isTop = frameId === this.#targetId;
    if (redirectedRequestId !== undefined) this.emit("will-redirect", event, request.url);
    else if (isAsked) {
      this.emit("will-frame-navigate", event);
      if (isTop) this.emit("will-navigate", event, request.url);
    }
    const answer = isPrevented
      ? { method: "Fetch.failRequest", errorReason: "Aborted" }
      : { method: "Fetch.continueRequest" };
    const { method, ...rest } = answer;
    await this.#send(method, { requestId, ...rest }).catch(() => {});
  }

  // biome-ignore lint/suspicious/noExplicitAny: DevTools messages; the double trusts its own browser
  #answerOpen({ targetInfo }: any): void {
    const verdict = this.#openHandler?.({
      url: targetInfo.url,
      frameName: "",
      features: "",
      disposition: "new-window",
      referrer: { url: "", policy: "default" },
    });
    if (verdict?.action !== "deny") throw new Error("the Electron double only denies new windows");
    this.#browser.send("Target.closeTarget", { targetId: targetInfo.targetId }).catch(() => {});
  }
}
