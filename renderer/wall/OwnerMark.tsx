import { Home, Landmark, Store } from "lucide-react";
import type { OwnerKind } from "../../contract/consentRecord.ts";
import { text } from "../ui/text.ts";

const ICONS = { city: Landmark, business: Store, resident: Home } as const;

/** Whose camera this is: shape and word. */
export function OwnerMark({ kind }: { kind: OwnerKind }) {
  const Icon = ICONS[kind];
  return (
    <>
      <Icon className="icon" aria-hidden="true" />
      {text.ownerKinds[kind]}
    </>
  );
}
