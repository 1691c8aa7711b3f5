-- Written by "npm run db:dump" from a freshly migrated database. Do not edit: change a migration instead.

CREATE OR REPLACE FUNCTION public.case_concerns(of_id uuid, of_kind text, agencies text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT CASE of_kind
        WHEN 'feedback' THEN EXISTS (SELECT FROM feedback_round r WHERE r.case_id = of_id AND r.round = 1 AND r.agency = ANY (agencies))
        WHEN 'publication' THEN EXISTS (SELECT FROM case_clock k WHERE k.case_id = of_id AND k.agency = ANY (agencies))
          OR EXISTS (SELECT FROM announced_item i JOIN case_clock k ON k.case_id = i.case_id WHERE i.announcement_id = of_id AND k.agency = ANY (agencies))
        ELSE false END $function$;
REVOKE ALL ON FUNCTION case_concerns(uuid,text,text[]) FROM PUBLIC; GRANT EXECUTE ON FUNCTION case_concerns(uuid,text,text[]) TO dunghan_app, dunghan_reader;

CREATE OR REPLACE FUNCTION public.cases_of(agencies text[], of_kind text, is_open boolean)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 500
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT id FROM deadline_case WHERE is_open AND outcome IS NULL AND agency = ANY (agencies) AND (of_kind IS NULL OR kind = of_kind) UNION SELECT id FROM deadline_case WHERE is_open AND outcome IS NULL AND coordinating && agencies AND coordinating <> '{}' AND (of_kind IS NULL OR kind = of_kind) UNION SELECT id FROM deadline_case WHERE NOT is_open AND agency = ANY (agencies) AND (of_kind IS NULL OR kind = of_kind) UNION SELECT id FROM deadline_case WHERE NOT is_open AND coordinating && agencies AND coordinating <> '{}' AND (of_kind IS NULL OR kind = of_kind) $function$;
REVOKE ALL ON FUNCTION cases_of(text[],text,boolean) FROM PUBLIC; GRANT EXECUTE ON FUNCTION cases_of(text[],text,boolean) TO dunghan_app, dunghan_reader;

CREATE OR REPLACE FUNCTION public.named_dossier(of_id uuid)
 RETURNS TABLE(code text, procedure_code text, procedure_version integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT code, procedure_code, procedure_version FROM dossier WHERE id = of_id $function$;
REVOKE ALL ON FUNCTION named_dossier(uuid) FROM PUBLIC; GRANT EXECUTE ON FUNCTION named_dossier(uuid) TO dunghan_app, dunghan_reader;

CREATE OR REPLACE FUNCTION public.open_dossiers_of(officer text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT id FROM dossier WHERE NOT closed AND officers @> ARRAY[officer] $function$;
REVOKE ALL ON FUNCTION open_dossiers_of(text) FROM PUBLIC; GRANT EXECUTE ON FUNCTION open_dossiers_of(text) TO dunghan_app, dunghan_reader;

CREATE OR REPLACE FUNCTION public.refuse_closed_register()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF EXISTS (SELECT 1 FROM register WHERE id = NEW.register_id AND state = 'closed') THEN
          RAISE EXCEPTION 'register % is closed and accepts nothing', NEW.register_id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $function$;

CREATE OR REPLACE FUNCTION public.refuse_early_forgetting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF OLD.at > (SELECT max(at) FROM access_log) - 31536000000 THEN
          RAISE EXCEPTION 'the access log keeps each row for a year: DELETE on % is refused', TG_TABLE_NAME;
        END IF;
        RETURN OLD;
      END
      $function$;

CREATE OR REPLACE FUNCTION public.refuse_other_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF to_jsonb(NEW) - TG_ARGV::text[] = to_jsonb(OLD) - TG_ARGV::text[] THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $function$;

CREATE OR REPLACE FUNCTION public.refuse_rewrite()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $function$;

CREATE OR REPLACE FUNCTION public.refuse_unopened_edition()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF NEW.edition > 1 AND NOT EXISTS (
          SELECT 1 FROM published_figure p JOIN figure_reopening r ON r.published_id = p.id AND r.confirmed_by IS NOT NULL
          WHERE (p.province, p.agency, p.procedure_code, p.field_code, p.channel, p.first_day, p.last_day) = (NEW.province, NEW.agency, NEW.procedure_code, NEW.field_code, NEW.channel, NEW.first_day, NEW.last_day)
            AND p.edition = NEW.edition - 1 AND p.hash = NEW.prev_hash) THEN
          RAISE EXCEPTION 'edition % needs the one before it, reopened by two persons', NEW.edition USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $function$;

CREATE OR REPLACE FUNCTION public.refuse_unsigned_closing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'register % is closed by a signature only', NEW.id USING ERRCODE = 'check_violation';
      END $function$;

CREATE TABLE access_log (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at bigint NOT NULL,
  subject text NOT NULL,
  role text NOT NULL,
  agency text NOT NULL,
  view text NOT NULL,
  dossier_id uuid,
  object text,
  fields text[] NOT NULL,
  request_id uuid NOT NULL,
  address_hmac text NOT NULL,
  CONSTRAINT access_log_pkey PRIMARY KEY (id),
  CONSTRAINT access_log_of CHECK (((dossier_id IS NOT NULL) OR (object IS NOT NULL)))
);
COMMENT ON TABLE access_log IS 'Append-only: who was shown personal data of which dossier, and when. No foreign key: a reader never locks what is read.';
CREATE INDEX access_log_at ON public.access_log USING btree (at);
CREATE INDEX access_log_dossier ON public.access_log USING btree (dossier_id, id);
CREATE INDEX access_log_object ON public.access_log USING btree (object, id);
CREATE INDEX access_log_subject ON public.access_log USING btree (subject, id);
CREATE TRIGGER access_log_append_only BEFORE UPDATE ON public.access_log FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER access_log_kept BEFORE DELETE ON public.access_log FOR EACH ROW EXECUTE FUNCTION refuse_early_forgetting();
CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON public.access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT, DELETE ON access_log TO dunghan_app;

CREATE TABLE agency (
  code text NOT NULL,
  data json NOT NULL,
  CONSTRAINT agency_pkey PRIMARY KEY (code)
);
GRANT SELECT, INSERT, UPDATE ON agency TO dunghan_app;
GRANT SELECT ON agency TO dunghan_reader;

CREATE TABLE announced_item (
  case_id uuid NOT NULL,
  announcement_id uuid NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  version integer NOT NULL,
  change text NOT NULL,
  places text[] NOT NULL,
  withdrawn boolean NOT NULL,
  CONSTRAINT announced_item_pkey PRIMARY KEY (case_id),
  CONSTRAINT announced_item_change CHECK ((change = ANY (ARRAY['new'::text, 'amended'::text, 'repealed'::text]))),
  CONSTRAINT announced_item_kind CHECK ((kind = ANY (ARRAY['procedure'::text, 'group'::text]))),
  CONSTRAINT announced_item_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcement(case_id),
  CONSTRAINT announced_item_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE announced_item IS 'One line of a decision, with the publication that carries it.';
COMMENT ON COLUMN announced_item.places IS 'Where it has to be posted: the clocks of its case, begun or not.';
COMMENT ON COLUMN announced_item.withdrawn IS 'The corrected decision does not name it.';
CREATE UNIQUE INDEX announced_item_once ON public.announced_item USING btree (announcement_id, kind, code, version, change) WHERE (NOT withdrawn);
CREATE INDEX announced_item_subject ON public.announced_item USING btree (kind, code);
GRANT SELECT, INSERT, UPDATE ON announced_item TO dunghan_app;
GRANT SELECT ON announced_item TO dunghan_reader;

CREATE TABLE announcement (
  case_id uuid NOT NULL,
  number text NOT NULL,
  issuer text NOT NULL,
  level text NOT NULL,
  signed_on text NOT NULL,
  signed_year integer NOT NULL,
  effective_on text NOT NULL,
  fast_track boolean NOT NULL,
  lead_decree text NOT NULL,
  lead_index text NOT NULL,
  entered_by text NOT NULL,
  request_key text NOT NULL,
  request_hash text NOT NULL,
  CONSTRAINT announcement_pkey PRIMARY KEY (case_id),
  CONSTRAINT announcement_number_once UNIQUE (issuer, number, signed_year),
  CONSTRAINT announcement_request UNIQUE (entered_by, request_key),
  CONSTRAINT announcement_level CHECK ((level = ANY (ARRAY['ministry'::text, 'province'::text]))),
  CONSTRAINT announcement_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE announcement IS 'Announcement decisions as their cases fold; a correction changes the row, the ledger keeps both.';
COMMENT ON COLUMN announcement.signed_year IS 'Numbers of documents begin again each year.';
COMMENT ON COLUMN announcement.entered_by IS 'Who entered it first; a correction is another person''s.';
CREATE INDEX announcement_signed ON public.announcement USING btree (signed_on, case_id);
GRANT SELECT, INSERT, UPDATE ON announcement TO dunghan_app;
GRANT SELECT ON announcement TO dunghan_reader;

CREATE TABLE bulk_action (
  id uuid NOT NULL,
  action text NOT NULL,
  officer text,
  subject text NOT NULL,
  role text NOT NULL,
  agency text NOT NULL,
  request_key text NOT NULL,
  request_hash text NOT NULL,
  begun_at bigint NOT NULL,
  finished_at bigint,
  undone_at bigint,
  undo_finished_at bigint,
  tried_at bigint,
  CONSTRAINT bulk_action_pkey PRIMARY KEY (id),
  CONSTRAINT bulk_action_request UNIQUE (subject, request_key),
  CONSTRAINT bulk_action_action CHECK ((action = ANY (ARRAY['Assign'::text, 'Forward'::text, 'AcceptHandover'::text]))),
  CONSTRAINT bulk_action_officer CHECK (((officer IS NOT NULL) = (action = 'Assign'::text))),
  CONSTRAINT bulk_action_undone CHECK (((undo_finished_at IS NULL) OR (undone_at IS NOT NULL)))
);
COMMENT ON TABLE bulk_action IS 'One action somebody took on many dossiers at once: a command for each, under a key of its own.';
COMMENT ON COLUMN bulk_action.finished_at IS 'When every dossier had its command or the reason why it has none; what becomes of the commands stands in command_inbox.';
COMMENT ON COLUMN bulk_action.undo_finished_at IS 'The same of the commands that take it back.';
COMMENT ON COLUMN bulk_action.tried_at IS 'When it was last tried to go on with it after a failure; those not tried for longest have their turn first.';
CREATE INDEX bulk_action_own ON public.bulk_action USING btree (subject, begun_at, id);
CREATE INDEX bulk_action_unfinished ON public.bulk_action USING btree (begun_at) WHERE ((finished_at IS NULL) OR ((undone_at IS NOT NULL) AND (undo_finished_at IS NULL)));
CREATE TRIGGER bulk_action_append_only BEFORE DELETE OR UPDATE ON public.bulk_action FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('finished_at', 'undone_at', 'undo_finished_at', 'tried_at');
CREATE TRIGGER bulk_action_changed_once BEFORE UPDATE ON public.bulk_action FOR EACH ROW WHEN ((((old.finished_at IS NOT NULL) AND (new.finished_at IS DISTINCT FROM old.finished_at)) OR ((old.undone_at IS NOT NULL) AND (new.undone_at IS DISTINCT FROM old.undone_at)) OR ((old.undo_finished_at IS NOT NULL) AND (new.undo_finished_at IS DISTINCT FROM old.undo_finished_at)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER bulk_action_no_truncate BEFORE TRUNCATE ON public.bulk_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER bulk_action_tried_later BEFORE UPDATE ON public.bulk_action FOR EACH ROW WHEN (((old.tried_at IS NOT NULL) AND ((new.tried_at >= old.tried_at) IS NOT TRUE))) EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON bulk_action TO dunghan_app;

CREATE TABLE bulk_action_item (
  bulk_id uuid NOT NULL,
  place integer NOT NULL,
  dossier_id uuid NOT NULL,
  stage text,
  command_id uuid,
  refused text,
  undo_command_id uuid,
  undo_refused text,
  CONSTRAINT bulk_action_item_pkey PRIMARY KEY (bulk_id, place),
  CONSTRAINT bulk_action_item_either CHECK ((((command_id IS NULL) OR (refused IS NULL)) AND ((undo_command_id IS NULL) OR (undo_refused IS NULL)))),
  CONSTRAINT bulk_action_item_bulk_id_fkey FOREIGN KEY (bulk_id) REFERENCES bulk_action(id),
  CONSTRAINT bulk_action_item_command_id_fkey FOREIGN KEY (command_id) REFERENCES command_inbox(id),
  CONSTRAINT bulk_action_item_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT bulk_action_item_undo_command_id_fkey FOREIGN KEY (undo_command_id) REFERENCES command_inbox(id)
);
COMMENT ON TABLE bulk_action_item IS 'The dossiers of such an action in their order, each with its command, or why none was accepted.';
COMMENT ON COLUMN bulk_action_item.undo_refused IS 'Why it was not taken back: not-applied, overtaken, no-way-back, or the code of what the command met.';
CREATE UNIQUE INDEX bulk_action_item_stage ON public.bulk_action_item USING btree (bulk_id, dossier_id, stage) NULLS NOT DISTINCT;
CREATE TRIGGER bulk_action_item_append_only BEFORE DELETE OR UPDATE ON public.bulk_action_item FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('command_id', 'refused', 'undo_command_id', 'undo_refused');
CREATE TRIGGER bulk_action_item_changed_once BEFORE UPDATE ON public.bulk_action_item FOR EACH ROW WHEN ((((old.command_id IS NOT NULL) AND (new.command_id IS DISTINCT FROM old.command_id)) OR ((old.refused IS NOT NULL) AND (new.refused IS DISTINCT FROM old.refused)) OR ((old.undo_command_id IS NOT NULL) AND (new.undo_command_id IS DISTINCT FROM old.undo_command_id)) OR ((old.undo_refused IS NOT NULL) AND (new.undo_refused IS DISTINCT FROM old.undo_refused)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER bulk_action_item_no_truncate BEFORE TRUNCATE ON public.bulk_action_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON bulk_action_item TO dunghan_app;

CREATE TABLE calendar_draft (
  id uuid NOT NULL,
  base_version_id text NOT NULL,
  content json NOT NULL,
  source text NOT NULL,
  reason_code text NOT NULL,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  status text NOT NULL,
  ended_by text,
  ended_at bigint,
  version_id text,
  impact json,
  impact_at bigint,
  impact_started_at bigint,
  idempotency_key text,
  request_hash text,
  CONSTRAINT calendar_draft_pkey PRIMARY KEY (id),
  CONSTRAINT calendar_draft_key_unique UNIQUE (created_by, idempotency_key),
  CONSTRAINT calendar_draft_ended CHECK ((((status = 'draft'::text) = (ended_at IS NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL)))),
  CONSTRAINT calendar_draft_key CHECK (((idempotency_key IS NULL) = (request_hash IS NULL))),
  CONSTRAINT calendar_draft_second_person CHECK (((status <> 'published'::text) OR ((version_id IS NOT NULL) AND (ended_by <> created_by)))),
  CONSTRAINT calendar_draft_status CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'discarded'::text]))),
  CONSTRAINT calendar_draft_base_version_id_fkey FOREIGN KEY (base_version_id) REFERENCES calendar_version(id),
  CONSTRAINT calendar_draft_version_id_fkey FOREIGN KEY (version_id) REFERENCES calendar_version(id)
);
COMMENT ON TABLE calendar_draft IS 'Changes of calendars on their way to publication; content holds the layers and assignments that differ from the base.';
CREATE INDEX calendar_draft_open ON public.calendar_draft USING btree (created_at) WHERE (status = 'draft'::text);
GRANT SELECT, INSERT, UPDATE ON calendar_draft TO dunghan_app;

CREATE TABLE calendar_effective (
  id text NOT NULL,
  definition json NOT NULL,
  CONSTRAINT calendar_effective_pkey PRIMARY KEY (id)
);
CREATE TRIGGER calendar_effective_append_only BEFORE DELETE OR UPDATE ON public.calendar_effective FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER calendar_effective_no_truncate BEFORE TRUNCATE ON public.calendar_effective FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON calendar_effective TO dunghan_app;
GRANT SELECT ON calendar_effective TO dunghan_reader;

CREATE TABLE calendar_head (
  single boolean NOT NULL DEFAULT true,
  version_id text NOT NULL,
  CONSTRAINT calendar_head_pkey PRIMARY KEY (single),
  CONSTRAINT calendar_head_single CHECK (single),
  CONSTRAINT calendar_head_version_id_fkey FOREIGN KEY (version_id) REFERENCES calendar_version(id)
);
COMMENT ON TABLE calendar_head IS 'One row. Writers of events hold it FOR SHARE; publishing a version updates it, so nothing commits under the old one behind a rollout.';
GRANT SELECT, INSERT, UPDATE ON calendar_head TO dunghan_app;
GRANT SELECT ON calendar_head TO dunghan_reader;

CREATE TABLE calendar_impact (
  draft_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  from_due bigint,
  to_due bigint,
  from_appointment bigint,
  to_appointment bigint,
  endangered boolean NOT NULL,
  CONSTRAINT calendar_impact_pk PRIMARY KEY (draft_id, dossier_id),
  CONSTRAINT calendar_impact_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT calendar_impact_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES calendar_draft(id)
);
COMMENT ON TABLE calendar_impact IS 'Dossiers whose dates a draft would move or that it would endanger, as of the moment its impact was computed.';
GRANT SELECT, INSERT, DELETE ON calendar_impact TO dunghan_app;

CREATE TABLE calendar_layer (
  hash text NOT NULL,
  layer_id text NOT NULL,
  definition json NOT NULL,
  CONSTRAINT calendar_layer_pkey PRIMARY KEY (hash)
);
COMMENT ON TABLE calendar_layer IS 'Immutable, by content address: what somebody wrote and published.';
CREATE TRIGGER calendar_layer_append_only BEFORE DELETE OR UPDATE ON public.calendar_layer FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER calendar_layer_no_truncate BEFORE TRUNCATE ON public.calendar_layer FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON calendar_layer TO dunghan_app;
GRANT SELECT ON calendar_layer TO dunghan_reader;

CREATE TABLE calendar_version (
  id text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  previous_id text,
  CONSTRAINT calendar_version_pkey PRIMARY KEY (id),
  CONSTRAINT calendar_version_number_key UNIQUE (number),
  CONSTRAINT calendar_version_previous_unique UNIQUE (previous_id),
  CONSTRAINT calendar_version_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES calendar_version(id)
);
COMMENT ON COLUMN calendar_version.previous_id IS 'The version it replaced; null for the first and for versions older than this column.';
CREATE TRIGGER calendar_version_append_only BEFORE DELETE OR UPDATE ON public.calendar_version FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER calendar_version_no_truncate BEFORE TRUNCATE ON public.calendar_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON calendar_version TO dunghan_app;
GRANT SELECT ON calendar_version TO dunghan_reader;

CREATE TABLE calendar_version_agency (
  version_id text NOT NULL,
  agency_code text NOT NULL,
  processing_id text NOT NULL,
  intake_id text NOT NULL,
  processing_layers text[],
  intake_layers text[],
  CONSTRAINT calendar_version_agency_pk PRIMARY KEY (version_id, agency_code),
  CONSTRAINT calendar_version_agency_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES calendar_effective(id),
  CONSTRAINT calendar_version_agency_processing_id_fkey FOREIGN KEY (processing_id) REFERENCES calendar_effective(id),
  CONSTRAINT calendar_version_agency_version_id_fkey FOREIGN KEY (version_id) REFERENCES calendar_version(id)
);
COMMENT ON COLUMN calendar_version_agency.processing_layers IS 'Ids of the layers that make the calendar, outermost first; null for versions older than this column.';
CREATE TRIGGER calendar_version_agency_append_only BEFORE DELETE OR UPDATE ON public.calendar_version_agency FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER calendar_version_agency_no_truncate BEFORE TRUNCATE ON public.calendar_version_agency FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON calendar_version_agency TO dunghan_app;
GRANT SELECT ON calendar_version_agency TO dunghan_reader;

CREATE TABLE calendar_version_layer (
  version_id text NOT NULL,
  layer_id text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT calendar_version_layer_pk PRIMARY KEY (version_id, layer_id),
  CONSTRAINT calendar_version_layer_hash_fkey FOREIGN KEY (hash) REFERENCES calendar_layer(hash),
  CONSTRAINT calendar_version_layer_version_id_fkey FOREIGN KEY (version_id) REFERENCES calendar_version(id)
);
CREATE TRIGGER calendar_version_layer_append_only BEFORE DELETE OR UPDATE ON public.calendar_version_layer FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER calendar_version_layer_no_truncate BEFORE TRUNCATE ON public.calendar_version_layer FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON calendar_version_layer TO dunghan_app;
GRANT SELECT ON calendar_version_layer TO dunghan_reader;

CREATE TABLE case_clock (
  case_id uuid NOT NULL,
  clock text NOT NULL,
  round integer NOT NULL,
  agency text NOT NULL,
  started_at bigint NOT NULL,
  due_at bigint NOT NULL,
  became_late boolean NOT NULL,
  escalated integer NOT NULL,
  stopped_at bigint,
  outcome text,
  in_time boolean,
  CONSTRAINT case_clock_pk PRIMARY KEY (case_id, clock, round),
  CONSTRAINT case_clock_stopped CHECK ((((stopped_at IS NULL) = (outcome IS NULL)) AND ((outcome IS NULL) = (in_time IS NULL)))),
  CONSTRAINT case_clock_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id)
);
COMMENT ON TABLE case_clock IS 'Each round of each clock as the events of its case make it.';
COMMENT ON COLUMN case_clock.stopped_at IS 'When it was truly done, which may lie before the entry.';
CREATE INDEX case_clock_due ON public.case_clock USING btree (agency, clock, due_at);
CREATE INDEX case_clock_running ON public.case_clock USING btree (case_id, due_at) WHERE (stopped_at IS NULL);
ALTER TABLE case_clock ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_clock_seen ON case_clock FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM deadline_case c WHERE (c.id = case_clock.case_id))));
GRANT SELECT, INSERT, UPDATE ON case_clock TO dunghan_app;
GRANT SELECT ON case_clock TO dunghan_reader;

CREATE TABLE case_command (
  actor_subject text NOT NULL,
  idempotency_key text NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  type text NOT NULL,
  body_hmac text NOT NULL,
  accepted_at bigint NOT NULL,
  outcome json NOT NULL,
  CONSTRAINT case_command_pk PRIMARY KEY (actor_subject, idempotency_key),
  CONSTRAINT case_command_id_unique UNIQUE (id),
  CONSTRAINT case_command_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id)
);
COMMENT ON TABLE case_command IS 'Commands given to cases, each with its outcome: they are decided as they are accepted.';
CREATE TRIGGER case_command_append_only BEFORE DELETE OR UPDATE ON public.case_command FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER case_command_no_truncate BEFORE TRUNCATE ON public.case_command FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON case_command TO dunghan_app;

CREATE TABLE case_event (
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  cause text NOT NULL,
  ordinal integer NOT NULL,
  type text NOT NULL,
  payload json NOT NULL,
  actor json NOT NULL,
  occurred_at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  calendar_snapshot text NOT NULL,
  xact_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  prev_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT case_event_pk PRIMARY KEY (case_id, seq),
  CONSTRAINT case_event_cause_unique UNIQUE (case_id, cause, ordinal),
  CONSTRAINT case_event_hash CHECK (((length(hash) = 64) AND (hash !~ '[^0-9a-f]'::text) AND (length(prev_hash) = 64) AND (prev_hash !~ '[^0-9a-f]'::text))),
  CONSTRAINT case_event_seq CHECK (((seq >= 1) AND (ordinal >= 0))),
  CONSTRAINT case_event_calendar_snapshot_fkey FOREIGN KEY (calendar_snapshot) REFERENCES calendar_version(id),
  CONSTRAINT case_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id)
);
COMMENT ON TABLE case_event IS 'Append-only: the application may insert and select. payload holds exactly the hashed text.';
CREATE INDEX case_event_xact ON public.case_event USING btree (xact_id);
CREATE TRIGGER case_event_append_only BEFORE DELETE OR UPDATE ON public.case_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER case_event_no_truncate BEFORE TRUNCATE ON public.case_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE case_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_event_seen ON case_event FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM deadline_case c WHERE (c.id = case_event.case_id))));
GRANT SELECT, INSERT ON case_event TO dunghan_app;
GRANT SELECT ON case_event TO dunghan_reader;

CREATE TABLE case_record (
  case_id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  ciphertext bytea NOT NULL,
  key_ref text NOT NULL,
  CONSTRAINT case_record_pk PRIMARY KEY (case_id, version),
  CONSTRAINT case_record_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT case_record_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE case_record IS 'What a case says in words, and about people, encrypted; its events hold version and commitment only.';
ALTER TABLE case_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_record_seen ON case_record FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM deadline_case c WHERE (c.id = case_record.case_id))));
GRANT SELECT, INSERT, UPDATE, DELETE ON case_record TO dunghan_app;
GRANT SELECT ON case_record TO dunghan_reader;

CREATE TABLE catalogue_change (
  number bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  subject text NOT NULL,
  code text NOT NULL,
  version integer,
  before json,
  after json NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  request_key text,
  request_hash text,
  import_id uuid,
  CONSTRAINT catalogue_change_pkey PRIMARY KEY (number),
  CONSTRAINT catalogue_change_request UNIQUE (changed_by, request_key),
  CONSTRAINT catalogue_change_keyed CHECK ((((request_key IS NULL) = (request_hash IS NULL)) AND ((request_key IS NOT NULL) OR (import_id IS NOT NULL)))),
  CONSTRAINT catalogue_change_subject CHECK ((subject = ANY (ARRAY['agency'::text, 'procedure'::text, 'settings'::text, 'number-series'::text]))),
  CONSTRAINT catalogue_change_import_fkey FOREIGN KEY (import_id) REFERENCES exchange_import(id)
);
COMMENT ON TABLE catalogue_change IS 'What people changed of the catalogue, one row a change, with what stood before and after it.';
COMMENT ON COLUMN catalogue_change.version IS 'The version that was published; null for what has no versions.';
CREATE INDEX catalogue_change_code ON public.catalogue_change USING btree (subject, code, number);
CREATE TRIGGER catalogue_change_append_only BEFORE DELETE OR UPDATE ON public.catalogue_change FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER catalogue_change_no_truncate BEFORE TRUNCATE ON public.catalogue_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON catalogue_change TO dunghan_app;

CREATE TABLE code_block (
  id uuid NOT NULL,
  agency text NOT NULL,
  codes text[] NOT NULL,
  reserved_by text NOT NULL,
  reserved_at bigint NOT NULL,
  request_key text,
  CONSTRAINT code_block_pkey PRIMARY KEY (id),
  CONSTRAINT code_block_request UNIQUE (reserved_by, request_key)
);
CREATE TRIGGER code_block_append_only BEFORE DELETE OR UPDATE ON public.code_block FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER code_block_no_truncate BEFORE TRUNCATE ON public.code_block FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON code_block TO dunghan_app;

CREATE TABLE code_counter (
  key text NOT NULL,
  last integer NOT NULL,
  CONSTRAINT code_counter_pkey PRIMARY KEY (key)
);
GRANT SELECT, INSERT, UPDATE ON code_counter TO dunghan_app;

CREATE TABLE command_inbox (
  number bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  id uuid NOT NULL,
  actor_subject text NOT NULL,
  actor_role text NOT NULL,
  actor_agency text NOT NULL,
  idempotency_key text NOT NULL,
  dossier_id uuid,
  type text NOT NULL,
  body bytea,
  key_ref text,
  body_hmac text NOT NULL,
  accepted_at bigint NOT NULL,
  status text NOT NULL,
  outcome json,
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  next_attempt_at bigint NOT NULL,
  settled_at bigint,
  deferred boolean NOT NULL DEFAULT false,
  CONSTRAINT command_inbox_pkey PRIMARY KEY (number),
  CONSTRAINT command_inbox_id_unique UNIQUE (id),
  CONSTRAINT command_inbox_key_unique UNIQUE (actor_subject, idempotency_key),
  CONSTRAINT command_inbox_outcome CHECK (((status = 'pending'::text) = (outcome IS NULL))),
  CONSTRAINT command_inbox_status CHECK ((status = ANY (ARRAY['pending'::text, 'applied'::text, 'refused'::text, 'dead'::text]))),
  CONSTRAINT command_inbox_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT command_inbox_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
CREATE INDEX command_inbox_due ON public.command_inbox USING btree (next_attempt_at) WHERE (status = 'pending'::text);
CREATE INDEX command_inbox_pending ON public.command_inbox USING btree (dossier_id, accepted_at, number) WHERE (status = 'pending'::text);
ALTER TABLE command_inbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY command_inbox_seen ON command_inbox FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = command_inbox.dossier_id))));
GRANT SELECT, INSERT, UPDATE ON command_inbox TO dunghan_app;
GRANT SELECT ON command_inbox TO dunghan_reader;

CREATE TABLE data_key (
  ref text NOT NULL,
  wrapped bytea NOT NULL,
  created_at bigint NOT NULL,
  CONSTRAINT data_key_pkey PRIMARY KEY (ref)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON data_key TO dunghan_app;
GRANT SELECT ON data_key TO dunghan_reader;

CREATE TABLE deadline_case (
  id uuid NOT NULL,
  code text NOT NULL,
  business_key text,
  kind text NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  owner text,
  coordinating text[] NOT NULL,
  dossier_id uuid,
  opened_at bigint NOT NULL,
  outcome text,
  next_point_at bigint,
  carried_by text NOT NULL,
  unheard_since bigint,
  nudged_at bigint,
  last_seq integer NOT NULL,
  last_hash text NOT NULL,
  settled_at bigint NOT NULL,
  calendar_snapshot text NOT NULL,
  CONSTRAINT deadline_case_pkey PRIMARY KEY (id),
  CONSTRAINT deadline_case_business_key_unique UNIQUE (business_key),
  CONSTRAINT deadline_case_code_unique UNIQUE (code),
  CONSTRAINT deadline_case_carried_by CHECK ((carried_by = ANY (ARRAY['workflow'::text, 'watchdog'::text]))),
  CONSTRAINT deadline_case_kind CHECK ((kind = ANY (ARRAY['publication'::text, 'feedback'::text, 'task'::text]))),
  CONSTRAINT deadline_case_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT deadline_case_calendar_snapshot_fkey FOREIGN KEY (calendar_snapshot) REFERENCES calendar_version(id),
  CONSTRAINT deadline_case_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE deadline_case IS 'The fold of its events, and the lock of their writers.';
COMMENT ON COLUMN deadline_case.business_key IS 'What it was opened for: the same thing opens no second case.';
COMMENT ON COLUMN deadline_case.outcome IS 'How it was closed; null while it is open.';
COMMENT ON COLUMN deadline_case.carried_by IS 'Who meets its points: a workflow, or the watchdog where nobody has to be warned.';
COMMENT ON COLUMN deadline_case.unheard_since IS 'Since when something waits that its workflow has not looked at yet: the relay nudges it.';
CREATE INDEX deadline_case_agency ON public.deadline_case USING btree (agency, kind, opened_at);
CREATE INDEX deadline_case_coordinating ON public.deadline_case USING gin (coordinating) WHERE (coordinating <> '{}'::text[]);
CREATE INDEX deadline_case_dossier ON public.deadline_case USING btree (dossier_id) WHERE (dossier_id IS NOT NULL);
CREATE INDEX deadline_case_open ON public.deadline_case USING btree (agency, kind) WHERE (outcome IS NULL);
CREATE INDEX deadline_case_owner ON public.deadline_case USING btree (owner) WHERE ((outcome IS NULL) AND (owner IS NOT NULL));
CREATE INDEX deadline_case_points ON public.deadline_case USING btree (next_point_at) WHERE (next_point_at IS NOT NULL);
CREATE INDEX deadline_case_province ON public.deadline_case USING btree (province, kind, opened_at);
CREATE INDEX deadline_case_snapshot ON public.deadline_case USING btree (calendar_snapshot) WHERE (outcome IS NULL);
CREATE INDEX deadline_case_unheard ON public.deadline_case USING btree (nudged_at) WHERE (unheard_since IS NOT NULL);
ALTER TABLE deadline_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY deadline_case_seen ON deadline_case FOR SELECT TO dunghan_reader USING (((agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (coordinating && ( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)) OR (EXISTS ( SELECT FROM dossier d WHERE (d.id = deadline_case.dossier_id))) OR case_concerns(id, kind, ( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array))));
GRANT SELECT, INSERT, UPDATE ON deadline_case TO dunghan_app;
GRANT SELECT ON deadline_case TO dunghan_reader;

CREATE TABLE document_counter (
  agency text NOT NULL,
  symbol text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  begun integer NOT NULL DEFAULT 0,
  CONSTRAINT document_counter_pk PRIMARY KEY (agency, symbol, year),
  CONSTRAINT document_counter_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE document_counter IS 'The last number the engine gave in a series; numbers typed from an agency''s own register do not move it.';
COMMENT ON COLUMN document_counter.begun IS 'Last number of the agency''s own register before the engine gave the first.';
GRANT SELECT, INSERT, UPDATE ON document_counter TO dunghan_app;

CREATE TABLE document_number (
  agency text NOT NULL,
  symbol text NOT NULL,
  year integer NOT NULL,
  text text NOT NULL,
  number integer,
  typed boolean NOT NULL,
  letter_key text,
  dossier_id uuid,
  taken_at bigint NOT NULL,
  taken_by text NOT NULL,
  voided_at bigint,
  voided_by text,
  void_reason text,
  CONSTRAINT document_number_pk PRIMARY KEY (agency, symbol, year, text),
  CONSTRAINT document_number_once UNIQUE (agency, symbol, year, number),
  CONSTRAINT document_number_positive CHECK ((number >= 1)),
  CONSTRAINT document_number_voided CHECK ((((voided_at IS NULL) = (voided_by IS NULL)) AND ((voided_at IS NULL) = (void_reason IS NULL)))),
  CONSTRAINT document_number_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT document_number_series FOREIGN KEY (agency, symbol, year) REFERENCES document_counter(agency, symbol, year)
);
COMMENT ON TABLE document_number IS 'Every number ever taken, typed ones and voided ones included; none is given twice in a series.';
COMMENT ON COLUMN document_number.number IS 'The number in the series; null for a typed one that begins with no number.';
COMMENT ON COLUMN document_number.letter_key IS 'The letter that bears it: asked to be numbered again, it keeps its number.';
CREATE INDEX document_number_letter ON public.document_number USING btree (letter_key) WHERE (letter_key IS NOT NULL);
CREATE TRIGGER document_number_append_only BEFORE DELETE OR UPDATE ON public.document_number FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('voided_at', 'voided_by', 'void_reason');
CREATE TRIGGER document_number_changed_once BEFORE UPDATE ON public.document_number FOR EACH ROW WHEN ((((old.voided_at IS NOT NULL) AND (new.voided_at IS DISTINCT FROM old.voided_at)) OR ((old.voided_by IS NOT NULL) AND (new.voided_by IS DISTINCT FROM old.voided_by)) OR ((old.void_reason IS NOT NULL) AND (new.void_reason IS DISTINCT FROM old.void_reason)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER document_number_no_truncate BEFORE TRUNCATE ON public.document_number FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON document_number TO dunghan_app;

CREATE TABLE dossier (
  id uuid NOT NULL,
  code text NOT NULL,
  last_seq integer NOT NULL,
  last_hash text NOT NULL,
  settled_at bigint NOT NULL,
  status text NOT NULL,
  closed boolean NOT NULL,
  in_stock boolean NOT NULL,
  imported boolean NOT NULL,
  province text NOT NULL,
  receiving_agency text NOT NULL,
  competent_agency text NOT NULL,
  procedure_code text NOT NULL,
  procedure_version integer NOT NULL,
  case_code text NOT NULL,
  field_code text NOT NULL,
  channel text NOT NULL,
  received_at bigint NOT NULL,
  submitted_at bigint,
  accepted_at bigint,
  first_appointment bigint,
  due_at bigint,
  appointment bigint,
  basis text NOT NULL,
  provisional boolean NOT NULL,
  unconfirmed boolean NOT NULL,
  became_late_at bigint,
  excused boolean NOT NULL,
  promises integer NOT NULL,
  promises_broken integer NOT NULL,
  paused_at bigint,
  pause_ground text,
  supplements integer NOT NULL,
  stages text[] NOT NULL,
  holders text[] NOT NULL,
  officers text[] NOT NULL,
  stage_target_at bigint,
  stage_late boolean NOT NULL,
  transfer_due_at bigint,
  forwarding_due_at bigint,
  apology_draft_at bigint,
  finished_at bigint,
  punctuality text,
  delay_ms bigint,
  shelf text,
  uncollected_at bigint,
  returned_at bigint,
  personal_version integer NOT NULL,
  erased boolean NOT NULL,
  next_point_at bigint,
  next_point_kind text,
  calendar_snapshot text NOT NULL,
  workflow_seen_at bigint,
  awaited_due_at bigint,
  awaited_late_from bigint,
  returned_to text[] NOT NULL DEFAULT '{}'::text[],
  stage_warn_at bigint,
  correction_of text,
  rating text,
  rated_at bigint,
  place text,
  promise_broken_at bigint,
  index_overdue_at bigint,
  index_end text,
  index_undated boolean NOT NULL DEFAULT false,
  statutory_due_at bigint,
  statutory_overdue_at bigint,
  statutory_unknown boolean NOT NULL DEFAULT false,
  endangered_from bigint,
  CONSTRAINT dossier_pkey PRIMARY KEY (id),
  CONSTRAINT dossier_code_unique UNIQUE (code),
  CONSTRAINT dossier_seq CHECK ((last_seq >= 0)),
  CONSTRAINT dossier_procedure FOREIGN KEY (procedure_code, procedure_version) REFERENCES procedure_version(code, version)
) WITH (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=20000, vacuum_index_cleanup=on);
COMMENT ON TABLE dossier IS 'Projection of the ledger and its sequencer: locked FOR UPDATE by every writer of events. Rebuilt from events at any time.';
COMMENT ON COLUMN dossier.returned_to IS 'Who has a stage to do again: its officer, or its agency before there is one.';
COMMENT ON COLUMN dossier.stage_warn_at IS 'When its prospects and the next share of an open stage''s term are to be looked at; null while nothing of it runs.';
COMMENT ON COLUMN dossier.correction_of IS 'Code of the dossier whose acknowledged fault this one corrects.';
COMMENT ON COLUMN dossier.rating IS 'How satisfied the applicant said they are, the last time they did.';
COMMENT ON COLUMN dossier.place IS 'Agency of the commune the matter lies in, as intake routed it; null where the opening does not tell.';
COMMENT ON COLUMN dossier.promise_broken_at IS 'When the date last given to the applicant passed; null while it has not.';
COMMENT ON COLUMN dossier.index_overdue_at IS 'From when it is, or was to its end, overdue by item 2.1 of index 766 with its agency; null while it waits or is in time.';
COMMENT ON COLUMN dossier.index_end IS 'How it ended by item 2.1 of index 766.';
COMMENT ON COLUMN dossier.index_undated IS 'There is, or was to its end, no date item 2.1 of index 766 could judge by.';
COMMENT ON COLUMN dossier.statutory_due_at IS 'When the limit of the statute beside the promise ends, or ended; null where none is known.';
COMMENT ON COLUMN dossier.statutory_overdue_at IS 'From when it is, or was to its end, past the limit of the statute with its agency; null while it waits within it.';
COMMENT ON COLUMN dossier.statutory_unknown IS 'It ended, and nothing is recorded of a limit of the statute, or it has one whose end cannot be told.';
COMMENT ON COLUMN dossier.endangered_from IS 'From when, if nothing more happens to it, it will not make its date as things stand; 9000000000000000 for never, null until it is counted and where only its ledger tells.';
CREATE INDEX dossier_apology_drafted ON public.dossier USING btree (province, apology_draft_at) WHERE ((NOT closed) AND (apology_draft_at IS NOT NULL));
CREATE INDEX dossier_awaited ON public.dossier USING btree (province, awaited_due_at) WHERE ((NOT closed) AND (awaited_due_at IS NOT NULL));
CREATE INDEX dossier_awaited_late ON public.dossier USING btree (province, awaited_late_from) WHERE ((NOT closed) AND (awaited_late_from IS NOT NULL));
CREATE INDEX dossier_cancelled ON public.dossier USING btree (province, (
CASE
    WHEN (status = ANY (ARRAY['registered'::text, 'finished'::text])) THEN COALESCE(next_point_at, received_at)
    WHEN ((paused_at IS NOT NULL) AND (became_late_at IS NULL)) THEN COALESCE(next_point_at, '9000000000000000'::bigint)
    ELSE COALESCE(due_at, '9000000000000000'::bigint)
END), id) WHERE (status = 'cancelled'::text);
CREATE INDEX dossier_code_beginning ON public.dossier USING btree (code text_pattern_ops);
CREATE UNIQUE INDEX dossier_correction ON public.dossier USING btree (correction_of) WHERE ((correction_of IS NOT NULL) AND (status <> ALL (ARRAY['cancelled'::text, 'intake-refused'::text])));
CREATE INDEX dossier_desk ON public.dossier USING btree (receiving_agency, due_at) WHERE (NOT closed);
CREATE INDEX dossier_due ON public.dossier USING btree (province, due_at) WHERE (in_stock AND (became_late_at IS NULL) AND (paused_at IS NULL));
CREATE INDEX dossier_ended_late ON public.dossier USING btree (province, procedure_code) WHERE ((punctuality = 'late'::text) AND (NOT in_stock));
CREATE INDEX dossier_foretold ON public.dossier USING btree (id) WHERE (in_stock AND (became_late_at IS NULL));
CREATE INDEX dossier_held_up ON public.dossier USING btree (province, status) WHERE ((NOT closed) AND (status = ANY (ARRAY['awaiting-completion'::text, 'awaiting-supplement'::text, 'awaiting-payment'::text, 'registered'::text, 'finished'::text])));
CREATE INDEX dossier_holders ON public.dossier USING gin (holders) WHERE (NOT closed);
CREATE INDEX dossier_index_overdue ON public.dossier USING btree (province, index_overdue_at) WHERE (in_stock AND (index_overdue_at IS NOT NULL));
CREATE INDEX dossier_left ON public.dossier USING btree (competent_agency, GREATEST(finished_at, accepted_at), id) WHERE (NOT in_stock);
CREATE INDEX dossier_left_late ON public.dossier USING btree (competent_agency, GREATEST(finished_at, accepted_at), id) WHERE ((NOT in_stock) AND (punctuality = 'late'::text));
CREATE INDEX dossier_left_undated ON public.dossier USING btree (province, GREATEST(finished_at, accepted_at)) WHERE ((NOT in_stock) AND imported AND (COALESCE(punctuality, 'undated'::text) = 'undated'::text));
CREATE INDEX dossier_next_point ON public.dossier USING btree (next_point_at) WHERE (next_point_at IS NOT NULL);
CREATE INDEX dossier_officers ON public.dossier USING gin (officers) WHERE (NOT closed);
CREATE INDEX dossier_open ON public.dossier USING btree (competent_agency, due_at) WHERE (NOT closed);
CREATE INDEX dossier_open_procedure ON public.dossier USING btree (province, procedure_code) WHERE (NOT closed);
CREATE INDEX dossier_over ON public.dossier USING btree (province, (
CASE
    WHEN (status = ANY (ARRAY['registered'::text, 'finished'::text])) THEN COALESCE(next_point_at, received_at)
    WHEN ((paused_at IS NOT NULL) AND (became_late_at IS NULL)) THEN COALESCE(next_point_at, '9000000000000000'::bigint)
    ELSE COALESCE(due_at, '9000000000000000'::bigint)
END), id) WHERE closed;
CREATE INDEX dossier_overdue ON public.dossier USING btree (became_late_at) WHERE (in_stock AND (became_late_at IS NOT NULL));
CREATE INDEX dossier_paused_late ON public.dossier USING btree (province, became_late_at) WHERE ((paused_at IS NOT NULL) AND (became_late_at IS NOT NULL));
CREATE INDEX dossier_rated ON public.dossier USING btree (competent_agency, rated_at) WHERE (rated_at IS NOT NULL);
CREATE INDEX dossier_reappointed ON public.dossier USING btree (appointment) WHERE (in_stock AND (promise_broken_at IS NULL) AND (paused_at IS NULL) AND (promises > 1));
CREATE INDEX dossier_received ON public.dossier USING btree (province, received_at, id);
CREATE INDEX dossier_returned ON public.dossier USING btree (province) WHERE (in_stock AND (returned_to <> '{}'::text[]));
CREATE INDEX dossier_running ON public.dossier USING btree (province, due_at) WHERE (in_stock AND (paused_at IS NULL) AND (due_at IS NOT NULL));
CREATE INDEX dossier_stage_target ON public.dossier USING btree (province, (
CASE
    WHEN stage_late THEN (0)::bigint
    ELSE stage_target_at
END)) WHERE (in_stock AND (paused_at IS NULL) AND (stage_late OR (stage_target_at IS NOT NULL)));
CREATE INDEX dossier_stage_warning ON public.dossier USING btree (stage_warn_at) WHERE (stage_warn_at IS NOT NULL);
CREATE INDEX dossier_standing ON public.dossier USING btree (calendar_snapshot, id) WHERE (NOT closed);
CREATE INDEX dossier_statutory_overdue ON public.dossier USING btree (province, statutory_overdue_at) WHERE (in_stock AND (statutory_overdue_at IS NOT NULL));
CREATE INDEX dossier_to_confirm ON public.dossier USING btree (province, forwarding_due_at) WHERE ((NOT closed) AND (forwarding_due_at IS NOT NULL));
CREATE INDEX dossier_to_transfer ON public.dossier USING btree (province, transfer_due_at) WHERE ((NOT closed) AND (transfer_due_at IS NOT NULL));
CREATE INDEX dossier_unassigned ON public.dossier USING btree (province) WHERE (in_stock AND (paused_at IS NULL) AND (officers = '{}'::text[]));
CREATE INDEX dossier_uncollected ON public.dossier USING btree (uncollected_at) WHERE (uncollected_at IS NOT NULL);
CREATE INDEX dossier_undated ON public.dossier USING btree (province, received_at, id) WHERE (basis = 'none'::text);
CREATE INDEX dossier_unseen ON public.dossier USING btree (received_at) WHERE ((NOT closed) AND (workflow_seen_at IS NULL));
CREATE INDEX dossier_urgency ON public.dossier USING btree (province, (
CASE
    WHEN (status = ANY (ARRAY['registered'::text, 'finished'::text])) THEN COALESCE(next_point_at, received_at)
    WHEN ((paused_at IS NOT NULL) AND (became_late_at IS NULL)) THEN COALESCE(next_point_at, '9000000000000000'::bigint)
    ELSE COALESCE(due_at, '9000000000000000'::bigint)
END), id) WHERE (NOT closed);
ALTER TABLE dossier ENABLE ROW LEVEL SECURITY;
CREATE POLICY dossier_agency_reader ON dossier FOR SELECT TO dunghan_agency_reader USING (((receiving_agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (competent_agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (holders && ( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array))));
CREATE POLICY dossier_dossier_reader ON dossier FOR SELECT TO dunghan_dossier_reader USING ((id = ANY (( SELECT (string_to_array(current_setting('dunghan.dossiers'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[])));
CREATE POLICY dossier_province_reader ON dossier FOR SELECT TO dunghan_province_reader USING ((province = ( SELECT current_setting('dunghan.province'::text, true) AS current_setting)));
GRANT SELECT, INSERT, UPDATE ON dossier TO dunghan_app;
GRANT SELECT ON dossier TO dunghan_reader;

CREATE TABLE dossier_event (
  dossier_id uuid NOT NULL,
  seq integer NOT NULL,
  cause text NOT NULL,
  ordinal integer NOT NULL,
  type text NOT NULL,
  payload json NOT NULL,
  actor json NOT NULL,
  occurred_at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  calendar_snapshot text NOT NULL,
  xact_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  prev_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT dossier_event_pk PRIMARY KEY (dossier_id, seq),
  CONSTRAINT dossier_event_cause_unique UNIQUE (dossier_id, cause, ordinal),
  CONSTRAINT dossier_event_hash CHECK (((length(hash) = 64) AND (hash !~ '[^0-9a-f]'::text) AND (length(prev_hash) = 64) AND (prev_hash !~ '[^0-9a-f]'::text))),
  CONSTRAINT dossier_event_seq CHECK (((seq >= 1) AND (ordinal >= 0))),
  CONSTRAINT dossier_event_calendar_snapshot_fkey FOREIGN KEY (calendar_snapshot) REFERENCES calendar_version(id),
  CONSTRAINT dossier_event_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE dossier_event IS 'Append-only: the application may insert and select. payload holds exactly the hashed text.';
CREATE INDEX dossier_event_counted ON public.dossier_event USING btree (type, occurred_at, dossier_id) WHERE (type = ANY (ARRAY['DossierBecameLate'::text, 'PromiseBroken'::text, 'ApologySigned'::text, 'PaymentRecorded'::text]));
CREATE INDEX dossier_event_ending ON public.dossier_event USING btree (occurred_at, dossier_id) WHERE ((type = ANY (ARRAY['DossierWithdrawn'::text, 'UnsupplementedClosed'::text, 'IntakeRefused'::text])) OR ((type = 'ResultRecorded'::text) AND ((payload ->> 'outcome'::text) = 'refused'::text)));
CREATE INDEX dossier_event_officer ON public.dossier_event USING btree (((payload ->> 'officer'::text)), dossier_id) WHERE (type = 'OfficerAssigned'::text);
CREATE INDEX dossier_event_reaching_back ON public.dossier_event USING btree (xact_id, dossier_id, seq) WHERE (type = ANY (ARRAY['DossierImported'::text, 'ApologySigned'::text, 'ServiceRated'::text, 'FileAttached'::text]));
CREATE INDEX dossier_event_recorded_late ON public.dossier_event USING btree (xact_id, dossier_id, seq) WHERE ((recorded_at - occurred_at) > 3600000);
CREATE INDEX dossier_event_retold ON public.dossier_event USING btree (dossier_id) WHERE (type = ANY (ARRAY['DossierReopened'::text, 'DossierTransferred'::text, 'DossierCancelled'::text]));
CREATE INDEX dossier_event_xact ON public.dossier_event USING btree (xact_id);
CREATE TRIGGER dossier_event_append_only BEFORE DELETE OR UPDATE ON public.dossier_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER dossier_event_no_truncate BEFORE TRUNCATE ON public.dossier_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE dossier_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY dossier_event_seen ON dossier_event FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = dossier_event.dossier_id))));
GRANT SELECT, INSERT ON dossier_event TO dunghan_app;
GRANT SELECT ON dossier_event TO dunghan_reader;

CREATE TABLE dossier_follow (
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  subject text NOT NULL,
  role text NOT NULL,
  agency text NOT NULL,
  occasion text NOT NULL,
  once boolean NOT NULL,
  begun_at bigint NOT NULL,
  ended_at bigint,
  CONSTRAINT dossier_follow_pkey PRIMARY KEY (id),
  CONSTRAINT dossier_follow_occasion CHECK ((occasion = ANY (ARRAY['supplement'::text, 'result'::text, 'any'::text]))),
  CONSTRAINT dossier_follow_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE dossier_follow IS 'Who wants to be told when something comes of a dossier: the first time only, or until they end it.';
COMMENT ON COLUMN dossier_follow.role IS 'The role in which it was begun: who may not read the dossier in it any more is not told.';
CREATE UNIQUE INDEX dossier_follow_open ON public.dossier_follow USING btree (dossier_id, subject, occasion) WHERE (ended_at IS NULL);
CREATE INDEX dossier_follow_own ON public.dossier_follow USING btree (subject, begun_at, id) WHERE (ended_at IS NULL);
CREATE TRIGGER dossier_follow_append_only BEFORE DELETE OR UPDATE ON public.dossier_follow FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('ended_at');
CREATE TRIGGER dossier_follow_changed_once BEFORE UPDATE ON public.dossier_follow FOR EACH ROW WHEN (((old.ended_at IS NOT NULL) AND (new.ended_at IS DISTINCT FROM old.ended_at))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER dossier_follow_no_truncate BEFORE TRUNCATE ON public.dossier_follow FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE dossier_follow ENABLE ROW LEVEL SECURITY;
CREATE POLICY dossier_follow_seen ON dossier_follow FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = dossier_follow.dossier_id))));
GRANT SELECT, INSERT ON dossier_follow TO dunghan_app;
GRANT SELECT ON dossier_follow TO dunghan_reader;

CREATE TABLE dossier_import (
  source text NOT NULL,
  code text NOT NULL,
  content_hash text NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT dossier_import_pk PRIMARY KEY (source, code),
  CONSTRAINT dossier_import_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
CREATE TRIGGER dossier_import_append_only BEFORE DELETE OR UPDATE ON public.dossier_import FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER dossier_import_no_truncate BEFORE TRUNCATE ON public.dossier_import FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE dossier_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY dossier_import_seen ON dossier_import FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = dossier_import.dossier_id))));
GRANT SELECT, INSERT ON dossier_import TO dunghan_app;
GRANT SELECT ON dossier_import TO dunghan_reader;

CREATE TABLE dossier_note (
  dossier_id uuid NOT NULL,
  number integer NOT NULL,
  noted_by text NOT NULL,
  noted_role text NOT NULL,
  noted_at bigint NOT NULL,
  request_key text NOT NULL,
  content bytea,
  key_ref text,
  erased_at bigint,
  CONSTRAINT dossier_note_pkey PRIMARY KEY (dossier_id, number),
  CONSTRAINT dossier_note_request UNIQUE (noted_by, request_key),
  CONSTRAINT dossier_note_erased CHECK ((((content IS NULL) = (erased_at IS NOT NULL)) AND ((key_ref IS NULL) = (erased_at IS NOT NULL)))),
  CONSTRAINT dossier_note_number CHECK ((number >= 1)),
  CONSTRAINT dossier_note_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT dossier_note_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE dossier_note IS 'What people who work on a dossier note about it, sealed; none is changed, and a correction is another note.';
CREATE TRIGGER dossier_note_append_only BEFORE DELETE OR UPDATE ON public.dossier_note FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('content', 'key_ref', 'erased_at');
CREATE TRIGGER dossier_note_changed_once BEFORE UPDATE ON public.dossier_note FOR EACH ROW WHEN ((((old.erased_at IS NOT NULL) AND (new.erased_at IS DISTINCT FROM old.erased_at)) OR ((new.content IS NOT NULL) AND (new.content IS DISTINCT FROM old.content)) OR ((new.key_ref IS NOT NULL) AND (new.key_ref IS DISTINCT FROM old.key_ref)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER dossier_note_no_truncate BEFORE TRUNCATE ON public.dossier_note FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE dossier_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY dossier_note_seen ON dossier_note FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = dossier_note.dossier_id))));
GRANT SELECT, INSERT ON dossier_note TO dunghan_app;
GRANT SELECT ON dossier_note TO dunghan_reader;

CREATE TABLE dossier_risk (
  run bigint NOT NULL,
  dossier_id uuid NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  probability integer NOT NULL,
  reasons json NOT NULL,
  model_version integer NOT NULL,
  as_of bigint NOT NULL,
  CONSTRAINT dossier_risk_pkey PRIMARY KEY (run, dossier_id),
  CONSTRAINT dossier_risk_probability CHECK (((probability >= 0) AND (probability <= 10000))),
  CONSTRAINT dossier_risk_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT dossier_risk_model_version_fkey FOREIGN KEY (model_version) REFERENCES risk_model(version),
  CONSTRAINT dossier_risk_run_fkey FOREIGN KEY (run) REFERENCES risk_run(id)
);
COMMENT ON TABLE dossier_risk IS 'What the model in force said of the open dossiers that were not late yet: counted anew as a whole, so that lists can be paged.';
COMMENT ON COLUMN dossier_risk.agency IS 'The competent agency.';
COMMENT ON COLUMN dossier_risk.probability IS 'Of becoming late, in hundredths of a percent.';
CREATE INDEX dossier_risk_agency ON public.dossier_risk USING btree (run, agency, probability, dossier_id);
CREATE INDEX dossier_risk_province ON public.dossier_risk USING btree (run, province, probability, dossier_id);
ALTER TABLE dossier_risk ENABLE ROW LEVEL SECURITY;
CREATE POLICY dossier_risk_seen ON dossier_risk FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = dossier_risk.dossier_id))));
GRANT SELECT, INSERT, UPDATE, DELETE ON dossier_risk TO dunghan_app;
GRANT SELECT ON dossier_risk TO dunghan_reader;

CREATE TABLE dwell_cell (
  province text NOT NULL,
  procedure_code text NOT NULL,
  agency text NOT NULL,
  half_month integer NOT NULL,
  stage text NOT NULL,
  bucket smallint NOT NULL,
  runs bigint NOT NULL,
  ended bigint NOT NULL DEFAULT 0,
  ended_late bigint NOT NULL DEFAULT 0,
  delay_minutes bigint NOT NULL DEFAULT 0,
  CONSTRAINT dwell_cell_pk PRIMARY KEY (province, procedure_code, agency, half_month, stage, bucket)
) WITH (fillfactor=80, parallel_workers=0);
COMMENT ON TABLE dwell_cell IS 'Finished runs of stages by the bucket of their working minutes; an empty agency stands for all of the province.';
COMMENT ON COLUMN dwell_cell.bucket IS 'Number of the bucket in libs/domain/performance/dwell-buckets.ts; -1 for counts that are of no length.';
COMMENT ON COLUMN dwell_cell.runs IS 'Runs whose length is counted.';
COMMENT ON COLUMN dwell_cell.ended IS 'Runs with a target that ended, and (ended_late) those of them after it.';
COMMENT ON COLUMN dwell_cell.delay_minutes IS 'Working minutes of the delays of dossiers that are charged to the stage; an empty stage is of what belongs to none.';
ALTER TABLE dwell_cell ENABLE ROW LEVEL SECURITY;
CREATE POLICY dwell_cell_agency_reader ON dwell_cell FOR SELECT TO dunghan_agency_reader USING ((agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])));
CREATE POLICY dwell_cell_province_reader ON dwell_cell FOR SELECT TO dunghan_province_reader USING ((province = ( SELECT current_setting('dunghan.province'::text, true) AS current_setting)));
GRANT SELECT, INSERT, UPDATE, DELETE ON dwell_cell TO dunghan_app;
GRANT SELECT ON dwell_cell TO dunghan_reader;

CREATE TABLE dwell_delta (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  half_month integer NOT NULL,
  bucket smallint NOT NULL,
  province text NOT NULL,
  procedure_code text NOT NULL,
  agency text NOT NULL,
  stage text NOT NULL,
  runs smallint NOT NULL DEFAULT 1,
  ended smallint NOT NULL DEFAULT 0,
  ended_late smallint NOT NULL DEFAULT 0,
  delay_minutes integer NOT NULL DEFAULT 0,
  CONSTRAINT dwell_delta_pkey PRIMARY KEY (id)
) WITH (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000);
COMMENT ON TABLE dwell_delta IS 'Finished runs of stages the folder has not merged into cells yet; emptied about every second.';
COMMENT ON COLUMN dwell_delta.half_month IS 'Half-month in which the run ended, numbered as in libs/domain/performance/periods.ts.';
COMMENT ON COLUMN dwell_delta.bucket IS 'Number of the bucket in libs/domain/performance/dwell-buckets.ts; -1 for counts that are of no length.';
ALTER TABLE dwell_delta ENABLE ROW LEVEL SECURITY;
CREATE POLICY dwell_delta_agency_reader ON dwell_delta FOR SELECT TO dunghan_agency_reader USING ((agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])));
CREATE POLICY dwell_delta_province_reader ON dwell_delta FOR SELECT TO dunghan_province_reader USING ((province = ( SELECT current_setting('dunghan.province'::text, true) AS current_setting)));
GRANT SELECT, INSERT, UPDATE, DELETE ON dwell_delta TO dunghan_app;
GRANT SELECT ON dwell_delta TO dunghan_reader;

CREATE TABLE escalation (
  key text NOT NULL,
  agency text NOT NULL,
  made_at bigint NOT NULL,
  CONSTRAINT escalation_pkey PRIMARY KEY (key)
);
COMMENT ON TABLE escalation IS 'Lists of apologies nobody acts on; key: addressed agency, local day, half of it.';
CREATE INDEX escalation_agency ON public.escalation USING btree (agency, made_at, key);
CREATE TRIGGER escalation_append_only BEFORE DELETE OR UPDATE ON public.escalation FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER escalation_no_truncate BEFORE TRUNCATE ON public.escalation FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON escalation TO dunghan_app;

CREATE TABLE escalation_item (
  escalation_key text NOT NULL,
  task_key text NOT NULL,
  level integer NOT NULL,
  CONSTRAINT escalation_item_pkey PRIMARY KEY (escalation_key, task_key),
  CONSTRAINT escalation_item_escalation_key_fkey FOREIGN KEY (escalation_key) REFERENCES escalation(key),
  CONSTRAINT escalation_item_task_key_fkey FOREIGN KEY (task_key) REFERENCES task(key)
);
CREATE TRIGGER escalation_item_append_only BEFORE DELETE OR UPDATE ON public.escalation_item FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER escalation_item_no_truncate BEFORE TRUNCATE ON public.escalation_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON escalation_item TO dunghan_app;

CREATE TABLE evaluation_access (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  officer text NOT NULL,
  period text NOT NULL,
  part text NOT NULL,
  opened_by text NOT NULL,
  agency text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT evaluation_access_pkey PRIMARY KEY (id),
  CONSTRAINT evaluation_access_part CHECK ((part = ANY (ARRAY['sheet'::text, 'dossiers'::text, 'pdf'::text]))),
  CONSTRAINT evaluation_access_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE evaluation_access IS 'Append-only: which head opened whose evaluation sheet of which period, and when.';
CREATE INDEX evaluation_access_officer ON public.evaluation_access USING btree (officer, id);
CREATE TRIGGER evaluation_access_append_only BEFORE DELETE OR UPDATE ON public.evaluation_access FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER evaluation_access_no_truncate BEFORE TRUNCATE ON public.evaluation_access FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON evaluation_access TO dunghan_app;

CREATE TABLE exchange_import (
  id uuid NOT NULL,
  province text NOT NULL,
  content_hash text NOT NULL,
  content json NOT NULL,
  uploaded_at bigint NOT NULL,
  uploaded_by text NOT NULL,
  request_key text NOT NULL,
  request_hash text NOT NULL,
  applied_at bigint,
  applied_by text,
  outcome json,
  CONSTRAINT exchange_import_pkey PRIMARY KEY (id),
  CONSTRAINT exchange_import_request UNIQUE (uploaded_by, request_key),
  CONSTRAINT exchange_import_applied CHECK ((((applied_at IS NULL) = (applied_by IS NULL)) AND ((applied_at IS NULL) = (outcome IS NULL)))),
  CONSTRAINT exchange_import_province_fkey FOREIGN KEY (province) REFERENCES agency(code)
);
COMMENT ON TABLE exchange_import IS 'Catalogues exported elsewhere, as they were uploaded, with what was applied of them.';
COMMENT ON COLUMN exchange_import.content_hash IS 'SHA-256 over the canonical text of its parts, as the file itself states it.';
CREATE INDEX exchange_import_order ON public.exchange_import USING btree (province, uploaded_at, id);
CREATE TRIGGER exchange_import_append_only BEFORE DELETE OR UPDATE ON public.exchange_import FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('applied_at', 'applied_by', 'outcome');
CREATE TRIGGER exchange_import_changed_once BEFORE UPDATE ON public.exchange_import FOR EACH ROW WHEN ((((old.applied_at IS NOT NULL) AND ((new.applied_at)::text IS DISTINCT FROM (old.applied_at)::text)) OR ((old.applied_by IS NOT NULL) AND (new.applied_by IS DISTINCT FROM old.applied_by)) OR ((old.outcome IS NOT NULL) AND ((new.outcome)::text IS DISTINCT FROM (old.outcome)::text)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER exchange_import_no_truncate BEFORE TRUNCATE ON public.exchange_import FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON exchange_import TO dunghan_app;

CREATE TABLE feedback (
  case_id uuid NOT NULL,
  phase text NOT NULL,
  channel text,
  subject text,
  received_at bigint NOT NULL,
  portal_code text,
  urging_number integer,
  urgent boolean NOT NULL,
  published_at bigint,
  published_version integer,
  likeness text,
  CONSTRAINT feedback_pkey PRIMARY KEY (case_id),
  CONSTRAINT feedback_one_of CHECK ((((urging_number IS NULL) = (channel IS NOT NULL)) AND ((channel IS NULL) = (subject IS NULL)))),
  CONSTRAINT feedback_published CHECK (((published_at IS NULL) = (published_version IS NULL))),
  CONSTRAINT feedback_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id)
);
COMMENT ON TABLE feedback IS 'Feedback and urgings as the events of their cases make them.';
COMMENT ON COLUMN feedback.urging_number IS 'Which urging of its dossier it is; null for feedback.';
COMMENT ON COLUMN feedback.urgent IS 'It raises its dossier in the queues.';
COMMENT ON COLUMN feedback.likeness IS 'HMAC of telephone and words: equal ones are likely the same thing sent twice.';
CREATE INDEX feedback_likeness ON public.feedback USING btree (likeness) WHERE (likeness IS NOT NULL);
CREATE INDEX feedback_published_at ON public.feedback USING btree (published_at) WHERE (published_at IS NOT NULL);
CREATE INDEX feedback_received ON public.feedback USING btree (received_at) WHERE (urging_number IS NULL);
CREATE INDEX feedback_urgent ON public.feedback USING btree (case_id) WHERE urgent;
ALTER TABLE feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY feedback_seen ON feedback FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM deadline_case c WHERE (c.id = feedback.case_id))));
GRANT SELECT, INSERT, UPDATE ON feedback TO dunghan_app;
GRANT SELECT ON feedback TO dunghan_reader;

CREATE TABLE feedback_request (
  actor_subject text NOT NULL,
  idempotency_key text NOT NULL,
  case_id uuid NOT NULL,
  type text NOT NULL,
  body_hmac text NOT NULL,
  accepted_at bigint NOT NULL,
  CONSTRAINT feedback_request_pk PRIMARY KEY (actor_subject, idempotency_key),
  CONSTRAINT feedback_request_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id)
);
COMMENT ON TABLE feedback_request IS 'Requests to enter feedback or to urge, each with the case it opened or found.';
CREATE TRIGGER feedback_request_append_only BEFORE DELETE OR UPDATE ON public.feedback_request FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER feedback_request_no_truncate BEFORE TRUNCATE ON public.feedback_request FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON feedback_request TO dunghan_app;

CREATE TABLE feedback_round (
  case_id uuid NOT NULL,
  round integer NOT NULL,
  agency text NOT NULL,
  begun_at bigint NOT NULL,
  begun_by text NOT NULL,
  ended_at bigint,
  ended_as text,
  in_time boolean,
  verdict text,
  CONSTRAINT feedback_round_pk PRIMARY KEY (case_id, round),
  CONSTRAINT feedback_round_ended CHECK ((((ended_at IS NULL) = (ended_as IS NULL)) AND ((in_time IS NULL) OR (ended_at IS NOT NULL)))),
  CONSTRAINT feedback_round_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT feedback_round_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id)
);
COMMENT ON TABLE feedback_round IS 'The turns of agencies at feedback: from receipt, forwarding or reopening to their end.';
CREATE INDEX feedback_round_begun ON public.feedback_round USING btree (agency, begun_at);
CREATE INDEX feedback_round_ended_at ON public.feedback_round USING btree (agency, ended_at) WHERE (ended_at IS NOT NULL);
ALTER TABLE feedback_round ENABLE ROW LEVEL SECURITY;
CREATE POLICY feedback_round_seen ON feedback_round FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM deadline_case c WHERE (c.id = feedback_round.case_id))));
GRANT SELECT, INSERT, UPDATE ON feedback_round TO dunghan_app;
GRANT SELECT ON feedback_round TO dunghan_reader;

CREATE TABLE figure_cell (
  grain text NOT NULL,
  step text NOT NULL,
  period integer NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  procedure_code text NOT NULL,
  field_code text NOT NULL,
  channel text NOT NULL,
  officer text NOT NULL,
  measures bigint[] NOT NULL,
  CONSTRAINT figure_cell_pk PRIMARY KEY (grain, step, province, agency, period, procedure_code, field_code, channel, officer),
  CONSTRAINT figure_cell_step CHECK ((step = ANY (ARRAY['all'::text, 'day'::text, 'half-month'::text, 'quarter'::text, 'year'::text])))
) WITH (fillfactor=80, parallel_workers=0);
COMMENT ON TABLE figure_cell IS 'Sums of deltas in the closed list of grains; dimensions a grain does not tell apart are empty. Every figure is cells plus deltas.';
ALTER TABLE figure_cell ENABLE ROW LEVEL SECURITY;
CREATE POLICY figure_cell_agency_reader ON figure_cell FOR SELECT TO dunghan_agency_reader USING ((agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])));
CREATE POLICY figure_cell_province_reader ON figure_cell FOR SELECT TO dunghan_province_reader USING ((province = ( SELECT current_setting('dunghan.province'::text, true) AS current_setting)));
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_cell TO dunghan_app;
GRANT SELECT ON figure_cell TO dunghan_reader;

CREATE TABLE figure_delta (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  day integer NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  procedure_code text NOT NULL,
  field_code text NOT NULL,
  channel text NOT NULL,
  officer text NOT NULL,
  measures smallint[] NOT NULL,
  CONSTRAINT figure_delta_pkey PRIMARY KEY (id)
) WITH (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000);
COMMENT ON TABLE figure_delta IS 'What transactions added to the figures and the folder has not merged into cells yet; emptied about every second.';
COMMENT ON COLUMN figure_delta.measures IS 'Signed counts in the order of MEASURES in libs/domain/performance.';
ALTER TABLE figure_delta ENABLE ROW LEVEL SECURITY;
CREATE POLICY figure_delta_agency_reader ON figure_delta FOR SELECT TO dunghan_agency_reader USING ((agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])));
CREATE POLICY figure_delta_province_reader ON figure_delta FOR SELECT TO dunghan_province_reader USING ((province = ( SELECT current_setting('dunghan.province'::text, true) AS current_setting)));
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_delta TO dunghan_app;
GRANT SELECT ON figure_delta TO dunghan_reader;

CREATE TABLE figure_reopening (
  published_id uuid NOT NULL,
  reason text NOT NULL,
  requested_by text NOT NULL,
  requested_at bigint NOT NULL,
  confirmed_by text,
  confirmed_at bigint,
  CONSTRAINT figure_reopening_pkey PRIMARY KEY (published_id),
  CONSTRAINT figure_reopening_confirmed CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL))),
  CONSTRAINT figure_reopening_two_persons CHECK ((confirmed_by <> requested_by)),
  CONSTRAINT figure_reopening_published_id_fkey FOREIGN KEY (published_id) REFERENCES published_figure(id)
);
COMMENT ON TABLE figure_reopening IS 'Who reopened a published period and which second person confirmed it; then the next edition may be published beside it.';
CREATE TRIGGER figure_reopening_append_only BEFORE DELETE OR UPDATE ON public.figure_reopening FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('confirmed_by', 'confirmed_at');
CREATE TRIGGER figure_reopening_changed_once BEFORE UPDATE ON public.figure_reopening FOR EACH ROW WHEN ((((old.confirmed_by IS NOT NULL) AND (new.confirmed_by IS DISTINCT FROM old.confirmed_by)) OR ((old.confirmed_at IS NOT NULL) AND (new.confirmed_at IS DISTINCT FROM old.confirmed_at)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER figure_reopening_confirmed_once BEFORE DELETE OR UPDATE ON public.figure_reopening FOR EACH ROW WHEN ((old.confirmed_by IS NOT NULL)) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER figure_reopening_no_truncate BEFORE TRUNCATE ON public.figure_reopening FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON figure_reopening TO dunghan_app;

CREATE TABLE file_access (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  file_id uuid NOT NULL,
  subject text NOT NULL,
  role text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT file_access_pkey PRIMARY KEY (id),
  CONSTRAINT file_access_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
);
CREATE INDEX file_access_file ON public.file_access USING btree (file_id, at);
CREATE TRIGGER file_access_append_only BEFORE DELETE OR UPDATE ON public.file_access FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER file_access_no_truncate BEFORE TRUNCATE ON public.file_access FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE file_access ENABLE ROW LEVEL SECURITY;
CREATE POLICY file_access_seen ON file_access FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM stored_file f WHERE (f.id = file_access.file_id))));
GRANT SELECT, INSERT ON file_access TO dunghan_app;
GRANT SELECT ON file_access TO dunghan_reader;

CREATE TABLE filing (
  id uuid NOT NULL,
  code text NOT NULL,
  group_code text NOT NULL,
  group_version integer NOT NULL,
  case_code text NOT NULL,
  filed_at bigint NOT NULL,
  receipt_owed_at bigint,
  CONSTRAINT filing_pkey PRIMARY KEY (id),
  CONSTRAINT filing_code_unique UNIQUE (code),
  CONSTRAINT filing_group FOREIGN KEY (group_code, group_version) REFERENCES procedure_group_version(code, version)
);
COMMENT ON TABLE filing IS 'One filing that opened several dossiers, with one receipt for all of them.';
COMMENT ON COLUMN filing.receipt_owed_at IS 'When its receipt became owed as a letter; null of a filing at a desk, where it is printed, and while an online one waits for an answer.';
CREATE TRIGGER filing_append_only BEFORE DELETE OR UPDATE ON public.filing FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('receipt_owed_at');
CREATE TRIGGER filing_changed_once BEFORE UPDATE ON public.filing FOR EACH ROW WHEN (((old.receipt_owed_at IS NOT NULL) AND (new.receipt_owed_at IS DISTINCT FROM old.receipt_owed_at))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER filing_no_truncate BEFORE TRUNCATE ON public.filing FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE filing ENABLE ROW LEVEL SECURITY;
CREATE POLICY filing_seen ON filing FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM filing_dossier f WHERE (f.filing_id = filing.id))));
GRANT SELECT, INSERT ON filing TO dunghan_app;
GRANT SELECT ON filing TO dunghan_reader;

CREATE TABLE filing_dossier (
  filing_id uuid NOT NULL,
  place integer NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT filing_dossier_pk PRIMARY KEY (filing_id, place),
  CONSTRAINT filing_dossier_unique UNIQUE (dossier_id),
  CONSTRAINT filing_dossier_place CHECK ((place >= 1)),
  CONSTRAINT filing_dossier_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT filing_dossier_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filing(id)
);
COMMENT ON TABLE filing_dossier IS 'The dossiers a filing opened, in the order of the group; event 1 of each names the filing.';
CREATE TRIGGER filing_dossier_append_only BEFORE DELETE OR UPDATE ON public.filing_dossier FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER filing_dossier_no_truncate BEFORE TRUNCATE ON public.filing_dossier FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE filing_dossier ENABLE ROW LEVEL SECURITY;
CREATE POLICY filing_dossier_seen ON filing_dossier FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = filing_dossier.dossier_id))));
GRANT SELECT, INSERT ON filing_dossier TO dunghan_app;
GRANT SELECT ON filing_dossier TO dunghan_reader;

CREATE UNLOGGED TABLE import_line (
  import_id uuid NOT NULL,
  line integer NOT NULL,
  staged_at bigint NOT NULL,
  code text NOT NULL,
  content_hash text NOT NULL,
  data json,
  CONSTRAINT import_line_pk PRIMARY KEY (import_id, code, line)
);
COMMENT ON TABLE import_line IS 'Lines of an import not yet decided; empty when no import runs.';
GRANT SELECT, INSERT, DELETE ON import_line TO dunghan_app;

CREATE TABLE key_rotation (
  fingerprint text NOT NULL,
  step text NOT NULL,
  reached uuid,
  started_at bigint NOT NULL,
  finished_at bigint,
  CONSTRAINT key_rotation_pkey PRIMARY KEY (fingerprint),
  CONSTRAINT key_rotation_step CHECK ((step = ANY (ARRAY['adding'::text, 'added'::text, 'removing'::text, 'done'::text])))
);
COMMENT ON TABLE key_rotation IS 'How far each new master key has come: the search index under it, added beside the former one, which goes last.';
GRANT SELECT, INSERT, UPDATE ON key_rotation TO dunghan_app;

CREATE TABLE late_alert (
  key text NOT NULL,
  province text NOT NULL,
  scope text NOT NULL,
  first_day text NOT NULL,
  last_day text NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  late_hundredths bigint NOT NULL,
  to_process bigint NOT NULL,
  target integer NOT NULL,
  told_at bigint NOT NULL,
  CONSTRAINT late_alert_pkey PRIMARY KEY (key),
  CONSTRAINT late_alert_number UNIQUE (province, scope, first_day, last_day, number),
  CONSTRAINT late_alert_kind CHECK ((kind = ANY (ARRAY['above'::text, 'below'::text])))
);
COMMENT ON TABLE late_alert IS 'That the projected late rate of a scope and period crossed its target, upwards or back; the last row of both is how it stands.';
COMMENT ON COLUMN late_alert.scope IS 'Agency, field and procedure joined by /, each blank where it is all of them.';
CREATE TRIGGER late_alert_append_only BEFORE DELETE OR UPDATE ON public.late_alert FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER late_alert_no_truncate BEFORE TRUNCATE ON public.late_alert FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON late_alert TO dunghan_app;

CREATE TABLE late_target (
  number bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  province text NOT NULL,
  agency text,
  field_code text,
  procedure_code text,
  target integer,
  valid_from text NOT NULL,
  valid_until text,
  document_number text NOT NULL,
  entered_at bigint NOT NULL,
  entered_by text NOT NULL,
  request_key text NOT NULL,
  request_hash text NOT NULL,
  CONSTRAINT late_target_pkey PRIMARY KEY (number),
  CONSTRAINT late_target_request UNIQUE (entered_by, request_key),
  CONSTRAINT late_target_period CHECK ((valid_until >= valid_from)),
  CONSTRAINT late_target_share CHECK (((target >= 1) AND (target <= 10000))),
  CONSTRAINT late_target_subject CHECK (((field_code IS NULL) OR (procedure_code IS NULL))),
  CONSTRAINT late_target_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE late_target IS 'Decided targets of the late rate, every version ever; of two for one scope and day the later entry counts.';
COMMENT ON COLUMN late_target.target IS 'Hundredths of a percent; null: the scope has no target of its own any more.';
CREATE INDEX late_target_province ON public.late_target USING btree (province, number);
CREATE TRIGGER late_target_append_only BEFORE DELETE OR UPDATE ON public.late_target FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER late_target_no_truncate BEFORE TRUNCATE ON public.late_target FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON late_target TO dunghan_app;

CREATE TABLE ledger_seal (
  number integer NOT NULL,
  from_xact xid8 NOT NULL,
  until_xact xid8 NOT NULL,
  events integer NOT NULL,
  dossiers integer NOT NULL,
  root text NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  sealed_at bigint NOT NULL,
  CONSTRAINT ledger_seal_pkey PRIMARY KEY (number)
);
COMMENT ON TABLE ledger_seal IS 'Append-only. Merkle roots over the events of closed transactions, each chained to the last.';
CREATE INDEX ledger_seal_time ON public.ledger_seal USING btree (sealed_at, number);
CREATE TRIGGER ledger_seal_append_only BEFORE DELETE OR UPDATE ON public.ledger_seal FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER ledger_seal_no_truncate BEFORE TRUNCATE ON public.ledger_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON ledger_seal TO dunghan_app;

CREATE TABLE ledger_seal_signature (
  number integer NOT NULL,
  signature text NOT NULL,
  signing_key text NOT NULL,
  signed_at bigint NOT NULL,
  CONSTRAINT ledger_seal_signature_pkey PRIMARY KEY (number),
  CONSTRAINT ledger_seal_signature_number_fkey FOREIGN KEY (number) REFERENCES ledger_seal(number)
);
COMMENT ON TABLE ledger_seal_signature IS 'Append-only. Ed25519 signatures of the last seal of each local day, made once the day is over.';
CREATE TRIGGER ledger_seal_signature_append_only BEFORE DELETE OR UPDATE ON public.ledger_seal_signature FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER ledger_seal_signature_no_truncate BEFORE TRUNCATE ON public.ledger_seal_signature FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON ledger_seal_signature TO dunghan_app;

CREATE TABLE letter (
  key text NOT NULL,
  dossier_id uuid NOT NULL,
  kind text NOT NULL,
  form text NOT NULL,
  promise integer,
  deadline_version integer NOT NULL,
  owed_by_seq integer NOT NULL,
  owed_at bigint NOT NULL,
  status text NOT NULL,
  workflow_started_at bigint,
  produced_at bigint,
  pdf_sha256 text,
  key_ref text,
  awaits_signature boolean NOT NULL DEFAULT false,
  composed_from_seq integer NOT NULL,
  delivery_open boolean NOT NULL DEFAULT true,
  sent_at bigint,
  template_id text,
  data bytea,
  content_key_ref text,
  retry_now boolean NOT NULL DEFAULT false,
  ask_first boolean NOT NULL DEFAULT false,
  CONSTRAINT letter_pkey PRIMARY KEY (key),
  CONSTRAINT letter_data CHECK (((data IS NULL) = (key_ref IS NULL))),
  CONSTRAINT letter_produced CHECK (
CASE status
    WHEN 'owed'::text THEN (pdf_sha256 IS NULL)
    WHEN 'withdrawn'::text THEN true
    ELSE (pdf_sha256 IS NOT NULL)
END),
  CONSTRAINT letter_sent CHECK (((status <> 'sent'::text) OR (sent_at IS NOT NULL))),
  CONSTRAINT letter_status CHECK ((status = ANY (ARRAY['owed'::text, 'produced'::text, 'sent'::text, 'withdrawn'::text]))),
  CONSTRAINT letter_content_kept FOREIGN KEY (pdf_sha256, content_key_ref) REFERENCES letter_content(sha256, key_ref),
  CONSTRAINT letter_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT letter_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref),
  CONSTRAINT letter_owed_by FOREIGN KEY (dossier_id, owed_by_seq) REFERENCES dossier_event(dossier_id, seq)
);
COMMENT ON COLUMN letter.awaits_signature IS 'Owed, but not to leave the house before a person has signed it.';
COMMENT ON COLUMN letter.composed_from_seq IS 'The event it is composed from: the one that owes it, or the signature that came later.';
COMMENT ON COLUMN letter.delivery_open IS 'Whether its delivery still has something to do by itself; a person may open it again.';
COMMENT ON COLUMN letter.sent_at IS 'When a channel first took it.';
COMMENT ON COLUMN letter.template_id IS 'Template versions it was drawn with, outermost first; null of letters older than this column.';
COMMENT ON COLUMN letter.data IS 'What it says, encrypted under key_ref; null until it is produced and once it is erased.';
COMMENT ON COLUMN letter.retry_now IS 'It could not be produced, and what kept it back may have been put right since.';
COMMENT ON COLUMN letter.ask_first IS 'Whether it left already is found out before it leaves: a restore brought it back unsent, or it was owed after one and the lost time may have owed it too.';
CREATE INDEX letter_apology_produced ON public.letter USING btree (produced_at, key COLLATE "C") WHERE ((kind = 'apology'::text) AND (status = ANY (ARRAY['produced'::text, 'sent'::text])));
CREATE INDEX letter_ask_first ON public.letter USING btree (key) WHERE ask_first;
CREATE INDEX letter_content_use ON public.letter USING btree (pdf_sha256) WHERE (content_key_ref IS NOT NULL);
CREATE INDEX letter_dossier ON public.letter USING btree (dossier_id);
CREATE INDEX letter_owed ON public.letter USING btree (owed_at) WHERE (delivery_open AND (NOT awaits_signature));
CREATE INDEX letter_retry ON public.letter USING btree (owed_at) WHERE retry_now;
CREATE INDEX letter_unsigned ON public.letter USING btree (owed_at) WHERE awaits_signature;
ALTER TABLE letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_seen ON letter FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = letter.dossier_id))));
GRANT SELECT, INSERT, UPDATE ON letter TO dunghan_app;
GRANT SELECT ON letter TO dunghan_reader;

CREATE TABLE letter_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  letter_key text NOT NULL,
  channel text NOT NULL,
  attempt integer NOT NULL,
  step text NOT NULL,
  at bigint NOT NULL,
  by_subject text,
  request_key text,
  detail bytea,
  key_ref text,
  CONSTRAINT letter_attempt_pkey PRIMARY KEY (id),
  CONSTRAINT letter_attempt_request UNIQUE (by_subject, request_key, letter_key, channel),
  CONSTRAINT letter_attempt_step CHECK ((step = ANY (ARRAY['began'::text, 'accepted'::text, 'delivered'::text, 'refused'::text, 'failed'::text, 'unknown'::text, 'absent'::text, 'arrived'::text, 'again'::text, 'returned'::text, 'printed'::text, 'handed-over'::text, 'posted'::text]))),
  CONSTRAINT letter_attempt_delivery FOREIGN KEY (letter_key, channel) REFERENCES letter_delivery(letter_key, channel),
  CONSTRAINT letter_attempt_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE letter_attempt IS 'Everything that happened on the way, append-only; only an erasure empties the details.';
CREATE INDEX letter_attempt_letter ON public.letter_attempt USING btree (letter_key, id);
CREATE TRIGGER letter_attempt_append_only BEFORE DELETE OR UPDATE ON public.letter_attempt FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('detail', 'key_ref');
CREATE TRIGGER letter_attempt_changed_once BEFORE UPDATE ON public.letter_attempt FOR EACH ROW WHEN ((((new.detail IS NOT NULL) AND (new.detail IS DISTINCT FROM old.detail)) OR ((new.key_ref IS NOT NULL) AND (new.key_ref IS DISTINCT FROM old.key_ref)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER letter_attempt_no_truncate BEFORE TRUNCATE ON public.letter_attempt FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE letter_attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_attempt_seen ON letter_attempt FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM letter l WHERE (l.key = letter_attempt.letter_key))));
GRANT SELECT, INSERT ON letter_attempt TO dunghan_app;
GRANT SELECT ON letter_attempt TO dunghan_reader;

CREATE TABLE letter_content (
  sha256 text NOT NULL,
  key_ref text NOT NULL,
  sealed_for text NOT NULL,
  ciphertext bytea NOT NULL,
  CONSTRAINT letter_content_pk PRIMARY KEY (sha256, key_ref),
  CONSTRAINT letter_content_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE letter_content IS 'Files of produced letters, encrypted; equal files of one agency and year are kept once.';
COMMENT ON COLUMN letter_content.sealed_for IS 'The place the ciphertext was sealed for; it opens under no other.';
ALTER TABLE letter_content ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_content_seen ON letter_content FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM letter l WHERE ((l.pdf_sha256 = letter_content.sha256) AND (l.content_key_ref = letter_content.key_ref)))));
GRANT SELECT, INSERT, DELETE ON letter_content TO dunghan_app;
GRANT SELECT ON letter_content TO dunghan_reader;

CREATE TABLE letter_delivery (
  letter_key text NOT NULL,
  channel text NOT NULL,
  dossier_id uuid NOT NULL,
  desk text NOT NULL,
  role text NOT NULL,
  status text NOT NULL,
  planned_at bigint NOT NULL,
  next_at bigint,
  attempts integer NOT NULL DEFAULT 0,
  attempt_token uuid,
  tried_from bigint,
  asked integer NOT NULL DEFAULT 0,
  sent_at bigint,
  settled_at bigint,
  prints integer NOT NULL DEFAULT 0,
  address bytea,
  key_ref text,
  CONSTRAINT letter_delivery_pk PRIMARY KEY (letter_key, channel),
  CONSTRAINT letter_delivery_attempt CHECK (((status = ANY (ARRAY['sending'::text, 'unsure'::text])) <= (attempt_token IS NOT NULL))),
  CONSTRAINT letter_delivery_channel CHECK ((channel = ANY (ARRAY['paper'::text, 'email'::text, 'sms'::text, 'zalo'::text]))),
  CONSTRAINT letter_delivery_role CHECK ((role = ANY (ARRAY['main'::text, 'copy'::text]))),
  CONSTRAINT letter_delivery_status CHECK ((status = ANY (ARRAY['waiting'::text, 'sending'::text, 'unsure'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'withdrawn'::text]))),
  CONSTRAINT letter_delivery_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT letter_delivery_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref),
  CONSTRAINT letter_delivery_letter_key_fkey FOREIGN KEY (letter_key) REFERENCES letter(key)
);
COMMENT ON TABLE letter_delivery IS 'One way of one letter: a channel carries a letter once, and a row says how far it is.';
COMMENT ON COLUMN letter_delivery.role IS 'main: the way the letter leaves by; copy: signed paper kept ready at the desk beside it.';
CREATE INDEX letter_delivery_dossier ON public.letter_delivery USING btree (dossier_id);
CREATE UNIQUE INDEX letter_delivery_main ON public.letter_delivery USING btree (letter_key) WHERE ((role = 'main'::text) AND (status <> ALL (ARRAY['failed'::text, 'withdrawn'::text])));
CREATE INDEX letter_delivery_print ON public.letter_delivery USING btree (desk, planned_at, letter_key) WHERE ((channel = 'paper'::text) AND (status = 'waiting'::text));
ALTER TABLE letter_delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY letter_delivery_seen ON letter_delivery FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = letter_delivery.dossier_id))));
GRANT SELECT, INSERT, UPDATE ON letter_delivery TO dunghan_app;
GRANT SELECT ON letter_delivery TO dunghan_reader;

CREATE TABLE letter_template (
  scope text NOT NULL,
  number integer NOT NULL,
  content json NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  idempotency_key text,
  request_hash text,
  CONSTRAINT letter_template_pk PRIMARY KEY (scope, number),
  CONSTRAINT letter_template_key_unique UNIQUE (published_by, idempotency_key),
  CONSTRAINT letter_template_key CHECK (((idempotency_key IS NULL) = (request_hash IS NULL))),
  CONSTRAINT letter_template_number CHECK ((number >= 1))
);
COMMENT ON TABLE letter_template IS 'How the nation, a province or an agency prints its letters, every version ever; the last of a scope is in force.';
CREATE TRIGGER letter_template_append_only BEFORE DELETE OR UPDATE ON public.letter_template FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER letter_template_no_truncate BEFORE TRUNCATE ON public.letter_template FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON letter_template TO dunghan_app;
GRANT SELECT ON letter_template TO dunghan_reader;

CREATE TABLE morning_line (
  day integer NOT NULL,
  agency text NOT NULL,
  place integer NOT NULL,
  province text NOT NULL,
  dossier_id uuid NOT NULL,
  agencies text[] NOT NULL,
  officers text[] NOT NULL,
  late boolean NOT NULL,
  content json NOT NULL,
  CONSTRAINT morning_line_pkey PRIMARY KEY (day, agency, place),
  CONSTRAINT morning_line_place CHECK ((place >= 1)),
  CONSTRAINT morning_line_list FOREIGN KEY (day, agency) REFERENCES morning_list(day, agency)
);
COMMENT ON TABLE morning_line IS 'Lines of the lists; content is canonical JSON without personal data, the text that was hashed.';
COMMENT ON COLUMN morning_line.agencies IS 'Who sees the line: receiving and competent agency and those that hold a stage.';
CREATE INDEX morning_line_dossier ON public.morning_line USING btree (dossier_id, day);
CREATE TRIGGER morning_line_append_only BEFORE DELETE OR UPDATE ON public.morning_line FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER morning_line_no_truncate BEFORE TRUNCATE ON public.morning_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON morning_line TO dunghan_app;

CREATE TABLE morning_list (
  day integer NOT NULL,
  agency text NOT NULL,
  made_at bigint NOT NULL,
  soon_until bigint NOT NULL,
  late integer NOT NULL,
  soon integer NOT NULL,
  content_hash text NOT NULL,
  CONSTRAINT morning_list_pkey PRIMARY KEY (day, agency),
  CONSTRAINT morning_list_counts CHECK (((late >= 0) AND (soon >= 0))),
  CONSTRAINT morning_list_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE morning_list IS 'One list an agency and working day, as it stood: the business key of the loop that makes it. Days are those since 1970-01-01.';
COMMENT ON COLUMN morning_list.content_hash IS 'SHA-256 of the lines in their order, each ended by a line feed.';
CREATE TRIGGER morning_list_append_only BEFORE DELETE OR UPDATE ON public.morning_list FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER morning_list_no_truncate BEFORE TRUNCATE ON public.morning_list FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON morning_list TO dunghan_app;

CREATE TABLE morning_told (
  day integer NOT NULL,
  subject text NOT NULL,
  told_at bigint NOT NULL,
  late integer NOT NULL,
  soon integer NOT NULL,
  CONSTRAINT morning_told_pkey PRIMARY KEY (day, subject)
);
COMMENT ON TABLE morning_told IS 'Whose list was summed up on which day, also where there was nothing to tell of; the notice itself is in staff_notice.';
CREATE TRIGGER morning_told_append_only BEFORE DELETE OR UPDATE ON public.morning_told FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER morning_told_no_truncate BEFORE TRUNCATE ON public.morning_told FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON morning_told TO dunghan_app;

CREATE TABLE national_index_scheme (
  version integer NOT NULL,
  content json NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  CONSTRAINT national_index_scheme_pk PRIMARY KEY (version),
  CONSTRAINT national_index_scheme_version CHECK ((version >= 1))
);
COMMENT ON TABLE national_index_scheme IS 'Groups, components and points of index 766 as far as they are known, every version ever; the last is in force.';
CREATE TRIGGER national_index_scheme_append_only BEFORE DELETE OR UPDATE ON public.national_index_scheme FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER national_index_scheme_no_truncate BEFORE TRUNCATE ON public.national_index_scheme FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON national_index_scheme TO dunghan_app;

CREATE TABLE par_catalogue (
  code text NOT NULL,
  version integer NOT NULL,
  content json NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  CONSTRAINT par_catalogue_pk PRIMARY KEY (code, version),
  CONSTRAINT par_catalogue_version CHECK ((version >= 1))
);
COMMENT ON TABLE par_catalogue IS 'Sets of criteria as far as they are known, every version ever; the last of a code is in force.';
CREATE TRIGGER par_catalogue_append_only BEFORE DELETE OR UPDATE ON public.par_catalogue FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER par_catalogue_no_truncate BEFORE TRUNCATE ON public.par_catalogue FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON par_catalogue TO dunghan_app;

CREATE TABLE par_evidence (
  file_id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  CONSTRAINT par_evidence_pkey PRIMARY KEY (file_id),
  CONSTRAINT par_evidence_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  CONSTRAINT par_evidence_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES par_sheet(id)
);
COMMENT ON TABLE par_evidence IS 'To which score sheet a stored file belongs.';
CREATE INDEX par_evidence_sheet ON public.par_evidence USING btree (sheet_id);
CREATE TRIGGER par_evidence_append_only BEFORE DELETE OR UPDATE ON public.par_evidence FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER par_evidence_no_truncate BEFORE TRUNCATE ON public.par_evidence FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON par_evidence TO dunghan_app;

CREATE TABLE par_request (
  actor_subject text NOT NULL,
  idempotency_key text NOT NULL,
  request_hmac text NOT NULL,
  result json NOT NULL,
  accepted_at bigint NOT NULL,
  CONSTRAINT par_request_pk PRIMARY KEY (actor_subject, idempotency_key)
);
COMMENT ON TABLE par_request IS 'Writes about the PAR INDEX by their keys, each with what it came to.';
CREATE TRIGGER par_request_append_only BEFORE DELETE OR UPDATE ON public.par_request FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER par_request_no_truncate BEFORE TRUNCATE ON public.par_request FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON par_request TO dunghan_app;

CREATE TABLE par_sheet (
  id uuid NOT NULL,
  agency text NOT NULL,
  year integer NOT NULL,
  catalogue text NOT NULL,
  case_code text NOT NULL,
  submitted_at bigint,
  last_seq integer NOT NULL,
  last_hash text NOT NULL,
  CONSTRAINT par_sheet_pkey PRIMARY KEY (id),
  CONSTRAINT par_sheet_year_unique UNIQUE (agency, year),
  CONSTRAINT par_sheet_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE par_sheet IS 'Score sheets, one an agency and year: what is listed of their events, and the lock of their writers.';
COMMENT ON COLUMN par_sheet.case_code IS 'The assigned task that watches its deadline.';
GRANT SELECT, INSERT, UPDATE ON par_sheet TO dunghan_app;

CREATE TABLE par_sheet_event (
  sheet_id uuid NOT NULL,
  seq integer NOT NULL,
  cause text NOT NULL,
  ordinal integer NOT NULL,
  type text NOT NULL,
  payload json NOT NULL,
  actor json NOT NULL,
  occurred_at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  calendar_snapshot text NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT par_sheet_event_pk PRIMARY KEY (sheet_id, seq),
  CONSTRAINT par_sheet_event_cause_unique UNIQUE (sheet_id, cause, ordinal),
  CONSTRAINT par_sheet_event_seq CHECK (((seq >= 1) AND (ordinal >= 0))),
  CONSTRAINT par_sheet_event_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES par_sheet(id)
);
COMMENT ON TABLE par_sheet_event IS 'Append-only: who entered, changed, confirmed and submitted what. payload holds exactly the hashed text.';
CREATE TRIGGER par_sheet_event_append_only BEFORE DELETE OR UPDATE ON public.par_sheet_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER par_sheet_event_no_truncate BEFORE TRUNCATE ON public.par_sheet_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON par_sheet_event TO dunghan_app;

CREATE TABLE par_sheet_text (
  sheet_id uuid NOT NULL,
  version integer NOT NULL,
  ciphertext bytea NOT NULL,
  key_ref text NOT NULL,
  CONSTRAINT par_sheet_text_pk PRIMARY KEY (sheet_id, version),
  CONSTRAINT par_sheet_text_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref),
  CONSTRAINT par_sheet_text_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES par_sheet(id)
);
COMMENT ON TABLE par_sheet_text IS 'Basis, explanation, reason and titles of files of a row, encrypted; the event holds version and commitment only.';
CREATE TRIGGER par_sheet_text_append_only BEFORE DELETE OR UPDATE ON public.par_sheet_text FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER par_sheet_text_no_truncate BEFORE TRUNCATE ON public.par_sheet_text FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON par_sheet_text TO dunghan_app;

CREATE TABLE par_target_assignment (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  import_id uuid NOT NULL,
  line integer NOT NULL,
  criterion text NOT NULL,
  target integer NOT NULL,
  maximum integer NOT NULL,
  assigned_at bigint NOT NULL,
  assigned_by text NOT NULL,
  CONSTRAINT par_target_assignment_pkey PRIMARY KEY (id),
  CONSTRAINT par_target_assignment_points CHECK (((target >= 0) AND (target <= maximum))),
  CONSTRAINT par_target_assignment_import_id_fkey FOREIGN KEY (import_id) REFERENCES par_target_import(id)
);
COMMENT ON TABLE par_target_assignment IS 'Append-only: to which criterion a person says a line belongs, and its points in hundredths; the last one holds.';
CREATE INDEX par_target_assignment_line ON public.par_target_assignment USING btree (import_id, line, id);
CREATE TRIGGER par_target_assignment_append_only BEFORE DELETE OR UPDATE ON public.par_target_assignment FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER par_target_assignment_no_truncate BEFORE TRUNCATE ON public.par_target_assignment FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON par_target_assignment TO dunghan_app;

CREATE TABLE par_target_import (
  id uuid NOT NULL,
  agency text NOT NULL,
  year integer NOT NULL,
  catalogue text NOT NULL,
  version integer NOT NULL,
  lines json NOT NULL,
  imported_at bigint NOT NULL,
  imported_by text NOT NULL,
  CONSTRAINT par_target_import_pkey PRIMARY KEY (id),
  CONSTRAINT par_target_import_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT par_target_import_catalogue FOREIGN KEY (catalogue, version) REFERENCES par_catalogue(code, version)
);
COMMENT ON TABLE par_target_import IS 'Append-only: what was read from a plan, line by line, with what could not be read or matched.';
CREATE INDEX par_target_import_scope ON public.par_target_import USING btree (agency, year, imported_at);
CREATE TRIGGER par_target_import_append_only BEFORE DELETE OR UPDATE ON public.par_target_import FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER par_target_import_no_truncate BEFORE TRUNCATE ON public.par_target_import FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON par_target_import TO dunghan_app;

CREATE UNLOGGED TABLE pass_cell (
  grain text NOT NULL,
  step text NOT NULL,
  period integer NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  procedure_code text NOT NULL,
  field_code text NOT NULL,
  channel text NOT NULL,
  officer text NOT NULL,
  measures bigint[] NOT NULL,
  CONSTRAINT pass_cell_pk PRIMARY KEY (grain, step, province, agency, period, procedure_code, field_code, channel, officer)
) WITH (fillfactor=60, parallel_workers=0);
COMMENT ON TABLE pass_cell IS 'Figures the pass under way has counted from the ledger, in the grains all others are sums of.';
GRANT SELECT, INSERT, UPDATE, TRUNCATE ON pass_cell TO dunghan_app;

CREATE UNLOGGED TABLE pass_dwell (
  province text NOT NULL,
  procedure_code text NOT NULL,
  agency text NOT NULL,
  half_month integer NOT NULL,
  stage text NOT NULL,
  bucket smallint NOT NULL,
  runs bigint NOT NULL,
  ended bigint NOT NULL DEFAULT 0,
  ended_late bigint NOT NULL DEFAULT 0,
  delay_minutes bigint NOT NULL DEFAULT 0,
  CONSTRAINT pass_dwell_pk PRIMARY KEY (province, procedure_code, agency, half_month, stage, bucket)
) WITH (fillfactor=60, parallel_workers=0);
COMMENT ON TABLE pass_dwell IS 'Finished runs of stages the pass under way has counted from the ledger.';
GRANT SELECT, INSERT, UPDATE, TRUNCATE ON pass_dwell TO dunghan_app;

CREATE TABLE person_export (
  id uuid NOT NULL,
  at bigint NOT NULL,
  subject text NOT NULL,
  role text NOT NULL,
  agency text NOT NULL,
  known_by text NOT NULL,
  reason text NOT NULL,
  document_number text NOT NULL,
  dossiers integer NOT NULL,
  CONSTRAINT person_export_pkey PRIMARY KEY (id),
  CONSTRAINT person_export_known_by CHECK ((known_by = ANY (ARRAY['id-number'::text, 'phone'::text]))),
  CONSTRAINT person_export_reason CHECK ((reason = ANY (ARRAY['person-asked'::text, 'court'::text, 'inspection'::text, 'other-authority'::text]))),
  CONSTRAINT person_export_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE person_export IS 'Append-only: what was handed out of one person, to whom and why; never by which number.';
CREATE TRIGGER person_export_append_only BEFORE DELETE OR UPDATE ON public.person_export FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER person_export_no_truncate BEFORE TRUNCATE ON public.person_export FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON person_export TO dunghan_app;

CREATE TABLE personal_record (
  dossier_id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  ciphertext bytea NOT NULL,
  key_ref text NOT NULL,
  CONSTRAINT personal_record_pk PRIMARY KEY (dossier_id, version),
  CONSTRAINT personal_record_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT personal_record_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE personal_record IS 'Personal data and free text, encrypted; the ledger holds version and commitment only.';
ALTER TABLE personal_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY personal_record_seen ON personal_record FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = personal_record.dossier_id))));
GRANT SELECT, INSERT, UPDATE, DELETE ON personal_record TO dunghan_app;
GRANT SELECT ON personal_record TO dunghan_reader;

CREATE TABLE plan_task (
  case_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  place integer NOT NULL,
  CONSTRAINT plan_task_pkey PRIMARY KEY (case_id),
  CONSTRAINT plan_task_place CHECK ((place >= 1)),
  CONSTRAINT plan_task_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id),
  CONSTRAINT plan_task_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES task_plan(id)
);
COMMENT ON TABLE plan_task IS 'Which cases a task of a plan is: one, or one for each report of a series.';
CREATE INDEX plan_task_plan ON public.plan_task USING btree (plan_id, place);
CREATE TRIGGER plan_task_append_only BEFORE DELETE OR UPDATE ON public.plan_task FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER plan_task_no_truncate BEFORE TRUNCATE ON public.plan_task FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE plan_task ENABLE ROW LEVEL SECURITY;
CREATE POLICY plan_task_seen ON plan_task FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM deadline_case c WHERE (c.id = plan_task.case_id))));
GRANT SELECT, INSERT ON plan_task TO dunghan_app;
GRANT SELECT ON plan_task TO dunghan_reader;

CREATE TABLE portal_comparison (
  id uuid NOT NULL,
  province text NOT NULL,
  agency text,
  form text NOT NULL,
  first_day integer NOT NULL,
  last_day integer NOT NULL,
  format text NOT NULL,
  sha256 text NOT NULL,
  file_id uuid,
  source bytea,
  key_ref text,
  read_rows integer NOT NULL,
  same integer NOT NULL,
  only_here integer NOT NULL,
  tally json NOT NULL,
  uploaded_by text NOT NULL,
  uploaded_at bigint NOT NULL,
  idempotency_key text NOT NULL,
  request_hmac text NOT NULL,
  source_erased_at bigint,
  CONSTRAINT portal_comparison_pkey PRIMARY KEY (id),
  CONSTRAINT portal_comparison_key UNIQUE (uploaded_by, idempotency_key),
  CONSTRAINT portal_comparison_days CHECK ((last_day >= first_day)),
  CONSTRAINT portal_comparison_form CHECK ((form = ANY (ARRAY['counts'::text, 'codes'::text]))),
  CONSTRAINT portal_comparison_source CHECK ((((source IS NULL) = (key_ref IS NULL)) AND ((file_id IS NULL) OR (source IS NULL)) AND ((file_id IS NOT NULL) OR ((source IS NULL) = (source_erased_at IS NOT NULL))))),
  CONSTRAINT portal_comparison_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT portal_comparison_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  CONSTRAINT portal_comparison_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE portal_comparison IS 'What the portal says of a period, held against the ledger at one moment; no agency: the whole province.';
COMMENT ON COLUMN portal_comparison.source IS 'The text of a CSV, sealed; other files are stored as evidence is.';
COMMENT ON COLUMN portal_comparison.only_here IS 'How many dossiers the list lacks, also where not all of them are listed.';
COMMENT ON COLUMN portal_comparison.source_erased_at IS 'When what it was read from went with the personal data of a dossier it may name.';
CREATE INDEX portal_comparison_list ON public.portal_comparison USING btree (province, uploaded_at, id);
CREATE TRIGGER portal_comparison_append_only BEFORE DELETE OR UPDATE ON public.portal_comparison FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('source', 'key_ref', 'source_erased_at');
CREATE TRIGGER portal_comparison_changed_once BEFORE UPDATE ON public.portal_comparison FOR EACH ROW WHEN ((((old.source_erased_at IS NOT NULL) AND (new.source_erased_at IS DISTINCT FROM old.source_erased_at)) OR ((new.source IS NOT NULL) AND (new.source IS DISTINCT FROM old.source)) OR ((new.key_ref IS NOT NULL) AND (new.key_ref IS DISTINCT FROM old.key_ref)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER portal_comparison_no_truncate BEFORE TRUNCATE ON public.portal_comparison FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON portal_comparison TO dunghan_app;

CREATE TABLE portal_difference (
  comparison_id uuid NOT NULL,
  place integer NOT NULL,
  kind text NOT NULL,
  content json NOT NULL,
  CONSTRAINT portal_difference_pkey PRIMARY KEY (comparison_id, place),
  CONSTRAINT portal_difference_kind CHECK ((kind = ANY (ARRAY['count'::text, 'only-there'::text, 'only-here'::text, 'listed-twice'::text, 'other-status'::text, 'other-due'::text, 'other-punctuality'::text]))),
  CONSTRAINT portal_difference_comparison_id_fkey FOREIGN KEY (comparison_id) REFERENCES portal_comparison(id)
);
COMMENT ON TABLE portal_difference IS 'Differences of a comparison in order; content names dossiers by their codes alone.';
CREATE TRIGGER portal_difference_append_only BEFORE DELETE OR UPDATE ON public.portal_difference FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER portal_difference_no_truncate BEFORE TRUNCATE ON public.portal_difference FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON portal_difference TO dunghan_app;

CREATE TABLE portal_upload (
  id uuid NOT NULL,
  province text NOT NULL,
  agency text,
  first_day integer NOT NULL,
  last_day integer NOT NULL,
  sha256 text NOT NULL,
  file_id uuid,
  source bytea,
  key_ref text NOT NULL,
  columns json NOT NULL,
  state text NOT NULL,
  done integer NOT NULL,
  lines integer,
  begun integer NOT NULL,
  faults json,
  uploaded_by text NOT NULL,
  uploaded_at bigint NOT NULL,
  idempotency_key text NOT NULL,
  request_hmac text NOT NULL,
  CONSTRAINT portal_upload_pkey PRIMARY KEY (id),
  CONSTRAINT portal_upload_key UNIQUE (uploaded_by, idempotency_key),
  CONSTRAINT portal_upload_days CHECK ((last_day >= first_day)),
  CONSTRAINT portal_upload_state CHECK (((state = ANY (ARRAY['comparing'::text, 'faulty'::text, 'failed'::text])) AND ((state = 'comparing'::text) = (source IS NOT NULL)))),
  CONSTRAINT portal_upload_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT portal_upload_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  CONSTRAINT portal_upload_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE portal_upload IS 'A table of the portal too long to be compared while its sender waits: gone when its comparison stands, kept without its content when it cannot be read.';
COMMENT ON COLUMN portal_upload.source IS 'The content, sealed, of a file as of a CSV.';
COMMENT ON COLUMN portal_upload.done IS 'Lines compared so far.';
COMMENT ON COLUMN portal_upload.lines IS 'Lines it has, once that is known.';
COMMENT ON COLUMN portal_upload.begun IS 'How often its comparison was begun: what ends the process each time is given up.';
COMMENT ON COLUMN portal_upload.faults IS 'Why it cannot be read, cell by cell.';
CREATE INDEX portal_upload_list ON public.portal_upload USING btree (province, uploaded_at, id);
GRANT SELECT, INSERT, UPDATE, DELETE ON portal_upload TO dunghan_app;

CREATE TABLE posted_item (
  case_id uuid NOT NULL,
  agency text NOT NULL,
  item text NOT NULL,
  changed_on text NOT NULL,
  CONSTRAINT posted_item_pkey PRIMARY KEY (case_id),
  CONSTRAINT posted_item_once UNIQUE (agency, item),
  CONSTRAINT posted_item_item CHECK ((item = ANY (ARRAY['hotline'::text, 'feedback-rules'::text]))),
  CONSTRAINT posted_item_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT posted_item_case_id_fkey FOREIGN KEY (case_id) REFERENCES deadline_case(id) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE posted_item IS 'What an agency keeps posted beside its procedures; renewed in the same case when it changes.';
GRANT SELECT, INSERT, UPDATE ON posted_item TO dunghan_app;
GRANT SELECT ON posted_item TO dunghan_reader;

CREATE TABLE printed_slip (
  key text NOT NULL,
  dossier_id uuid NOT NULL,
  form text NOT NULL,
  template_id text NOT NULL,
  data bytea NOT NULL,
  key_ref text NOT NULL,
  pdf_sha256 text NOT NULL,
  CONSTRAINT printed_slip_pkey PRIMARY KEY (key),
  CONSTRAINT printed_slip_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT printed_slip_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE printed_slip IS 'What slips printed at the desk said, to be drawn again from; their files are not kept.';
CREATE INDEX printed_slip_dossier ON public.printed_slip USING btree (dossier_id);
ALTER TABLE printed_slip ENABLE ROW LEVEL SECURITY;
CREATE POLICY printed_slip_seen ON printed_slip FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = printed_slip.dossier_id))));
GRANT SELECT, INSERT, DELETE ON printed_slip TO dunghan_app;
GRANT SELECT ON printed_slip TO dunghan_reader;

CREATE TABLE procedure_group_version (
  code text NOT NULL,
  version integer NOT NULL,
  hash text NOT NULL,
  data json NOT NULL,
  effective_from text NOT NULL,
  published_at bigint NOT NULL,
  CONSTRAINT procedure_group_version_pk PRIMARY KEY (code, version),
  CONSTRAINT procedure_group_version_number CHECK ((version >= 1))
);
COMMENT ON TABLE procedure_group_version IS 'Interlinked groups of procedures. Immutable: a filing keeps the version it was filed under.';
CREATE TRIGGER procedure_group_version_append_only BEFORE DELETE OR UPDATE ON public.procedure_group_version FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER procedure_group_version_no_truncate BEFORE TRUNCATE ON public.procedure_group_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON procedure_group_version TO dunghan_app;
GRANT SELECT ON procedure_group_version TO dunghan_reader;

CREATE TABLE procedure_record_answer (
  draft_id uuid NOT NULL,
  flag_id text NOT NULL,
  number integer NOT NULL,
  choice text NOT NULL,
  value json NOT NULL,
  answered_at bigint NOT NULL,
  answered_by text NOT NULL,
  CONSTRAINT procedure_record_answer_pk PRIMARY KEY (draft_id, flag_id, number),
  CONSTRAINT procedure_record_answer_choice CHECK ((choice = ANY (ARRAY['as-recorded'::text, 'as-suggested'::text, 'corrected'::text]))),
  CONSTRAINT procedure_record_answer_number CHECK ((number >= 1)),
  CONSTRAINT procedure_record_answer_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES procedure_record_draft(id)
);
COMMENT ON TABLE procedure_record_answer IS 'Who settled what about a record with which value; the last answer to a flag counts.';
CREATE TRIGGER procedure_record_answer_append_only BEFORE DELETE OR UPDATE ON public.procedure_record_answer FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER procedure_record_answer_no_truncate BEFORE TRUNCATE ON public.procedure_record_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON procedure_record_answer TO dunghan_app;

CREATE TABLE procedure_record_draft (
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  record_hash text NOT NULL,
  record json NOT NULL,
  flags json NOT NULL,
  imported_at bigint NOT NULL,
  imported_by text NOT NULL,
  published_version integer,
  published_at bigint,
  published_by text,
  CONSTRAINT procedure_record_draft_pkey PRIMARY KEY (id),
  CONSTRAINT procedure_record_draft_hash_unique UNIQUE (record_hash),
  CONSTRAINT procedure_record_draft_published CHECK ((((published_version IS NULL) = (published_at IS NULL)) AND ((published_version IS NULL) = (published_by IS NULL)))),
  CONSTRAINT procedure_record_draft_version FOREIGN KEY (code, published_version) REFERENCES procedure_version(code, version)
);
COMMENT ON TABLE procedure_record_draft IS 'Records of the national portal as imported, whole; equal records are one.';
COMMENT ON COLUMN procedure_record_draft.record_hash IS 'SHA-256 of the record whatever the order of its keys.';
COMMENT ON COLUMN procedure_record_draft.flags IS 'What a person must confirm, as it was found at the import.';
CREATE INDEX procedure_record_draft_order ON public.procedure_record_draft USING btree (imported_at, id);
CREATE TRIGGER procedure_record_draft_append_only BEFORE DELETE OR UPDATE ON public.procedure_record_draft FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('published_version', 'published_at', 'published_by');
CREATE TRIGGER procedure_record_draft_changed_once BEFORE UPDATE ON public.procedure_record_draft FOR EACH ROW WHEN ((((old.published_version IS NOT NULL) AND (new.published_version IS DISTINCT FROM old.published_version)) OR ((old.published_at IS NOT NULL) AND (new.published_at IS DISTINCT FROM old.published_at)) OR ((old.published_by IS NOT NULL) AND (new.published_by IS DISTINCT FROM old.published_by)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER procedure_record_draft_no_truncate BEFORE TRUNCATE ON public.procedure_record_draft FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON procedure_record_draft TO dunghan_app;

CREATE TABLE procedure_record_request (
  actor text NOT NULL,
  idempotency_key text NOT NULL,
  request_hash text NOT NULL,
  draft_id uuid NOT NULL,
  CONSTRAINT procedure_record_request_pk PRIMARY KEY (actor, idempotency_key),
  CONSTRAINT procedure_record_request_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES procedure_record_draft(id)
);
COMMENT ON TABLE procedure_record_request IS 'Keys of imports, answers and publications of records, so that a repeated one changes nothing.';
CREATE TRIGGER procedure_record_request_append_only BEFORE DELETE OR UPDATE ON public.procedure_record_request FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER procedure_record_request_no_truncate BEFORE TRUNCATE ON public.procedure_record_request FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON procedure_record_request TO dunghan_app;

CREATE TABLE procedure_version (
  code text NOT NULL,
  version integer NOT NULL,
  hash text NOT NULL,
  data json NOT NULL,
  effective_from text NOT NULL,
  published_at bigint NOT NULL,
  CONSTRAINT procedure_version_pk PRIMARY KEY (code, version),
  CONSTRAINT procedure_version_number CHECK ((version >= 1))
);
COMMENT ON TABLE procedure_version IS 'Immutable: a running dossier keeps the version it began with.';
CREATE TRIGGER procedure_version_append_only BEFORE DELETE OR UPDATE ON public.procedure_version FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER procedure_version_no_truncate BEFORE TRUNCATE ON public.procedure_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON procedure_version TO dunghan_app;
GRANT SELECT ON procedure_version TO dunghan_reader;

CREATE TABLE projection (
  single boolean NOT NULL DEFAULT true,
  version integer NOT NULL,
  brought_at bigint,
  checked_at bigint,
  differing json,
  CONSTRAINT projection_pkey PRIMARY KEY (single),
  CONSTRAINT projection_single CHECK (single),
  CONSTRAINT projection_version CHECK ((version >= 0))
);
COMMENT ON TABLE projection IS 'One row: under which version of the projection every row and figure made from the ledger stands.';
COMMENT ON COLUMN projection.brought_at IS 'When the last pass that rewrote what differed ended.';
COMMENT ON COLUMN projection.checked_at IS 'When everything was last compared with the ledger, to the end.';
COMMENT ON COLUMN projection.differing IS 'What that comparison found, by table and column: how many rows and cells.';
GRANT SELECT, UPDATE ON projection TO dunghan_app;
GRANT SELECT ON projection TO dunghan_reader;

CREATE UNLOGGED TABLE projection_pass (
  single boolean NOT NULL DEFAULT true,
  purpose text NOT NULL,
  version integer NOT NULL,
  phase text NOT NULL,
  after uuid NOT NULL,
  until_xact xid8 NOT NULL,
  of_dossiers bigint NOT NULL,
  dossiers bigint NOT NULL,
  cases bigint NOT NULL,
  events bigint NOT NULL,
  differing json NOT NULL,
  begun_at bigint NOT NULL,
  CONSTRAINT projection_pass_pkey PRIMARY KEY (single),
  CONSTRAINT projection_pass_phase CHECK ((phase = ANY (ARRAY['dossiers'::text, 'cases'::text, 'later-events'::text]))),
  CONSTRAINT projection_pass_purpose CHECK ((purpose = ANY (ARRAY['repair'::text, 'check'::text]))),
  CONSTRAINT projection_pass_single CHECK (single)
);
COMMENT ON TABLE projection_pass IS 'The pass over the ledger that is under way, and how far it is. Lost with what it counted when the server crashes: then it begins again.';
COMMENT ON COLUMN projection_pass.after IS 'Dossiers, or cases, up to this one are done in this phase.';
COMMENT ON COLUMN projection_pass.until_xact IS 'Events of transactions before this one are counted of the dossiers that are done.';
GRANT SELECT, INSERT, UPDATE, DELETE ON projection_pass TO dunghan_app;

CREATE TABLE proposal (
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  type text NOT NULL,
  proposed_by text NOT NULL,
  proposed_role text NOT NULL,
  proposed_agency text NOT NULL,
  proposed_at bigint NOT NULL,
  request_key text NOT NULL,
  request_hmac text NOT NULL,
  content bytea,
  key_ref text,
  erased_at bigint,
  decided_at bigint,
  decided_by text,
  outcome text,
  command_id uuid,
  CONSTRAINT proposal_pkey PRIMARY KEY (id),
  CONSTRAINT proposal_request UNIQUE (proposed_by, request_key),
  CONSTRAINT proposal_decided CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND ((decided_at IS NULL) = (outcome IS NULL)) AND ((command_id IS NOT NULL) OR (outcome IS DISTINCT FROM 'approved'::text)))),
  CONSTRAINT proposal_erased CHECK ((((content IS NULL) = (erased_at IS NOT NULL)) AND ((key_ref IS NULL) = (erased_at IS NOT NULL)))),
  CONSTRAINT proposal_outcome CHECK ((outcome = ANY (ARRAY['approved'::text, 'rejected'::text, 'withdrawn'::text]))),
  CONSTRAINT proposal_type CHECK ((type = ANY (ARRAY['RequestSupplement'::text, 'AcknowledgeFault'::text, 'ExtendTerm'::text, 'RefuseAfterAppraisal'::text, 'ExcuseLateness'::text, 'ErasePersonalData'::text]))),
  CONSTRAINT proposal_command_id_fkey FOREIGN KEY (command_id) REFERENCES command_inbox(id),
  CONSTRAINT proposal_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT proposal_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE proposal IS 'A command somebody prepared for who may give it: its body and words sealed, and what became of it.';
COMMENT ON COLUMN proposal.command_id IS 'The last command given to approve it, by who gave it. It is approved once that is applied; refused, another takes its place.';
CREATE INDEX proposal_dossier ON public.proposal USING btree (dossier_id);
CREATE INDEX proposal_open ON public.proposal USING btree (proposed_at, id) WHERE ((decided_at IS NULL) AND (erased_at IS NULL));
CREATE TRIGGER proposal_append_only BEFORE DELETE OR UPDATE ON public.proposal FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('content', 'key_ref', 'erased_at', 'decided_at', 'decided_by', 'outcome', 'command_id');
CREATE TRIGGER proposal_changed_once BEFORE UPDATE ON public.proposal FOR EACH ROW WHEN ((((old.erased_at IS NOT NULL) AND (new.erased_at IS DISTINCT FROM old.erased_at)) OR ((old.decided_at IS NOT NULL) AND (new.decided_at IS DISTINCT FROM old.decided_at)) OR ((old.decided_by IS NOT NULL) AND (new.decided_by IS DISTINCT FROM old.decided_by)) OR ((old.outcome IS NOT NULL) AND (new.outcome IS DISTINCT FROM old.outcome)) OR ((old.decided_at IS NOT NULL) AND (new.command_id IS DISTINCT FROM old.command_id)) OR ((new.content IS NOT NULL) AND (new.content IS DISTINCT FROM old.content)) OR ((new.key_ref IS NOT NULL) AND (new.key_ref IS DISTINCT FROM old.key_ref)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER proposal_no_truncate BEFORE TRUNCATE ON public.proposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
ALTER TABLE proposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY proposal_seen ON proposal FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = proposal.dossier_id))));
GRANT SELECT, INSERT ON proposal TO dunghan_app;
GRANT SELECT ON proposal TO dunghan_reader;

CREATE TABLE public_letter_access (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  dossier_id uuid NOT NULL,
  letter_key text NOT NULL,
  at bigint NOT NULL,
  proved_by text,
  CONSTRAINT public_letter_access_pkey PRIMARY KEY (id),
  CONSTRAINT public_letter_access_proved CHECK ((proved_by = ANY (ARRAY['one-time-code'::text, 'sign-in'::text]))),
  CONSTRAINT public_letter_access_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE public_letter_access IS 'Append-only: letters opened on the public page, each time.';
CREATE INDEX public_letter_access_dossier ON public.public_letter_access USING btree (dossier_id, at);
CREATE TRIGGER public_letter_access_append_only BEFORE DELETE OR UPDATE ON public.public_letter_access FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER public_letter_access_no_truncate BEFORE TRUNCATE ON public.public_letter_access FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON public_letter_access TO dunghan_app;

CREATE TABLE public_letter_code (
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  code_hmac text NOT NULL,
  expires_at bigint NOT NULL,
  tries integer NOT NULL,
  used_at bigint,
  CONSTRAINT public_letter_code_pkey PRIMARY KEY (id),
  CONSTRAINT public_letter_code_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE public_letter_code IS 'One-time codes sent to the contact of a dossier, as keyed hashes.';
CREATE INDEX public_letter_code_dossier ON public.public_letter_code USING btree (dossier_id, expires_at);
CREATE INDEX public_letter_code_over ON public.public_letter_code USING btree (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON public_letter_code TO dunghan_app;

CREATE TABLE public_session (
  token_hash text NOT NULL,
  dossier_id uuid NOT NULL,
  opens text NOT NULL,
  expires_at bigint NOT NULL,
  proved_by text,
  CONSTRAINT public_session_pkey PRIMARY KEY (token_hash),
  CONSTRAINT public_session_opens CHECK ((opens = ANY (ARRAY['look-up'::text, 'letters'::text]))),
  CONSTRAINT public_session_proved CHECK (((proved_by IS NULL) OR ((proved_by = ANY (ARRAY['one-time-code'::text, 'sign-in'::text])) AND (opens = 'letters'::text)))),
  CONSTRAINT public_session_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE public_session IS 'Who proved to know a dossier, for some minutes; the token itself is kept by whoever got it alone.';
CREATE INDEX public_session_over ON public.public_session USING btree (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON public_session TO dunghan_app;

CREATE TABLE public_window (
  key text NOT NULL,
  begins_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  hits integer NOT NULL,
  CONSTRAINT public_window_pkey PRIMARY KEY (key, begins_at)
);
COMMENT ON TABLE public_window IS 'How often the public pages were asked in a span of time. Keys are keyed hashes of addresses and codes: neither is kept.';
CREATE INDEX public_window_over ON public.public_window USING btree (ends_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON public_window TO dunghan_app;

CREATE TABLE published_figure (
  id uuid NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  procedure_code text NOT NULL,
  field_code text NOT NULL,
  channel text NOT NULL,
  first_day integer NOT NULL,
  last_day integer NOT NULL,
  edition integer NOT NULL,
  seal_number integer NOT NULL,
  document json NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  published_by text NOT NULL,
  published_at bigint NOT NULL,
  xact_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT published_figure_pkey PRIMARY KEY (id),
  CONSTRAINT published_figure_edition_unique UNIQUE (province, agency, procedure_code, field_code, channel, first_day, last_day, edition),
  CONSTRAINT published_figure_days CHECK ((first_day <= last_day)),
  CONSTRAINT published_figure_edition CHECK ((edition >= 1)),
  CONSTRAINT published_figure_hash CHECK (((length(hash) = 64) AND (hash !~ '[^0-9a-f]'::text) AND (length(prev_hash) = 64) AND (prev_hash !~ '[^0-9a-f]'::text))),
  CONSTRAINT published_figure_seal_fkey FOREIGN KEY (seal_number) REFERENCES ledger_seal(number)
);
COMMENT ON TABLE published_figure IS 'Append-only: the figures of a closed period as published, in numbered editions. document holds exactly the hashed text; seals cover the hash like that of an event.';
COMMENT ON COLUMN published_figure.agency IS 'Empty, as are the other dimensions, where the scope leaves it open.';
CREATE INDEX published_figure_list ON public.published_figure USING btree (province, published_at, id);
CREATE INDEX published_figure_xact ON public.published_figure USING btree (xact_id);
CREATE TRIGGER published_figure_append_only BEFORE DELETE OR UPDATE ON public.published_figure FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER published_figure_no_truncate BEFORE TRUNCATE ON public.published_figure FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER published_figure_reopened BEFORE INSERT ON public.published_figure FOR EACH ROW EXECUTE FUNCTION refuse_unopened_edition();
GRANT SELECT, INSERT ON published_figure TO dunghan_app;

CREATE TABLE quality_cursor (
  single boolean NOT NULL DEFAULT true,
  until_xact xid8 NOT NULL,
  CONSTRAINT quality_cursor_pkey PRIMARY KEY (single),
  CONSTRAINT quality_cursor_single CHECK (single)
);
COMMENT ON TABLE quality_cursor IS 'One row. Quality facts of every dossier that ended by a transaction before until_xact are kept.';
GRANT SELECT, UPDATE ON quality_cursor TO dunghan_app;

CREATE TABLE quality_fact (
  dossier_id uuid NOT NULL,
  of_seq integer NOT NULL,
  rule integer NOT NULL,
  content json,
  CONSTRAINT quality_fact_pkey PRIMARY KEY (dossier_id),
  CONSTRAINT quality_fact_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE quality_fact IS 'What the ledger of an ended dossier tells for quality scores, as of one of its events: told anew where the ledger goes on. No score of anybody.';
COMMENT ON COLUMN quality_fact.rule IS 'The rule of the program it was told by; by another it is told anew.';
COMMENT ON COLUMN quality_fact.content IS 'Absent where there is nothing to judge.';
GRANT SELECT, INSERT, UPDATE ON quality_fact TO dunghan_app;

CREATE TABLE queue_ticket (
  agency text NOT NULL,
  day integer NOT NULL,
  series text NOT NULL,
  number integer NOT NULL,
  taken_at bigint NOT NULL,
  taken_by text NOT NULL,
  taken_key text NOT NULL,
  called_at bigint,
  called_by text,
  called_key text,
  at_window integer,
  calls integer NOT NULL DEFAULT 0,
  ended_at bigint,
  outcome text,
  CONSTRAINT queue_ticket_pkey PRIMARY KEY (agency, day, series, number),
  CONSTRAINT queue_ticket_called_unique UNIQUE (called_by, called_key),
  CONSTRAINT queue_ticket_taken_unique UNIQUE (taken_by, taken_key),
  CONSTRAINT queue_ticket_called CHECK ((((called_at IS NULL) = (at_window IS NULL)) AND ((called_at IS NULL) = (calls = 0)))),
  CONSTRAINT queue_ticket_ended CHECK ((((ended_at IS NULL) = (outcome IS NULL)) AND ((ended_at IS NULL) OR (called_at IS NOT NULL)))),
  CONSTRAINT queue_ticket_number CHECK ((number >= 1)),
  CONSTRAINT queue_ticket_outcome CHECK ((outcome = ANY (ARRAY['served'::text, 'skipped'::text]))),
  CONSTRAINT queue_ticket_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE queue_ticket IS 'Numbers handed out at desks that have them switched on, from 1 each day and series. Days are those since 1970-01-01.';
COMMENT ON COLUMN queue_ticket.called_at IS 'The last call; calls counts them.';
CREATE INDEX queue_ticket_waiting ON public.queue_ticket USING btree (agency, day, taken_at, series, number) WHERE (called_at IS NULL);
GRANT SELECT, INSERT, UPDATE ON queue_ticket TO dunghan_app;

CREATE TABLE register (
  id uuid NOT NULL,
  agency text NOT NULL,
  field_code text NOT NULL,
  field_name text NOT NULL,
  year integer NOT NULL,
  opened_at bigint NOT NULL,
  lines integer NOT NULL,
  volume integer NOT NULL,
  page integer NOT NULL,
  lines_on_page integer NOT NULL,
  state text NOT NULL,
  closed_by text,
  closed_role text,
  closed_at bigint,
  content_hash text,
  signed_authority uuid,
  signed_capacity text,
  document_number text,
  CONSTRAINT register_pkey PRIMARY KEY (id),
  CONSTRAINT register_year_unique UNIQUE (agency, year, field_code),
  CONSTRAINT register_closing CHECK ((((state = 'closed'::text) = (closed_at IS NOT NULL)) AND ((closed_at IS NULL) = (closed_by IS NULL)) AND ((closed_at IS NULL) = (closed_role IS NULL)) AND ((closed_at IS NULL) = (content_hash IS NULL)))),
  CONSTRAINT register_end CHECK (((lines >= 0) AND (volume >= 1) AND (page >= 1) AND ((lines_on_page >= 0) AND (lines_on_page <= lines)))),
  CONSTRAINT register_signature CHECK ((((signed_authority IS NULL) = (signed_capacity IS NULL)) AND ((signed_authority IS NULL) = (document_number IS NULL)) AND ((signed_authority IS NULL) OR (state = 'closed'::text)))),
  CONSTRAINT register_state CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  CONSTRAINT register_signed_authority_fkey FOREIGN KEY (signed_authority) REFERENCES signing_authority(id)
);
COMMENT ON TABLE register IS 'Form 07, one a desk, field and year. lines, volume, page and lines_on_page say where it ends; only who holds the register lock writes them.';
COMMENT ON COLUMN register.signed_authority IS 'The authority it was closed under; null while it is open, and where it was closed before closings were signed.';
CREATE TRIGGER register_closed BEFORE DELETE OR UPDATE ON public.register FOR EACH ROW WHEN ((old.state = 'closed'::text)) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER register_no_truncate BEFORE TRUNCATE ON public.register FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER register_signed BEFORE INSERT OR UPDATE ON public.register FOR EACH ROW WHEN (((new.state = 'closed'::text) AND (new.signed_authority IS NULL))) EXECUTE FUNCTION refuse_unsigned_closing();
GRANT SELECT, INSERT, UPDATE ON register TO dunghan_app;
GRANT SELECT ON register TO dunghan_reader;

CREATE TABLE register_closed_line (
  register_id uuid NOT NULL,
  number integer NOT NULL,
  line text NOT NULL,
  personal_version integer NOT NULL,
  CONSTRAINT register_closed_line_pk PRIMARY KEY (register_id, number),
  CONSTRAINT register_closed_line_entry FOREIGN KEY (register_id, number) REFERENCES register_entry(register_id, number)
);
COMMENT ON TABLE register_closed_line IS 'Append-only: each line as it stood when its register was closed; line holds exactly the hashed text, without personal data.';
CREATE TRIGGER register_closed_line_append_only BEFORE DELETE OR UPDATE ON public.register_closed_line FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER register_closed_line_no_truncate BEFORE TRUNCATE ON public.register_closed_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER register_closed_line_open BEFORE INSERT ON public.register_closed_line FOR EACH ROW EXECUTE FUNCTION refuse_closed_register();
GRANT SELECT, INSERT ON register_closed_line TO dunghan_app;

CREATE TABLE register_cursor (
  single boolean NOT NULL DEFAULT true,
  until_xact xid8 NOT NULL,
  CONSTRAINT register_cursor_pkey PRIMARY KEY (single),
  CONSTRAINT register_cursor_single CHECK (single)
);
COMMENT ON TABLE register_cursor IS 'One row. Every dossier received by a transaction before until_xact has its line.';
GRANT SELECT, UPDATE ON register_cursor TO dunghan_app;

CREATE TABLE register_entry (
  register_id uuid NOT NULL,
  number integer NOT NULL,
  dossier_id uuid NOT NULL,
  volume integer NOT NULL,
  page integer NOT NULL,
  entered_at bigint NOT NULL,
  CONSTRAINT register_entry_pk PRIMARY KEY (register_id, number),
  CONSTRAINT register_entry_dossier_unique UNIQUE (dossier_id),
  CONSTRAINT register_entry_place CHECK (((number >= 1) AND (volume >= 1) AND (page >= 1))),
  CONSTRAINT register_entry_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT register_entry_register_id_fkey FOREIGN KEY (register_id) REFERENCES register(id)
);
COMMENT ON TABLE register_entry IS 'Append-only: the line of a dossier with volume and page, as they were fixed when it was entered.';
CREATE TRIGGER register_entry_append_only BEFORE DELETE OR UPDATE ON public.register_entry FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER register_entry_no_truncate BEFORE TRUNCATE ON public.register_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER register_entry_open BEFORE INSERT ON public.register_entry FOR EACH ROW EXECUTE FUNCTION refuse_closed_register();
ALTER TABLE register_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY register_entry_seen ON register_entry FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = register_entry.dossier_id))));
GRANT SELECT, INSERT ON register_entry TO dunghan_app;
GRANT SELECT ON register_entry TO dunghan_reader;

CREATE TABLE report_file (
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  format text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  sha256 text NOT NULL,
  size integer NOT NULL,
  key_ref text NOT NULL,
  location text NOT NULL,
  CONSTRAINT report_file_pkey PRIMARY KEY (id),
  CONSTRAINT report_file_format_unique UNIQUE (run_id, format),
  CONSTRAINT report_file_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref),
  CONSTRAINT report_file_run_id_fkey FOREIGN KEY (run_id) REFERENCES report_run(id)
);
COMMENT ON TABLE report_file IS 'Append-only: the files of a report, encrypted in the file store.';
CREATE TRIGGER report_file_append_only BEFORE DELETE OR UPDATE ON public.report_file FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER report_file_no_truncate BEFORE TRUNCATE ON public.report_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON report_file TO dunghan_app;

CREATE TABLE report_run (
  id uuid NOT NULL,
  report text NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  first_day integer NOT NULL,
  last_day integer NOT NULL,
  due_at bigint NOT NULL,
  made_at bigint NOT NULL,
  figures_hash text NOT NULL,
  published_figure uuid,
  CONSTRAINT report_run_pkey PRIMARY KEY (id),
  CONSTRAINT report_run_unique UNIQUE (report, province, agency, first_day, last_day),
  CONSTRAINT report_run_days CHECK ((first_day <= last_day)),
  CONSTRAINT report_run_published_figure_fkey FOREIGN KEY (published_figure) REFERENCES published_figure(id)
);
COMMENT ON TABLE report_run IS 'Append-only: a report made by schedule, once a period and scope, and the publication it was made with.';
CREATE INDEX report_run_list ON public.report_run USING btree (province, due_at, id);
CREATE TRIGGER report_run_append_only BEFORE DELETE OR UPDATE ON public.report_run FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER report_run_no_truncate BEFORE TRUNCATE ON public.report_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON report_run TO dunghan_app;

CREATE TABLE report_series (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  place integer NOT NULL,
  agency text NOT NULL,
  owner text,
  coordinating text[] NOT NULL,
  period text NOT NULL,
  due_day integer,
  day_off text,
  escalates boolean NOT NULL,
  content bytea NOT NULL,
  key_ref text NOT NULL,
  ends_on integer NOT NULL,
  next_year integer NOT NULL,
  next_number integer NOT NULL,
  next_opens_at bigint,
  CONSTRAINT report_series_pkey PRIMARY KEY (id),
  CONSTRAINT report_series_unique UNIQUE (plan_id, place, period),
  CONSTRAINT report_series_day_off CHECK ((day_off = ANY (ARRAY['next-working-day'::text, 'previous-working-day'::text, 'stands'::text]))),
  CONSTRAINT report_series_due_day CHECK (((due_day >= 1) AND (due_day <= 31))),
  CONSTRAINT report_series_period CHECK ((period = ANY (ARRAY['month'::text, 'quarter'::text, 'six-months'::text, 'nine-months'::text, 'year'::text]))),
  CONSTRAINT report_series_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT report_series_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref),
  CONSTRAINT report_series_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES task_plan(id)
);
COMMENT ON TABLE report_series IS 'A report that comes again: its next occurrence opens when its days begin.';
COMMENT ON COLUMN report_series.due_day IS 'Day of a month the plan names; null where the rule of the period holds.';
COMMENT ON COLUMN report_series.content IS 'Wording and targets as JSON, sealed.';
COMMENT ON COLUMN report_series.next_opens_at IS 'Null once no occurrence is left within the plan.';
CREATE INDEX report_series_due ON public.report_series USING btree (next_opens_at) WHERE (next_opens_at IS NOT NULL);
GRANT SELECT, INSERT, UPDATE ON report_series TO dunghan_app;

CREATE TABLE restoration (
  number integer NOT NULL,
  backup text NOT NULL,
  target_at bigint,
  known_until bigint NOT NULL,
  restored_at bigint NOT NULL,
  root_day text,
  root_seal text,
  code_gap integer NOT NULL,
  number_gap integer NOT NULL,
  letters_held integer NOT NULL,
  messages_held integer NOT NULL,
  workflows_ended_at bigint,
  asked_at bigint,
  CONSTRAINT restoration_pkey PRIMARY KEY (number),
  CONSTRAINT restoration_gaps CHECK (((code_gap >= 1) AND (number_gap >= 1))),
  CONSTRAINT restoration_number CHECK ((number >= 1)),
  CONSTRAINT restoration_order CHECK ((known_until <= restored_at)),
  CONSTRAINT restoration_root CHECK (((root_day IS NULL) = (root_seal IS NULL)))
);
COMMENT ON TABLE restoration IS 'The protocol of restores: each begins another incarnation of the installation, whose number is the row''s.';
COMMENT ON COLUMN restoration.target_at IS 'The instant asked for; null: as far as the log reached.';
COMMENT ON COLUMN restoration.known_until IS 'Nothing that happened later is known here.';
COMMENT ON COLUMN restoration.root_seal IS 'Number and hash of the last published root the ledger was held against; null: none was at hand.';
COMMENT ON COLUMN restoration.workflows_ended_at IS 'When all workflows from before were ended, so that those of now start from the database.';
COMMENT ON COLUMN restoration.asked_at IS 'When message gateway and national portal had been asked what they know.';
CREATE TRIGGER restoration_append_only BEFORE DELETE OR UPDATE ON public.restoration FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('workflows_ended_at', 'asked_at');
CREATE TRIGGER restoration_changed_once BEFORE UPDATE ON public.restoration FOR EACH ROW WHEN ((((old.workflows_ended_at IS NOT NULL) AND (new.workflows_ended_at IS DISTINCT FROM old.workflows_ended_at)) OR ((old.asked_at IS NOT NULL) AND (new.asked_at IS DISTINCT FROM old.asked_at)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER restoration_no_truncate BEFORE TRUNCATE ON public.restoration FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON restoration TO dunghan_app;

CREATE TABLE restoration_finding (
  restoration integer NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  detail text NOT NULL,
  found_at bigint NOT NULL,
  CONSTRAINT restoration_finding_pkey PRIMARY KEY (restoration, kind, subject),
  CONSTRAINT restoration_finding_kind CHECK ((kind = ANY (ARRAY['dossier-unknown'::text, 'dossier-ahead'::text, 'letter-left'::text, 'file-missing'::text, 'erasure-undone'::text]))),
  CONSTRAINT restoration_finding_restoration_fkey FOREIGN KEY (restoration) REFERENCES restoration(number)
);
COMMENT ON TABLE restoration_finding IS 'What is known outside and not here, for people to enter again. Codes and keys, nothing of a person.';
CREATE TRIGGER restoration_finding_append_only BEFORE DELETE OR UPDATE ON public.restoration_finding FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER restoration_finding_no_truncate BEFORE TRUNCATE ON public.restoration_finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON restoration_finding TO dunghan_app;

CREATE TABLE restoration_jump (
  restoration integer NOT NULL,
  kind text NOT NULL,
  series text NOT NULL,
  first integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT restoration_jump_pkey PRIMARY KEY (restoration, kind, series),
  CONSTRAINT restoration_jump_kind CHECK ((kind = ANY (ARRAY['dossier-code'::text, 'case-code'::text, 'document-number'::text]))),
  CONSTRAINT restoration_jump_range CHECK (((first >= 1) AND (first <= last))),
  CONSTRAINT restoration_jump_restoration_fkey FOREIGN KEY (restoration) REFERENCES restoration(number)
);
COMMENT ON TABLE restoration_jump IS 'Ranges no code or number is given from any more: the lost window may have.';
CREATE TRIGGER restoration_jump_append_only BEFORE DELETE OR UPDATE ON public.restoration_jump FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER restoration_jump_no_truncate BEFORE TRUNCATE ON public.restoration_jump FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON restoration_jump TO dunghan_app;

CREATE TABLE retention_due (
  dossier_id uuid NOT NULL,
  due_on integer NOT NULL,
  years integer NOT NULL,
  proposed_at bigint NOT NULL,
  confirmed_at bigint,
  confirmed_by text,
  decision_number text,
  CONSTRAINT retention_due_pkey PRIMARY KEY (dossier_id),
  CONSTRAINT retention_due_confirmed CHECK ((num_nulls(confirmed_at, confirmed_by, decision_number) = ANY (ARRAY[0, 3]))),
  CONSTRAINT retention_due_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE retention_due IS 'Closed dossiers whose personal data is past its retention, and who confirmed it first; gone once it is erased.';
CREATE INDEX retention_due_order ON public.retention_due USING btree (due_on, dossier_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON retention_due TO dunghan_app;

CREATE TABLE retired_data_key (
  ref text NOT NULL,
  retired_at bigint NOT NULL,
  CONSTRAINT retired_data_key_pkey PRIMARY KEY (ref)
);
COMMENT ON TABLE retired_data_key IS 'Append-only: data keys destroyed when nothing was sealed under them any more; copies of what was are lost with them.';
CREATE TRIGGER retired_data_key_append_only BEFORE DELETE OR UPDATE ON public.retired_data_key FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER retired_data_key_no_truncate BEFORE TRUNCATE ON public.retired_data_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON retired_data_key TO dunghan_app;

CREATE TABLE risk_model (
  version integer NOT NULL,
  fitted_at bigint NOT NULL,
  content json,
  back_test json NOT NULL,
  scored_at bigint,
  CONSTRAINT risk_model_pkey PRIMARY KEY (version),
  CONSTRAINT risk_model_version CHECK ((version >= 1))
);
COMMENT ON TABLE risk_model IS 'Models that tell how probably a dossier becomes late, the last one in force: advice, no date and no figure depends on it.';
COMMENT ON COLUMN risk_model.content IS 'Weights and late rates; absent where there was too little history to learn from.';
COMMENT ON COLUMN risk_model.back_test IS 'How forecasts of earlier models compare with what came of them.';
COMMENT ON COLUMN risk_model.scored_at IS 'When all open dossiers were last scored by it.';
GRANT SELECT, INSERT, UPDATE ON risk_model TO dunghan_app;
GRANT SELECT ON risk_model TO dunghan_reader;

CREATE TABLE risk_run (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  model_version integer NOT NULL,
  as_of bigint NOT NULL,
  after_id uuid NOT NULL,
  scored integer NOT NULL DEFAULT 0,
  shown boolean NOT NULL DEFAULT false,
  CONSTRAINT risk_run_pkey PRIMARY KEY (id),
  CONSTRAINT risk_run_model_version_fkey FOREIGN KEY (model_version) REFERENCES risk_model(version)
);
COMMENT ON TABLE risk_run IS 'Scorings of all open dossiers: the last shown one is what readers see, a later one is being made or was cut short.';
COMMENT ON COLUMN risk_run.after_id IS 'The last dossier looked at: where a run that was cut short goes on.';
GRANT SELECT, INSERT, UPDATE, DELETE ON risk_run TO dunghan_app;
GRANT SELECT ON risk_run TO dunghan_reader;

CREATE TABLE sealed_document (
  id uuid NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  hash text NOT NULL,
  made_at bigint NOT NULL,
  xact_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT sealed_document_pkey PRIMARY KEY (id),
  CONSTRAINT sealed_document_unique UNIQUE (kind, key),
  CONSTRAINT sealed_document_hash CHECK (((length(hash) = 64) AND (hash !~ '[^0-9a-f]'::text))),
  CONSTRAINT sealed_document_kind CHECK ((kind = ANY (ARRAY['morning-list'::text, 'report-run'::text])))
);
COMMENT ON TABLE sealed_document IS 'Append-only: hashes of the lists and reports that were given out, under the seals like those of events.';
CREATE INDEX sealed_document_xact ON public.sealed_document USING btree (xact_id);
CREATE TRIGGER sealed_document_append_only BEFORE DELETE OR UPDATE ON public.sealed_document FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER sealed_document_no_truncate BEFORE TRUNCATE ON public.sealed_document FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON sealed_document TO dunghan_app;

CREATE TABLE search_token (
  scope_id text NOT NULL,
  token bigint NOT NULL,
  received_on integer NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT search_token_pk PRIMARY KEY (scope_id, token, received_on, dossier_id)
);
COMMENT ON TABLE search_token IS 'Derived from personal records, some thirty rows a dossier: no foreign key, a token without its dossier finds nothing.';
CREATE INDEX search_token_dossier ON public.search_token USING btree (dossier_id);
ALTER TABLE search_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY search_token_seen ON search_token FOR SELECT TO dunghan_reader USING ((scope_id = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])));
GRANT SELECT, INSERT, UPDATE, DELETE ON search_token TO dunghan_app;
GRANT SELECT ON search_token TO dunghan_reader;

CREATE TABLE settings_version (
  number integer NOT NULL,
  settings json NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  CONSTRAINT settings_version_pkey PRIMARY KEY (number),
  CONSTRAINT settings_version_number CHECK ((number >= 1))
);
COMMENT ON TABLE settings_version IS 'Leads and limits an installation chose, every version ever; the last is in force.';
CREATE TRIGGER settings_version_append_only BEFORE DELETE OR UPDATE ON public.settings_version FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER settings_version_no_truncate BEFORE TRUNCATE ON public.settings_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON settings_version TO dunghan_app;
GRANT SELECT ON settings_version TO dunghan_reader;

CREATE TABLE signing_authority (
  id uuid NOT NULL,
  agency text NOT NULL,
  subject text NOT NULL,
  name text NOT NULL,
  "position" text NOT NULL,
  capacity text NOT NULL,
  signed_for text,
  collective text,
  delegation_number text,
  valid_from bigint NOT NULL,
  valid_until bigint,
  added_at bigint NOT NULL,
  added_by text NOT NULL,
  request_key text NOT NULL,
  request_hash text NOT NULL,
  ended_at bigint,
  ended_by text,
  CONSTRAINT signing_authority_pkey PRIMARY KEY (id),
  CONSTRAINT signing_authority_request UNIQUE (added_by, request_key),
  CONSTRAINT signing_authority_capacity CHECK ((capacity = ANY (ARRAY['head'::text, 'KT.'::text, 'TL.'::text, 'TUQ.'::text]))),
  CONSTRAINT signing_authority_delegation CHECK (
CASE capacity
    WHEN 'head'::text THEN (signed_for IS NULL)
    ELSE ((signed_for IS NOT NULL) AND (delegation_number IS NOT NULL) AND (valid_until IS NOT NULL))
END),
  CONSTRAINT signing_authority_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT signing_authority_period CHECK ((valid_until > valid_from)),
  CONSTRAINT signing_authority_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE signing_authority IS 'Who may sign for an agency, in what capacity and when. Nothing of it changes but that it is ended; none is deleted.';
COMMENT ON COLUMN signing_authority.collective IS 'The body signed on behalf of (TM.), where the agency is one that decides as a body.';
CREATE INDEX signing_authority_agency ON public.signing_authority USING btree (agency, subject);
CREATE TRIGGER signing_authority_append_only BEFORE DELETE OR UPDATE ON public.signing_authority FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('ended_at', 'ended_by');
CREATE TRIGGER signing_authority_changed_once BEFORE UPDATE ON public.signing_authority FOR EACH ROW WHEN ((((old.ended_at IS NOT NULL) AND (new.ended_at IS DISTINCT FROM old.ended_at)) OR ((old.ended_by IS NOT NULL) AND (new.ended_by IS DISTINCT FROM old.ended_by)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER signing_authority_no_truncate BEFORE TRUNCATE ON public.signing_authority FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON signing_authority TO dunghan_app;
GRANT SELECT ON signing_authority TO dunghan_reader;

CREATE TABLE sipas_survey (
  id uuid NOT NULL,
  agency text NOT NULL,
  year integer NOT NULL,
  format text NOT NULL,
  sha256 text NOT NULL,
  content bytea NOT NULL,
  key_ref text NOT NULL,
  results json NOT NULL,
  entered_by text NOT NULL,
  entered_at bigint NOT NULL,
  idempotency_key text NOT NULL,
  request_hmac text NOT NULL,
  CONSTRAINT sipas_survey_pkey PRIMARY KEY (id),
  CONSTRAINT sipas_survey_key_unique UNIQUE (entered_by, idempotency_key),
  CONSTRAINT sipas_survey_format CHECK ((format = ANY (ARRAY['xlsx'::text, 'csv'::text]))),
  CONSTRAINT sipas_survey_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT sipas_survey_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE sipas_survey IS 'Append-only: satisfaction surveys as counted from their files; the last of an agency and year holds.';
COMMENT ON COLUMN sipas_survey.content IS 'The file itself, sealed: answers may hold words of people.';
CREATE INDEX sipas_survey_year ON public.sipas_survey USING btree (agency, year, entered_at);
CREATE TRIGGER sipas_survey_append_only BEFORE DELETE OR UPDATE ON public.sipas_survey FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER sipas_survey_no_truncate BEFORE TRUNCATE ON public.sipas_survey FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON sipas_survey TO dunghan_app;

CREATE TABLE staff (
  subject text NOT NULL,
  agency text NOT NULL,
  role text NOT NULL,
  name text NOT NULL,
  "position" text NOT NULL,
  email text,
  mail_wanted boolean NOT NULL,
  active_from text NOT NULL,
  active_until text,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  superior text,
  CONSTRAINT staff_pkey PRIMARY KEY (subject),
  CONSTRAINT staff_mail_address CHECK (((email IS NOT NULL) OR (NOT mail_wanted))),
  CONSTRAINT staff_period CHECK (((active_until IS NULL) OR (active_until >= active_from))),
  CONSTRAINT staff_superior CHECK ((superior <> subject)),
  CONSTRAINT staff_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT staff_superior_fkey FOREIGN KEY (superior) REFERENCES staff(subject)
);
COMMENT ON TABLE staff IS 'People of the agencies by the identifier they sign in with; local days, the last one included.';
COMMENT ON COLUMN staff.superior IS 'Who leads them; absent: the only head of the agency.';
CREATE INDEX staff_agency ON public.staff USING btree (agency, role);
GRANT SELECT, INSERT, UPDATE ON staff TO dunghan_app;
GRANT SELECT ON staff TO dunghan_reader;

CREATE TABLE staff_absence (
  id uuid NOT NULL,
  subject text NOT NULL,
  agency text NOT NULL,
  from_at bigint NOT NULL,
  until_at bigint NOT NULL,
  substitute text,
  reason text NOT NULL,
  entered_at bigint NOT NULL,
  entered_by text NOT NULL,
  request_key text NOT NULL,
  request_hash text NOT NULL,
  cancelled_at bigint,
  cancelled_by text,
  CONSTRAINT staff_absence_pkey PRIMARY KEY (id),
  CONSTRAINT staff_absence_request UNIQUE (entered_by, request_key),
  CONSTRAINT staff_absence_another CHECK ((substitute <> subject)),
  CONSTRAINT staff_absence_cancelled CHECK (((cancelled_at IS NULL) = (cancelled_by IS NULL))),
  CONSTRAINT staff_absence_reason CHECK ((reason = ANY (ARRAY['leave'::text, 'sick'::text, 'maternity'::text, 'mission'::text, 'training'::text, 'other'::text]))),
  CONSTRAINT staff_absence_span CHECK ((until_at > from_at)),
  CONSTRAINT staff_absence_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT staff_absence_subject_fkey FOREIGN KEY (subject) REFERENCES staff(subject),
  CONSTRAINT staff_absence_substitute_fkey FOREIGN KEY (substitute) REFERENCES staff(subject)
);
COMMENT ON TABLE staff_absence IS 'Who is away from when until when (half open). Nothing of it changes but that it is cancelled; none is deleted.';
COMMENT ON COLUMN staff_absence.agency IS 'Where the person worked when it was entered.';
CREATE INDEX staff_absence_agency ON public.staff_absence USING btree (agency, from_at, id);
CREATE INDEX staff_absence_person ON public.staff_absence USING btree (subject, from_at) WHERE (cancelled_at IS NULL);
CREATE INDEX staff_absence_substitute ON public.staff_absence USING btree (substitute, from_at) WHERE ((cancelled_at IS NULL) AND (substitute IS NOT NULL));
CREATE TRIGGER staff_absence_append_only BEFORE DELETE OR UPDATE ON public.staff_absence FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('cancelled_at', 'cancelled_by');
CREATE TRIGGER staff_absence_changed_once BEFORE UPDATE ON public.staff_absence FOR EACH ROW WHEN ((((old.cancelled_at IS NOT NULL) AND (new.cancelled_at IS DISTINCT FROM old.cancelled_at)) OR ((old.cancelled_by IS NOT NULL) AND (new.cancelled_by IS DISTINCT FROM old.cancelled_by)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER staff_absence_no_truncate BEFORE TRUNCATE ON public.staff_absence FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON staff_absence TO dunghan_app;

CREATE TABLE staff_digest (
  subject text NOT NULL,
  day text NOT NULL,
  made_at bigint NOT NULL,
  CONSTRAINT staff_digest_pkey PRIMARY KEY (subject, day)
);
COMMENT ON TABLE staff_digest IS 'Whose work was summed up on which local day, also where there was none to tell of.';
CREATE TRIGGER staff_digest_append_only BEFORE DELETE OR UPDATE ON public.staff_digest FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER staff_digest_no_truncate BEFORE TRUNCATE ON public.staff_digest FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON staff_digest TO dunghan_app;

CREATE TABLE staff_mail (
  message_id text NOT NULL,
  subject text NOT NULL,
  status text NOT NULL,
  attempts integer NOT NULL,
  unknowns integer NOT NULL,
  claimed_at bigint NOT NULL,
  next_attempt_at bigint,
  settled_at bigint,
  detail json,
  CONSTRAINT staff_mail_pkey PRIMARY KEY (message_id),
  CONSTRAINT staff_mail_settled CHECK (((next_attempt_at IS NULL) = (settled_at IS NOT NULL))),
  CONSTRAINT staff_mail_status CHECK ((status = ANY (ARRAY['claimed'::text, 'deferred'::text, 'sent'::text, 'refused'::text, 'unknown'::text])))
);
COMMENT ON TABLE staff_mail IS 'E-mails to staff. A row that is claimed and not settled at its next attempt was cut off: what became of it is unknown.';
CREATE INDEX staff_mail_open ON public.staff_mail USING btree (next_attempt_at) WHERE (settled_at IS NULL);
GRANT SELECT, INSERT, UPDATE ON staff_mail TO dunghan_app;

CREATE TABLE staff_notice (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  agency text NOT NULL,
  subject text,
  role text,
  dossier_id uuid,
  data json NOT NULL,
  created_at bigint NOT NULL,
  visible_at bigint,
  placed_on text,
  read_at bigint,
  read_by text,
  by_mail boolean NOT NULL,
  mail_id text,
  placed_xact xid8,
  CONSTRAINT staff_notice_pkey PRIMARY KEY (id),
  CONSTRAINT staff_notice_key_unique UNIQUE (key),
  CONSTRAINT staff_notice_addressee CHECK (((subject IS NULL) <> (role IS NULL))),
  CONSTRAINT staff_notice_placed CHECK (((visible_at IS NULL) = (placed_on IS NULL))),
  CONSTRAINT staff_notice_read CHECK (((read_at IS NULL) = (read_by IS NULL))),
  CONSTRAINT staff_notice_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT staff_notice_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES staff_mail(message_id)
);
COMMENT ON COLUMN staff_notice.subject IS 'Whom it is for; null where nobody of the role is in the directory: then it is for whoever holds the role in the agency.';
COMMENT ON COLUMN staff_notice.visible_at IS 'From when it is shown and mailed: the next opening of the agency under the calendar version placed_on; null until that is counted.';
CREATE INDEX staff_notice_mail ON public.staff_notice USING btree (mail_id) WHERE (mail_id IS NOT NULL);
CREATE INDEX staff_notice_placed_xact ON public.staff_notice USING btree (placed_xact);
CREATE INDEX staff_notice_role ON public.staff_notice USING btree (role, agency, visible_at, id) WHERE (role IS NOT NULL);
CREATE INDEX staff_notice_subject ON public.staff_notice USING btree (subject, visible_at, id) WHERE (subject IS NOT NULL);
CREATE INDEX staff_notice_unmailed ON public.staff_notice USING btree (visible_at) WHERE (by_mail AND (mail_id IS NULL));
CREATE INDEX staff_notice_unplaced ON public.staff_notice USING btree (agency) WHERE (visible_at IS NULL);
CREATE INDEX staff_notice_visible ON public.staff_notice USING btree (visible_at);
ALTER TABLE staff_notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff_notice_seen ON staff_notice FOR SELECT TO dunghan_reader USING (((agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (subject = ( SELECT current_setting('dunghan.subject'::text, true) AS current_setting))));
GRANT SELECT, INSERT, UPDATE ON staff_notice TO dunghan_app;
GRANT SELECT ON staff_notice TO dunghan_reader;

CREATE TABLE stored_file (
  id uuid NOT NULL,
  dossier_id uuid,
  sha256 text NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  key_ref text,
  location text,
  uploaded_by text NOT NULL,
  uploaded_at bigint NOT NULL,
  erased_at bigint,
  agency text,
  CONSTRAINT stored_file_pkey PRIMARY KEY (id),
  CONSTRAINT stored_file_content CHECK (((location IS NOT NULL) OR (erased_at IS NOT NULL))),
  CONSTRAINT stored_file_of CHECK (((dossier_id IS NULL) <> (agency IS NULL))),
  CONSTRAINT stored_file_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT stored_file_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT stored_file_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE stored_file IS 'What is known of a file; its encrypted content lies at location in the file store until erasure is carried out there.';
COMMENT ON COLUMN stored_file.agency IS 'Whose evidence it is, where it belongs to no dossier.';
CREATE INDEX stored_file_dossier ON public.stored_file USING btree (dossier_id);
CREATE INDEX stored_file_to_purge ON public.stored_file USING btree (erased_at) WHERE ((erased_at IS NOT NULL) AND (location IS NOT NULL));
ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY stored_file_seen ON stored_file FOR SELECT TO dunghan_reader USING (((agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT FROM dossier d WHERE (d.id = stored_file.dossier_id)))));
GRANT SELECT, INSERT, UPDATE ON stored_file TO dunghan_app;
GRANT SELECT ON stored_file TO dunghan_reader;

CREATE TABLE sync_message (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  dossier_id uuid NOT NULL,
  service text NOT NULL,
  from_seq integer NOT NULL,
  to_seq integer NOT NULL,
  agency text NOT NULL,
  status text NOT NULL,
  reason text,
  made_at bigint NOT NULL,
  next_attempt_at bigint,
  attempts integer NOT NULL DEFAULT 0,
  unreached integer NOT NULL DEFAULT 0,
  attempt_token uuid,
  may_have_arrived boolean NOT NULL DEFAULT false,
  ledger_hash text,
  content_hmac text,
  sources json,
  settled_at bigint,
  receipt_sha256 text,
  detail bytea,
  key_ref text,
  resolved_by text,
  resolved_at bigint,
  CONSTRAINT sync_message_pkey PRIMARY KEY (id),
  CONSTRAINT sync_message_detail CHECK (((detail IS NULL) = (key_ref IS NULL))),
  CONSTRAINT sync_message_due CHECK (((status = ANY (ARRAY['waiting'::text, 'sending'::text])) = (next_attempt_at IS NOT NULL))),
  CONSTRAINT sync_message_receipt CHECK (((status = 'acknowledged'::text) <= ((receipt_sha256 IS NOT NULL) AND (ledger_hash IS NOT NULL)))),
  CONSTRAINT sync_message_resolution CHECK (((resolved_by IS NULL) = (resolved_at IS NULL))),
  CONSTRAINT sync_message_service CHECK ((service = ANY (ARRAY['DongBoHoSoMC'::text, 'CapNhatTienDoHoSoMC'::text]))),
  CONSTRAINT sync_message_span CHECK ((from_seq <= to_seq)),
  CONSTRAINT sync_message_status CHECK ((status = ANY (ARRAY['waiting'::text, 'sending'::text, 'acknowledged'::text, 'rejected'::text, 'withheld'::text, 'dropped'::text]))),
  CONSTRAINT sync_message_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT sync_message_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE sync_message IS 'Messages to the national portal: composed anew from the ledger at each attempt, so none of their content is kept.';
COMMENT ON COLUMN sync_message.attempts IS 'Attempts that reached the portal and did not end in its taking the message.';
COMMENT ON COLUMN sync_message.unreached IS 'Attempts that never reached it: they count for the rest before the next one alone.';
COMMENT ON COLUMN sync_message.may_have_arrived IS 'The portal is asked before it is sent: an attempt broke off after sending, or a person has it sent again.';
COMMENT ON COLUMN sync_message.ledger_hash IS 'Hash of the event to_seq as it was told: a ledger made anew since is told no further.';
COMMENT ON COLUMN sync_message.content_hmac IS 'HMAC of the text sent last.';
COMMENT ON COLUMN sync_message.sources IS 'The event each date and the status came from, by field.';
COMMENT ON COLUMN sync_message.detail IS 'What the portal said when it turned the message away, encrypted: it may quote the applicant.';
CREATE INDEX sync_message_held ON public.sync_message USING btree (agency, id) WHERE (status = ANY (ARRAY['rejected'::text, 'withheld'::text]));
CREATE INDEX sync_message_next ON public.sync_message USING btree (next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
CREATE UNIQUE INDEX sync_message_once ON public.sync_message USING btree (dossier_id, service, to_seq) WHERE (status <> 'dropped'::text);
CREATE UNIQUE INDEX sync_message_open ON public.sync_message USING btree (dossier_id) WHERE (status = ANY (ARRAY['waiting'::text, 'sending'::text, 'rejected'::text, 'withheld'::text]));
ALTER TABLE sync_message ENABLE ROW LEVEL SECURITY;
CREATE POLICY sync_message_seen ON sync_message FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = sync_message.dossier_id))));
GRANT SELECT, INSERT, UPDATE ON sync_message TO dunghan_app;
GRANT SELECT ON sync_message TO dunghan_reader;

CREATE TABLE sync_outbox (
  dossier_id uuid NOT NULL,
  from_seq integer NOT NULL,
  to_seq integer NOT NULL,
  agency text NOT NULL,
  owed_at bigint NOT NULL,
  settled_at bigint,
  outcome text,
  CONSTRAINT sync_outbox_pk PRIMARY KEY (dossier_id, to_seq),
  CONSTRAINT sync_outbox_outcome CHECK ((((settled_at IS NULL) = (outcome IS NULL)) AND (outcome = ANY (ARRAY['acknowledged'::text, 'not-owed'::text, 'told-otherwise'::text])))),
  CONSTRAINT sync_outbox_span CHECK ((from_seq <= to_seq)),
  CONSTRAINT sync_outbox_event FOREIGN KEY (dossier_id, to_seq) REFERENCES dossier_event(dossier_id, seq)
);
COMMENT ON TABLE sync_outbox IS 'Events the national portal has to be told of, written in the transaction that wrote them.';
COMMENT ON COLUMN sync_outbox.agency IS 'The agency competent then, whose punctuality it counts for.';
COMMENT ON COLUMN sync_outbox.outcome IS 'acknowledged: the portal took it; not-owed: of a dossier it never hears of; told-otherwise: as a person said.';
CREATE INDEX sync_outbox_agency ON public.sync_outbox USING btree (agency, owed_at);
CREATE INDEX sync_outbox_open ON public.sync_outbox USING btree (owed_at, dossier_id) WHERE (settled_at IS NULL);
ALTER TABLE sync_outbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY sync_outbox_seen ON sync_outbox FOR SELECT TO dunghan_reader USING ((EXISTS ( SELECT FROM dossier d WHERE (d.id = sync_outbox.dossier_id))));
GRANT SELECT, INSERT, UPDATE ON sync_outbox TO dunghan_app;
GRANT SELECT ON sync_outbox TO dunghan_reader;

CREATE TABLE task (
  key text NOT NULL,
  kind text NOT NULL,
  dossier_id uuid,
  agency text NOT NULL,
  subject text,
  data json NOT NULL,
  created_at bigint NOT NULL,
  done_at bigint,
  done_by text,
  acknowledged_at bigint,
  acknowledged_by text,
  CONSTRAINT task_pkey PRIMARY KEY (key),
  CONSTRAINT task_acknowledged CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
  CONSTRAINT task_done CHECK (((done_by IS NULL) OR (done_at IS NOT NULL))),
  CONSTRAINT task_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON COLUMN task.done_by IS 'Who marked the task as done; null when an event of its dossier closed it.';
COMMENT ON COLUMN task.acknowledged_at IS 'When somebody above the agency took note of an apology nobody acts on: it is listed no more until a promise breaks.';
CREATE INDEX task_dossier ON public.task USING btree (dossier_id) WHERE (done_at IS NULL);
CREATE INDEX task_open ON public.task USING btree (agency, created_at) WHERE (done_at IS NULL);
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
CREATE POLICY task_seen ON task FOR SELECT TO dunghan_reader USING (((agency = ANY (( SELECT string_to_array(current_setting('dunghan.agencies'::text, true), ','::text) AS string_to_array)::text[])) OR (EXISTS ( SELECT FROM dossier d WHERE (d.id = task.dossier_id)))));
GRANT SELECT, INSERT, UPDATE ON task TO dunghan_app;
GRANT SELECT ON task TO dunghan_reader;

CREATE TABLE task_plan (
  id uuid NOT NULL,
  agency text NOT NULL,
  province text NOT NULL,
  number text NOT NULL,
  issued_on integer NOT NULL,
  ends_on integer NOT NULL,
  format text NOT NULL,
  sha256 text NOT NULL,
  content bytea NOT NULL,
  key_ref text NOT NULL,
  uploaded_by text NOT NULL,
  uploaded_at bigint NOT NULL,
  idempotency_key text NOT NULL,
  request_hmac text NOT NULL,
  confirmed_by text,
  confirmed_at bigint,
  confirmation_hmac text,
  CONSTRAINT task_plan_pkey PRIMARY KEY (id),
  CONSTRAINT task_plan_key_unique UNIQUE (uploaded_by, idempotency_key),
  CONSTRAINT task_plan_confirmed CHECK ((((confirmed_by IS NULL) = (confirmed_at IS NULL)) AND ((confirmed_at IS NULL) = (confirmation_hmac IS NULL)))),
  CONSTRAINT task_plan_days CHECK ((ends_on >= issued_on)),
  CONSTRAINT task_plan_format CHECK ((format = ANY (ARRAY['docx'::text, 'xlsx'::text, 'csv'::text, 'entered'::text]))),
  CONSTRAINT task_plan_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code),
  CONSTRAINT task_plan_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE task_plan IS 'A plan as its table was read; days are those since 1970-01-01.';
COMMENT ON COLUMN task_plan.content IS 'Lines, tasks and problems of the reading as JSON, sealed: a plan may name people.';
COMMENT ON COLUMN task_plan.confirmation_hmac IS 'Of what was confirmed: the same again is the same answer, anything else is refused.';
CREATE INDEX task_plan_list ON public.task_plan USING btree (agency, uploaded_at, id);
GRANT SELECT, INSERT, UPDATE ON task_plan TO dunghan_app;

CREATE TABLE watch_cursor (
  single boolean NOT NULL DEFAULT true,
  until_xact xid8 NOT NULL,
  CONSTRAINT watch_cursor_pkey PRIMARY KEY (single),
  CONSTRAINT watch_cursor_single CHECK (single)
);
COMMENT ON TABLE watch_cursor IS 'One row. Every event of a transaction before until_xact was looked at.';
GRANT SELECT, UPDATE ON watch_cursor TO dunghan_app;

CREATE TABLE watch_finding (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  province text NOT NULL,
  agency text NOT NULL,
  dossier_id uuid NOT NULL,
  seq integer NOT NULL,
  refiled_id uuid,
  happened_at bigint NOT NULL,
  due_at bigint,
  refiled_at bigint,
  working_days integer NOT NULL,
  allowed_days integer NOT NULL,
  actor_subject text NOT NULL,
  actor_role text NOT NULL,
  actor_agency text NOT NULL,
  found_at bigint NOT NULL,
  CONSTRAINT watch_finding_pkey PRIMARY KEY (id),
  CONSTRAINT watch_finding_kind CHECK ((kind = ANY (ARRAY['supplement-last-days'::text, 'pause-last-days'::text, 'withdrawal-last-days'::text, 'refiled-after-withdrawal'::text, 'refiled-after-refusal'::text, 'refiled-after-intake-refusal'::text]))),
  CONSTRAINT watch_finding_rule CHECK ((((due_at IS NULL) <> (refiled_at IS NULL)) AND ((refiled_id IS NULL) OR (refiled_at IS NOT NULL)))),
  CONSTRAINT watch_finding_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT watch_finding_event FOREIGN KEY (dossier_id, seq) REFERENCES dossier_event(dossier_id, seq),
  CONSTRAINT watch_finding_refiled_id_fkey FOREIGN KEY (refiled_id) REFERENCES dossier(id)
);
COMMENT ON TABLE watch_finding IS 'What a rule of the watch list caught in the ledger: something for a person to look at, never an accusation.';
COMMENT ON COLUMN watch_finding.refiled_id IS 'The filing by the same applicant; absent where either was erased, and the day alone is left of refiled_at.';
COMMENT ON COLUMN watch_finding.working_days IS 'Working days from the event to the day of the due date, or to the filing that came after it.';
COMMENT ON COLUMN watch_finding.allowed_days IS 'The setting of the rule when it was found.';
CREATE INDEX watch_finding_dossier ON public.watch_finding USING btree (dossier_id);
CREATE INDEX watch_finding_list ON public.watch_finding USING btree (agency, happened_at, id);
CREATE INDEX watch_finding_refiled ON public.watch_finding USING btree (refiled_id) WHERE (refiled_id IS NOT NULL);
CREATE INDEX watch_finding_time ON public.watch_finding USING btree (happened_at, id);
CREATE UNIQUE INDEX watch_finding_unique ON public.watch_finding USING btree (kind, dossier_id, seq, refiled_id) NULLS NOT DISTINCT WHERE ((refiled_at IS NULL) OR (refiled_id IS NOT NULL));
CREATE TRIGGER watch_finding_append_only BEFORE DELETE OR UPDATE ON public.watch_finding FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('refiled_id', 'refiled_at');
CREATE TRIGGER watch_finding_changed_once BEFORE UPDATE ON public.watch_finding FOR EACH ROW WHEN ((((new.refiled_id IS NOT NULL) AND (new.refiled_id IS DISTINCT FROM old.refiled_id)) OR ((new.refiled_at IS DISTINCT FROM old.refiled_at) AND (((old.refiled_id IS NULL) OR (new.refiled_id IS NOT NULL) OR ((new.refiled_at < (old.refiled_at - 86399999)) OR (new.refiled_at > old.refiled_at))) IS NOT FALSE)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER watch_finding_no_truncate BEFORE TRUNCATE ON public.watch_finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON watch_finding TO dunghan_app;

CREATE TABLE watch_note (
  finding_id bigint NOT NULL,
  number integer NOT NULL,
  noted_by text NOT NULL,
  noted_role text NOT NULL,
  noted_at bigint NOT NULL,
  content bytea,
  key_ref text,
  erased_at bigint,
  CONSTRAINT watch_note_pkey PRIMARY KEY (finding_id, number),
  CONSTRAINT watch_note_erased CHECK ((((content IS NULL) = (erased_at IS NOT NULL)) AND ((key_ref IS NULL) = (erased_at IS NOT NULL)))),
  CONSTRAINT watch_note_number CHECK ((number >= 1)),
  CONSTRAINT watch_note_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES watch_finding(id),
  CONSTRAINT watch_note_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE watch_note IS 'What a head who looked at a finding says of it, sealed; the last one counts and none is changed.';
COMMENT ON COLUMN watch_note.erased_at IS 'When its words went with the personal data of the dossier.';
CREATE TRIGGER watch_note_append_only BEFORE DELETE OR UPDATE ON public.watch_note FOR EACH ROW EXECUTE FUNCTION refuse_other_changes('content', 'key_ref', 'erased_at');
CREATE TRIGGER watch_note_changed_once BEFORE UPDATE ON public.watch_note FOR EACH ROW WHEN ((((old.erased_at IS NOT NULL) AND (new.erased_at IS DISTINCT FROM old.erased_at)) OR ((new.content IS NOT NULL) AND (new.content IS DISTINCT FROM old.content)) OR ((new.key_ref IS NOT NULL) AND (new.key_ref IS DISTINCT FROM old.key_ref)))) EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER watch_note_no_truncate BEFORE TRUNCATE ON public.watch_note FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON watch_note TO dunghan_app;

CREATE TABLE what_if_dossier (
  request_id uuid NOT NULL,
  assumption text NOT NULL,
  place integer NOT NULL,
  code text NOT NULL,
  agency text NOT NULL,
  procedure_code text NOT NULL,
  side text NOT NULL,
  due_before bigint,
  due_after bigint,
  ended_before bigint,
  ended_after bigint,
  CONSTRAINT what_if_dossier_pkey PRIMARY KEY (request_id, assumption, place),
  CONSTRAINT what_if_dossier_assumption CHECK ((assumption = ANY (ARRAY['keptMoments'::text, 'keptWork'::text]))),
  CONSTRAINT what_if_dossier_side CHECK ((side = ANY (ARRAY['late'::text, 'in-time'::text]))),
  CONSTRAINT what_if_dossier_request_id_fkey FOREIGN KEY (request_id) REFERENCES what_if_request(id) ON DELETE CASCADE
);
COMMENT ON TABLE what_if_dossier IS 'Dossiers that would be counted on the other side of the late rate, by assumption.';
GRANT SELECT, INSERT, DELETE ON what_if_dossier TO dunghan_app;

CREATE TABLE what_if_request (
  id uuid NOT NULL,
  province text NOT NULL,
  agency text,
  first_day integer NOT NULL,
  last_day integer NOT NULL,
  scenario json NOT NULL,
  requested_by text NOT NULL,
  requested_at bigint NOT NULL,
  idempotency_key text NOT NULL,
  request_hash text NOT NULL,
  state text NOT NULL,
  attempt integer NOT NULL,
  leased_until bigint,
  dossiers integer,
  done integer NOT NULL,
  finished_at bigint,
  answer json,
  CONSTRAINT what_if_request_pkey PRIMARY KEY (id),
  CONSTRAINT what_if_request_key_unique UNIQUE (requested_by, idempotency_key),
  CONSTRAINT what_if_request_answer CHECK (((state = 'done'::text) = (answer IS NOT NULL))),
  CONSTRAINT what_if_request_days CHECK ((last_day >= first_day)),
  CONSTRAINT what_if_request_lease CHECK (((state = 'running'::text) = (leased_until IS NOT NULL))),
  CONSTRAINT what_if_request_state CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))),
  CONSTRAINT what_if_request_agency_fkey FOREIGN KEY (agency) REFERENCES agency(code)
);
COMMENT ON TABLE what_if_request IS 'Scenarios somebody asks about. Advice only: nothing of it is in the ledger or the figures, and it is deleted some days after it was made.';
COMMENT ON COLUMN what_if_request.leased_until IS 'Until when whoever computes it is believed to live; then another begins it anew.';
COMMENT ON COLUMN what_if_request.done IS 'Dossiers replayed so far, of dossiers.';
CREATE INDEX what_if_request_list ON public.what_if_request USING btree (requested_by, requested_at, id);
CREATE INDEX what_if_request_old ON public.what_if_request USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX what_if_request_open ON public.what_if_request USING btree (requested_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
GRANT SELECT, INSERT, UPDATE, DELETE ON what_if_request TO dunghan_app;

CREATE TABLE work_lease (
  work text NOT NULL,
  holder uuid NOT NULL,
  lease_until bigint NOT NULL,
  CONSTRAINT work_lease_pkey PRIMARY KEY (work)
);
COMMENT ON TABLE work_lease IS 'Who does work that one process at a time may do and that lasts longer than a transaction should; a holder that died is followed when its lease is over.';
GRANT SELECT, INSERT, UPDATE, DELETE ON work_lease TO dunghan_app;

CREATE TABLE workflow_nudge (
  dossier_id uuid NOT NULL,
  since bigint NOT NULL,
  next_attempt_at bigint NOT NULL,
  CONSTRAINT workflow_nudge_pkey PRIMARY KEY (dossier_id),
  CONSTRAINT workflow_nudge_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON TABLE workflow_nudge IS 'Workflows that must look again because a date moved without them; emptied as they are told.';
CREATE INDEX workflow_nudge_due ON public.workflow_nudge USING btree (next_attempt_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON workflow_nudge TO dunghan_app;

GRANT USAGE ON SEQUENCE calendar_version_number_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE command_inbox_number_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE dwell_delta_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE evaluation_access_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE figure_delta_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE file_access_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE late_target_number_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE letter_attempt_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE par_target_assignment_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE risk_run_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE staff_notice_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE sync_message_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE watch_finding_id_seq TO dunghan_app;
