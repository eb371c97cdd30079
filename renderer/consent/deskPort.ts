import type { DeskEventName, DeskEventPayload, DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";

/** What this folder needs of the window's desk client. */
export interface DeskPort {
  /** Rejects with a Fault. */
  call<M extends DeskMethod>(method: M, params: DeskParams<M>): Promise<DeskResult<M>>;
  on<E extends DeskEventName>(event: E, handler: (payload: DeskEventPayload<E>) => void): () => void;
  isOpen(): boolean;
  onOpenChanged(handler: (isOpen: boolean) => void): () => void;
}
