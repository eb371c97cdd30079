/** Each entry raises the schema by one version and runs once, in its own transaction. Never edit one: add another. */
export const MIGRATIONS: readonly string[] = [
  `
  create table meta (key text primary key, value text not null) strict;
  create table audit (seq integer primary key, hash text not null, line text not null) strict;
  create table consent (
    camera_id text not null, version integer not null, document text not null,
    at_ms integer not null, by text not null, primary key (camera_id, version)
  ) strict;
  create table camera_terms (camera_id text primary key, version integer not null, epoch integer not null) strict;
  create table camera (id text primary key, removed_revision integer) strict;
  create table account (
    name text primary key, kind text not null, label text not null, roles text not null,
    password text not null, owner_id text, first_camera_id text
  ) strict;
  create table sign_in_failure (
    account text primary key, count integer not null, first_at_ms integer not null, locked_until_ms integer not null
  ) strict;
  create table station (
    id text primary key, name text not null, thumbprint text not null unique, enrolled_at_ms integer not null
  ) strict;
  create table station_code (hash text primary key, ends_at_ms integer not null) strict;
  create table session (
    id text primary key, operator text not null, station_id text not null,
    started_at_ms integer not null, ends_at_ms integer not null, ended_at_ms integer
  ) strict;
  create table refresh_token (hash text primary key, session_id text not null, spent_at_ms integer) strict;
  create table owner_session (
    hash text primary key, account text not null, csrf text not null, ends_at_ms integer not null
  ) strict;
  create table viewing (
    id text primary key, session_id text not null, operator text not null, station_id text not null,
    camera_id text not null, action text not null, purpose_code text not null, incident_id text,
    is_preview integer not null, max_height_px integer not null, epoch integer not null,
    decision_seq integer not null, opened_at_ms integer not null, ends_at_ms integer not null,
    grant_ends_at_ms integer not null, ended_at_ms integer, end_cause text, sent_bytes integer not null default 0
  ) strict;
  create index viewing_by_camera on viewing (camera_id, opened_at_ms);
  create table request (
    id text primary key, document text not null, state text not null, expires_at_ms integer not null
  ) strict;
  create table incident (id text primary key, document text not null) strict;

  create trigger audit_no_update before update on audit begin select raise(abort, 'audit entries never change'); end;
  create trigger audit_no_delete before delete on audit begin select raise(abort, 'audit entries stay'); end;
  create trigger consent_no_update before update on consent begin select raise(abort, 'a change is a new version'); end;
  create trigger consent_no_delete before delete on consent begin select raise(abort, 'consent records stay'); end;
  `,
  `
  create table saved_view (
    id text primary key, operator text not null, is_shared integer not null,
    revision integer not null, changed_at_ms integer not null, document text not null
  ) strict;
  `,
  `
  create table footage_request (
    id text primary key, expires_at_ms integer not null, document text not null
  ) strict;
  `,
  `
  create table registry_import (
    id text primary key, state text not null, expires_at_ms integer not null, version integer not null,
    facts text not null, cameras text not null
  ) strict;
  create table imported_camera (
    id text primary key, document text not null, import_id text not null, before text
  ) strict;
  `,
  `
  update incident set document =
    json_object('factsRevision', 0, 'incident', json_set(document, '$.revision', 0, '$.units', json('[]')));
  create index audit_by_incident on audit (json_extract(line, '$.incident'), seq)
    where json_extract(line, '$.incident') is not null;
  `,
  `
  create table unattended_use (
    station_id text primary key, responsible text, changed_by text not null, changed_at_ms integer not null
  ) strict;
  create table station_push (
    request_id text primary key, actor text not null, station_id text not null, display integer not null,
    document text not null, answer text, at_ms integer not null
  ) strict;
  create table station_preset (
    id text primary key, station_id text not null, display integer not null, revision integer not null,
    changed_by_label text not null, document text not null
  ) strict;
  alter table viewing add column responsible text;
  `,
  `
  create table marker (
    id text primary key, incident_id text not null, at_ms integer not null, camera_id text, text text not null,
    operator text not null, by_label text not null
  ) strict;
  create index marker_by_incident on marker (incident_id, at_ms);
  `,
  `
  alter table viewing add column wished_range text;
  alter table viewing add column range_from_ms integer;
  alter table viewing add column range_to_ms integer;
  create table recording_hold (
    id text primary key, camera_id text not null, incident_id text not null, from_ms integer not null,
    to_ms integer not null, reason text not null, held_by text not null, held_by_label text not null,
    held_at_ms integer not null, released_at_ms integer
  ) strict;
  `,
  `
  create table clip (id text primary key, incident_id text not null, document text not null) strict;
  `,
];
