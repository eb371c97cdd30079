/** Largest part taken, bytes: a minute of the largest rendition. What is larger is not one of a recording's parts. */
const MAX_PART_BYTES = 48 * 1024 * 1024;

/** Why a part did not come. `refused`: the permission is gone. `missing`: the hub has no such part (any more). */
export type PartFaultKind = "refused" | "missing" | "network" | "tooLarge";

export class PartFault extends Error {
  readonly kind: PartFaultKind;

  constructor(kind: PartFaultKind, detail: string) {
    super(detail);
    this.kind = kind;
  }
}

/** Gets one part of a recording. Rejects with a {@link PartFault}, or as aborted. */
export type FetchPart = (url: string, signal: AbortSignal) => Promise<ArrayBuffer>;

export const fetchPart: FetchPart = async (url, signal) => {
  let response: Response;
  try {
    response = await fetch(url, { signal, cache: "no-store", referrerPolicy: "no-referrer" });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new PartFault("network", "no answer");
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new PartFault(sortStatus(response.status), `HTTP ${response.status}`);
  }
  if (Number(response.headers.get("content-length") ?? 0) > MAX_PART_BYTES) {
    await response.body?.cancel();
    throw new PartFault("tooLarge", "the part is too large");
  }
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new PartFault("network", "the answer broke off");
  }
};

function sortStatus(status: number): PartFaultKind {
  if (status === 401 || status === 403) return "refused";
  return status === 404 || status === 410 ? "missing" : "network";
}
