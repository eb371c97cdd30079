/** A feature's text and the line it begins on; null where it is longer than allowed. */
export interface FeatureText {
  readonly line: number;
  readonly text: string | null;
}

export interface FeatureSplitter {
  /** The features that are whole with this piece. */
  push(piece: string): FeatureText[];
  /** Everything that was not within `features`, as one document with an empty list there. */
  end(): string;
}

/** Depth of an element of the list `features` of the outermost object. */
const LIST_DEPTH = 2;

/**
 * Cuts a feature collection into its features while it is read. It knows strings, brackets and lines and nothing
 * else of JSON: whether what it cuts out is valid is for a parser to say.
 */
export function createFeatureSplitter(limits: { maxFeatureLength: number; maxFrameLength: number }): FeatureSplitter {
  let frame = "";
  let feature = "";
  let depth = 0;
  let line = 1;
  let startLine = 1;
  let isString = false;
  let isEscaped = false;
  let lastString = "";
  let isInFeatures = false;

  function take(char: string): void {
    const isInside = isInFeatures && depth > LIST_DEPTH;
    if (isInside) feature = feature.length > limits.maxFeatureLength ? feature : feature + char;
    else if (!isInFeatures && frame.length <= limits.maxFrameLength) frame += char;
  }

  function step(char: string): FeatureText | undefined {
    if (char === "\n") line += 1;
    if (isString) {
      take(char);
      if (isEscaped) isEscaped = false;
      else if (char === "\\") isEscaped = true;
      else if (char === '"') isString = false;
      else if (depth === 1) lastString = (lastString + char).slice(-32);
      return undefined;
    }
    if (char === '"') {
      isString = true;
      if (depth === 1) lastString = "";
    }
    if (char === "{" || char === "[") return open(char);
    if (char === "}" || char === "]") return close(char);
    take(char);
    return undefined;
  }

  function open(char: string): undefined {
    const isList = char === "[" && depth === 1 && lastString === "features" && !isInFeatures;
    if (isList) take(char);
    depth += 1;
    if (isList) {
      isInFeatures = true;
      return undefined;
    }
    if (isInFeatures && depth === LIST_DEPTH + 1) {
      startLine = line;
      feature = "";
    }
    take(char);
    return undefined;
  }

  function close(char: string): FeatureText | undefined {
    if (isInFeatures && depth === LIST_DEPTH) isInFeatures = false;
    take(char);
    depth -= 1;
    if (!isInFeatures || depth !== LIST_DEPTH) return undefined;
    return { line: startLine, text: feature.length > limits.maxFeatureLength ? null : feature };
  }

  return {
    push: (piece) => {
      const whole: FeatureText[] = [];
      for (let at = 0; at < piece.length; at++) {
        const done = step(piece.charAt(at));
        if (done !== undefined) whole.push(done);
      }
      return whole;
    },
    end: () => frame,
  };
}
