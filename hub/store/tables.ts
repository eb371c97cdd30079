import type { Generated, Kysely } from "kysely";

/** The hub's tables as the code sees them. Instants are hub time; JSON columns hold documents of `contract/`. */

export interface MetaTable {
  key: string;
  value: string;
}

export interface AuditTable {
  seq: number;
  /** SHA-256 of `line`, hex; the next line repeats it as `prev`. */
  hash: string;
  line: string;
}

export interface ConsentTable {
  camera_id: string;
  version: number;
  document: string;
  at_ms: number;
  by: string;
}

/** The record in force, and how often the terms of this camera have changed. */
export interface CameraTermsTable {
  camera_id: string;
  version: number;
  epoch: number;
}

/** Cameras ever known, so that a removal can be told to a desk that slept through it. */
export interface CameraTable {
  id: string;
  removed_revision: number | null;
}

export interface AccountTable {
  name: string;
  kind: "operator" | "owner";
  label: string;
  roles: string;
  password: string;
  owner_id: string | null;
  first_camera_id: string | null;
}

export interface SignInFailureTable {
  account: string;
  count: number;
  first_at_ms: number;
  locked_until_ms: number;
}

export interface StationTable {
  id: string;
  name: string;
  thumbprint: string;
  enrolled_at_ms: number;
}

export interface StationCodeTable {
  hash: string;
  ends_at_ms: number;
}

export interface SessionTable {
  id: string;
  operator: string;
  station_id: string;
  started_at_ms: number;
  ends_at_ms: number;
  ended_at_ms: number | null;
}

export interface RefreshTokenTable {
  hash: string;
  session_id: string;
  spent_at_ms: number | null;
}

export interface OwnerSessionTable {
  hash: string;
  account: string;
  csrf: string;
  ends_at_ms: number;
}

export interface ViewingTable {
  id: string;
  session_id: string;
  operator: string;
  station_id: string;
  camera_id: string;
  action: string;
  purpose_code: string;
  incident_id: string | null;
  is_preview: number;
  max_height_px: number;
  epoch: number;
  decision_seq: number;
  opened_at_ms: number;
  ends_at_ms: number;
  grant_ends_at_ms: number;
  ended_at_ms: number | null;
  end_cause: string | null;
  sent_bytes: Generated<number>;
  /** Who answers for a station without an operator, as they were called then; null where an operator looked. */
  responsible: string | null;
  /** Of a recorded viewing: the time asked for, as JSON, and what of it was permitted last. Null: rolls to now. */
  wished_range: string | null;
  range_from_ms: number | null;
  range_to_ms: number | null;
}

/** Recordings that stay until somebody lets them go. */
export interface RecordingHoldTable {
  id: string;
  camera_id: string;
  incident_id: string;
  from_ms: number;
  to_ms: number;
  reason: string;
  held_by: string;
  held_by_label: string;
  held_at_ms: number;
  released_at_ms: number | null;
}

export interface RequestTable {
  id: string;
  document: string;
  state: string;
  expires_at_ms: number;
}

export interface IncidentTable {
  id: string;
  document: string;
}

export interface SavedViewTable {
  id: string;
  operator: string;
  is_shared: number;
  revision: number;
  changed_at_ms: number;
  document: string;
}

export interface FootageRequestTable {
  id: string;
  expires_at_ms: number;
  document: string;
}

export interface RegistryImportTable {
  id: string;
  state: string;
  expires_at_ms: number;
  /** Of the imported registry, when the preview was made, or after it was applied or undone. */
  version: number;
  facts: string;
  /** Cameras that would be put; empty once they are. */
  cameras: string;
}

export interface ImportedCameraTable {
  id: string;
  document: string;
  import_id: string;
  /** What it was before its last import; null for one that was not there. */
  before: string | null;
}

/** An administrator's word on a station; `responsible` is null where it was forbidden to run alone. */
export interface UnattendedUseTable {
  station_id: string;
  responsible: string | null;
  changed_by: string;
  changed_at_ms: number;
}

export interface StationPushTable {
  request_id: string;
  actor: string;
  station_id: string;
  display: number;
  document: string;
  answer: string | null;
  at_ms: number;
}

export interface StationPresetTable {
  id: string;
  station_id: string;
  display: number;
  revision: number;
  changed_by_label: string;
  document: string;
}

export interface MarkerTable {
  id: string;
  incident_id: string;
  at_ms: number;
  camera_id: string | null;
  text: string;
  /** Operator who made it. */
  operator: string;
  by_label: string;
}

export interface ClipTable {
  id: string;
  incident_id: string;
  document: string;
}

export interface HubTables {
  meta: MetaTable;
  audit: AuditTable;
  consent: ConsentTable;
  camera_terms: CameraTermsTable;
  camera: CameraTable;
  account: AccountTable;
  sign_in_failure: SignInFailureTable;
  station: StationTable;
  station_code: StationCodeTable;
  session: SessionTable;
  refresh_token: RefreshTokenTable;
  owner_session: OwnerSessionTable;
  viewing: ViewingTable;
  recording_hold: RecordingHoldTable;
  request: RequestTable;
  incident: IncidentTable;
  saved_view: SavedViewTable;
  footage_request: FootageRequestTable;
  registry_import: RegistryImportTable;
  imported_camera: ImportedCameraTable;
  unattended_use: UnattendedUseTable;
  station_push: StationPushTable;
  station_preset: StationPresetTable;
  marker: MarkerTable;
  clip: ClipTable;
}

export type HubDatabase = Kysely<HubTables>;
