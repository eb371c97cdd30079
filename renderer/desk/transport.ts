/** Carries messages between a window and its desk. It knows nothing of what they mean. */
export interface Transport {
  /** Sends one message; dropped while the transport is not open. */
  send(message: unknown): void;
  receive(handler: (message: unknown) => void): () => void;
  isOpen(): boolean;
  onOpenChanged(handler: (isOpen: boolean) => void): () => void;
}
