import type { ReactNode } from "react";

interface SideGroupProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** A titled list of the left side, with its count. */
export function SideGroup({ title, count, children }: SideGroupProps) {
  return (
    <section aria-label={title}>
      <h2 className="listTitle">
        <span>{title}</span>
        <span>{count}</span>
      </h2>
      <ul className="playbackRows">{children}</ul>
    </section>
  );
}
