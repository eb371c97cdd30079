import type { CallHandlers } from "../windows/callTable.ts";
import { createBudgetCalls } from "./budgetCalls.ts";
import { createClipCalls } from "./clipCalls.ts";
import type { DeskParts } from "./deskParts.ts";
import { createDisplayCalls } from "./displayCalls.ts";
import { createFootageCalls } from "./footageCalls.ts";
import { createHealthCalls } from "./healthCalls.ts";
import { createImportCalls } from "./importCalls.ts";
import { createIncidentCalls } from "./incidentCalls.ts";
import { createMapCalls } from "./mapCalls.ts";
import { createMarkerCalls } from "./markerCalls.ts";
import { createRecordCalls } from "./recordCalls.ts";
import { createSettingsCalls } from "./settingsCalls.ts";
import { createSnapshotCalls } from "./snapshotCalls.ts";
import { createStationCalls } from "./stationCalls.ts";
import { createTileCalls } from "./tileCalls.ts";
import { createTrainingCalls } from "./trainingCalls.ts";
import { createViewCalls } from "./viewCalls.ts";
import { createViewingCalls } from "./viewingCalls.ts";
import { createWallCalls } from "./wallCalls.ts";
import { createWindowCalls } from "./windowCalls.ts";

/** All that windows can ask of their desk. */
export function createCalls(parts: DeskParts): CallHandlers {
  return {
    ...createWindowCalls(parts),
    ...createWallCalls(parts),
    ...createTileCalls(parts),
    ...createSnapshotCalls(parts),
    ...createViewingCalls(parts),
    ...createRecordCalls(parts),
    ...createIncidentCalls(parts),
    ...createMarkerCalls(parts),
    ...createClipCalls(parts),
    ...createViewCalls(parts),
    ...createFootageCalls(parts),
    ...createDisplayCalls(parts),
    ...createStationCalls(parts),
    ...createTrainingCalls(parts),
    ...createHealthCalls(parts),
    ...createMapCalls(parts),
    ...createBudgetCalls(parts),
    ...createImportCalls(parts),
    ...createSettingsCalls(parts),
  };
}
