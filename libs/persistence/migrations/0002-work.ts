import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands, effects, tasks, files, codes, imports and figures: what the processes work on around the ledger. */
export class CreateWork1790000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE command_inbox (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL CONSTRAINT command_inbox_id_unique UNIQUE,
        actor_subject text NOT NULL,
        actor_role text NOT NULL,
        actor_agency text NOT NULL,
        idempotency_key text NOT NULL,
        dossier_id uuid REFERENCES dossier,
        type text NOT NULL,
        body bytea,
        key_ref text REFERENCES data_key,
        body_hmac text NOT NULL,
        accepted_at bigint NOT NULL,
        status text NOT NULL,
        outcome json,
        attempts integer NOT NULL DEFAULT 0,
        last_error text,
        next_attempt_at bigint NOT NULL,
        settled_at bigint,
        deferred boolean NOT NULL DEFAULT false,
        CONSTRAINT command_inbox_key_unique UNIQUE (actor_subject, idempotency_key),
        CONSTRAINT command_inbox_status CHECK (status IN ('pending', 'applied', 'refused', 'dead')),
        CONSTRAINT command_inbox_outcome CHECK ((status = 'pending') = (outcome IS NULL))
      );
      CREATE INDEX command_inbox_pending ON command_inbox (dossier_id, accepted_at, number) WHERE status = 'pending';
      CREATE INDEX command_inbox_due ON command_inbox (next_attempt_at) WHERE status = 'pending';

      CREATE TABLE letter (
        key text PRIMARY KEY,
        dossier_id uuid NOT NULL REFERENCES dossier,
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
        key_ref text REFERENCES data_key,
        CONSTRAINT letter_status CHECK (status IN ('owed', 'produced', 'withdrawn')),
        CONSTRAINT letter_produced CHECK ((status = 'produced') = (pdf_sha256 IS NOT NULL)),
        CONSTRAINT letter_owed_by FOREIGN KEY (dossier_id, owed_by_seq) REFERENCES dossier_event (dossier_id, seq)
      );
      CREATE INDEX letter_owed ON letter (owed_at) WHERE status = 'owed';
      CREATE INDEX letter_dossier ON letter (dossier_id);

      CREATE TABLE task (
        key text PRIMARY KEY,
        kind text NOT NULL,
        dossier_id uuid REFERENCES dossier,
        agency text NOT NULL,
        subject text,
        data json NOT NULL,
        created_at bigint NOT NULL,
        done_at bigint,
        done_by text,
        CONSTRAINT task_done CHECK (done_by IS NULL OR done_at IS NOT NULL)
      );
      COMMENT ON COLUMN task.done_by IS 'Who marked the task as done; null when an event of its dossier closed it.';
      CREATE INDEX task_open ON task (agency, created_at) WHERE done_at IS NULL;

      CREATE TABLE stored_file (
        id uuid PRIMARY KEY,
        dossier_id uuid NOT NULL REFERENCES dossier,
        sha256 text NOT NULL,
        media_type text NOT NULL,
        size integer NOT NULL,
        key_ref text NOT NULL REFERENCES data_key,
        location text,
        uploaded_by text NOT NULL,
        uploaded_at bigint NOT NULL,
        erased_at bigint,
        CONSTRAINT stored_file_content CHECK (location IS NOT NULL OR erased_at IS NOT NULL)
      );
      COMMENT ON TABLE stored_file IS 'What is known of a file; its encrypted content lies at location in the file store until erasure is carried out there.';
      CREATE INDEX stored_file_dossier ON stored_file (dossier_id);
      CREATE INDEX stored_file_to_purge ON stored_file (erased_at) WHERE erased_at IS NOT NULL AND location IS NOT NULL;
      CREATE TABLE file_access (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        file_id uuid NOT NULL REFERENCES stored_file,
        subject text NOT NULL,
        role text NOT NULL,
        at bigint NOT NULL
      );
      CREATE INDEX file_access_file ON file_access (file_id, at);

      CREATE TABLE code_counter (
        key text PRIMARY KEY,
        last integer NOT NULL
      );
      CREATE TABLE code_block (
        id uuid PRIMARY KEY,
        agency text NOT NULL,
        codes text[] NOT NULL,
        reserved_by text NOT NULL,
        reserved_at bigint NOT NULL
      );

      CREATE TABLE dossier_import (
        source text NOT NULL,
        code text NOT NULL,
        content_hash text NOT NULL,
        dossier_id uuid NOT NULL REFERENCES dossier,
        CONSTRAINT dossier_import_pk PRIMARY KEY (source, code)
      );
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

      CREATE TABLE figure_delta (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        day integer NOT NULL,
        province text NOT NULL,
        agency text NOT NULL,
        procedure_code text NOT NULL,
        field_code text NOT NULL,
        channel text NOT NULL,
        officer text NOT NULL,
        measures smallint[] NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
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
        CONSTRAINT figure_cell_step CHECK (step IN ('day', 'half-month', 'quarter', 'year'))
      ) WITH (fillfactor = 80, parallel_workers = 0);
      COMMENT ON TABLE figure_delta IS 'What transactions added to the figures and the folder has not merged into cells yet; emptied about every second.';
      COMMENT ON TABLE figure_cell IS 'Sums of deltas in the closed list of grains; dimensions a grain does not tell apart are empty. Every figure is cells plus deltas.';
      COMMENT ON COLUMN figure_delta.measures IS 'Signed counts in the order of MEASURES in libs/domain/performance.';

      GRANT SELECT, INSERT ON dossier_event, ledger_seal, procedure_version, calendar_effective, calendar_version, calendar_version_agency, file_access, code_block, dossier_import TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE ON agency, calendar_head, dossier, data_key, command_inbox, letter, task, stored_file, code_counter TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON personal_record, search_token, figure_delta, figure_cell TO dunghan_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dunghan_app;
      GRANT SELECT ON migrations TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('There is no way back past the first migrations: restore a backup instead'));
  }
}
