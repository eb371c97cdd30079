const SHAPES: readonly string[] = [
  "M5 1l4.5 8h-9z",
  "M5 .5 9.5 5 5 9.5.5 5z",
  "M5 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
];

interface PriorityMarkProps {
  /** 1 is the most urgent. */
  readonly priority: number;
  readonly name: string;
}

/** Shape, number and colour of a priority; from the third on the shape is the same and the number tells. */
export function PriorityMark({ priority, name }: PriorityMarkProps) {
  const shape = SHAPES[Math.min(priority, SHAPES.length) - 1];
  return (
    <span className={`priority priority-${Math.min(priority, SHAPES.length)}`} role="img" aria-label={name}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={shape} fill="currentColor" />
      </svg>
      P{priority}
    </span>
  );
}
