import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import { LIVE_PROTOCOLS, type LiveProtocol, type Protocol } from "../../contract/viewings.ts";

/** Says whether this machine can play a codec in the form a protocol's player hands it over. */
export interface CodecSupport {
  isPlayable(codec: string): boolean;
}

/**
 * The way to fetch a camera's stream: HTTP-FLV, else HLS; of those not yet `tried` in this attempt, the first with a
 * rendition that can be decoded here. Null when none is left.
 */
export function chooseProtocol(
  offers: readonly RenditionOffer[],
  tried: ReadonlySet<Protocol>,
  support: CodecSupport,
): LiveProtocol | null {
  const isPossible = (protocol: LiveProtocol) =>
    offers.some((offer) => offer.protocol === protocol && support.isPlayable(offer.codec));
  return LIVE_PROTOCOLS.find((protocol) => !tried.has(protocol) && isPossible(protocol)) ?? null;
}
