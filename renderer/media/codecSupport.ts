import type { RenditionOffer } from "../../contract/viewingCalls.ts";
import type { CodecSupport } from "./chooseProtocol.ts";

export type Decoder = "hardware" | "software";

export interface MachineCodecs extends CodecSupport {
  /** What the browser expects to decode an offer with; null where it will not say. */
  guessDecoder(offer: RenditionOffer): Promise<Decoder | null>;
}

/** Both players hand H.264 and its kin to Media Source Extensions as fragmented MP4. */
const describeType = (codec: string) => `video/mp4; codecs="${codec}"`;

/** What this browser can play. Answers are kept: the same few renditions are asked for by every tile. */
export function createMachineCodecs(): MachineCodecs {
  const playable = new Map<string, boolean>();
  const decoders = new Map<string, Promise<Decoder | null>>();
  return {
    isPlayable(codec) {
      const known = playable.get(codec) ?? MediaSource.isTypeSupported(describeType(codec));
      playable.set(codec, known);
      return known;
    },
    guessDecoder(offer) {
      const key = `${offer.codec} ${offer.widthPx}x${offer.heightPx} ${offer.fps}`;
      const known = decoders.get(key) ?? askBrowser(offer);
      decoders.set(key, known);
      return known;
    },
  };
}

async function askBrowser(offer: RenditionOffer): Promise<Decoder | null> {
  try {
    const info = await navigator.mediaCapabilities.decodingInfo({
      type: "media-source",
      video: {
        contentType: describeType(offer.codec),
        width: offer.widthPx,
        height: offer.heightPx,
        bitrate: Math.max(1, offer.bitrateBps),
        framerate: offer.fps,
      },
    });
    return info.powerEfficient ? "hardware" : "software";
  } catch {
    // A hint only: a browser that refuses the question plays all the same.
    return null;
  }
}
