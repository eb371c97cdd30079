/** Starts under way at once in one window (design, video §5: more only makes each of them slower). */
export const MAX_PENDING_STARTS = 8;

export interface StartRequest {
  /** Read at the moment a place is free: the selected tile goes first. */
  readonly isUrgent: () => boolean;
  readonly start: () => void;
}

export interface StartQueue {
  /** Starts at once or when a place is free. The returned function gives the place back, or gives up waiting for it. */
  enter(request: StartRequest): () => void;
}

/** Lets at most `maxPending` starts be under way; urgent ones first, then in order of asking. */
export function createStartQueue(maxPending: number): StartQueue {
  const waiting: StartRequest[] = [];
  const running = new Set<StartRequest>();

  function admit(): void {
    while (running.size < maxPending) {
      const urgent = waiting.findIndex((request) => request.isUrgent());
      const [next] = waiting.splice(Math.max(0, urgent), 1);
      if (next === undefined) return;
      running.add(next);
      next.start();
    }
  }

  return {
    enter(request) {
      waiting.push(request);
      admit();
      return () => {
        const place = waiting.indexOf(request);
        if (place >= 0) waiting.splice(place, 1);
        if (running.delete(request)) admit();
      };
    },
  };
}
