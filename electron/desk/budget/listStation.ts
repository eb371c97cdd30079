import type { TileState } from "../../../contract/tileStates.ts";
import type { PlaybackSample } from "../../../contract/viewingCalls.ts";
import type { BudgetParts } from "./budget.ts";
import type { TileDemand } from "./describeDemand.ts";
import type { FrameSample } from "./judgeStrain.ts";
import { findTile, rankTile } from "./rankTile.ts";

/** A tile of one of this station's windows, as wall, consent and its window's last report have it. */
export interface StationTile extends TileDemand {
  readonly windowId: string;
  readonly isPlaying: boolean;
  /** Its frames, where it plays every one of a known rendition; null where they say nothing about the machine. */
  readonly frames: FrameSample | null;
}

const PLAYING_STATES: ReadonlySet<TileState> = new Set(["live", "delayed", "frozen", "training-paused"]);
const STEADY_STATES: ReadonlySet<TileState> = new Set(["live", "delayed"]);

/** All tiles that play or may soon: what is refused, ended or covered costs nothing. */
export function listStation({ viewings, windows, wall, cameras, samples }: BudgetParts): StationTile[] {
  const reported = new Map(samples.all().flatMap(({ samples: some }) => some.map((each) => [each.claimId, each])));
  const displays = new Map(wall.displays().map((display) => [display.display, display]));
  return viewings.tiles().flatMap((claim): StationTile[] => {
    const windowKind = windows.find(claim.windowId)?.about?.kind;
    if (windowKind === undefined) return [];
    const sample = reported.get(claim.claimId);
    const facts = { ...claim, display: displays.get(claim.display), windowKind, sample };
    const streams = claim.offers?.filter(({ protocol }) => protocol === (claim.hasFlv ? "flv" : "hls")) ?? [];
    const named = streams.map(({ rendition: name, widthPx, heightPx, fps }) => ({ name, widthPx, heightPx, fps }));
    return [
      {
        id: claim.claimId,
        windowId: claim.windowId,
        display: claim.display,
        tile: findTile(facts) ?? claim.tile,
        rank: rankTile(facts),
        streams: named.length > 0 ? named : (cameras.find(claim.cameraId)?.renditions ?? []),
        hasKeyFrames: claim.offers === null || claim.hasFlv,
        wanted: sample?.wanted ?? null,
        isFull: sample?.isFull ?? false,
        isPlaying: sample !== undefined && PLAYING_STATES.has(sample.state),
        frames: sample === undefined ? null : readFrames(claim.claimId, sample, named),
      },
    ];
  });
}

function readFrames(id: string, sample: PlaybackSample, streams: TileDemand["streams"]): FrameSample | null {
  const fps = streams.find(({ name }) => name === sample.rendition)?.fps;
  if (fps === undefined || sample.frames !== "all" || !STEADY_STATES.has(sample.state)) return null;
  const { framesPresented: presented, framesLost: lost, rendition, attempt } = sample;
  return { id, stream: `${rendition} ${attempt}`, fps, presented, lost };
}
