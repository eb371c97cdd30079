/** One kind of news and those who want to hear it, told in the order they came. */
export interface News<T> {
  on(handler: (value: T) => void): () => void;
  tell(value: T): void;
}

export function createNews<T>(): News<T> {
  const handlers = new Set<(value: T) => void>();
  return {
    on(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    tell(value) {
      for (const handler of [...handlers]) handler(value);
    },
  };
}
