const PARENT_CHECK_MS = 1_000;

/**
 * Calls `stop` once: when this process is asked to end; when the returned function is called; and, with
 * `followsParent`, when its parent is gone, because npm and terminals do not always pass a signal on.
 */
export function onStopAsked(
  { followsParent }: { followsParent: boolean },
  stop: (reason: string) => void,
): (reason: string) => void {
  const parent = process.ppid;
  let isAsked = false;
  const ask = (reason: string): void => {
    if (isAsked) return;
    isAsked = true;
    stop(reason);
  };
  const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, ask);
  if (!followsParent) return ask;
  const watch = setInterval(() => {
    if (process.ppid !== parent) ask("parent gone");
  }, PARENT_CHECK_MS);
  watch.unref();
  return ask;
}
