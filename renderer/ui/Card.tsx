import type { ReactNode } from "react";

interface CardProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Card({ title, children }: CardProps) {
  return (
    <section className="card">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** Numbers that change are set in the mono, so that they do not dance. */
  readonly isNumber?: boolean;
}

/** Names and values, one line each. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd className={fact.isNumber === true ? "number" : undefined}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
