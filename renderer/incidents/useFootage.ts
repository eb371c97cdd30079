import { useEffect, useState } from "react";
import type { FootageRequest } from "../../contract/footage.ts";
import type { WindowModel } from "../state/windowModel.ts";

/** The requests of one incident, read anew at each step of one. Null until the hub has answered. */
export function useFootage({ client, actions }: WindowModel, incidentId: string): readonly FootageRequest[] | null {
  const [requests, setRequests] = useState<readonly FootageRequest[] | null>(null);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const answer = await actions.listFootage(incidentId);
      if (!isGone && answer !== null) setRequests(answer);
    };
    void read();
    const leave = client.on("footage.changed", (news) => {
      if (news.incidentId === incidentId) void read();
    });
    return () => {
      isGone = true;
      leave();
    };
  }, [client, actions, incidentId]);
  return requests;
}
