/** Why a moment that was recorded cannot be shown, for the operator. */
export const troubleWords = {
  damaged: "The recording of this moment is damaged.",
  undecodable: "The recording of this moment cannot be decoded.",
  missing: "The hub no longer has the recording of this moment.",
  tooLarge: "The recording of this moment is too large to be shown.",
  tooMuch: "The recording of this moment needs more memory than this machine gives.",
  codec: (codec: string) => `This machine cannot show pictures of the kind ${codec}.`,
  noRendition: "The hub offers no recorded picture that this machine can show.",
  aboveTerms: "The recording holds a larger picture than its owner allows.",
  beyondTerms: "Outside of the time that may be looked at.",
  notArriving: "The recording does not arrive. It is tried again.",
} as const;
