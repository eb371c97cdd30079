import type { Marker } from "../../contract/markers.ts";
import type { MediaClock } from "../media/mediaClock.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { findPurposeIncident, type PlaybackParts } from "./playbackParts.ts";

/** What an operator does with markers. They are kept with the incident that is the purpose. */
export interface MarkerActs {
  /** Asks for words at the moment shown, or says why there can be no marker. */
  beginMarker(): void;
  /** Without words it is called a marker. Whether it was kept; why not has then been told. */
  addMarker(atMs: number, words: string): Promise<boolean>;
  removeMarker(marker: Marker): Promise<void>;
  goToMarker(by: 1 | -1): void;
  /** Reads them anew at each change of incident and at each news; the returned function ends it. */
  followMarkers(): () => void;
}

/** So near to a marker playback is at it, milliseconds: less than a frame. */
const AT_MARKER_MS = 20;
/** A list that could not be read is asked for again after this. Our choice. */
const AGAIN_MS = 5_000;

export function createMarkerActs(
  { model, store, clock }: PlaybackParts,
  seek: (atMs: number) => void,
  timers: Pick<MediaClock, "after">,
): MarkerActs {
  const { client, stores, notices } = model;
  /** Answers come in any order: only the last question's counts. */
  let asked = 0;
  let cancelAgain = () => {};

  async function read(incidentId: string | null): Promise<void> {
    const question = ++asked;
    cancelAgain();
    if (incidentId === null || !client.isOpen() || stores.session.getState().session.state !== "signedIn") {
      store.setState({ markers: [] });
      return;
    }
    try {
      const { markers } = await client.call("markers.list", { incidentId });
      if (question === asked) store.setState({ markers });
    } catch {
      // Nobody asked for it by hand, and what is shown stays true: it is tried again without a word.
      if (question === asked) cancelAgain = timers.after(AGAIN_MS, () => void read(incidentId));
    }
  }

  async function attempt<T>(call: Promise<T>): Promise<T | null> {
    return call.catch((fault: unknown) => {
      notices.tellFault(fault);
      return null;
    });
  }

  async function addMarker(atMs: number, words: string): Promise<boolean> {
    const incidentId = findPurposeIncident(stores);
    if (incidentId === null) {
      notices.tell(playbackWords.markersNeedIncident);
      return false;
    }
    const { selectedId } = store.getState();
    const marker = {
      ...{ atMs: Math.round(atMs), text: words.trim() || playbackWords.plainMarker },
      ...(selectedId === null ? {} : { cameraId: selectedId }),
    };
    const kept = await attempt(client.call("markers.add", { incidentId, marker }));
    if (kept !== null) await read(incidentId);
    return kept !== null;
  }

  return {
    beginMarker() {
      if (findPurposeIncident(stores) === null) notices.tell(playbackWords.markersNeedIncident);
      else store.setState({ entry: { kind: "marker", atMs: clock.atMs() } });
    },
    addMarker,
    async removeMarker({ markerId, atMs, cameraId, text }) {
      const incidentId = findPurposeIncident(stores);
      if (incidentId === null) return;
      if ((await attempt(client.call("markers.remove", { incidentId, markerId }))) === null) return;
      await read(incidentId);
      const marker = { atMs, text, ...(cameraId === undefined ? {} : { cameraId }) };
      notices.offer(playbackWords.markerRemoved(text), () => {
        void attempt(client.call("markers.add", { incidentId, marker }));
      });
    },
    goToMarker(by) {
      const { markers } = store.getState();
      const atMs = clock.atMs();
      const next =
        by === 1
          ? markers.find((marker) => marker.atMs > atMs + AT_MARKER_MS)
          : markers.findLast((marker) => marker.atMs < atMs - AT_MARKER_MS);
      if (next === undefined) notices.tell(playbackWords.noFurtherMarker);
      else seek(next.atMs);
    },
    followMarkers() {
      let incidentId = findPurposeIncident(stores);
      void read(incidentId);
      const look = () => {
        const next = findPurposeIncident(stores);
        if (next === incidentId) return;
        incidentId = next;
        void read(next);
      };
      const closers = [
        stores.wall.subscribe(look),
        client.on("markers.changed", (news) => {
          if (news.incidentId === incidentId) void read(incidentId);
        }),
        client.onOpenChanged(() => void read(incidentId)),
        () => cancelAgain(),
      ];
      return () => {
        asked++;
        for (const close of closers) close();
      };
    },
  };
}
