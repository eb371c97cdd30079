/** The page's side of the double: runs the built preload before the page's own scripts, with the two modules it uses. */

export const BINDING = "electronDoubleBinding";
/** Where the double hands messages in; not enumerable, and a symbol, so that no page code meets it by chance. */
export const DELIVER = 'globalThis[Symbol.for("electronDouble.deliver")]';

/**
 * Unlike Electron's, this preload shares the page's JavaScript world; what it exposes is copied as Electron would,
 * but isolation itself is not tested here.
 */
export function wrapPreload(source: string): string {
  return `(() => {
  if (window !== window.top) return;
  const bind = globalThis.${BINDING};
  delete globalThis.${BINDING};
  const listeners = new Map();
  const refuse = (name, api) => new Proxy(api, {
    get(target, key) {
      if (key in target) return target[key];
      throw new Error("the Electron double has no " + name + "." + String(key));
    },
  });
  const copy = (value) => typeof value === "function" ? (...args) => copy(value(...args.map(copy))) : structuredClone(value);
  const ipcRenderer = refuse("ipcRenderer", {
    send: (channel, ...args) => bind(JSON.stringify({ channel, args: structuredClone(args) })),
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
  });
  const contextBridge = refuse("contextBridge", {
    exposeInMainWorld(key, api) {
      const entries = Object.entries(api).map(([name, value]) => [name, copy(value)]);
      Object.defineProperty(globalThis, key, { value: Object.freeze(Object.fromEntries(entries)), enumerable: true });
    },
  });
  Object.defineProperty(globalThis, Symbol.for("electronDouble.deliver"), {
    value: (channel, args) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });
  const require = (name) => {
    if (name === "electron") return refuse("electron", { contextBridge, ipcRenderer });
    throw new Error("a sandboxed preload cannot require " + name);
  };
  const module = { exports: {} };
  ((require, module, exports) => {
${source}
  })(require, module, module.exports);
})();`;
}
