import { X } from "lucide-react";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { formatClock, formatDay } from "../ui/format.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { PressButton } from "./PressButton.tsx";
import type { Playback } from "./playback.ts";
import { SideGroup } from "./SideGroup.tsx";
import { usePurposeIncident } from "./usePurposeIncident.ts";

/** Rows drawn at most: more is slower to read than to find on the timeline. Our choice. */
const MAX_ROWS = 100;

/** Markers by time: a press goes there, and to their camera. */
export function MarkerList({ model, playback }: { model: WindowModel; playback: Playback }) {
  const markers = useStoreValue(playback.store, (state) => state.markers);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  const incident = usePurposeIncident(model);
  return (
    <SideGroup title={playbackWords.markers} count={markers.length}>
      {markers.length === 0 && (
        <li className="listFootnote">
          {incident === null ? playbackWords.markersNeedIncident : playbackWords.noMarkers}
        </li>
      )}
      {markers.slice(0, MAX_ROWS).map((marker) => {
        const number = marker.cameraId === undefined ? "" : (book.byId.get(marker.cameraId)?.number ?? "");
        const go = () => {
          if (marker.cameraId !== undefined) playback.selectIfThere(marker.cameraId);
          playback.seek(marker.atMs);
        };
        return (
          <li key={marker.markerId} data-marker={marker.markerId}>
            <PressButton look="quiet" onAct={go}>
              <b className="rowNumber" title={`${formatDay(marker.atMs)}, ${playbackWords.markerBy(marker.byLabel)}`}>
                {formatClock(marker.atMs, "withSeconds")}
              </b>{" "}
              <span className="rowName">{marker.text}</span> <span className="rowAside number">{number}</span>
            </PressButton>
            {marker.isOwn && (
              <Button
                look="icon"
                aria-label={playbackWords.removeMarker(marker.text)}
                onPress={() => void playback.removeMarker(marker)}
              >
                <X className="icon" aria-hidden="true" />
              </Button>
            )}
          </li>
        );
      })}
      {markers.length > MAX_ROWS && (
        <li className="listFootnote">{playbackWords.moreMarkers(markers.length - MAX_ROWS)}</li>
      )}
    </SideGroup>
  );
}
