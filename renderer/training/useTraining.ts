import { useCallback, useEffect, useState } from "react";
import type { TrainingAct, TrainingBoard, TrainingDebrief } from "../../contract/training.ts";
import type { WindowModel } from "../state/windowModel.ts";

export interface TrainingDesk {
  /** Null until the hub has answered. */
  readonly board: TrainingBoard | null;
  /** Says whether it was done; where not, the operator has been told why. */
  steer(act: TrainingAct): Promise<boolean>;
}

/** What a trainer sees and does. Read anew at every news of the run, also of another trainer's acts. */
export function useTraining({ client, notices, actions }: WindowModel): TrainingDesk {
  const [board, setBoard] = useState<TrainingBoard | null>(null);
  useEffect(() => {
    let isShown = true;
    const read = () => {
      if (!client.isOpen()) return;
      client.call("training.board", {}).then(
        (next) => isShown && setBoard(next),
        (fault: unknown) => isShown && client.isOpen() && notices.tellFault(fault),
      );
    };
    read();
    const closers = [
      client.on("training.changed", read),
      client.on("hub.changed", ({ state }) => state === "up" && read()),
    ];
    return () => {
      isShown = false;
      for (const close of closers) close();
    };
  }, [client, notices]);
  const steer = useCallback(
    async (act: TrainingAct) => {
      const next = await actions.steerTraining(act);
      if (next !== null) setBoard(next);
      return next !== null;
    },
    [actions],
  );
  return { board, steer };
}

/** Null while it is read or where there is none; read anew whenever `key` changes. */
export function useDebrief({ client, notices }: WindowModel, key: string): TrainingDebrief | null {
  const [debrief, setDebrief] = useState<TrainingDebrief | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when to read again
  useEffect(() => {
    let isShown = true;
    client.call("training.debrief", {}).then(
      (next) => isShown && setDebrief(next),
      (fault: unknown) => isShown && notices.tellFault(fault),
    );
    return () => {
      isShown = false;
    };
  }, [client, notices, key]);
  return debrief;
}
