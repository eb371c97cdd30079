import type { CityMap } from "../../../contract/cityMap.ts";

/** The ground the site brings along: read from the hub when a map first wants it, then kept. */
export interface CityKeeper {
  /** Throws a `Fault` when the hub cannot be asked; the next wish asks again. */
  read(): Promise<CityMap>;
}

export function createCityKeeper(ask: () => Promise<CityMap>): CityKeeper {
  let city: Promise<CityMap> | null = null;
  return {
    read() {
      city ??= ask().catch((fault: unknown) => {
        city = null;
        throw fault;
      });
      return city;
    },
  };
}
