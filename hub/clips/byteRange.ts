/** The bytes of a file that are sent, the last one included. */
export interface ByteRange {
  readonly fromByte: number;
  readonly toByte: number;
  /** Whether only a part was asked for. */
  readonly isPart: boolean;
}

const ONE_RANGE = /^bytes=(?<from>\d{0,15})-(?<to>\d{0,15})$/;

/**
 * What a `Range` header asks for (RFC 9110, 14.2): one range. What is not understood, or asks for several, is as if it
 * had not been said. A file is never empty.
 */
export function readRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" {
  const whole = { fromByte: 0, toByte: size - 1, isPart: false };
  const { from = "", to = "" } = ONE_RANGE.exec(header ?? "")?.groups ?? {};
  if (from === "" && to === "") return whole;
  if (from === "") {
    const count = Math.min(Number(to), size);
    return count === 0 ? "unsatisfiable" : { fromByte: size - count, toByte: size - 1, isPart: true };
  }
  const fromByte = Number(from);
  const toByte = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < fromByte) return whole;
  return fromByte >= size ? "unsatisfiable" : { fromByte, toByte, isPart: true };
}
