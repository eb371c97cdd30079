import { useSyncExternalStore } from "react";

interface ReadableStore<T> {
  getState(): T;
  subscribe(listener: () => void): () => void;
}

/** Draws again when the selected value changes. `select` must return the same value for the same state. */
export function useStoreValue<T, V>(store: ReadableStore<T>, select: (state: T) => V): V {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}
