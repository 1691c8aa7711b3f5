import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Deadline cases: publications, feedback and assigned tasks, each a chain of events of its own with its clocks beside it.
 * Evidence of a case is a stored file of an agency instead of a dossier.
 */
export class CreateDeadlineCases1790000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deadline_case (
        id uuid PRIMARY KEY,
        code text NOT NULL CONSTRAINT deadline_case_code_unique UNIQUE,
        business_key text CONSTRAINT deadline_case_business_key_unique UNIQUE,
        kind text NOT NULL CONSTRAINT deadline_case_kind CHECK (kind IN ('publication', 'feedback', 'task')),
        province text NOT NULL,
        agency text NOT NULL REFERENCES agency,
        owner text,
        coordinating text[] NOT NULL,
        dossier_id uuid REFERENCES dossier,
        opened_at bigint NOT NULL,
        outcome text,
        next_point_at bigint,
        carried_by text NOT NULL CONSTRAINT deadline_case_carried_by CHECK (carried_by IN ('workflow', 'watchdog')),
        unheard_since bigint,
        nudged_at bigint,
        last_seq integer NOT NULL,
        last_hash text NOT NULL,
        settled_at bigint NOT NULL,
        calendar_snapshot text NOT NULL REFERENCES calendar_version
      );
      COMMENT ON TABLE deadline_case IS 'The fold of its events, and the lock of their writers.';
      COMMENT ON COLUMN deadline_case.business_key IS 'What it was opened for: the same thing opens no second case.';
      COMMENT ON COLUMN deadline_case.outcome IS 'How it was closed; null while it is open.';
      COMMENT ON COLUMN deadline_case.carried_by IS 'Who meets its points: a workflow, or the watchdog where nobody has to be warned.';
      COMMENT ON COLUMN deadline_case.unheard_since IS 'Since when something waits that its workflow has not looked at yet: the relay nudges it.';
      CREATE INDEX deadline_case_agency ON deadline_case (agency, kind, opened_at);
      CREATE INDEX deadline_case_dossier ON deadline_case (dossier_id) WHERE dossier_id IS NOT NULL;
      CREATE INDEX deadline_case_unheard ON deadline_case (nudged_at) WHERE unheard_since IS NOT NULL;
      CREATE INDEX deadline_case_province ON deadline_case (province, kind, opened_at);
      CREATE INDEX deadline_case_owner ON deadline_case (owner) WHERE outcome IS NULL AND owner IS NOT NULL;
      CREATE INDEX deadline_case_points ON deadline_case (next_point_at) WHERE next_point_at IS NOT NULL;
      CREATE INDEX deadline_case_snapshot ON deadline_case (calendar_snapshot) WHERE outcome IS NULL;

      CREATE TABLE case_event (
        case_id uuid NOT NULL REFERENCES deadline_case,
        seq integer NOT NULL,
        cause text NOT NULL,
        ordinal integer NOT NULL,
        type text NOT NULL,
        payload json NOT NULL,
        actor json NOT NULL,
        occurred_at bigint NOT NULL,
        recorded_at bigint NOT NULL,
        calendar_snapshot text NOT NULL REFERENCES calendar_version,
        xact_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        prev_hash text NOT NULL,
        hash text NOT NULL,
        CONSTRAINT case_event_pk PRIMARY KEY (case_id, seq),
        CONSTRAINT case_event_cause_unique UNIQUE (case_id, cause, ordinal),
        CONSTRAINT case_event_seq CHECK (seq >= 1 AND ordinal >= 0),
        CONSTRAINT case_event_hash CHECK (length(hash) = 64 AND hash !~ '[^0-9a-f]' AND length(prev_hash) = 64 AND prev_hash !~ '[^0-9a-f]')
      );
      COMMENT ON TABLE case_event IS 'Append-only: the application may insert and select. payload holds exactly the hashed text.';
      CREATE INDEX case_event_xact ON case_event (xact_id);
      CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE ON case_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
      CREATE TRIGGER case_event_no_truncate BEFORE TRUNCATE ON case_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

      CREATE TABLE case_clock (
        case_id uuid NOT NULL REFERENCES deadline_case,
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
        CONSTRAINT case_clock_stopped CHECK ((stopped_at IS NULL) = (outcome IS NULL) AND (outcome IS NULL) = (in_time IS NULL))
      );
      COMMENT ON TABLE case_clock IS 'Each round of each clock as the events of its case make it.';
      COMMENT ON COLUMN case_clock.stopped_at IS 'When it was truly done, which may lie before the entry.';
      CREATE INDEX case_clock_due ON case_clock (agency, clock, due_at);
      CREATE INDEX case_clock_running ON case_clock (case_id, due_at) WHERE stopped_at IS NULL;

      CREATE TABLE case_record (
        case_id uuid NOT NULL CONSTRAINT case_record_case_id_fkey REFERENCES deadline_case DEFERRABLE INITIALLY DEFERRED,
        version integer NOT NULL,
        kind text NOT NULL,
        ciphertext bytea NOT NULL,
        key_ref text NOT NULL REFERENCES data_key,
        CONSTRAINT case_record_pk PRIMARY KEY (case_id, version)
      );
      COMMENT ON TABLE case_record IS 'What a case says in words, and about people, encrypted; its events hold version and commitment only.';

      CREATE TABLE case_command (
        actor_subject text NOT NULL,
        idempotency_key text NOT NULL,
        id uuid NOT NULL CONSTRAINT case_command_id_unique UNIQUE,
        case_id uuid NOT NULL REFERENCES deadline_case,
        type text NOT NULL,
        body_hmac text NOT NULL,
        accepted_at bigint NOT NULL,
        outcome json NOT NULL,
        CONSTRAINT case_command_pk PRIMARY KEY (actor_subject, idempotency_key)
      );
      COMMENT ON TABLE case_command IS 'Commands given to cases, each with its outcome: they are decided as they are accepted.';

      ALTER TABLE stored_file
        ALTER COLUMN dossier_id DROP NOT NULL,
        ADD COLUMN agency text CONSTRAINT stored_file_agency_fkey REFERENCES agency,
        ADD CONSTRAINT stored_file_of CHECK ((dossier_id IS NULL) <> (agency IS NULL));
      COMMENT ON COLUMN stored_file.agency IS 'Whose evidence it is, where it belongs to no dossier.';

      GRANT SELECT, INSERT, UPDATE ON deadline_case, case_clock TO dunghan_app;
      GRANT SELECT, INSERT ON case_event, case_command TO dunghan_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON case_record TO dunghan_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Cases are a ledger: restore a backup instead'));
  }
}
