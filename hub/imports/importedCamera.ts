import { z } from "zod";
import { FieldOfView, OwnerKind } from "../../contract/consentRecord.ts";
import { CameraNumber, Id, Label, Position } from "../../contract/primitives.ts";

/** A camera that came in by a file, as it is kept: a place and an owner, never a stream and never terms. */
export const ImportedCamera = z.strictObject({
  id: Id,
  number: CameraNumber,
  name: Label,
  owner: z.strictObject({ id: Id, kind: OwnerKind, label: Label }),
  position: Position,
  fieldOfView: FieldOfView.optional(),
  place: z.strictObject({ street: Label, area: Label }),
});
export type ImportedCamera = z.infer<typeof ImportedCamera>;
