import { describe, expect, it } from "vitest";
import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import type { Protocol } from "../../contract/viewings.ts";
import { chooseProtocol } from "./chooseProtocol.ts";

const offer = (protocol: Protocol, codec = "avc1.64001f"): RenditionOffer => ({
  protocol,
  rendition: "sub",
  codec,
  widthPx: 640,
  heightPx: 360,
  fps: 15,
  bitrateBps: 500_000,
});
const onlyH264 = { isPlayable: (codec: string) => codec.startsWith("avc1") };

describe("chooseProtocol", () => {
  it.each([
    ["FLV before HLS, whatever the order", [offer("hls"), offer("flv")], [], "flv"],
    ["HLS where FLV was tried", [offer("hls"), offer("flv")], ["flv"], "hls"],
    ["HLS where only its codec can be decoded", [offer("flv", "hvc1.1.6"), offer("hls")], [], "hls"],
    ["nothing where all were tried", [offer("hls"), offer("flv")], ["flv", "hls"], null],
    ["nothing where no codec can be decoded", [offer("flv", "hvc1.1.6")], [], null],
  ] as const)("takes %s", (_name, offers, tried, expected) => {
    expect(chooseProtocol(offers, new Set(tried), onlyH264)).toBe(expected);
  });
});
