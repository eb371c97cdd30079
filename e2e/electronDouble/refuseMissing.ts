/** Properties the language itself asks any object for. */
const ASKED_BY_LANGUAGE = new Set(["then", "toJSON", "constructor", "nodeType", "asymmetricMatch"]);

/**
 * The double stands in for the APIs the shell uses and for no others: reading a property it does not have is a
 * mistake of the test setup, and says so instead of passing silently.
 */
export function refuseMissing<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === "string" && !(key in object) && !ASKED_BY_LANGUAGE.has(key)) {
        throw new Error(`the Electron double has no ${name}.${key}`);
      }
      const value: unknown = Reflect.get(object, key, object);
      return typeof value === "function" && key !== "constructor" ? value.bind(object) : value;
    },
  });
}
