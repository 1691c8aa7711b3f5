-- Written by "npm run db:dump" from a freshly migrated database. Do not edit: change a migration instead.

CREATE OR REPLACE FUNCTION public.refuse_rewrite()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $function$;

CREATE TABLE agency (
  code text NOT NULL,
  data json NOT NULL,
  CONSTRAINT agency_pkey PRIMARY KEY (code)
);
GRANT SELECT, INSERT, UPDATE ON agency TO dunghan_app;

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
GRANT SELECT, INSERT ON calendar_effective TO dunghan_app;

CREATE TABLE calendar_head (
  single boolean NOT NULL DEFAULT true,
  version_id text NOT NULL,
  CONSTRAINT calendar_head_pkey PRIMARY KEY (single),
  CONSTRAINT calendar_head_single CHECK (single),
  CONSTRAINT calendar_head_version_id_fkey FOREIGN KEY (version_id) REFERENCES calendar_version(id)
);
COMMENT ON TABLE calendar_head IS 'One row. Writers of events hold it FOR SHARE; publishing a version updates it, so nothing commits under the old one behind a rollout.';
GRANT SELECT, INSERT, UPDATE ON calendar_head TO dunghan_app;

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
GRANT SELECT, INSERT ON calendar_layer TO dunghan_app;

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
GRANT SELECT, INSERT ON calendar_version TO dunghan_app;

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
GRANT SELECT, INSERT ON calendar_version_agency TO dunghan_app;

CREATE TABLE calendar_version_layer (
  version_id text NOT NULL,
  layer_id text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT calendar_version_layer_pk PRIMARY KEY (version_id, layer_id),
  CONSTRAINT calendar_version_layer_hash_fkey FOREIGN KEY (hash) REFERENCES calendar_layer(hash),
  CONSTRAINT calendar_version_layer_version_id_fkey FOREIGN KEY (version_id) REFERENCES calendar_version(id)
);
GRANT SELECT, INSERT ON calendar_version_layer TO dunghan_app;

CREATE TABLE code_block (
  id uuid NOT NULL,
  agency text NOT NULL,
  codes text[] NOT NULL,
  reserved_by text NOT NULL,
  reserved_at bigint NOT NULL,
  CONSTRAINT code_block_pkey PRIMARY KEY (id)
);
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
GRANT SELECT, INSERT, UPDATE ON command_inbox TO dunghan_app;

CREATE TABLE data_key (
  ref text NOT NULL,
  wrapped bytea NOT NULL,
  created_at bigint NOT NULL,
  CONSTRAINT data_key_pkey PRIMARY KEY (ref)
);
GRANT SELECT, INSERT, UPDATE ON data_key TO dunghan_app;

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
  CONSTRAINT dossier_pkey PRIMARY KEY (id),
  CONSTRAINT dossier_code_unique UNIQUE (code),
  CONSTRAINT dossier_seq CHECK ((last_seq >= 0)),
  CONSTRAINT dossier_procedure FOREIGN KEY (procedure_code, procedure_version) REFERENCES procedure_version(code, version)
);
COMMENT ON TABLE dossier IS 'Projection of the ledger and its sequencer: locked FOR UPDATE by every writer of events. Rebuilt from events at any time.';
CREATE INDEX dossier_desk ON public.dossier USING btree (receiving_agency, due_at) WHERE (NOT closed);
CREATE INDEX dossier_due ON public.dossier USING btree (due_at) WHERE (in_stock AND (became_late_at IS NULL) AND (paused_at IS NULL));
CREATE INDEX dossier_holders ON public.dossier USING gin (holders) WHERE (NOT closed);
CREATE INDEX dossier_next_point ON public.dossier USING btree (next_point_at) WHERE (next_point_at IS NOT NULL);
CREATE INDEX dossier_open ON public.dossier USING btree (competent_agency, due_at) WHERE (NOT closed);
CREATE INDEX dossier_standing ON public.dossier USING btree (calendar_snapshot, id) WHERE (NOT closed);
CREATE INDEX dossier_unseen ON public.dossier USING btree (received_at) WHERE ((NOT closed) AND (workflow_seen_at IS NULL));
GRANT SELECT, INSERT, UPDATE ON dossier TO dunghan_app;

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
CREATE INDEX dossier_event_xact ON public.dossier_event USING btree (xact_id);
CREATE TRIGGER dossier_event_append_only BEFORE DELETE OR UPDATE ON public.dossier_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER dossier_event_no_truncate BEFORE TRUNCATE ON public.dossier_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
GRANT SELECT, INSERT ON dossier_event TO dunghan_app;

CREATE TABLE dossier_import (
  source text NOT NULL,
  code text NOT NULL,
  content_hash text NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT dossier_import_pk PRIMARY KEY (source, code),
  CONSTRAINT dossier_import_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
GRANT SELECT, INSERT ON dossier_import TO dunghan_app;

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
  CONSTRAINT figure_cell_step CHECK ((step = ANY (ARRAY['day'::text, 'half-month'::text, 'quarter'::text, 'year'::text])))
) WITH (fillfactor=80, parallel_workers=0);
COMMENT ON TABLE figure_cell IS 'Sums of deltas in the closed list of grains; dimensions a grain does not tell apart are empty. Every figure is cells plus deltas.';
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_cell TO dunghan_app;

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
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_delta TO dunghan_app;

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
GRANT SELECT, INSERT ON file_access TO dunghan_app;

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
  pdf bytea,
  pdf_sha256 text,
  key_ref text,
  awaits_signature boolean NOT NULL DEFAULT false,
  composed_from_seq integer NOT NULL,
  delivery_open boolean NOT NULL DEFAULT true,
  sent_at bigint,
  CONSTRAINT letter_pkey PRIMARY KEY (key),
  CONSTRAINT letter_produced CHECK (
CASE status
    WHEN 'owed'::text THEN (pdf_sha256 IS NULL)
    WHEN 'withdrawn'::text THEN true
    ELSE (pdf_sha256 IS NOT NULL)
END),
  CONSTRAINT letter_sent CHECK (((status <> 'sent'::text) OR (sent_at IS NOT NULL))),
  CONSTRAINT letter_status CHECK ((status = ANY (ARRAY['owed'::text, 'produced'::text, 'sent'::text, 'withdrawn'::text]))),
  CONSTRAINT letter_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT letter_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref),
  CONSTRAINT letter_owed_by FOREIGN KEY (dossier_id, owed_by_seq) REFERENCES dossier_event(dossier_id, seq)
);
COMMENT ON COLUMN letter.awaits_signature IS 'Owed, but not to leave the house before a person has signed it.';
COMMENT ON COLUMN letter.composed_from_seq IS 'The event it is composed from: the one that owes it, or the signature that came later.';
COMMENT ON COLUMN letter.delivery_open IS 'Whether its delivery still has something to do by itself; a person may open it again.';
COMMENT ON COLUMN letter.sent_at IS 'When a channel first took it.';
CREATE INDEX letter_dossier ON public.letter USING btree (dossier_id);
CREATE INDEX letter_owed ON public.letter USING btree (owed_at) WHERE (delivery_open AND (NOT awaits_signature));
CREATE INDEX letter_unsigned ON public.letter USING btree (owed_at) WHERE awaits_signature;
GRANT SELECT, INSERT, UPDATE ON letter TO dunghan_app;

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
GRANT SELECT, INSERT ON letter_attempt TO dunghan_app;

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
GRANT SELECT, INSERT, UPDATE ON letter_delivery TO dunghan_app;

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
GRANT SELECT, INSERT, UPDATE, DELETE ON personal_record TO dunghan_app;

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
GRANT SELECT, INSERT ON procedure_version TO dunghan_app;

CREATE TABLE search_token (
  scope_id text NOT NULL,
  token bigint NOT NULL,
  received_on integer NOT NULL,
  dossier_id uuid NOT NULL,
  CONSTRAINT search_token_pk PRIMARY KEY (scope_id, token, received_on, dossier_id)
);
COMMENT ON TABLE search_token IS 'Derived from personal records, some thirty rows a dossier: no foreign key, a token without its dossier finds nothing.';
CREATE INDEX search_token_dossier ON public.search_token USING btree (dossier_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON search_token TO dunghan_app;

CREATE TABLE settings_version (
  number integer NOT NULL,
  settings json NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  CONSTRAINT settings_version_pkey PRIMARY KEY (number),
  CONSTRAINT settings_version_number CHECK ((number >= 1))
);
COMMENT ON TABLE settings_version IS 'Leads and limits an installation chose, every version ever; the last is in force.';
GRANT SELECT, INSERT ON settings_version TO dunghan_app;

CREATE TABLE stored_file (
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  sha256 text NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  key_ref text NOT NULL,
  location text,
  uploaded_by text NOT NULL,
  uploaded_at bigint NOT NULL,
  erased_at bigint,
  CONSTRAINT stored_file_pkey PRIMARY KEY (id),
  CONSTRAINT stored_file_content CHECK (((location IS NOT NULL) OR (erased_at IS NOT NULL))),
  CONSTRAINT stored_file_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  CONSTRAINT stored_file_key_ref_fkey FOREIGN KEY (key_ref) REFERENCES data_key(ref)
);
COMMENT ON TABLE stored_file IS 'What is known of a file; its encrypted content lies at location in the file store until erasure is carried out there.';
CREATE INDEX stored_file_dossier ON public.stored_file USING btree (dossier_id);
CREATE INDEX stored_file_to_purge ON public.stored_file USING btree (erased_at) WHERE ((erased_at IS NOT NULL) AND (location IS NOT NULL));
GRANT SELECT, INSERT, UPDATE ON stored_file TO dunghan_app;

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
  CONSTRAINT task_pkey PRIMARY KEY (key),
  CONSTRAINT task_done CHECK (((done_by IS NULL) OR (done_at IS NOT NULL))),
  CONSTRAINT task_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id)
);
COMMENT ON COLUMN task.done_by IS 'Who marked the task as done; null when an event of its dossier closed it.';
CREATE INDEX task_dossier ON public.task USING btree (dossier_id) WHERE (done_at IS NULL);
CREATE INDEX task_open ON public.task USING btree (agency, created_at) WHERE (done_at IS NULL);
GRANT SELECT, INSERT, UPDATE ON task TO dunghan_app;

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
GRANT USAGE ON SEQUENCE figure_delta_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE file_access_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE letter_attempt_id_seq TO dunghan_app;
GRANT USAGE ON SEQUENCE migrations_id_seq TO dunghan_app;
