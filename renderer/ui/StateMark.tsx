import type { ReactNode } from "react";
import type { TileState } from "../../contract/tileStates.ts";

/** A camera that could be opened but is not on the wall: no tile state, so a mark of its own. */
export type MarkName = TileState | "ready";

const RING = <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.6" />;
const TURNING = (
  <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="16 9" />
);

/** Shape first, then word, then colour: each state is told apart without the other two. */
const SHAPES: Record<MarkName, ReactNode> = {
  ready: <circle cx="5" cy="5" r="2.4" fill="currentColor" />,
  live: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  delayed: (
    <>
      {RING}
      <path d="M5 1.2a3.8 3.8 0 0 0 0 7.6z" fill="currentColor" />
    </>
  ),
  frozen: <path d="M1.2 .8h2.8v8.4h-2.8zM6 .8h2.8v8.4H6z" fill="currentColor" />,
  connecting: TURNING,
  reconnecting: TURNING,
  offline: RING,
  recorded: <path d="M9 .8v8.4L1 5z" fill="currentColor" />,
  pending: <path d="M1.5.5h7v1.6L6.2 5l2.3 2.9v1.6h-7V7.9L3.8 5 1.5 2.1z" fill="currentColor" />,
  refused: (
    <path d="M2.8 4.2V3a2.2 2.2 0 0 1 4.4 0v1.2h1.3v5.3h-7V4.2zm1.3 0h1.8V3a.9.9 0 0 0-1.8 0z" fill="currentColor" />
  ),
  revoked: (
    <path
      d="M2.2 5.4V2.3a.6.6 0 0 1 1.2 0v2h.4V1.1a.6.6 0 0 1 1.2 0v3.1h.4V1.5a.6.6 0 0 1 1.2 0v3h.4V2.6a.6.6 0 0 1 1.2 0v3.8A3.3 3.3 0 0 1 5 9.7C3.4 9.7 2.7 8.9 1 6.3c-.4-.7.5-1.4 1.2-.9z"
      fill="currentColor"
    />
  ),
  ended: <path d="M1.2 1.2h7.6v7.6H1.2z" fill="currentColor" />,
  "no-data": RING,
  silent: (
    <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="4.1 4.1" />
  ),
  unplayable: (
    <path
      d="M1.2 1.2h7.6v7.6H1.2zM3.2 3.2l3.6 3.6M6.8 3.2 3.2 6.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
    />
  ),
  overloaded: <path d="M.8 9.2V6.5h2.8V3.7h2.8V.9h2.8v8.3z" fill="currentColor" />,
  "training-paused": (
    <path d="M.6.6h8.8v8.8H.6zM2.9 2.6v4.8h1.4V2.6zm2.8 0v4.8h1.4V2.6z" fill="currentColor" fillRule="evenodd" />
  ),
  empty: null,
};

/** The shape of a state in its colour. Its word stands beside it, so readers need not hear the shape. */
export function StateMark({ state }: { state: MarkName }) {
  return (
    <svg className={`mark mark-${state}`} viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      {SHAPES[state]}
    </svg>
  );
}
